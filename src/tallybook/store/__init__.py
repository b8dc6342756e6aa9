"""The ledger on disk: append-only, content-addressed. The one door to SQLAlchemy."""

from tallybook.store.history import Change
from tallybook.store.kept import Kept
from tallybook.store.ledger import DEFAULT_LEDGER, Ledger
from tallybook.store.past import Past
from tallybook.store.past_answers import PastAnswer
from tallybook.store.placing import Added
from tallybook.store.versions import Edition

__all__ = ["DEFAULT_LEDGER", "Added", "Change", "Edition", "Kept", "Ledger", "Past", "PastAnswer"]
