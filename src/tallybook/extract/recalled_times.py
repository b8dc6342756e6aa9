"""How old the time phrases of a sentence are: of the news, or of long before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import cache
from typing import Final

from tallybook.extract.periods import PeriodMention
from tallybook.language.background_words import BackgroundWords
from tallybook.model import Period

LONG_AGO: Final = timedelta(days=31)
"""What ended longer before the report than this is history, no news."""

_HYPHENS: Final = ("-", "–")
_YEAR: Final = re.compile(r"(?<![\w-])(?:1[5-9]|20)\d\d(?= [a-z])")
_DATED: Final = frozenset({"date", "range", "relative"})


class Age(Enum):
    """old: over long before the report. fresh: of its days. edge: "since 1960", of which the year
    itself is old. running: from some day up to now. length: a duration. open: nobody can tell.
    """

    OLD = auto()
    FRESH = auto()
    EDGE = auto()
    RUNNING = auto()
    LENGTH = auto()
    OPEN = auto()


@dataclass(frozen=True, slots=True)
class TimePoint:
    """A time phrase `[start, end)` of the text; period: of an edge, the year itself."""

    start: int
    end: int
    age: Age
    period: Period


def time_points(
    text: str,
    span: tuple[int, int],
    mentions: Sequence[PeriodMention],
    anchor: date | None,
    words: BackgroundWords,
) -> list[TimePoint]:
    """The time phrases of text[span] in order; what is known by a name ("Hurricane Katrina") too.

    anchor: the report's day; without it only names are old.
    """
    named = [*_named(text, span, words), *_years(text, span, anchor, words)]
    taken = [(point.start, point.end) for point in named]
    found = [
        _point(text, mention, anchor, words)
        for mention in mentions
        if not any(mention.start < end and start < mention.end for start, end in taken)
    ]
    return sorted([*named, *found], key=lambda point: point.start)


def _point(
    text: str, mention: PeriodMention, anchor: date | None, words: BackgroundWords
) -> TimePoint:
    age, period = Age.OPEN, mention.period
    if text[: mention.start].endswith(_HYPHENS):
        pass  # "the post-2011 order"
    elif mention.kind == "duration":
        age = Age.LENGTH
    elif mention.kind == "since":
        age = Age.RUNNING
        if mention.edge is not None and _is_old(mention.edge, anchor):
            age, period = Age.EDGE, mention.edge
    elif _is_before_by_words(period.text, words) and not mention.of_speech:
        age = Age.OLD
    elif mention.kind in _DATED and not mention.of_speech:
        if mention.period.text.lower() in words.earlier.this_year or _is_old(period, anchor):
            age = Age.OLD
        elif period.last is not None:
            age = Age.FRESH
    elif mention.kind in {"after", "until"} and not mention.of_speech:
        edge = mention.edge or period
        fresh = edge.last is not None and not _is_old(edge, anchor)
        age = Age.FRESH if fresh else Age.OPEN
    return TimePoint(mention.start, mention.end, age, period)


def _is_before_by_words(said: str, words: BackgroundWords) -> bool:
    """ "Last winter", "a year earlier": old, though no day is known."""
    low = said.lower().split()
    earlier = low[-1] in words.earlier.before and not words.earlier.units_before.isdisjoint(low)
    return earlier or said.lower() in words.earlier.seasons


def _is_old(period: Period, anchor: date | None) -> bool:
    if anchor is None or period.first is None or period.last is None:
        return False
    return period.last < anchor - LONG_AGO


def _years(
    text: str, span: tuple[int, int], anchor: date | None, words: BackgroundWords
) -> Iterator[TimePoint]:
    """ "A 2013 attack", which names no day."""
    for match in _YEAR.finditer(text, *span):
        before = text[span[0] : match.start()].lower().split()[-1:]
        year = int(match[0])
        period = Period(match[0], date(year, 1, 1), date(year, 12, 31), *match.span())
        if words.events.before_year.intersection(before) and _is_old(period, anchor):
            yield TimePoint(*match.span(), Age.OLD, period)


def _named(text: str, span: tuple[int, int], words: BackgroundWords) -> Iterator[TimePoint]:
    for match in _names(tuple(words.named)).finditer(text, *span):
        first, last = words.named[match["name"].lower()]
        age = Age.EDGE if _is_led(text, span[0], match.start(), words) else Age.OLD
        period = Period(match["name"], date(first, 1, 1), date(last, 12, 31), *match.span("name"))
        yield TimePoint(*match.span("name"), age, period)


@cache
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    either = "|".join(re.escape(name) for name in longest)
    return re.compile(rf"(?<!\w)(?P<name>{either})(?!\w)", re.IGNORECASE)


def _is_led(text: str, floor: int, start: int, words: BackgroundWords) -> bool:
    """Does a word of beginning stand before the name ("since the second world war")?"""
    return not words.edge.since.isdisjoint(text[floor:start].lower().split()[-2:])
