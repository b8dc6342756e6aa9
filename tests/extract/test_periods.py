"""Time phrases: the corpus, and what holds for any text."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import steps

from tallybook.errors import DataError
from tallybook.extract.periods import PeriodMention, find_periods
from tallybook.language.dates import load_date_words

CORPUS = tomllib.loads((Path(__file__).parent / "periods.toml").read_text(encoding="utf-8"))
WORDS = load_date_words("en")


def find(text: str, anchor: date | None) -> list[PeriodMention]:
    return find_periods(text, 0, len(text), WORDS, anchor)


def row(mention: PeriodMention) -> list[str]:
    period = mention.period
    return [period.text, str(period.first or ""), str(period.last or ""), mention.kind]


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: case["text"][:40])
def test_corpus(case: dict[str, Any]) -> None:
    expected = [[each[0].lower(), *each[1:]] for each in case.get("found", [])]
    found = [
        [each[0].lower(), *each[1:]] for each in map(row, find(case["text"], CORPUS["anchor"]))
    ]
    assert found == expected


@pytest.mark.parametrize(
    "words",
    ["over the weekend", "Back in September", "yesterday", "on Tuesday", "two days ago",
     "last week", "on Dec. 17", "in the past 24 hours", "since October 7"],
)  # fmt: skip
def test_without_an_anchor_relative_words_stay_words(words: str) -> None:
    [mention] = find(f"Six people were killed {words}.", None)
    assert mention.period.text == words
    assert (mention.period.first, mention.period.last) == (None, None)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on 3 May 2021", date(2021, 5, 3), date(2021, 5, 3)),
        ("in February 2022", date(2022, 2, 1), date(2022, 2, 28)),
        ("since February 2022", date(2022, 2, 1), None),
    ],
)
def test_without_an_anchor_full_dates_are_known(
    words: str, first: date | None, last: date | None
) -> None:
    [mention] = find(f"Six people were killed {words}.", None)
    assert (mention.period.first, mention.period.last) == (first, last)


def test_the_weekend_is_the_last_whole_one() -> None:
    text = "Six people were killed over the weekend."
    saturdays = {
        date(2024, 12, 14): date(2024, 12, 7),  # on a Saturday the weekend is not over
        date(2024, 12, 15): date(2024, 12, 14),
        date(2024, 12, 16): date(2024, 12, 14),
        date(2024, 12, 20): date(2024, 12, 14),
    }
    assert {anchor: find(text, anchor)[0].period.first for anchor in saturdays} == saturdays


def test_a_day_without_a_year_falls_back_over_new_year() -> None:
    [mention] = find("Six people were killed on Dec. 30.", date(2025, 1, 4))
    assert mention.period.first == date(2024, 12, 30)


def test_recalled_periods_are_marked() -> None:
    text = "Six died on Monday. The 2022 strike killed 51. Since 2014 some 14,000 have died."
    found = find(text, date(2024, 12, 17))
    assert [mention.is_recalled for mention in found] == [False, True, False]


def test_the_time_of_saying_is_marked() -> None:
    text = "Officials said Tuesday that six died. He told reporters on Friday. Six died Monday."
    found = find(text, date(2024, 12, 17))
    assert [mention.of_speech for mention in found] == [True, True, False]


def test_a_language_without_words_is_named() -> None:
    with pytest.raises(DataError, match=r"language/xx/dates\.toml"):
        load_date_words("xx")


PIECES = st.sampled_from(
    [
        "the",
        "in",
        "on",
        "since",
        "from",
        "to",
        "between",
        "and",
        "last",
        "next",
        "this",
        "past",
        "early",
        "late",
        "Monday",
        "Tue",
        "Dec.",
        "May",
        "May,",
        "17",
        "2024",
        "'89",
        "3rd",
        "31",
        "30",
        "29",
        "Feb",
        "week",
        "weekend",
        "month",
        "year",
        "days",
        "ago",
        "weekend",
        "24",
        "hours",
        "-",
        "–",
        "/",
        ".",
        ",",
        "twenty",
        "first",
        "half",
        "of",
        "overnight",
        "into",
        "yesterday",
        "Q3",
        "1970s",
        "12/17",
        "a",
        "few",
        "several",
        "now",
    ]
)
ANCHORS = st.none() | st.dates()


@given(st.text(max_size=200), ANCHORS)
def test_any_text_is_survived(text: str, anchor: date | None) -> None:
    assert_sound(text, find(text, anchor))


@given(st.lists(PIECES, max_size=14).map(" ".join), ANCHORS)
def test_any_heap_of_time_words_is_survived(text: str, anchor: date | None) -> None:
    assert_sound(text, find(text, anchor))


@pytest.mark.parametrize("anchor", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("words", ["9999 years ago", "next 0 days", "December 9999", "before 1000"])
def test_the_ends_of_the_calendar(words: str, anchor: date) -> None:
    assert_sound(f"since {words}", find(f"since {words}", anchor))


def assert_sound(text: str, found: list[PeriodMention]) -> None:
    at = 0
    for mention in found:
        assert at <= mention.start < mention.end <= len(text)
        assert mention.period.text == text[mention.start : mention.end]
        assert (mention.period.start, mention.period.end) == (mention.start, mention.end)
        at = mention.end


def test_a_long_text_takes_its_length() -> None:
    line = "Six people were killed on Monday and nine since 7 October, the ministry said. "
    assert len(find(line * 1_600, date(2024, 12, 17))) == 3_200
    few, many = (steps(find, line * n, date(2024, 12, 17)) for n in (200, 1_600))
    assert many < 8 * 1.2 * few
