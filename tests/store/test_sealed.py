"""A ledger in a place where nothing can be written, on a full disk, or without its snapshots."""

import os
import shutil
import sqlite3

import pytest
from tests.readings import reading

from tallybook.errors import LedgerError
from tallybook.model import Snapshot
from tallybook.store import Ledger
from tallybook.store import opening as opening_module


@pytest.fixture
def sealed(tmp_path, monkeypatch):
    """A ledger of one report, in a folder where nothing can be written."""
    path = tmp_path / "the ledger?.db"
    with Ledger(str(path), create=True) as ledger:
        ledger.add(reading("HUR said 30 soldiers died."))
    access = os.access
    monkeypatch.setattr(
        opening_module.os, "access", lambda at, mode: mode != os.W_OK and access(at, mode)
    )
    return path


def test_what_cannot_be_written_can_be_looked_at(sealed):
    before = sorted(sealed.parent.iterdir())
    with Ledger(str(sealed)) as ledger:
        assert len(ledger.claims()) == 1
        assert sorted(sealed.parent.iterdir()) == before


def test_what_cannot_be_written_says_so(sealed):
    with Ledger(str(sealed)) as ledger, pytest.raises(LedgerError, match="make the file and its"):
        ledger.add(reading("HUR said 40 soldiers died."))


def test_a_disk_that_is_full_at_the_beginning_is_named(tmp_path, monkeypatch):
    def full(_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(opening_module, "make_schema", full)
    with pytest.raises(LedgerError, match="make room on the disk"):
        Ledger(str(tmp_path / "tallybook.db"), create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_snapshots_that_is_gone_is_named(tmp_path):
    snapshot = Snapshot(b"45 dead", "text/plain", "utf-8")
    with Ledger(str(tmp_path / "tallybook.db"), create=True) as ledger:
        digest = ledger._snapshots.keep(snapshot)
        assert ledger.snapshot_fault(digest) is None
        [file] = (tmp_path / "tallybook.db.snapshots").rglob("*.gz")
        file.write_bytes(b"other")
        assert "damaged" in ledger.snapshot_fault(digest)
        file.unlink()
        assert "this snapshot is not there" in ledger.snapshot_fault(digest)
        shutil.rmtree(tmp_path / "tallybook.db.snapshots")
        told = ledger.snapshot_fault(digest)
    assert told.startswith(f"{tmp_path}/tallybook.db.snapshots: this folder is not there")
    assert "TALLYBOOK_SNAPSHOTS" in told
