"""One suite over every kind of ledger: add a name to STORES and a way to make one."""

import pytest

from tallybook.store import Ledger

STORES = ["sqlite"]


@pytest.fixture(params=STORES)
def where(request, tmp_path):
    """Where a fresh ledger of each kind may be made."""
    return f"sqlite:///{tmp_path / 'tallybook.db'}"


@pytest.fixture
def ledger(where):
    with Ledger(where, create=True) as opened:
        yield opened
