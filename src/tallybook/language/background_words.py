"""The words that tell of what was over long before the report's day, out of background.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tallybook.errors import DataError
from tallybook.language.word_tables import check_keys, read_words, record_of

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Events:
    """What happens, and the nouns of time that a time phrase may hang on."""

    nouns: Words
    deeds: Words
    times: Words
    left_over: Words
    before_year: Words


@dataclass(frozen=True, slots=True)
class Comparing:
    """Figures held against each other."""

    words: Words
    elsewhen: Words


@dataclass(frozen=True, slots=True)
class Ago:
    """So long after an event. least_months: from how many months on it is long."""

    units: Words
    months: Words
    least_months: int
    after: Words
    few: Words


@dataclass(frozen=True, slots=True)
class Edge:
    """The year from which something is the worst. reach: code points up to the figure."""

    relatives: Words
    reach: int
    since: Words


@dataclass(frozen=True, slots=True)
class Remembering:
    """Days and stones of remembrance."""

    nouns: Words
    verbs: Words


@dataclass(frozen=True, slots=True)
class Earlier:
    """Events set before the news by a word."""

    adjectives: Words
    last: Words
    such: Words
    adverbs: Words
    phrases: Words
    this_year: Words
    such_a_one: Words
    seasons: Words
    units_before: Words
    before: Words


@dataclass(frozen=True, slots=True)
class GoingOn:
    """How a sentence leans on the one before."""

    then: Words
    later: Words
    definite: Words


@dataclass(frozen=True, slots=True)
class Today:
    """What makes a figure, or a sentence, one of today."""

    have: Words
    be: Words
    had: Words
    back: Words
    saying: Words
    hints: Words
    apart: Words
    together: Words


@dataclass(frozen=True, slots=True)
class BackgroundWords:
    """All tables of background.toml; the comments there say what each list is for.

    named: words of known events in lower case, with their first and last year.
    """

    events: Events
    comparing: Comparing
    ago: Ago
    edge: Edge
    remembering: Remembering
    earlier: Earlier
    going_on: GoingOn
    today: Today
    named: Mapping[str, tuple[int, int]]


@cache
def load_background_words(language: str = "en") -> BackgroundWords:
    """The lists of a language; DataError names one that is missing, unknown or no pair of years."""
    where, data = read_words(language, "background.toml")
    check_keys(where, data, BackgroundWords)
    named: dict[str, tuple[int, int]] = {}
    for name, years in data["named"].items():
        if len(years) != 2 or years[0] > years[1]:
            raise DataError(where, f"{name!r} has no first and last year", "write two years")
        named[name] = (years[0], years[1])
    return BackgroundWords(
        events=record_of(where, data["events"], Events),
        comparing=record_of(where, data["comparing"], Comparing),
        ago=record_of(where, data["ago"], Ago),
        edge=record_of(where, data["edge"], Edge),
        remembering=record_of(where, data["remembering"], Remembering),
        earlier=record_of(where, data["earlier"], Earlier),
        going_on=record_of(where, data["going_on"], GoingOn),
        today=record_of(where, data["today"], Today),
        named=named,
    )
