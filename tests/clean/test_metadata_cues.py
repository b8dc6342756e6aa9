"""What a page's own words say of its date, its maker and its masthead."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tallybook.clean import find_blocks
from tallybook.clean.times import post_times
from tallybook.model import Report, Role

STORY = "Six people were killed when a mine went off on the hill road on Friday, police said."
MORE = "The road was closed for the whole of the day, and buses were sent by way of the valley."
FETCHED = datetime(2024, 12, 20, 15, 30, tzinfo=UTC)


def filled(line: str, below: str = "", retrieved: datetime | None = FETCHED) -> Report:
    text = f"Mine blast kills six in the hills\n\n{line}\n\n{STORY}\n\n{MORE}\n\n{below}\n"
    return find_blocks(Report(text, retrieved=retrieved))[0]


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Published: 17 December 2024", 17, None),
        ("date 2024-12-18", 18, None),
        ("December 18, 2024", 18, None),
        ("Posted 18 Dec 2024, 10:15 GMT | Updated 19 Dec 2024", 18, 19),
        ("By Jane Doe · Published 18 December 2024 · Last modified 19 December 2024", 18, 19),
        ("Last updated 19 December 2024", None, 19),
        ("Last updated\n19 December 2024", None, 19),
        ("Published\n18 December 2024", 18, None),
        ("Published 3 hours ago", 20, None),
        ("Posted 2 days ago", 18, None),
        ("Updated 3 hours ago", None, 20),
        ("Updated yesterday", None, 19),
        ("Published 2 days ago, updated 5 mins ago", 18, 20),
        ("Published 16 hours ago", 19, None),
        ("Published 15 hours ago", None, None),  # between 23:31 and 00:30
        ("3 hours ago", None, None),
        ("Published 2 weeks ago", None, None),
    ],
)
def test_lines_that_date_a_page(line: str, published: int | None, modified: int | None) -> None:
    report = filled(line)
    assert report.published == (published and date(2024, 12, published))
    assert report.modified == (modified and date(2024, 12, modified))


def test_without_a_time_of_fetching_ago_says_nothing() -> None:
    report = filled("Published 3 hours ago, updated an hour ago", retrieved=None)
    assert (report.published, report.modified) == (None, None)


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("", None),
        (" He had warned of it on 2 November.", date(2024, 11, 12)),
        (" He had warned of it on December 2.", date(2024, 12, 11)),
        (" He had warned of it in November and in December.", None),
    ],
)
def test_a_day_in_numbers_that_may_be_of_two_months_is_settled_by_the_story(told, published):
    page = f"Mine blast kills six\n\nPublished: 11/12/2024\n\n{STORY}{told}\n\n{MORE}\n"
    assert find_blocks(Report(page, retrieved=FETCHED))[0].published == published


def test_a_day_below_the_story_signs_it_and_comments_have_days_of_their_own() -> None:
    below = "Comments\n\nAnna R\n\nPosted 3 May 2023\n\nTerrible news, all my thoughts are there."
    assert filled("By Jane Doe", below).published is None


@pytest.mark.parametrize(
    ("below", "published"),
    [
        ("Editor: rhona | 2024-12-18 11:22:15", date(2024, 12, 18)),
        ("(Editors: Rhona Lim, Sam Oy | 2024-12-18)", date(2024, 12, 18)),
        ("Editor: rhona", None),
        ("The editor asked on 2024-12-11 for more than that, and he got it the day after.", None),
    ],
)
def test_an_editors_line_below_the_story_dates_it(below: str, published: date | None) -> None:
    assert filled("By Jane Doe", below).published == published


def test_the_dateline_takes_the_year_of_the_copyright_line() -> None:
    text = (
        f"Mine blast kills six in the hills\n\nKELL, Dec 17 (Reuters) - {STORY}\n\n{MORE}\n\n"
        "© 2024 Harbour Post\n"
    )
    report, _ = find_blocks(Report(text))
    assert (report.published, report.agency) == (date(2024, 12, 17), "Reuters")
    assert report.publisher == "Harbour Post"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By AFP", "AFP"),
        ("By Agence France-Presse", "AFP"),
        ("By Jane Doe, Associated Press", "AP"),
        ("Source: Xinhua", "Xinhua"),
        ("By Example Wire", "Example Wire"),
        ("By Jane Doe", None),
        ("By Sana", None),
        ("Photo: A road. KCNA VIA KNS", None),
    ],
)
def test_bylines(line: str, agency: str | None) -> None:
    assert filled(line).agency == agency


@pytest.mark.parametrize(
    ("below", "agency"),
    [
        ("(AP)", "AP"),
        ("— AFP", "AFP"),
        ("Reporting by Jane Doe in Kell; editing by John Roe", None),
        ("© Agence France-Presse", "AFP"),
        ("Copyright 2024 The Associated Press. All rights reserved.", "AP"),
        ("© 2024 Harbour Post. All rights reserved.", None),
    ],
)
def test_what_stands_below_the_story(below: str, agency: str | None) -> None:
    assert filled("By Jane Doe", below).agency == agency


def test_the_zone_for_all_clocks_and_the_turn_of_the_day() -> None:
    text = (
        "Mine blast: live updates\n\nPublished: 17 December 2024\n\nAll times GMT\n\n"
        f"00:10\n\n{STORY}\n\n23:50\n\n{MORE}\n\n20:15\n\n{STORY}\n"
    )
    _, blocks = find_blocks(Report(text))
    times = [block.time.isoformat() for block in blocks if block.role is Role.POST and block.time]
    assert times == [
        "2024-12-18T00:10:00+00:00",
        "2024-12-17T23:50:00+00:00",
        "2024-12-17T20:15:00+00:00",
    ]


def test_no_clock_has_no_time() -> None:
    assert post_times([], [], date(2024, 12, 17)) == []
