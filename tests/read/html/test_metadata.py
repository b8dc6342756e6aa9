"""What a page's markup states of the report, and what it is not believed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tallybook.read.html.metadata import Metadata, believed_language, find_metadata
from tallybook.read.html.tree import parse_html

URL = "https://www.harbourpost.example/world/ferry-sinks"
NOW = date(2024, 12, 20)


def read(
    head: str = "", body: str = "<p>Text.</p>", url: str | None = URL, **known: Any
) -> Metadata:
    root, _ = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return find_metadata(root, url, known.get("now", NOW))


def linked(**node: Any) -> str:
    whole = {"@context": "https://schema.org", "@type": "NewsArticle", **node}
    return f'<script type="application/ld+json">{json.dumps(whole)}</script>'


def meta(name: str, content: str) -> str:
    key = "property" if ":" in name and not name.startswith("bt:") else "name"
    return f'<meta {key}="{name}" content="{content}">'


def test_json_ld_goes_first() -> None:
    found = read(
        linked(
            headline="Ferry sinks off Kell",
            description="Nine people are <b>missing</b> &amp; two dead.",
            datePublished="2024-12-17T23:30:00-05:00",
            dateModified="2024-12-18T09:00:00-05:00",
            publisher={"@type": "Organization", "name": "Harbour Post"},
            inLanguage="en-GB",
        )
        + meta("article:published_time", "2024-12-19")
        + meta("og:title", "Ferry down")
    )
    assert found.title == "Ferry sinks off Kell"
    assert found.summary == "Nine people are missing & two dead."
    assert (found.published, found.modified) == (date(2024, 12, 17), date(2024, 12, 18))
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-12-17T23:30:00-05:00"
    assert (found.publisher, found.language) == ("Harbour Post", "en")


GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "Organization",
            "@id": "https://harbourpost.example/#org",
            "name": "Harbour Post",
        },
        {"@type": "WebSite", "name": "harbourpost.example"},
        {
            "@type": ["Article", "NewsArticle"],
            "headline": "Ferry sinks",
            "datePublished": "2024-12-17",
            "publisher": {"@id": "https://harbourpost.example/#org"},
            "author": {"@id": "https://harbourpost.example/#afp"},
        },
        {
            "@type": "Organization",
            "@id": "https://harbourpost.example/#afp",
            "name": "Agence France-Presse",
        },
    ],
}


@pytest.mark.parametrize(
    "block",
    [
        json.dumps(GRAPH),
        f"<!-- {json.dumps(GRAPH)} -->",
        f"//<![CDATA[\n{json.dumps(GRAPH)}\n//]]>",
        f"/*<![CDATA[*/{json.dumps(GRAPH)}/*]]>*/",
        f"[{json.dumps(GRAPH)}]",
        json.dumps({"@type": "BreadcrumbList"}) + json.dumps(GRAPH),
        json.dumps({"@type": "WebPage", "mainEntity": GRAPH}),
        json.dumps(GRAPH).replace("}]", "},]") + ";",
        json.dumps(GRAPH).replace('"', "&quot;"),
        json.dumps(GRAPH).replace("Ferry sinks", "Ferry\nsinks"),
    ],
)
def test_untidy_json_ld(block: str) -> None:
    found = read(f'<script type="application/ld+json; charset=utf-8">{block}</script>')
    assert (found.title, found.published) == ("Ferry sinks", date(2024, 12, 17))
    assert (found.publisher, found.agency) == ("Harbour Post", "AFP")
    assert found.notes == ()


def test_broken_json_ld_is_noted_and_the_rest_is_read() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    found = read(broken + linked(headline="Ferry sinks"))
    assert found.title == "Ferry sinks"
    assert "broken" in found.notes[0][0]


@pytest.mark.parametrize("value", ["[" * 100_000, '{"a":' * 50_000, '{"@graph":[' * 30_000])
def test_deep_json_does_no_harm(value: str) -> None:
    found = read(f'<script type="application/ld+json">{value}</script>' + linked(headline="Ferry"))
    assert found.title == "Ferry"


def test_of_several_articles_the_pages_own_counts() -> None:
    other = linked(headline="Another story of today", datePublished="2020-01-01")
    own = linked(headline="Ferry sinks off Kell", datePublished="2024-12-17")
    assert read(other + own, "<h1>Ferry sinks off Kell</h1>").published == date(2024, 12, 17)
    assert read(other + own, "<h1>Quite a third thing</h1>").published is None
    by_url = linked(headline="A", url=URL + "?x=1", datePublished="2024-12-16")
    assert read(other + by_url).published == date(2024, 12, 16)


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time", "date", "DC.date", "DC.date.issued", "parsely-pub-date",
        "sailthru.date",
        "pubdate", "publish-date", "dcterms.issued",
    ],
)  # fmt: skip
def test_names_of_the_published_day(name: str) -> None:
    found = read(meta(name, "2024-12-17T10:00:00Z"))
    assert (found.published, found.modified) == (date(2024, 12, 17), None)


@pytest.mark.parametrize("name", ["article:modified_time", "og:updated_time", "last-modified"])
def test_a_change_is_not_the_publication(name: str) -> None:
    found = read(meta(name, "2024-12-17T10:00:00Z"))
    assert (found.published, found.modified) == (None, date(2024, 12, 17))


@pytest.mark.parametrize("day", ["1970-01-01T00:00:00Z", "0001-01-01", "-", "soon", "2024-02-31"])
def test_no_date_is_none(day: str) -> None:
    found = read(linked(headline="Ferry", datePublished=day) + meta("date", "2024-12-17"))
    assert found.published == date(2024, 12, 17)


def test_a_day_that_has_not_come_is_not_believed() -> None:
    found = read(linked(headline="Ferry", datePublished="2031-01-01") + meta("date", "2024-12-17"))
    assert found.published == date(2024, 12, 17)
    assert "2031-01-01" in found.notes[0][0]
    assert read(meta("date", "2024-12-21")).published == date(2024, 12, 21)  # another time zone
    assert read(meta("date", "2031-01-01"), now=None).published == date(2031, 1, 1)


def test_nothing_is_changed_before_it_is_published() -> None:
    found = read(linked(headline="F", datePublished="2024-12-17", dateModified="2024-12-10"))
    assert (found.published, found.modified) == (date(2024, 12, 17), None)


def test_microdata_and_what_belongs_to_others() -> None:
    found = read(
        body="<div itemscope itemtype='https://schema.org/NewsArticle'>"
        "<h1 itemprop='headline'>Ferry sinks</h1>"
        "<span itemprop='author' itemscope itemtype='https://schema.org/Person'>"
        "<b itemprop='name'>Reuters</b></span>"
        "<time itemprop='datePublished' datetime='2024-12-17'>x</time>"
        "<div itemprop='comment' itemscope itemtype='https://schema.org/Comment'>"
        "<time itemprop='datePublished' datetime='2024-12-19'>x</time></div></div>"
    )
    assert (found.title, found.published, found.agency) == (
        "Ferry sinks",
        date(2024, 12, 17),
        "Reuters",
    )


HEADER = "<article><header><h1>Ferry sinks off Kell</h1>{}</header><p>{}</p></article>"


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("<time datetime='2024-12-17'>17 Dec</time>", (17, None)),
        ("<time pubdate datetime='2024-12-17'>17 Dec</time>", (17, None)),
        ("<p>Published <time datetime='2024-12-17'>a</time></p>"
         "<p>Last updated: <time datetime='2024-12-18'>b</time></p>", (17, 18)),
        ("<p>Updated <time datetime='2024-12-18'>b</time></p>", (None, 18)),
        ("<time class='entry-date published' datetime='2024-12-17'>a</time>"
         "<time class='updated' datetime='2024-12-18'>b</time>", (17, 18)),
        ("<p class='meta'>17 December</p>", (None, None)),
    ],
)  # fmt: skip
def test_times_beside_the_title(line: str, days: tuple[int | None, int | None]) -> None:
    found = read(body=HEADER.format(line, "Nine people are missing."))
    assert found.published == (None if days[0] is None else date(2024, 12, days[0]))
    assert found.modified == (None if days[1] is None else date(2024, 12, days[1]))


@pytest.mark.parametrize(
    "away",
    [
        "<aside><time datetime='2024-12-17'>x</time></aside>",
        "<ul class='related'><li><time datetime='2024-12-17'>x</time></li></ul>",
        "<footer><time datetime='2024-12-17'>x</time></footer>",
        "<article><h2>Another</h2><time datetime='2024-12-17'>x</time></article>",
    ],
)
def test_times_of_other_things(away: str) -> None:
    assert (
        read(body="<h1>Ferry sinks off Kell</h1><p>Nine are missing.</p>" + away).published is None
    )


@pytest.mark.parametrize(
    ("title", "body", "site", "expected"),
    [
        ("Ferry sinks off Kell | Harbour Post", "", "Harbour Post", "Ferry sinks off Kell"),
        ("Ferry sinks off Kell - World - Harbour Post", "<h1>Ferry sinks off Kell</h1>", "",
         "Ferry sinks off Kell"),
        ("Harbour Post: Ferry sinks off Kell", "<h1>Ferry sinks off Kell</h1>", "",
         "Ferry sinks off Kell"),
        ("Ferry sinks - at least nine missing", "", "Harbour Post",
         "Ferry sinks - at least nine missing"),
        ("Ferry sinks off Kell and nine people are miss...",
         "<h1>Ferry sinks off Kell and nine people are missing</h1>",
         "", "Ferry sinks off Kell and nine people are missing"),
        ("Ferry sinks off Kell | harbourpost.example", "", "", "Ferry sinks off Kell"),
    ],
)  # fmt: skip
def test_titles_without_the_site(title: str, body: str, site: str, expected: str) -> None:
    head = f"<title>{title}</title>" + (meta("og:site_name", site) if site else "")
    assert read(head, body + "<p>Text.</p>").title == expected


@pytest.mark.parametrize(
    ("head", "body", "publisher"),
    [
        (meta("og:site_name", "Harbour Post"), "", "Harbour Post"),
        (linked(headline="F", publisher={"name": "Harbour Media Ltd"})
         + meta("og:site_name", "Harbour Post"),
         "", "Harbour Post"),
        (linked(headline="F", publisher={"name": "Reuters"}) + meta("og:site_name", "Harbour Post"),
         "", "Harbour Post"),
        (meta("og:site_name", "harbourpost.example") + meta("application-name", "Harbour Post"), "",
         "Harbour Post"),
        ("<title>Ferry sinks off Kell | World | Harbour Post</title>",
         "<h1>Ferry sinks off Kell</h1>", "Harbour Post"),
        ("<title>Ferry sinks off Kell - Harbour Post</title>", "", "Harbour Post"),
        ("<title>Ferry sinks off Kell - What we know</title>", "", None),
        ('<meta property="article:publisher" content="https://social.example/harbourpost">', "",
         None),
    ],
)  # fmt: skip
def test_the_masthead(head: str, body: str, publisher: str | None) -> None:
    assert read(head, body + "<p>Text.</p>").publisher == publisher


@pytest.mark.parametrize(
    ("head", "body", "agency"),
    [
        (linked(headline="F", author={"@type": "Organization", "name": "AFP"}), "", "AFP"),
        (linked(headline="F", author=[{"@type": "Person", "name": "Jane Doe"}, "Reuters"]), "",
         "Reuters"),
        (linked(headline="F", author={"@type": "Person", "name": "Sana"}), "", None),
        (linked(headline="F", author={"@type": "Organization", "name": "Harbour Post"}), "", None),
        (linked(headline="F", provider={"@type": "Organization", "name": "The Associated Press"}),
         "", "AP"),
        (linked(headline="F", isBasedOn="https://www.reuters.com/world/x"), "", "Reuters"),
        (linked(headline="F", copyrightHolder={"name": "Agence France-Presse"}), "", "AFP"),
        (meta("author", "Xinhua"), "", "Xinhua"),
        (meta("syndication-source", "https://apnews.com/article/1"), "", "AP"),
        ('<link rel="canonical" href="https://www.reuters.com/world/x">', "", "Reuters"),
        ("", "<h1>Ferry sinks off Kell</h1><p class='byline'>By Jane Doe, Associated Press</p>",
         "AP"),
        ("",
         "<h1>Ferry sinks off Kell</h1>"
         "<figure><figcaption class='credit'>AFP</figcaption></figure>",
         None),
        ("",
         "<h1>Ferry sinks off Kell</h1><p>T.</p><aside><p class='byline'>By Reuters</p></aside>",
         None),
    ],
)  # fmt: skip
def test_the_agency(head: str, body: str, agency: str | None) -> None:
    assert read(head, body + "<p>Text.</p>").agency == agency


@pytest.mark.parametrize(
    ("stated", "url", "expected"),
    [
        ("https://harbourpost.example/world/ferry", URL, "https://harbourpost.example/world/ferry"),
        ("/world/ferry#top", URL, "https://www.harbourpost.example/world/ferry"),
        ("https://www.harbourpost.example/", URL, None),
        ("https://www.harbourpost.example/index.html", URL, None),
        ("https://other.example/world/ferry", URL, None),
        ("https://other.example/world/ferry", None, "https://other.example/world/ferry"),
        ("/world/ferry", None, None),
        ("https://amp.harbourpost.example/w", URL, "https://amp.harbourpost.example/w"),
        ("http://[broken", URL, None),
    ],
)
def test_the_address(stated: str, url: str | None, expected: str | None) -> None:
    assert read(f'<link rel="canonical" href="{stated}">', url=url).url == expected


def test_the_language_that_a_text_plainly_has_wins() -> None:
    english = "The ministry said that nine people were killed and the road was closed. " * 5
    spanish = (
        "El ministerio dijo que nueve personas murieron y que la carretera sigue cerrada. " * 5
    )
    assert believed_language("en", spanish) == "es"
    assert believed_language("de", english) == "en"
    assert believed_language("gl", spanish) == "gl"
    assert believed_language(None, english) == "en"
    assert believed_language("en", "Nueve muertos") == "en"


def test_an_empty_page_states_nothing() -> None:
    assert read(body="", url=None) == Metadata()
