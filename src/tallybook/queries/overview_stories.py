"""Stories: questions that are told together (the killed, wounded and displaced of one earthquake).

A story grows around its most telling tally: whatever the same reports say of the same place and
days lies with it. Nothing is chained: what is near a member but not near the lead stays apart, so
that a long war does not become one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tallybook.model import Place, Scope
from tallybook.queries.overview_facts import Fact, facts
from tallybook.queries.view import View

_KEPT: Final = "overview stories"
_NEAR_DAYS: Final = 14
"""The days of what is told of one happening are no further apart."""
_LONG_DAYS: Final = 31
"""What is told for longer is a course of events: single happenings of it are other stories."""
_LIST: Final = 300
"""A report with more tallies than this is a table; that two stand in it says nothing."""


@dataclass(frozen=True, slots=True)
class Story:
    """lead: the tally that it is told under. members: all of them, the lead first, then the most
    telling."""

    lead: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """All stories, the most telling first, and the place of each tally's own among them."""

    all: tuple[Story, ...]
    of: Mapping[str, int]

    def with_tally(self, tally: str) -> Story | None:
        """The story that a tally is told in."""
        at = self.of.get(tally)
        return None if at is None else self.all[at]


def stories(view: View) -> Stories:
    """The stories of a view; each tally is in one."""
    return view.once(_KEPT, _stories)


def _stories(view: View) -> Stories:
    known = facts(view)
    ranked = sorted(known.values(), key=lambda each: each.weight)
    beside = _beside(ranked)
    of: dict[str, int] = {}
    told: list[Story] = []
    for lead in ranked:
        if lead.tally.id in of:
            continue
        members = [lead]
        for name in _candidates(lead, beside):
            other = known.get(name)
            if other is not None and name not in of and other is not lead and _fits(other, lead):
                members.append(other)
        members.sort(key=lambda each: each.weight)
        head = _head(members)
        of.update((each.tally.id, len(told)) for each in members)
        others = (each.tally.id for each in members if each is not head)
        told.append(Story(head.tally.id, (head.tally.id, *others)))
    return Stories(tuple(told), of)


def _head(members: Sequence[Fact]) -> Fact:
    """Lives lost come first where at least half as many reports tell of them as of the rest."""
    most = max(len(each.reports) for each in members)
    lives = (each for each in members if each.counts_lives and 2 * len(each.reports) >= most)
    return next(lives, members[0])


def _beside(ranked: Sequence[Fact]) -> dict[str, list[str]]:
    """The tallies that each report carries; a table's are left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in ranked:
        for report in each.reports:
            found[report].append(each.tally.id)
    return {report: names for report, names in found.items() if len(names) <= _LIST}


def _candidates(lead: Fact, beside: Mapping[str, Sequence[str]]) -> Iterator[str]:
    told = (name for report in lead.reports for name in beside.get(report, ()))
    yield from dict.fromkeys((*told, *lead.tally.parts, *lead.tally.wholes))


def _fits(other: Fact, lead: Fact) -> bool:
    """Is it told of the lead's happening?"""
    one, two = other.tally, lead.tally
    if not _is_near(_span(other), _span(lead)):
        return False
    is_shared = 2 * len(other.reports & lead.reports) >= len(other.reports) > 0
    if _is_long(lead) or _is_long(other):
        level = Scope.INCIDENT not in (one.scope, two.scope)
        return level and is_shared and _called(one.place) == _called(two.place)
    is_linked = one.id in two.parts or one.id in two.wholes
    return is_linked or (is_shared and _meet(one.place, two.place))


def _span(fact: Fact) -> tuple[date, date] | None:
    """The days that it is about, else those on which it was told."""
    period = fact.tally.period
    first, last = (None, None) if period is None else (period.first, period.last)
    if first is not None and last is not None:
        return first, last
    days = [day for day in (first, last, *fact.said[:1], *fact.said[-1:]) if day is not None]
    return (min(days), max(days)) if days else None


def _is_near(one: tuple[date, date] | None, two: tuple[date, date] | None) -> bool:
    if one is None or two is None:
        return True
    gap = max((two[0] - one[1]).days, (one[0] - two[1]).days)
    return gap <= _NEAR_DAYS


def _is_long(fact: Fact) -> bool:
    return bool(fact.said) and (fact.said[-1] - fact.said[0]).days > _LONG_DAYS


def _called(place: Place | None) -> str | None:
    return None if place is None else place.name or place.text


def _meet(one: Place | None, two: Place | None) -> bool:
    """Is it one place, does one hold the other, or is one of them not told?"""
    if one is None or two is None or _called(one) == _called(two):
        return True
    if not set(one.countries) & set(two.countries):
        return not (one.countries and two.countries)
    if "admin1" in (one.precision, two.precision) and one.admin1 == two.admin1:
        return True
    return not {"place", "admin1"} >= {one.precision, two.precision}
