"""Feeds: RSS and Atom in their versions, whole and broken."""

from __future__ import annotations

import socket
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from tests.read.desk import NOON, mapped, pieces, problems, raw_of, read_all, reports

from tallybook.model import Page, Problem
from tallybook.read import ReadOptions
from tallybook.read import feeds as feeds_module
from tallybook.read.feed_slices import cut_entries
from tallybook.read.feeds import FEED

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Example Post</title><link>https://example.org/</link><language>en-gb</language>
<item><title>Six &amp;amp; two dead</title><link>/a</link><guid isPermaLink="false">1</guid>
<pubDate>Wed, 18 Dec 2024 00:30:00 +0200</pubDate><dc:creator>AFP</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>Six <b>miners</b> died.</p><script>no()</script>
<p onclick="x()">Two were “hurt” &amp; saved.</p>]]></content:encoded></item>
<item><title>A headline alone</title><link>https://example.org/b</link></item>
<item><title>Carried</title><guid>https://example.org/c</guid>
<source url="https://other.example/">The Other Times</source>
<description>Nine people drowned.</description></item>
<item><title>Six &amp;amp; two dead</title><link>/a</link><guid isPermaLink="false">1</guid></item>
</channel></rss>
""".encode()

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/news/">
<title>The Example Post</title>
<entry><title type="html">Nine &amp;lt; ten</title><id>u1</id><link rel="self" href="self"/>
<link href="a/b"/><published>2024-12-17T23:30:00-05:00</published>
<updated>2024-12-19T01:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nine <i>people</i> died.</p>
<ul><li>Four in the north</li></ul></div></content></entry>
<entry><title>Plain</title><id>u2</id><updated>2024-12-19T01:00:00Z</updated>
<summary>One line &lt;unquoted.
Two lines.</summary></entry>
</feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>The Example Post</title></channel>
<item rdf:about="https://example.org/a"><title>Six dead</title>
<link>https://example.org/a</link><description>Six died.</description>
<dc:date>2024-12-18T10:00:00Z</dc:date></item></rdf:RDF>"""


def test_an_entry_is_a_report() -> None:
    first, *_ = read_all(RSS, "feed.rss")
    assert isinstance(first, Page)
    report = first.report
    assert pieces(first) == [
        ("title", "Six & two dead"),
        ("paragraph", "Six miners died."),
        ("paragraph", "Two were “hurt” & saved."),
    ]
    assert report.url == "https://example.org/a"
    assert report.published == date(2024, 12, 18)
    assert (report.publisher, report.agency) == ("The Example Post", "AFP")
    assert (report.language, report.path) == ("en", "feed.rss")


def test_its_snapshot_is_its_own_source() -> None:
    first, second, *_ = read_all(RSS)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert first.snapshot is not None
    assert second.snapshot is not None
    assert first.snapshot.content.startswith(b"<item><title>Six")
    assert first.snapshot.content.endswith(b"</item>")
    assert b"A headline alone" in second.snapshot.content
    assert "miners" in mapped(first)
    assert "were “hurt”" in mapped(first)


def test_a_headline_alone_is_a_report() -> None:
    second = read_all(RSS)[1]
    assert pieces(second) == [("title", "A headline alone")]


def test_the_source_goes_before_the_carrier_and_a_guid_is_an_address() -> None:
    third = reports(read_all(RSS))[2]
    assert (third.publisher, third.url) == ("The Other Times", "https://example.org/c")


def test_an_entry_comes_once() -> None:
    assert len(read_all(RSS)) == 3


def test_atom() -> None:
    first, second = read_all(ATOM)
    assert pieces(first) == [
        ("title", "Nine < ten"),
        ("paragraph", "Nine people died."),
        ("item", "Four in the north"),
    ]
    assert pieces(second) == [
        ("title", "Plain"),
        ("paragraph", "One line <unquoted."),
        ("paragraph", "Two lines."),
    ]
    report, other = reports([first, second])
    assert report.url == "https://example.org/news/a/b"
    assert (report.published, report.modified) == (date(2024, 12, 17), date(2024, 12, 19))
    assert (other.published, other.modified) == (None, date(2024, 12, 19))


def test_rss_1() -> None:
    [report] = reports(read_all(RDF))
    assert report.text == "Six dead\nSix died."
    assert report.published == date(2024, 12, 18)


@pytest.mark.parametrize("version", ["0.91", "0.92"])
def test_the_old_versions(version: str) -> None:
    data = f'<rss version="{version}"><channel><item><title>Six dead</title></item></channel></rss>'
    assert [report.text for report in reports(read_all(data.encode()))] == ["Six dead"]


def test_utf_16_and_a_declared_charset() -> None:
    text = RSS.decode().replace("utf-8", "utf-16")
    assert reports(read_all(text.encode("utf-16")))[0].text == reports(read_all(RSS))[0].text
    cyrillic = (
        "<rss version='2.0'><channel><item><title>Шестеро погибли</title></item></channel></rss>"
    )
    raw = raw_of(
        cyrillic.encode("cp1251"), charset="windows-1251", media_type="application/rss+xml"
    )
    found = list(FEED.read(raw, ReadOptions()))
    assert "Шестеро погибли" in [report.text for report in reports(found)]


def test_what_the_user_states_goes_first() -> None:
    found = read_all(RSS, published=date(2024, 1, 2), publisher="Mine", language="uk")
    told = {(each.published, each.publisher, each.language) for each in reports(found)}
    assert told == {(date(2024, 1, 2), "Mine", "uk")}


@pytest.mark.parametrize("cut", [len(RSS) // 3, RSS.index(b"Two were") + 5, len(RSS) - 40])
def test_of_a_feed_that_is_cut_off_what_came_before_is_read(cut: int) -> None:
    found = read_all(RSS[:cut])
    [problem] = problems(found)
    assert "broken feed" in problem.reason
    assert "Six & two dead" in reports(found)[0].text


def test_a_content_that_is_cut_off_is_kept() -> None:
    found = read_all(RSS[: RSS.index(b"Two were") + 5])
    assert "Six miners died." in reports(found)[0].text
    plain = b"<rss version='2.0'><channel><item><title>T</title><description>Six miners di"
    assert "Six miners di" in reports(read_all(plain))[0].text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss version='2.0'><channel></channel></rss>", "without entries"),
        (b"<rss", "broken feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x", "broken feed"),
        (b"<rss><channel><item></item></channel></rss>", "without a word"),
    ],
)
def test_bad_feeds_are_named(data: bytes, reason: str) -> None:
    found = problems(list(FEED.read(raw_of(data), ReadOptions())))
    assert reason in found[-1].reason
    assert found[-1].remedy


def test_broken_letters_entities_and_nul() -> None:
    for bad in (b"&bogus;", b"\x00", b"\xff", b"&", b"<b"):
        data = (
            b"<rss version='2.0'><channel><item><title>Six "
            + bad
            + b"dead</title></item></channel></rss>"
        )
        found = list(FEED.read(raw_of(data), ReadOptions()))
        assert found


def test_a_bomb_of_entities_stays_small() -> None:
    names = "abcdefghij"
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names)
    )
    data = (
        f"<!DOCTYPE rss [{entities}]><rss><channel><item><title>&j;</title></item></channel></rss>"
    )
    found = list(FEED.read(raw_of(data.encode()), ReadOptions()))
    assert sum(len(report.text) for report in reports(found)) < 10_000


def test_nothing_is_fetched_and_no_file_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it was asked for something")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    secret = tmp_path / "secret"
    secret.write_text(
        "<rss><channel><item><title>secret</title></item></channel></rss>", encoding="utf-8"
    )
    assert reports(list(FEED.read(raw_of(str(secret).encode()), ReadOptions()))) == []
    assert reports(list(FEED.read(raw_of(b"https://example.org/feed"), ReadOptions()))) == []
    data = (
        f'<!DOCTYPE r [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
        "<rss><channel><item><title>x&a;y</title></item></channel></rss>"
    )
    assert all("secret" not in report.text for report in reports(read_all(data.encode())))


def test_a_date_that_cannot_be_told_and_one_in_the_future() -> None:
    item = "<item><title>Six dead</title><pubDate>{}</pubDate></item>"
    entry = f"<rss version='2.0'><channel>{item}</channel></rss>"
    page, problem = read_all(entry.format("some day").encode())
    assert isinstance(page, Page)
    assert isinstance(problem, Problem)
    assert "some day" in problem.reason
    raw = raw_of(entry.format("Fri, 18 Dec 2026 00:30:00 GMT").encode(), retrieved=NOON)
    page, problem = FEED.read(raw, ReadOptions())
    assert isinstance(page, Page)
    assert isinstance(problem, Problem)
    assert page.report.published is None
    assert "after it was retrieved" in problem.reason


def test_links_that_are_no_address_are_none() -> None:
    for link in ("javascript:alert(1)", "http://[", "ftp://example.org/a", "not a link"):
        item = f"<item><title>T</title><link>{link}</link></item>"
        data = f"<rss version='2.0'><channel>{item}</channel></rss>"
        assert [report.url for report in reports(read_all(data.encode()))] == [None]


def test_too_large_a_feed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_module, "LIMIT", 100)
    [problem] = read_all(RSS)
    assert isinstance(problem, Problem)
    assert "larger than the limit" in problem.reason


def test_megabytes_of_one_line() -> None:
    data = RSS.replace(b"Short.", b"Six miners died. " * 300_000).replace(b"content:encoded", b"x")
    assert len(reports(read_all(data))[0].text) > 5_000_000


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"<item/><entry>a</entry><x:item a='b'>c</x:item>", 3),
        (b"<item>a<![CDATA[</item><item>]]>b</item>", 1),
        (b"<!-- <item> --><item>a", 1),
        (b"<item>" + b"<![CDATA[" * 100_000, 1),
        (b"<items><itemize>", 0),
        (b"", 0),
    ],
)
def test_entries_are_cut_from_the_bytes(data: bytes, count: int) -> None:
    assert len(cut_entries(data)) == count


def test_other_xml_is_no_feed() -> None:
    for data in (b"<?xml version='1.0'?><opml/>", b"<urlset/>", b"<html><rss>", b"plain <rss>"):
        assert not FEED.accepts(raw_of(data))
    assert FEED.accepts(raw_of(b"<?xml version='1.0'?><!-- <html> -->\n<RSS version='2.0'>"))
