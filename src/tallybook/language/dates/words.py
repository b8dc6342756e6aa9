"""The words of time of a language, read from its `dates.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tallybook.errors import DataError
from tallybook.language.dates.tokens import tokenize

Phrases = Mapping[tuple[str, ...], str]
"""Token sequences in lower case, each with the name of the entry it belongs to."""


@dataclass(frozen=True, slots=True, eq=False)
class DateWords:
    """Look-ups of lower-case words and phrases; phrases are tuples of tokens."""

    language: str
    month_first: bool
    months: Mapping[str, int]
    short_months: frozenset[str]
    weekdays: Mapping[str, int]
    short_weekdays: frozenset[str]
    doubtful: frozenset[str]
    only_capital: frozenset[str]
    never_after: frozenset[str]
    never_followed_by: frozenset[str]
    sure: frozenset[str]
    possessive: frozenset[str]
    seasons: frozenset[str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    plurals: frozenset[str]
    days: Mapping[tuple[str, ...], int]
    hours: Mapping[str, frozenset[tuple[str, ...]]]
    shifts: Mapping[tuple[str, ...], int]
    story: Phrases
    joining: frozenset[str]
    decades: Mapping[str, int]
    holidays: Mapping[tuple[str, ...], tuple[int, int]]
    steps: Phrases
    counts: Phrases
    parts: Phrases
    ranges: Mapping[str, frozenset[tuple[str, ...]]]
    leads: Mapping[str, frozenset[tuple[str, ...]]]
    unresolved: Mapping[str, frozenset[tuple[str, ...]]]
    overnight: frozenset[str]
    ahead: frozenset[str]
    beginning: frozenset[str]
    perfect: frozenset[str]
    ranking: frozenset[str]
    ranking_opens: frozenset[str]
    scenes: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    speech: frozenset[str]
    passive: frozenset[str]
    counted: frozenset[str]
    names_before: frozenset[str]
    names_after: frozenset[str]
    never: frozenset[tuple[str, ...]]

    def starters(self) -> frozenset[str]:
        """Every word that a time phrase can begin with, digits apart."""
        phrases: list[tuple[str, ...]] = [
            *self.days, *self.holidays, *self.steps, *self.counts, *self.parts,
            *self.ranges["open"], *self.ranges["vague"], *self.ranges["pair"],
            *self.unresolved["relative"], *self.hours["words"],
        ]  # fmt: skip
        single = {"the", "q", "year", "in", *self.months, *self.weekdays, *self.overnight}
        counted = {*self.numbers, *self.ordinals, *self.seasons, *self.units}
        return frozenset(single | counted | {words[0] for words in phrases})


@cache
def load_date_words(language: str = "en") -> DateWords:
    """The language's words of time; raises DataError where its file is missing or wrong."""
    name = f"language/{language}/dates.toml"
    source = resources.files("tallybook") / "language" / language / "dates.toml"
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        return _date_words(language, data)
    except FileNotFoundError:
        raise DataError(name, "is missing", "write it after language/en/dates.toml") from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError(name, f"cannot be used ({error!r})", "compare language/en") from error


def phrase(words: str) -> tuple[str, ...]:
    """A phrase as the grammar sees it.

    >>> phrase("new year's eve")
    ('new', 'year', "'s", 'eve')
    """
    return tuple(token.word for token in tokenize(words, 0, len(words)))


def _date_words(language: str, data: Mapping[str, Any]) -> DateWords:
    months, short_months = _calendar(data["months"], first=1)
    weekdays, short_weekdays = _calendar(data["weekdays"], first=0)
    return DateWords(
        language=language,
        month_first=data["order"] == "month-first",
        months=months,
        short_months=short_months,
        weekdays=weekdays,
        short_weekdays=short_weekdays,
        doubtful=frozenset(data["doubtful"]),
        only_capital=frozenset(data["only_capital"]),
        never_after=frozenset(data["never_after"]),
        never_followed_by=frozenset(data["never_followed_by"]),
        sure=frozenset(data["sure"]),
        possessive=frozenset(data["possessive"]),
        seasons=frozenset(data["seasons"]),
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        units={word: unit for unit, words in data["units"].items() for word in words},
        plurals=frozenset(words[1] for words in data["units"].values()),
        days={phrase(words): days for words, days in data["days"].items()},
        hours=_phrase_sets(data["hours"]),
        shifts={phrase(words): days for words, days in data["shifts"].items()},
        story=_named_phrases(data["story"]),
        joining=frozenset(data["joining"]["words"]),
        decades=data["decades"],
        holidays={phrase(name): (month, day) for name, (month, day) in data["holidays"].items()},
        steps=_named_phrases(data["steps"]),
        counts=_named_phrases(data["counts"]),
        parts=_named_phrases(data["parts"]),
        ranges=_phrase_sets(data["ranges"]),
        leads=_phrase_sets(data["leads"]),
        unresolved=_phrase_sets(data["unresolved"]),
        overnight=frozenset(data["overnight"]["words"]),
        ahead=frozenset(data["ahead"]["words"]),
        beginning=frozenset(data["beginning"]["words"]),
        perfect=frozenset(data["beginning"]["perfect"]),
        ranking=frozenset(data["ranking"]["words"]),
        ranking_opens=frozenset(data["ranking"]["opening"]),
        scenes=frozenset(data["ranking"]["scenes"]),
        future=frozenset(data["future"]["cues"]),
        past=frozenset(data["future"]["past_cues"]),
        speech=frozenset(data["speech"]["words"]),
        passive=frozenset(data["speech"]["passive"]),
        counted=frozenset(data["counted"]["words"]),
        names_before=frozenset(data["names"]["before"]),
        names_after=frozenset(data["names"]["after"]),
        never=_phrases(data["names"]["never"]),
    )


def _calendar(rows: list[list[str]], first: int) -> tuple[dict[str, int], frozenset[str]]:
    numbered = {word: number for number, row in enumerate(rows, first) for word in row}
    return numbered, frozenset(word for row in rows for word in row[1:])


def _phrases(words: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(phrase(each) for each in words)


def _phrase_sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[tuple[str, ...]]]:
    return {name: _phrases(words) for name, words in table.items()}


def _named_phrases(table: Mapping[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {phrase(each): name for name, words in table.items() for each in words}
