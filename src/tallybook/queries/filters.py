"""Filters: which tallies are asked for, as the address says it, so that a view can be shared.

Values under one name widen ("killed" or "wounded"), names narrow each other (and in Ukraine).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from tallybook.errors import BadDate

FACETS: Final = ("measure", "party", "country", "place", "grade", "side")
"""The filters that take several values, in the order in which they are shown."""
_DAYS: Final = ("since", "until")
_MOST_VALUES: Final = 50
_LONGEST: Final = 200
_YES: Final = frozenset({"1", "yes", "true", "on"})


@dataclass(frozen=True, slots=True)
class Filters:
    """What a tally must be to be shown; the empty filters let every tally through.

    measure: names of measures. party: whose people, codes of parties. country: where, codes of
    states. place: the gazetteer's names. grade: grades. side: sides that gave a figure, as slugs
    (`side_slug`). contested: only what is contested. since, until: days between which somebody
    said something of it, both included. q: words of its answer; the last may be begun only.
    story: the id of a tally; those told together with it.
    """

    measure: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    contested: bool = False
    since: date | None = None
    until: date | None = None
    q: str = ""
    story: str = ""

    def __bool__(self) -> bool:
        """Is anything filtered?"""
        return self != _NONE

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a facet."""
        found: tuple[str, ...] = getattr(self, name)
        return found

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Names and values as the address has them; those that ask for nothing are left out."""
        for name in FACETS:
            yield from ((name, value) for value in self.values(name))
        if self.contested:
            yield "contested", "1"
        for name in _DAYS:
            value = getattr(self, name)
            if value is not None:
                yield name, value.isoformat()
        if self.q:
            yield "q", self.q
        if self.story:
            yield "story", self.story

    def query(self, *more: tuple[str, object]) -> str:
        """The query of the address, without its question mark: "" where nothing is asked.

        more: further names and values, such as ("page", 2); None and "" ask for nothing.
        """
        told = [(name, str(value)) for name, value in more if value not in (None, "")]
        return urlencode([*self.pairs(), *told])

    def having(self, name: str, value: str) -> Filters:
        """The same with one more value of a facet."""
        values = self.values(name)
        return self if value in values else self._with(name, (*values, value))

    def without(self, name: str, value: str | None = None) -> Filters:
        """The same without a facet's value, or without any of that name where value is None."""
        if name not in FACETS or value is None:
            return self._with(name, getattr(_NONE, name))
        return self._with(name, tuple(each for each in self.values(name) if each != value))

    def _with(self, name: str, value: Any) -> Filters:
        return replace(self, **{name: value})


_NONE: Final = Filters()


def parse_filters(pairs: Iterable[tuple[str, str]]) -> Filters:
    """The filters that an address asks for; names that are no filters are passed over.

    A value that no tally has is kept: it lets nothing through. BadDate where a day is none.

    >>> parse_filters([("measure", "killed"), ("country", "UA"), ("page", "2")]).query()
    'measure=killed&country=UA'
    """
    told: dict[str, list[str]] = {}
    for name, value in pairs:
        kept = value.strip()[:_LONGEST]
        if kept and kept not in told.setdefault(name, []):
            told[name].append(kept)
    facets = {name: tuple(told.get(name, ())[:_MOST_VALUES]) for name in FACETS}
    return Filters(
        **facets,
        contested=told.get("contested", [""])[0].casefold() in _YES,
        since=_day(told, "since"),
        until=_day(told, "until"),
        q=" ".join(told.get("q", [""])[0].split()),
        story=told.get("story", [""])[0],
    )


def _day(told: dict[str, list[str]], name: str) -> date | None:
    words = told.get(name, [""])[0]
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise BadDate(words, name) from None


def side_slug(side: str) -> str:
    """A side as the address names it: "own side's ally" is "own-sides-ally"."""
    return side.replace("’", "").replace("'", "").replace(" ", "-")
