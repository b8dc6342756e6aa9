"""What is no ledger of ours is named and left alone; what is ours stays whole."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.readings import reading

from tallybook.errors import LedgerError
from tallybook.store import Ledger
from tallybook.store.schema import NEWEST, bring_up, make_schema, schema_version


def test_a_ledger_is_made_only_where_it_is_asked_for(tmp_path):
    with pytest.raises(LedgerError, match="there is no ledger here; make one with `tallybook add`"):
        Ledger(str(tmp_path / "tallybook.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_new_ledger_is_marked_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "tallybook.db"
    Ledger(str(path), create=True).close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["tallybook.db"]
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"TALY"),)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


def test_an_empty_file_becomes_a_ledger(tmp_path):
    path = tmp_path / "made-by-mktemp"
    path.touch()
    with Ledger(str(path), create=True) as ledger:
        assert ledger.claims() == []


def test_path_and_url_are_the_same_ledger(tmp_path):
    path = tmp_path / "tallybook.db"
    with Ledger(str(path), create=True) as ledger:
        ledger.add(reading("30 men"))
    with Ledger(f"sqlite:///{path}") as ledger:
        assert len(ledger.claims()) == 1


def untouched(path, what):
    before = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(LedgerError, match=what) as caught:
        Ledger(str(path), create=True)
    assert str(path) in str(caught.value)
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == before


def test_another_programs_file_is_left_alone(tmp_path):
    path = tmp_path / "letter.doc"
    path.write_text("Dear sir,")
    untouched(path, "another program's file; name another with --ledger")


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE bookmarks (url)")
    raw.close()
    untouched(path, "another program's SQLite database")


def test_a_newer_ledger_is_left_alone(tmp_path):
    path = tmp_path / "tallybook.db"
    Ledger(str(path), create=True).close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"INSERT INTO schema_versions VALUES ({NEWEST + 1}, 'x', 'tallybook 99')")
    raw.close()
    untouched(path, "a newer Tallybook wrote this ledger .* upgrade with")


def test_a_folder_is_no_ledger(tmp_path):
    with pytest.raises(LedgerError, match="is a folder; name a file in it"):
        Ledger(str(tmp_path), create=True)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(LedgerError, match="cannot be made here"):
        Ledger(str(tmp_path / "no" / "tallybook.db"), create=True)


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LedgerError, match="name another with --ledger"):
        Ledger(str(tmp_path / "file" / "tallybook.db"), create=True)


def test_another_kind_of_database_is_named():
    with pytest.raises(LedgerError, match="keeps ledgers in SQLite, not in 'postgresql'"):
        Ledger("postgresql://localhost/x", create=True)


def test_no_name_at_all():
    with pytest.raises(LedgerError, match="has no name"):
        Ledger("", create=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_ledger(tmp_path):
    path = tmp_path / "tallybook.db"
    Ledger(str(path), create=True).close()
    path.chmod(0)
    with pytest.raises(LedgerError, match="let yourself read it"):
        Ledger(str(path))


def test_a_damaged_ledger_is_named(tmp_path):
    path = tmp_path / "tallybook.db"
    Ledger(str(path), create=True).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(LedgerError, match="may be damaged"):
        Ledger(str(path)).claims()


def test_older_schemas_are_brought_up_in_order(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    run = []
    steps = {
        NEWEST + 1: lambda connection: run.append("a"),
        NEWEST + 2: lambda connection: connection.execute(text("CREATE TABLE later (x)")),
    }
    with engine.begin() as connection:
        assert schema_version(connection) == 0
        make_schema(connection)
        assert bring_up(connection, steps, NEWEST) == []
        assert bring_up(connection, steps, NEWEST + 2) == [NEWEST + 1, NEWEST + 2]
        assert schema_version(connection) == NEWEST + 2
        connection.execute(text("SELECT x FROM later"))
    assert run == ["a"]
    engine.dispose()


ADDING = """
import sys
from tallybook.store import Ledger
from tests.readings import reading
print("ready", flush=True)
with Ledger(sys.argv[1], create=True) as ledger:
    for page in range(100_000):
        ledger.add(reading(" ".join(f"{page}{n} men" for n in range(30))))
"""


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.1, 0.3])
def test_killed_at_any_moment_the_ledger_is_whole(tmp_path, delay):
    path = tmp_path / "tallybook.db"
    root = Path(__file__).parents[2]
    adder = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(path)], cwd=root, stdout=subprocess.PIPE
    )
    adder.stdout.readline()
    deadline = time.monotonic() + 20
    while delay and not path.exists() and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(delay)
    adder.send_signal(signal.SIGKILL)
    adder.wait()
    adder.stdout.close()
    with Ledger(str(path), create=True) as ledger:
        reports, claims = ledger.reports(), ledger.claims()
        assert len(claims) == 30 * len(reports)
        assert all(len(ledger.blocks(report.id)) == 1 for report in reports)
        ledger.add(reading("one more: 7 men"))
        assert len(ledger.claims()) == len(claims) + 1
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()


def test_two_programs_add_at_once(tmp_path):
    path = tmp_path / "tallybook.db"
    root = Path(__file__).parents[2]
    script = ADDING.replace("100_000", "20").replace("{page}{n}", "{page}{n}{sys.argv[2]}")
    adders = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path), name], cwd=root, stdout=subprocess.DEVNULL
        )
        for name in ("1", "2")
    ]
    assert [adder.wait() for adder in adders] == [0, 0]
    with Ledger(str(path)) as ledger:
        assert len(ledger.reports()) == 40
