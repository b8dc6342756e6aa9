"""Clock times with their zones, and the days that follow from their order."""

from __future__ import annotations

from datetime import date

import pytest

from tallybook.language.clocks import find_clock, leading_clock, load_clock_words, moment, said_zone
from tallybook.language.dates.calendar import first_day, only_day
from tallybook.language.dates.rolling import newest_first, roll_days, spread_days

WORDS = load_clock_words()
DAY = date(2024, 12, 17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:32", "2024-12-17T14:32:00"),
        ("14.32 GMT", "2024-12-17T14:32:00+00:00"),
        ("2.32pm (CET)", "2024-12-17T14:32:00+01:00"),
        ("12:05 a.m. EST", "2024-12-17T00:05:00-05:00"),
        ("2 p.m. ET", "2024-12-17T14:00:00-05:00"),
        ("14:32 Kyiv time", "2024-12-17T14:32:00+02:00"),
        ("14:32 GMT+3", "2024-12-17T14:32:00+03:00"),
        ("14h32", "2024-12-17T14:32:00"),
        ("14:32:09 UTC-03:30", "2024-12-17T14:32:00-03:30"),
    ],
)
def test_clocks(text: str, expected: str) -> None:
    clock = find_clock(text, WORDS)
    assert clock is not None
    assert moment(DAY, clock, WORDS).isoformat() == expected


@pytest.mark.parametrize(
    "text", ["3.5 million", "24:10", "12.50%", "ratio 1:2000", "2024", "9 people"]
)
def test_what_is_no_clock(text: str) -> None:
    assert find_clock(text, WORDS) is None


def test_what_a_line_begins_with() -> None:
    assert leading_clock("Posted at 14:32 by Jane", WORDS) is not None
    assert leading_clock("The 14:32 from Kell", WORDS) is None


def test_the_zone_for_all() -> None:
    assert said_zone("This page is updated live. All times are in GMT.", WORDS) == "gmt"
    assert said_zone("All times local", WORDS) is None


def test_days_over_midnight() -> None:
    down = [10, 1430, 1200]
    assert newest_first(down)
    days = [each and each.day for each in roll_days(down, [None] * 3, DAY)]
    assert days == [18, 17, 17]
    assert roll_days([1430, 10], [None, None], last=DAY) == [date(2024, 12, 16), DAY]
    assert roll_days([600, 700], [None, None]) == [None, None]
    assert roll_days([], []) == []


def test_days_above_clocks() -> None:
    other = date(2024, 12, 16)
    assert spread_days([(0, DAY), (2, other)], [600, 500, 700], None) == [DAY, DAY, other]
    assert spread_days([(0, DAY)], [600, 500], DAY) == [None, DAY]
    assert spread_days([(0, DAY)], [500, 600], DAY) == [DAY, None]


def test_days_of_the_calendar() -> None:
    assert only_day("Tuesday, 17 December 2024") == DAY
    assert only_day("17 December 2024: nine dead") is None
    assert only_day("Tuesday") is None
    assert first_day("(2024.12.17.)") == DAY
