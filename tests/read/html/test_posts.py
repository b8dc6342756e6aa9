"""Posts of live blogs in the markup that sites give them, and what only looks like one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tallybook.read.html.metadata import find_metadata
from tallybook.read.html.posts import Post, extra_posts, find_posts
from tallybook.read.html.tree import parse_html

SAYS = [
    "The governor says that nine people were hurt when the roof of the market came down.",
    "Rescue teams have reached the second floor and hear somebody knock on a pipe there.",
    "The ministry puts the number of dead at four people and will speak again in the evening.",
    "Trains on the coast line stand still because water has washed the stones from the track.",
]


def posts_of(html: str, **known: Any) -> list[tuple[Any, Post]]:
    root, _ = parse_html(html)
    assert root is not None
    return find_posts(root, find_metadata(root, **known))


def times_of(html: str, **known: Any) -> list[str | None]:
    found = {post.number: post for _, post in posts_of(html, **known)}
    return [None if post.time is None else post.time.isoformat() for post in found.values()]


def page(body: str, head: str = "") -> str:
    title = "Roof of market falls: live updates"
    return (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    )


def linked(updates: list[dict[str, str]], **more: str) -> str:
    node = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "Roof of market falls: live updates",
        "liveBlogUpdate": [{"@type": "BlogPosting", **each} for each in updates],
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


DATED = '<meta property="article:published_time" content="2024-12-17T20:00:00+01:00">'


def test_articles_with_a_time_each() -> None:
    html = page(
        "<main><div class='feed'>"
        + "".join(
            f"<article id='post-{n}'><time datetime='2024-12-17T1{n}:00:00+01:00'>1{n}:00</time>"
            f"<h2>Title {n}</h2><p>{SAYS[n]}</p></article>"
            for n in (3, 2, 1)
        )
        + "</div></main>"
    )
    found = posts_of(html)
    assert [post.id for _, post in found] == ["post-3", "post-2", "post-1"]
    assert [post.number for _, post in found] == [1, 2, 3]
    assert [post.headline for _, post in found] == ["Title 3", "Title 2", "Title 1"]
    assert times_of(html)[0] == "2024-12-17T13:00:00+01:00"


@pytest.mark.parametrize("unit", [1, 1000], ids=["seconds", "milliseconds"])
def test_stamps_in_attributes(unit: int) -> None:
    body = "".join(
        f"<div class='new' data-timestamp='{(1734440000 + 60 * n) * unit}'><p>{SAYS[n]}</p></div>"
        for n in range(3)
    )
    assert times_of(page(f"<section>{body}</section>"))[1] == "2024-12-17T12:54:20+00:00"


def clocked(clocks: list[str]) -> str:
    items = "".join(
        f"<li><article><header><span class='stamp'>{clock}</span><h3>Item {n}</h3></header>"
        f"<p>{SAYS[n % 4]}</p></article></li>"
        for n, clock in enumerate(clocks)
    )
    return f"<ol class='posts'>{items}</ol>"


def test_a_clock_takes_the_day_on_which_the_page_was_published() -> None:
    html = page(clocked(["20:40", "20:05"]), DATED)
    assert times_of(html) == ["2024-12-17T20:40:00", "2024-12-17T20:05:00"]


def test_newest_first_goes_over_midnight() -> None:
    html = page(clocked(["07:30", "00:15", "23:50", "20:05"]), DATED)
    assert [time[:10] for time in times_of(html) if time] == [
        "2024-12-18",
        "2024-12-18",
        "2024-12-17",
        "2024-12-17",
    ]


def test_oldest_first_goes_over_midnight() -> None:
    html = page(clocked(["20:05", "23:50", "00:15", "07:30"]), DATED)
    assert [time[8:10] for time in times_of(html) if time] == ["17", "17", "18", "18"]


def test_no_day_is_guessed() -> None:
    assert times_of(page(clocked(["20:40 GMT", "20:05 GMT"]))) == [None, None]


def test_a_zone_beside_the_clock_and_one_for_all() -> None:
    assert times_of(page(clocked(["8.40pm GMT", "8.05pm GMT"]), DATED))[0] == (
        "2024-12-17T20:40:00+00:00"
    )
    body = "<p>All times are in EST.</p>" + clocked(["20:40", "20:05"])
    assert times_of(page(body, DATED))[0] == "2024-12-17T20:40:00-05:00"


def test_days_stand_above_their_posts() -> None:
    body = (
        "<div class='log'><h2>Wednesday 18 December 2024</h2>"
        f"<div class='entry'><p class='c'>10:00</p><p>{SAYS[0]}</p></div>"
        f"<div class='entry'><p class='c'>09:30</p><p>{SAYS[1]}</p></div>"
        "<h2>Tuesday 17 December 2024</h2>"
        f"<div class='entry'><p class='c'>09:45</p><p>{SAYS[2]}</p></div>"
        f"<div class='entry'><p class='c'>08:00</p><p>{SAYS[3]}</p></div></div>"
    )
    assert [time[8:10] for time in times_of(page(body)) if time] == ["18", "18", "17", "17"]


def test_days_are_sections() -> None:
    body = "".join(
        f"<section class='day'><h2>{day} December 2024</h2>"
        + "".join(
            f"<div class='entry'><b>{hour}:00</b><p>{SAYS[hour % 4]}</p></div>" for hour in hours
        )
        + "</section>"
        for day, hours in ((18, (11, 10)), (17, (15, 14, 13)))
    )
    found = times_of(page(f"<div>{body}</div>"))
    assert [time[8:13] for time in found if time] == [
        "18T11",
        "18T10",
        "17T15",
        "17T14",
        "17T13",
    ]


def test_clock_lines_and_paragraphs_as_siblings() -> None:
    body = (
        "<div><p class='d'>17 December 2024</p>"
        f"<h4>14:32</h4><p>{SAYS[0]}</p><p>{SAYS[1]}</p>"
        f"<h4>14:10</h4><p>{SAYS[2]}</p></div>"
    )
    found = posts_of(page(body))
    assert [(element.tag, post.number) for element, post in found] == [
        ("h4", 1),
        ("p", 1),
        ("p", 1),
        ("h4", 2),
        ("p", 2),
    ]
    assert times_of(page(body)) == ["2024-12-17T14:32:00", "2024-12-17T14:10:00"]


def test_a_title_above_its_clock_belongs_to_the_post() -> None:
    body = (
        f"<div><h3>Roof down</h3><p>14:32 GMT</p><p>{SAYS[0]}</p>"
        f"<h3>Knocking heard</h3><p>14:10 GMT</p><p>{SAYS[1]}</p></div>"
    )
    found = posts_of(page(body))
    assert [(e.tag, p.number) for e, p in found] == [
        ("h3", 1),
        ("p", 1),
        ("p", 1),
        ("h3", 2),
        ("p", 2),
        ("p", 2),
    ]


def test_a_definition_list() -> None:
    body = f"<dl><dt>14:32</dt><dd>{SAYS[0]}</dd><dt>14:10</dt><dd>{SAYS[1]}</dd></dl>"
    assert [p.number for _, p in posts_of(page(body, DATED))] == [1, 1, 2, 2]


def test_paragraphs_that_open_with_a_clock() -> None:
    body = f"<div><p>14:32 – {SAYS[0]}</p><p>{SAYS[1]}</p><p>14:10 – {SAYS[2]}</p></div>"
    assert [p.number for _, p in posts_of(page(body, DATED))] == [1, 1, 2]


def test_microdata() -> None:
    body = (
        "<div itemscope itemtype='https://schema.org/LiveBlogPosting'>"
        + "".join(
            "<div itemprop='liveBlogUpdate' itemscope itemtype='https://schema.org/BlogPosting'>"
            f"<meta itemprop='datePublished' content='2024-12-17T1{n}:00:00Z'>"
            f"<p itemprop='articleBody'>{SAYS[n]}</p></div>"
            for n in (2, 1)
        )
        + "</div>"
    )
    root, _ = parse_html(page(body))
    assert root is not None
    assert find_metadata(root).live
    assert times_of(page(body)) == ["2024-12-17T12:00:00+00:00", "2024-12-17T11:00:00+00:00"]


def test_json_ld_dates_posts_by_id_headline_and_words() -> None:
    updates = [
        {
            "@id": "#b3",
            "datePublished": "2024-12-17T15:00:00Z",
            "articleBody": "Another text here.",
        },
        {"headline": "Knocking heard", "datePublished": "2024-12-17T14:00:00Z"},
        {"datePublished": "2024-12-17T13:00:00Z", "articleBody": f"<p>{SAYS[2]}</p>"},
    ]
    body = (
        f"<div><div class='x' id='b3'><h3>Roof down</h3><p>{SAYS[0]}</p></div>"
        f"<div class='x'><h3>Knocking heard</h3><p>{SAYS[1]}</p></div>"
        f"<div class='x'><time>1pm</time><p>{SAYS[2]}</p></div></div>"
    )
    assert times_of(page(body, linked(updates))) == [
        "2024-12-17T15:00:00+00:00",
        "2024-12-17T14:00:00+00:00",
        "2024-12-17T13:00:00+00:00",
    ]


def test_posts_that_only_json_ld_has() -> None:
    updates = [
        {"@id": "#a", "datePublished": "2024-12-17T15:00:00Z", "articleBody": f"<p>{SAYS[0]}</p>"},
        {
            "headline": "Trains stand still",
            "datePublished": "2024-12-17T14:00:00Z",
            "articleBody": f"<p>{SAYS[3]}</p><p>{SAYS[2]}</p>",
        },
    ]
    html = page(f"<div><article id='a'><p>{SAYS[0]}</p></article></div>", linked(updates))
    root, _ = parse_html(html)
    assert root is not None
    metadata = find_metadata(root)
    posts = find_posts(root, metadata)
    assert [post.id for _, post in posts] == ["a"]
    (extra,) = extra_posts(metadata, posts, f"Roof of market falls\n{SAYS[0]}")
    assert (extra.number, extra.headline) == (2, "Trains stand still")
    assert extra.lines == (SAYS[3], SAYS[2])
    assert extra.time == datetime(2024, 12, 17, 14, tzinfo=UTC)


def test_a_pinned_copy_counts_once() -> None:
    def post(n: int, more: str = "") -> str:
        return (
            f"<article {more} class='block'><time datetime='2024-12-17T1{n}:00:00Z'>1{n}:00</time>"
            f"<p>{SAYS[n]}</p></article>"
        )

    html = page(f"<div>{post(1, 'id=pinned')}{post(3)}{post(2)}{post(1, 'id=b1')}</div>")
    assert [post.id for _, post in posts_of(html)] == [None, None, "b1"]


def test_a_changed_time_is_not_the_posts() -> None:
    body = "".join(
        f"<div class='post'><p class='u'>Updated at 19:3{n}</p><p class='t'>18:0{n}</p>"
        f"<p>{SAYS[n]}</p></div>"
        for n in (2, 1)
    )
    assert times_of(page(f"<div>{body}</div>", DATED))[0] == "2024-12-17T18:02:00"


NEVER = {
    "comments": "<p>{0} {1} {2} {3}</p><section class='comments'>"
    "<div class='c'><time datetime='2024-12-17T10:00Z'>x</time><p>{0}</p></div>"
    "<div class='c'><time datetime='2024-12-17T11:00Z'>x</time><p>{1}</p></div></section>",
    "cards": "<ul><li><h3><a href='/world/1'>One</a></h3>"
    "<time datetime='2024-12-17T10:00Z'>x</time><p>{0}</p></li>"
    "<li><h3><a href='/world/2'>Two</a></h3>"
    "<time datetime='2024-12-17T11:00Z'>x</time><p>{1}</p></li></ul>",
    "key events": "<ol><li><a href='#a'>14:32 {0}</a></li><li><a href='#b'>14:10 {1}</a></li></ol>",
    "timeline in an article": "<p>{0} {1} {2} {3}</p><p>{0} {1} {2} {3}</p><ul>"
    "<li><b>14:32</b> {0}</li><li><b>14:40</b> {1}</li></ul><p>{3} {2} {1}</p>",
    "times of one article": "<p>Published <time datetime='2024-12-17T10:00Z'>10:00</time></p>"
    "<p>Updated <time datetime='2024-12-17T12:00Z'>12:00</time></p><p>{0}</p><p>{1}</p><p>{2}</p>",
    "clocks in the story": "<p>At 14:30 {0}</p><p>By 16:10 {1}</p><p>{2}</p>",
    "a timetable": "<p>{0}</p><table><tr><td>14:30</td><td>{1}</td></tr>"
    "<tr><td>15:30</td><td>{2}</td></tr></table>",
}


@pytest.mark.parametrize("name", NEVER)
def test_what_only_looks_like_a_live_blog(name: str) -> None:
    assert posts_of(page(NEVER[name].format(*SAYS), DATED)) == []


def test_a_page_of_thousands_of_times_takes_no_long_time() -> None:
    items = "".join(
        f"<div class='post'><time datetime='2024-12-17T10:00Z'>x</time>"
        f"<p>{SAYS[n % 4]} {n}</p></div>"
        for n in range(3000)
    )
    assert len(posts_of(page(f"<div>{items}</div>"))) == 3000


def test_deep_nesting_does_no_harm() -> None:
    html = page("<div>" * 400 + "<time>14:30</time>" + "</div>" * 400 + "<time>15:30</time>")
    assert posts_of(html) == []


def test_the_published_day_is_the_pages() -> None:
    root, _ = parse_html(page(clocked(["20:40", "20:05"]), DATED))
    assert root is not None
    assert find_metadata(root).published == date(2024, 12, 17)
