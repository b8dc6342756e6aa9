"""`add` of URLs: what the ledger has read is asked only for what is new."""

import json

import pytest
from tests.read.fetching.site import Site, answer, conditional, feed, page

from tallybook.store import Ledger

ALLOW = ("--allow-host", "127.0.0.1")


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


def marks(site):
    """The mark that each request for content brought, None where it asked for the whole."""
    asked = [each for each in site.requests if each.path != "/robots.txt"]
    return [each.headers.get("if-none-match") for each in asked]


def test_an_unchanged_page_is_told_and_changes_nothing(site, here, run):
    site.pages["/a"] = conditional(page(sentence(9), etag='"1"'))
    first = run("add", site.url("/a"), *ALLOW)
    assert (first.exit_code, first.stderr) == (0, "")
    assert "1 claim, added" in first.stdout
    before = (here / "tallybook.db").read_bytes()
    again = run("add", site.url("/a"), *ALLOW)
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout.splitlines()[0] == f"{site.url('/a')}: not changed since it was read"
    assert marks(site) == [None, '"1"']
    assert (here / "tallybook.db").read_bytes() == before
    told = run("add", site.url("/a"), "--json", *ALLOW)
    [record] = [json.loads(row) for row in told.stdout.splitlines()]
    assert (record["where"], record["report"]) == (site.url("/a"), None)
    assert (record["added"], record["problems"]) == ("unchanged", [])


def test_unchanged_pages_are_told_among_the_others(site, here, run):
    site.pages["/a"] = conditional(page(sentence(9), etag='"1"'))
    site.pages["/b"] = page(sentence(12))
    run("add", site.url("/a"), *ALLOW)
    told = run("add", site.url("/a"), site.url("/b"), site.url("/gone"), *ALLOW)
    assert told.exit_code == 1
    assert [row.partition(": ")[2] for row in told.stdout.splitlines()[:2]] == [
        "not changed since it was read",
        "1 claim, added",
    ]
    assert told.stderr.count("404") == 1


def test_refetch_and_whatever_the_user_states_fetch_the_whole(site, here, run):
    site.pages["/a"] = conditional(page(sentence(9), etag='"1"'))
    run("add", site.url("/a"), *ALLOW)
    assert "already there" in run("add", site.url("/a"), "--refetch", *ALLOW).stdout
    stated = run("add", site.url("/a"), "--publisher", "The Harbour", *ALLOW)
    assert "other metadata" in stated.stdout
    assert marks(site) == [None, None, None]


def test_what_another_extractor_read_is_fetched_whole(site, here, run, monkeypatch):
    site.pages["/a"] = conditional(page(sentence(9), etag='"1"'))
    run("add", site.url("/a"), *ALLOW)
    monkeypatch.setattr("tallybook.extract.embedded.MADE_BY", "embedded 99")
    run("add", site.url("/a"), *ALLOW)
    assert marks(site) == [None, None]


def test_what_a_later_version_took_the_place_of_is_fetched_whole(site, here, run):
    site.pages["/a"] = conditional(page(sentence(9), etag='"1"'))
    run("add", site.url("/a"), *ALLOW)
    (here / "own.txt").write_text(sentence(12) + " The search goes on.")
    added = run("add", "own.txt", "--url", site.url("/a"))
    assert "a new version" in added.stdout
    run("add", site.url("/a"), *ALLOW)
    assert marks(site) == [None, None]


def test_a_page_with_a_problem_is_fetched_whole_and_told_again(site, here, run):
    body = sentence(9).encode() + b" Caf\xe9."
    site.pages["/a"] = conditional(answer(body, content_type="text/plain", etag='"1"'))
    for _ in range(2):
        done = run("add", site.url("/a"), *ALLOW)
        assert done.exit_code == 1
        assert "Windows-1252" in done.stderr
    assert marks(site) == [None, None]


def test_an_unchanged_feed_and_a_watch_know_of_one_another(site, here, run):
    whole = feed((site.url("/1"), sentence(9)), (site.url("/2"), sentence(14)), etag='"1"')
    site.pages["/feed"] = conditional(whole)
    assert run("add", site.url("/feed"), *ALLOW).exit_code == 0
    watched = run("watch", site.url("/feed"), "--once", *ALLOW)
    assert "1 unchanged" in watched.stdout
    again = run("add", site.url("/feed"), *ALLOW)
    assert "not changed since it was read" in again.stdout
    assert marks(site) == [None, '"1"', '"1"']


def test_a_changed_page_is_a_new_version_with_its_own_marks(site, here, run):
    bodies = {'"1"': page(sentence(12), etag='"2"'), None: page(sentence(9), etag='"1"')}

    def give(request):
        mark = request.headers.get("if-none-match")
        return bodies.get(mark) or answer(status=304, reason="Not Modified", length=False)

    site.pages["/a"] = give
    run("add", site.url("/a"), *ALLOW)
    assert "a new version" in run("add", site.url("/a"), *ALLOW).stdout
    assert "not changed" in run("add", site.url("/a"), *ALLOW).stdout
    assert marks(site) == [None, '"1"', '"2"']


def test_the_fetch_is_recorded(site, here, run):
    site.pages["/a"] = page(sentence(9), etag='"1"')
    run("add", site.url("/a"), *ALLOW)
    with Ledger("tallybook.db") as ledger:
        last = ledger.last_fetch(site.url("/a"))
    assert last is not None
    assert (last.status, last.etag) == (200, '"1"')
