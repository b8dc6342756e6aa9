"""Totals: which running totals and levels answer one question, by people, place and window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model.containment import (
    FORCE_ROLES,
    GENERAL_ROLES,
    Containment,
    place_key,
    place_within,
)
from tallybook.reconcile.bouts import at_one_spot
from tallybook.reconcile.evidence import Evidence, Kind, is_force
from tallybook.reconcile.placing import widest

Key = tuple[object, ...]

_BOUT: Final = timedelta(days=14)


def total_key(one: Evidence, sides: Conflicts | None) -> Key:
    """What totals that answer one question share, whatever their place and role."""
    statement = one.statement
    whose, window = inflictors(one, sides), _window(one, sides)
    return (one.kind, statement.measure, statement.unit, one.of.parties, one.of.unit, whose, window)


def plain_role(one: Evidence) -> str | None:
    """The role counted; None where it says no more than "people"."""
    return None if one.of.role in GENERAL_ROLES else one.of.role


def split(group: Sequence[Evidence]) -> Iterator[tuple[Key, list[Evidence]]]:
    """A party's totals of one key by role and by place, each under what tells it apart."""
    for role, alike in _by_role(group):
        for where, placed in _by_place(alike):
            yield (role, where), placed


def _window(one: Evidence, sides: Conflicts | None) -> tuple[date, date | None] | None:
    """The days that a total is of, where they make it another question; open while it runs.

    An army's losses told "in September" are a running total as of September; the toll of 2015 is
    none of this year's. "Since March" is one question, on whatever day it is answered.
    """
    period = one.statement.period
    if one.bout is not None:
        return one.bout, None
    if one.is_background and period is not None and period.first and period.last:
        return period.first, period.last
    if one.kind is Kind.LEVEL or period is None or period.first is None or period.last is None:
        return None
    if one.is_running and one.counts_from is not None:
        return one.counts_from, None
    if one.counts_from is None and not one.is_recalled:
        return None  # "the toll rose to 128 on Wednesday" is as of that day
    fights = is_force(one.of) and (
        sides is None or bool(sides.of(one.of.parties, one.at or one.known))
    )
    return None if fights and one.counts_from is None else (period.first, period.last)


def inflictors(one: Evidence, sides: Conflicts | None) -> tuple[str, ...]:
    """Whose doing, where it is not what a war implies: nobody says "by the enemy" each time."""
    if one.by is None or not one.by.parties or one.kind is Kind.LEVEL:
        return ()
    if sides is not None:
        for war in sides.of(one.of.parties, one.at or one.known):
            ours = war.camp_of(one.of.parties)
            if ours is not None and not set(one.by.parties) & set(ours.parties):
                return ()
    return one.by.parties


def _by_role(group: Sequence[Evidence]) -> Iterable[tuple[str | None, list[Evidence]]]:
    """Split by role; a party's figure without a role is its army's where just one army fits."""
    roles: dict[str | None, list[Evidence]] = defaultdict(list)
    for one in group:
        roles[plain_role(one)].append(one)
    armed = [role for role in roles if role in FORCE_ROLES]
    if None in roles and len(armed) == 1:
        roles[armed[0]].extend(roles.pop(None))
    return roles.items()


def _by_place(group: Sequence[Evidence]) -> Iterable[tuple[Key, list[Evidence]]]:
    """Split by place; a figure without a place joins the widest where there is only one."""
    places: dict[Key, list[Evidence]] = defaultdict(list)
    nowhere: list[Evidence] = []
    bout = at_one_spot(group) if any(one.bout is not None for one in group) else None
    if bout is not None:
        return {place_key(bout[0].place) if bout[0].place is not None else (): bout}.items()
    for one in group:
        if one.place is None:
            nowhere.append(one)
        else:
            places[place_key(one.place)].append(one)
    if all(_is_of_one_bout(one) for one in group):
        _join_nested(places)
    tops = widest([found[0].place for found in places.values() if found[0].place is not None])
    told = {report for one in group if one.place is not None for report in one.reports}
    if len(tops) == 1:
        tied = [one for one in nowhere if _is_tied(one, told)]
        nowhere = [one for one in nowhere if not _is_tied(one, told)]
        places[place_key(tops[0])].extend(tied)
    if nowhere:
        places[()].extend(nowhere)
    return places.items()


def _is_of_one_bout(one: Evidence) -> bool:
    """Is it counted over days, not over a war ("since Monday")?"""
    first = one.counts_from
    return first is not None and one.known is not None and one.known - first <= _BOUT


def _join_nested(places: dict[Key, list[Evidence]]) -> None:
    """Losses "since Monday" are those of one fight: of a town and of its region they are one."""
    by_key = {key: found[0].place for key, found in places.items()}
    for key, place in by_key.items():
        around = [
            other
            for other, outer in by_key.items()
            if other != key and other in places and place_within(place, outer) is Containment.YES
        ]
        tops = widest([outer for other in around if (outer := by_key[other]) is not None])
        if len(tops) == 1:
            places[place_key(tops[0])].extend(places.pop(key))


def _is_tied(one: Evidence, told: AbstractSet[str]) -> bool:
    """Has it a day, or does its report, one of these, tell of the same thing with its place?"""
    return one.known is not None or not told.isdisjoint(one.reports)
