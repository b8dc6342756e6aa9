"""The ledger on disk: append-only, content-addressed. The one door to SQLAlchemy."""

from tallybook.store.history import Change
from tallybook.store.ledger import DEFAULT_LEDGER, Ledger
from tallybook.store.placing import Added

__all__ = ["DEFAULT_LEDGER", "Added", "Change", "Ledger"]
