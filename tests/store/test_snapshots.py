"""The bytes of a page are kept once, whole, before anything points to them."""

import gzip
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.readings import reading

from tallybook.errors import LedgerError, UsageError
from tallybook.model import Fetch, Run, Snapshot
from tallybook.store import Added, Ledger
from tallybook.store.snapshots import SnapshotFolder

PAGE = "<p>HUR said <b>30</b> soldiers died.</p>"
TEXT = "HUR said 30 soldiers died."
RUNS = (Run(0, 3, 9), Run(9, 15, 2), Run(11, 21, 15))


def page(text=TEXT, content=PAGE, runs=RUNS, **metadata):
    snapshot = Snapshot(content.encode(), "text/html", "utf-8")
    return replace(reading(text, **metadata), snapshot=snapshot, runs=runs)


def files(folder):
    return [each for each in folder.rglob("*") if each.is_file()] if folder.exists() else []


def test_bytes_come_back_and_are_kept_once(tmp_path):
    folder = SnapshotFolder(tmp_path / "kept")
    digest = folder.keep(Snapshot(b"a page"))
    assert folder.keep(Snapshot(b"a page", "text/html", None)) == digest
    (file,) = files(tmp_path)
    assert file == tmp_path / "kept" / digest[:2] / f"{digest}.gz"
    assert folder.has(digest)
    assert not folder.has("0" * 64)
    assert folder.read(digest) == gzip.decompress(file.read_bytes()) == b"a page"


def test_the_same_bytes_make_the_same_file(tmp_path):
    found = []
    for name in ("a", "b"):
        digest = SnapshotFolder(tmp_path / name).keep(Snapshot(b"a page"))
        found.append((tmp_path / name / digest[:2] / f"{digest}.gz").read_bytes())
    assert found[0] == found[1]


@pytest.mark.parametrize("damage", [lambda b: b[:-9], lambda b: b"no gzip", lambda b: b""])
def test_a_damaged_snapshot_says_so(tmp_path, damage):
    folder = SnapshotFolder(tmp_path)
    digest = folder.keep(Snapshot(b"a page"))
    (file,) = files(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(LedgerError, match="this snapshot is damaged; restore a copy"):
        folder.read(digest)


def test_other_bytes_under_the_name_are_damage(tmp_path):
    folder = SnapshotFolder(tmp_path)
    digest = folder.keep(Snapshot(b"a page"))
    (file,) = files(tmp_path)
    file.write_bytes(gzip.compress(b"another page"))
    with pytest.raises(LedgerError, match="damaged"):
        folder.read(digest)


def test_a_snapshot_that_is_gone_and_a_name_that_is_none(tmp_path):
    with pytest.raises(LedgerError, match="is not there; restore a copy, or name the folder"):
        SnapshotFolder(tmp_path).read("0" * 64)
    with pytest.raises(UsageError, match="is no digest of a snapshot"):
        SnapshotFolder(tmp_path).read("../../etc/passwd")


def test_a_ledger_keeps_them_beside_itself(ledger):
    assert ledger.add(page()) is Added.NEW
    digest, start, end = ledger.raw_span(ledger.claims()[0])
    assert ledger.encoding(digest) == "utf-8"
    raw = ledger.snapshot(digest).decode("utf-8")
    assert raw[start:end] == "30</b> soldiers"
    folder = ledger.path.with_name(f"{ledger.path.name}.snapshots")
    assert len(files(folder)) == 1


def test_for_text_the_words_stand_in_the_snapshot_as_they_are(ledger):
    ledger.add(page(content=TEXT, runs=(Run(0, 0, len(TEXT)),)))
    (claim,) = ledger.claims()
    digest, start, end = ledger.raw_span(claim)
    assert ledger.snapshot(digest).decode()[start:end] == claim.text


def test_without_a_snapshot_or_runs_there_is_no_place(ledger):
    ledger.add(reading("HUR said 8 guards died."))
    ledger.add(page(runs=()))
    assert [ledger.raw_span(claim) for claim in ledger.claims()] == [None, None]


def test_the_bytes_of_a_known_page_are_not_kept_again(ledger):
    ledger.add(page(url="https://x.example/a"))
    assert ledger.add(page(content=PAGE + "<!-- 2 -->", url="https://x.example/a")) is Added.KNOWN
    assert len(files(ledger.path.parent)) == 2  # the ledger and one snapshot


def test_another_folder_by_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("TALLYBOOK_SNAPSHOTS", str(tmp_path / "elsewhere"))
    with Ledger(str(tmp_path / "t.db"), create=True) as ledger:
        ledger.add(page())
    assert len(files(tmp_path / "elsewhere")) == 1
    assert not (tmp_path / "t.db.snapshots").exists()


def test_where_nothing_can_be_kept_nothing_is_added(ledger):
    ledger.add(reading("HUR said 8 guards died."))
    ledger.path.with_name(f"{ledger.path.name}.snapshots").write_text("in the way")
    with pytest.raises(LedgerError, match=r"snapshots: the bytes .* cannot be kept .*make room"):
        ledger.add(page())
    assert [claim.quantity.low for claim in ledger.claims()] == [8]
    assert len(ledger.reports()) == 1
    assert ledger.add(reading("HUR said 9 guards died.")) is Added.NEW


def test_a_full_disk_leaves_nothing_behind(ledger, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LedgerError, match=r"No space left on device.*make room"):
        ledger.add(page())
    monkeypatch.undo()
    assert ledger.claims() == []
    folder = ledger.path.with_name(f"{ledger.path.name}.snapshots")
    assert files(folder) == []
    assert ledger.add(page()) is Added.NEW


def test_the_last_fetch_of_a_url(ledger):
    at = datetime(2024, 12, 18, 12, tzinfo=UTC)
    url = "https://x.example/a"
    assert ledger.last_fetch(url) is None
    first = Fetch(url, url, at, 200, '"1"', "Wed, 18 Dec 2024 11:00:00 GMT", "ab" * 32)
    ledger.record_fetch(first)
    ledger.record_fetch(Fetch("https://x.example/b", url, at, 404))
    assert ledger.last_fetch(url) == first
    second = Fetch(url, "https://x.example/a/", at, 304)
    ledger.record_fetch(second)
    assert ledger.last_fetch(url) == second


KILLED = """
import os, signal, sys
from tallybook.store import Ledger, snapshots, writing
from tests.store.test_snapshots import page
what = sys.argv[2]
def killed(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
with Ledger(sys.argv[1], create=True) as ledger:
    ledger.add(page("HUR said 8 guards died.", "<p>HUR said 8 guards died.</p>", ()))
    if what == "before the file has its name":
        snapshots.Path.replace = killed
    elif what == "before the first row":
        writing.report_row = killed
    elif what == "between the rows":
        writing._add_claims = killed
    ledger.add(page())
"""


@pytest.mark.parametrize(
    ("when", "kept"),
    [("before the file has its name", 1), ("before the first row", 2), ("between the rows", 2)],
)
def test_killed_between_snapshot_and_transaction_the_ledger_is_whole(tmp_path, when, kept):
    path = tmp_path / "tallybook.db"
    root = Path(__file__).parents[2]
    died = subprocess.run([sys.executable, "-c", KILLED, str(path), when], cwd=root, check=False)
    assert died.returncode == -signal.SIGKILL
    with Ledger(str(path)) as ledger:
        assert [claim.quantity.low for claim in ledger.claims()] == [8]
        whole = [f for f in files(tmp_path / "tallybook.db.snapshots") if f.suffix == ".gz"]
        assert len(whole) == kept
        assert ledger.add(page()) is Added.NEW
        digest, *_ = ledger.raw_span(ledger.claims()[-1])
        assert ledger.snapshot(digest) == PAGE.encode()
