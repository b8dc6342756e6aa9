"""`watch`, and URLs given to `add`, `extract` and `read`: as commands, and as a process that is
stopped in the middle."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.read.fetching.site import Site, answer, feed, page

COMMAND = Path(sys.executable).parent / "tallybook"
ALLOW = ("--allow-host", "127.0.0.1")
ENTRIES = 25


@pytest.fixture
def site():
    server = Site()
    yield server
    server.close()


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALLYBOOK_LEDGER", raising=False)
    return tmp_path


def sentence(number):
    return (
        f"At least {number} people died when a ferry sank off Lisbon on 1 March 2026, police said."
    )


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_round_in_words(site, here, run):
    site.pages["/feed"] = [
        feed((site.url("/1"), sentence(9)), etag='"1"'),
        feed((site.url("/2"), sentence(14)), etag='"2"'),
    ]
    first = run("watch", site.url("/feed"), "--once", *ALLOW)
    assert first.exit_code == 0, first.stderr
    assert f"{site.url('/1')}: 1 claim, added" in first.stdout
    assert "9 or more (new): people killed" in first.stdout
    assert "1 asked, 1 report added or changed, 1 tally new or changed." in first.stdout
    second = run("watch", site.url("/feed"), "--once", *ALLOW)
    assert "14 or more (was 9 or more): people killed" in second.stdout
    assert "according to police" in second.stdout
    assert first.stderr == second.stderr == ""


def test_a_round_as_json_lines(site, here, run):
    site.pages["/feed"] = feed((site.url("/1"), sentence(9)))
    (here / "list.txt").write_text(f"{site.url('/feed')}\n{site.url('/gone')}\n")
    done = run("watch", "list.txt", "--once", "--json", *ALLOW)
    assert done.exit_code == 1
    told = lines(done.stdout)
    assert [each["event"] for each in told] == ["report", "problem", "change", "round"]
    assert told[0]["added"] == "new"
    assert (told[1]["where"], told[1]["stage"]) == (site.url("/gone"), "read")
    assert told[2]["revision"]["low"] == 9
    assert (told[3]["asked"], told[3]["failed"], told[3]["reports"]) == (2, 1, 1)
    assert "answers 404 (not found)" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["https://a.example/", "--every", "soon"], "--every: 'soon' is no span of time"),
        (["https://a.example/", "--every", "0m"], "--every: '0m' is no span of time"),
        (["https://a.example/", "--every", "30s"], "too often for a.example; at least 1m"),
        (["gone.opml"], "gone.opml: cannot be read (no such file or directory)"),
        (["empty.txt"], "empty.txt: nothing here can be watched"),
        (["https://a.example/", "--convention", "astrology"], "astrology"),
    ],
)
def test_a_wrong_call_begins_nothing(here, run, arguments, told):
    (here / "empty.txt").write_text("# nothing yet\n")
    done = run("watch", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not (here / "tallybook.db").exists()


def test_a_wrong_variable_is_named(here, run):
    done = run("watch", "https://a.example/", env={"TALLYBOOK_PROXY": "nowhere"})
    assert done.exit_code == 2
    assert "TALLYBOOK_PROXY" in done.stderr


def test_urls_where_files_may_stand(site, here, run):
    site.pages["/1"] = page(sentence(9))
    url = site.url("/1")
    (report,) = lines(run("read", url, *ALLOW).stdout)
    assert (report["url"], report["path"]) == (url, None)
    assert report["retrieved"]
    (claim,) = lines(run("extract", url, *ALLOW).stdout)
    assert (claim["quantity"]["low"], claim["url"]) == (9, url)
    assert "1 claim, added" in run("add", url, *ALLOW).stdout
    again = run("add", url, *ALLOW)
    assert (again.exit_code, "already there: nothing changed" in again.stdout) == (0, True)


def test_urls_that_cannot_be_read_are_named_and_the_rest_goes_on(site, here, run):
    site.pages["/1"] = page(sentence(9))
    done = run("extract", site.url("/gone"), "http://10.0.0.1/", site.url("/1"), *ALLOW)
    assert done.exit_code == 1
    assert len(lines(done.stdout)) == 1
    gone, inside = done.stderr.splitlines()
    assert "answers 404 (not found); check the address" in gone
    assert inside.endswith("allow the host by name: --allow-host 10.0.0.1")


def test_nothing_private_is_asked_unless_it_is_allowed(site, here, run):
    site.pages["/1"] = page(sentence(9))
    done = run("read", site.url("/1"))
    assert done.exit_code == 1
    assert "--allow-host 127.0.0.1" in done.stderr
    assert site.requests == []


# As a process


def start(site, here, *more):
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    environment.pop("TALLYBOOK_LEDGER", None)
    return subprocess.Popen(
        [COMMAND, "watch", site.url("/feed"), "--every", "1s", "--json", *ALLOW, *more],
        cwd=here,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def whole_feed(site):
    entries = [(site.url(f"/{i}"), sentence(10 + i)) for i in range(ENTRIES)]
    site.pages["/feed"] = feed(*entries, etag='"1"')


def end(process, number):
    """Sends the signal; what the process says to it. One that does not end is a failure."""
    process.send_signal(number)
    return process.communicate(timeout=120)


def rows(here, query):
    with sqlite3.connect(here / "tallybook.db") as raw:
        found = raw.execute(query).fetchall()
    raw.close()
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_watch_stopped_within_a_round_goes_on_where_it_ended(site, here, run, number):
    whole_feed(site)
    with start(site, here) as process:
        for _ in range(3):
            assert json.loads(process.stdout.readline())["event"] == "report"
        _, stderr = end(process, number)
    if number == signal.SIGKILL:
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == 0, stderr
        assert stderr == "tallybook: stopped; what was added is kept\n"
    kept = rows(here, "SELECT count(*) FROM readings")[0][0]
    assert 3 <= kept < ENTRIES
    assert rows(here, "PRAGMA integrity_check") == [("ok",)]
    assert rows(here, "SELECT count(*) FROM fetches") == [(0,)]
    told = lines(run("watch", site.url("/feed"), "--once", "--json", *ALLOW).stdout)
    added = [each["where"] for each in told if each["event"] == "report"]
    assert len(added) == len(set(added)) == ENTRIES - kept
    assert rows(here, "SELECT count(*), count(DISTINCT report) FROM readings") == [(ENTRIES,) * 2]
    assert told[-1]["changes"] > 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_that_waits_for_hours_stops(site, here, number):
    site.pages["/feed"] = feed((site.url("/1"), sentence(9)))
    with start(site, here, "--every", "2h") as process:
        while json.loads(process.stdout.readline())["event"] != "round":
            pass
        time.sleep(0.1)
        _, stderr = end(process, number)
    assert process.returncode == 0
    assert stderr == "tallybook: stopped; what was added is kept\n"
    assert {path.name for path in here.iterdir()} <= {"tallybook.db", "tallybook.db.snapshots"}


def test_a_watch_that_hangs_on_a_server_stops(site, here):
    def hang(request, connection):
        connection.recv(1)

    site.pages["/feed"] = hang
    with start(site, here) as process:
        while not site.paths():
            time.sleep(0.05)
        _, stderr = end(process, signal.SIGTERM)
    assert process.returncode == 0
    assert "Traceback" not in stderr


def test_a_second_watch_of_the_ledger_is_refused(site, here, run):
    site.pages["/feed"] = feed((site.url("/1"), sentence(9)))
    with start(site, here, "--every", "2h") as process:
        while json.loads(process.stdout.readline())["event"] != "round":
            pass
        second = run("watch", site.url("/feed"), "--once", *ALLOW)
        end(process, signal.SIGTERM)
    assert second.exit_code == 2
    assert "another `tallybook watch` fills this ledger" in second.stderr


def test_rounds_go_on_and_say_only_what_is_new(site, here):
    site.pages["/feed"] = [
        feed((site.url("/1"), sentence(9)), etag='"1"'),
        answer(status=500, reason="No"),
        feed((site.url("/2"), sentence(14)), etag='"2"'),
    ]
    told = []
    with start(site, here) as process:
        while sum(each["event"] == "change" for each in told) < 2:
            told.append(json.loads(process.stdout.readline()))
        end(process, signal.SIGTERM)
    wheres = [each["where"] for each in told if each["event"] == "report"]
    assert wheres == [site.url("/1"), site.url("/2")]
