"""The feed as feed readers get it: valid, stable, sent once, and safe whatever reports say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as Tree

import feedparser
import httpx
import pytest
from tests.queries.made import told
from tests.web.conftest import Site, Visit
from tests.web.hostile import IMAGE, SCRIPT, TURNED

from tallybook.model.reading import Reading
from tallybook.model.report import Report
from tallybook.store import Ledger

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def feed(site: Site) -> httpx.Response:
    return httpx.get(site.url("/feed.atom"))


def test_it_has_what_atom_asks_for(site: Site, feed: httpx.Response) -> None:
    assert feed.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = Tree.fromstring(feed.content)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("id", "title", "updated", "author/a:name"):
        assert root.findtext(f"a:{name}", namespaces=ATOM), name
    links = {each.get("rel"): each.get("href") for each in root.findall("a:link", ATOM)}
    assert links == {"self": site.url("/feed.atom"), "alternate": site.url("/")}
    entries = root.findall("a:entry", ATOM)
    assert len(entries) == 50
    ids = [entry.findtext("a:id", namespaces=ATOM) or "" for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("urn:uuid:") for each in ids)
    for entry in entries:
        for name in ("title", "updated", "summary", "content"):
            assert entry.findtext(f"a:{name}", namespaces=ATOM), name
        assert datetime.fromisoformat(entry.findtext("a:updated", "", ATOM)).tzinfo is not None
        assert entry.find("a:link[@rel='alternate']", ATOM) is not None


def test_feed_readers_read_it(site: Site, feed: httpx.Response) -> None:
    parsed = feedparser.parse(feed.content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.feed.title == "Tallybook: changes of tallies"
    moved = [each for each in parsed.entries if "a first figure, " in each.title]
    assert moved
    assert " said “" in moved[0].summary
    view = site.desk.view()
    tally = urlsplit(moved[0].link).path.removeprefix("/tallies/")
    assert view.tallies[tally].measure == moved[0].tags[0].term
    assert f"/tallies/{tally}" in moved[0].content[0].value
    assert "/reports/" in moved[0].content[0].value


def test_it_is_sent_once(site: Site, feed: httpx.Response) -> None:
    known = {"If-None-Match": feed.headers["etag"]}
    again = httpx.get(site.url("/feed.atom"), headers=known)
    assert (again.status_code, again.content) == (304, b"")
    other = httpx.get(site.url("/feed.atom?country=NP"), headers=known)
    assert other.status_code == 200


def test_filters_hold_in_the_feed(site: Site) -> None:
    answer = httpx.get(site.url("/feed.atom?country=NP&measure=wounded"))
    parsed = feedparser.parse(answer.content)
    assert parsed.entries
    assert all("wounded" in each.title.casefold() for each in parsed.entries)
    assert parsed.feed.links[0].href == site.url("/feed.atom?measure=wounded&country=NP")


def test_filters_that_are_wrong_are_told(site: Site) -> None:
    assert httpx.get(site.url("/feed.atom?since=soon")).status_code == 400
    assert feedparser.parse(httpx.get(site.url("/feed.atom?q=zzzz")).content).entries == []


def test_pages_name_their_feed(visit: Visit) -> None:
    page = visit.go("/?country=NP")
    named = page.locator("link[rel=alternate][type='application/atom+xml']")
    assert named.count() == 1
    assert named.get_attribute("href") == "/feed.atom?country=NP"
    assert visit.go("/search").locator("link[rel=alternate]").get_attribute("href") == "/feed.atom"


def test_foreign_text_stays_text(tmp_path: Path, serve: Callable[..., Site]) -> None:
    path = tmp_path / "hostile.db"
    report = Report("At least 10 people died.", publisher=f"{IMAGE} Gazette", title=SCRIPT)
    tally, (carrier,) = told(
        "x", [report.id], by=TURNED, answer=f"{SCRIPT} {TURNED}\x00\ufffe", name=IMAGE
    )
    said = replace(carrier, start=0, end=10, publisher=report.publisher, text=f"10 {SCRIPT}\x1b")
    revision = replace(tally.revisions[0], because=(said.id,))
    with Ledger(str(path), create=True) as ledger:
        ledger.add(Reading(report=report, claims=(said,)))
        ledger.record_revisions([replace(tally, revisions=(revision,))])
    answer = httpx.get(serve(path).url("/feed.atom"))
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert parsed.entries
    assert "\u202e" not in answer.text
    assert "\x00" not in answer.text
    raw = Tree.fromstring(answer.content)
    for content in raw.iterfind("a:entry/a:content", ATOM):
        assert "<script" not in (content.text or "")
        assert "<img" not in (content.text or "")
