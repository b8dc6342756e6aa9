"""Matching: which tallies filters let through, and how many each further value would leave."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Final

from tallybook.catalogue.phrases import day, party_name, subject
from tallybook.model import Grade, Tally
from tallybook.queries.filters import FACETS, Filters, side_slug
from tallybook.queries.overview_facts import Fact, facts
from tallybook.queries.overview_stories import stories
from tallybook.queries.search_kinds import library
from tallybook.queries.search_words import terms_of
from tallybook.queries.view import View

_KEPT: Final = "filters"
_IN_ORDER: Final = {
    "grade": tuple(each.value for each in Grade),
    "side": ("own-side", "own-sides-ally", "adversary", "adversarys-ally", "third-party"),
}
_MOST_OPTIONS: Final = 100
TITLES: Final = {
    "measure": "What is counted",
    "party": "Whose people",
    "country": "Country",
    "place": "Place",
    "grade": "Grade",
    "side": "Who speaks",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a facet may have. tallies: how many it lets through, the other filters given."""

    value: str
    words: str
    tallies: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter that takes several values, those with most tallies first."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is applied. without: the filters but for it."""

    title: str
    words: str
    without: Filters


@dataclass(frozen=True, slots=True)
class Sieve:
    """Sets of tallies as the bits of a number: bit n is the tally ids[n].

    masks: facet, then value, to the tallies that have it. said: days to those of which somebody
    spoke then, in order.
    """

    ids: tuple[str, ...]
    at: Mapping[str, int]
    masks: Mapping[str, Mapping[str, int]]
    contested: int
    days: tuple[date, ...]
    said: tuple[int, ...]
    sides: Mapping[str, str]

    @property
    def all(self) -> int:
        """Every tally."""
        return (1 << len(self.ids)) - 1

    def mask(self, names: Iterable[str]) -> int:
        """The tallies of these ids, those that there are."""
        return _mask((self.at[name] for name in names if name in self.at), len(self.ids))

    def named(self, mask: int) -> Iterator[str]:
        """The ids of the tallies of a set, in the view's order."""
        bits = bin(mask)[:1:-1]
        at = bits.find("1")
        while at >= 0:
            yield self.ids[at]
            at = bits.find("1", at + 1)


def matching(view: View, filters: Filters) -> list[Tally]:
    """The tallies that the filters let through, in the view's order."""
    if not filters:
        return list(view.tallies.values())
    sieve = prepare_filters(view)
    return [view.tallies[name] for name in sieve.named(_passing(view, sieve, filters))]


def find_facets(view: View, filters: Filters) -> tuple[Facet, ...]:
    """The facets, each with the values that would still let something through, or are chosen."""
    sieve = prepare_filters(view)
    parts = _parts(view, sieve, filters)
    found: list[Facet] = []
    for name in FACETS:
        rest = reduce(and_, (mask for other, mask in parts.items() if other != name), sieve.all)
        counts = {value: (mask & rest).bit_count() for value, mask in sieve.masks[name].items()}
        chosen = filters.values(name)
        kept = [value for value, count in counts.items() if count and value not in chosen]
        kept.sort(
            key=lambda value: _rank(name, value, counts[value], words_of_value(view, name, value))
        )
        found.append(
            Facet(
                name,
                TITLES[name],
                tuple(
                    Choice(
                        value,
                        words_of_value(view, name, value),
                        counts.get(value, 0),
                        value in chosen,
                    )
                    for value in (*chosen, *kept[:_MOST_OPTIONS])
                ),
            )
        )
    return tuple(found)


def find_chips(view: View, filters: Filters) -> tuple[Chip, ...]:
    """What is applied, each with the filters that are left once it is taken off."""
    chips = [
        Chip(TITLES[name], words_of_value(view, name, value), filters.without(name, value))
        for name in FACETS
        for value in filters.values(name)
    ]
    if filters.contested:
        chips.append(Chip("Only", "contested", filters.without("contested")))
    if filters.since is not None:
        chips.append(Chip("Said since", day(filters.since), filters.without("since")))
    if filters.until is not None:
        chips.append(Chip("Said until", day(filters.until), filters.without("until")))
    if filters.q:
        chips.append(Chip("With the words", filters.q, filters.without("q")))
    if filters.story:
        chips.append(
            Chip("Of one story", story_words(view, filters.story), filters.without("story"))
        )
    return tuple(chips)


def story_words(view: View, tally: str) -> str:
    """What the story with a tally is told under."""
    told = stories(view).with_tally(tally)
    return "none that is here" if told is None else subject_of(view.tallies[told.lead])


def subject_of(tally: Tally) -> str:
    """What a person called a tally, else what it is of."""
    return tally.name or subject(tally)


def words_of_value(view: View, name: str, value: str) -> str:
    """What a facet's value is called."""
    if name == "measure":
        measure = view.measures.get(value)
        return value.replace("_", " ") if measure is None else measure.title
    if name in ("party", "country"):
        return party_words(view, value)
    if name == "side":
        return prepare_filters(view).sides.get(value, value)
    return value


def party_words(view: View, code: str) -> str:
    """What a party or a state is called."""
    return view.sides.names.get(code) or party_name(code)


def prepare_filters(view: View) -> Sieve:
    """The sets that filters are made of; also prepares all that they are made from."""
    return view.once(_KEPT, _sieve)


def _passing(view: View, sieve: Sieve, filters: Filters) -> int:
    return reduce(and_, _parts(view, sieve, filters).values(), sieve.all)


def _parts(view: View, sieve: Sieve, filters: Filters) -> dict[str, int]:
    """For each filter that is applied, the tallies that it lets through."""
    parts = {
        name: reduce(or_, (sieve.masks[name].get(value, 0) for value in filters.values(name)), 0)
        for name in FACETS
        if filters.values(name)
    }
    if filters.contested:
        parts["contested"] = sieve.contested
    if filters.since is not None or filters.until is not None:
        first = 0 if filters.since is None else bisect_left(sieve.days, filters.since)
        last = len(sieve.days) if filters.until is None else bisect_right(sieve.days, filters.until)
        parts["said"] = reduce(or_, sieve.said[first:last], 0)
    terms = terms_of(filters.q)
    if filters.q:
        parts["q"] = sieve.mask(library(view).tallies.find(terms)) if terms else 0
    if filters.story:
        told = stories(view).with_tally(filters.story)
        parts["story"] = sieve.mask(() if told is None else told.members)
    return parts


def _sieve(view: View) -> Sieve:
    known = facts(view)
    stories(view)
    library(view)
    ids = tuple(known)
    masks: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in FACETS}
    said: dict[date, list[int]] = defaultdict(list)
    contested: list[int] = []
    sides: dict[str, str] = {}
    for at, fact in enumerate(known.values()):
        for name, value in _values(fact):
            masks[name][value].append(at)
        for one in fact.said:
            said[one].append(at)
        if fact.tally.contested:
            contested.append(at)
        sides.update((side_slug(side), side) for side in fact.tally.sides)
    size = len(ids)
    days = tuple(sorted(said))
    return Sieve(
        ids,
        {name: at for at, name in enumerate(ids)},
        {
            name: {value: _mask(places, size) for value, places in values.items()}
            for name, values in masks.items()
        },
        _mask(contested, size),
        days,
        tuple(_mask(said[each], size) for each in days),
        sides,
    )


def _values(fact: Fact) -> Iterator[tuple[str, str]]:
    """The values of each facet that a tally has."""
    tally = fact.tally
    yield "measure", tally.measure
    yield "grade", tally.grade.value
    for party in tally.of.parties:
        yield "party", party
    for side in tally.sides:
        yield "side", side_slug(side)
    if tally.place is not None:
        for country in tally.place.countries:
            yield "country", country
        if tally.place.name:
            yield "place", tally.place.name


def _mask(places: Iterable[int], size: int) -> int:
    bits = bytearray(size // 8 + 1)
    for at in places:
        bits[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(bits, "little")


def _rank(name: str, value: str, count: int, words: str) -> tuple[int, str]:
    order = _IN_ORDER.get(name, ())
    return (order.index(value), "") if value in order else (-count, words)
