"""Errors come back from another process as they were."""

import pickle

import pytest

from tallybook.errors import BadDate, DataError, LedgerError, ReadError, UnknownName


@pytest.mark.parametrize(
    "error",
    [
        BadDate("soon", "--published"),
        UnknownName("measure", "x", ["killed"]),
        DataError("a.toml", "no name", "give one"),
        LedgerError("no"),
        ReadError("a.txt", "binary", "give text"),
    ],
)
def test_an_error_survives_pickling(error):
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert back.__dict__ == error.__dict__
