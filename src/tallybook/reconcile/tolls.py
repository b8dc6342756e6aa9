"""Tolls: a total that is said of one happening, joined to what else is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final, TypeVar

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model.containment import GENERAL_ROLES, place_key, places_could_agree
from tallybook.model.spots import is_one_spot
from tallybook.reconcile.evidence import Evidence, Kind, is_force
from tallybook.reconcile.happenings import (
    Group,
    Key,
    are_of_peace,
    could_equal,
    days_of,
    is_elsewhen,
    same_source,
)
from tallybook.reconcile.recalled import of_one_time
from tallybook.reconcile.scales import counts_far_more
from tallybook.reconcile.wars import is_of_war

_TOLL_GAP: Final = timedelta(days=60)
_COMPARED: Final = 8
"""Members of a group that are looked at; the others are of the same happening."""

Name = TypeVar("Name")


def grounds_of(group: Group) -> frozenset[Key]:
    """What a toll and its happening share: what is counted, and a report or a country."""
    lead = group[0]
    shared = (lead.statement.measure, lead.statement.unit, lead.of.parties)
    found: set[Key] = set()
    for one in group:
        found.update((*shared, "report", report) for report in one.reports)
        if one.place is not None:
            found.update((*shared, "country", country) for country in one.place.countries)
    return frozenset(found)


def could_be_toll(total: Group) -> bool:
    """Can it be the toll of one happening at all?

    An army's losses go on; nobody keeps the toll of one fight.
    """
    return total[0].kind is Kind.TOTAL and not is_force(total[0].of)


def choose_happenings(total: Group, fits: Mapping[Name, Group]) -> tuple[Name, ...]:
    """Of the happenings of which it could be the toll, those whose toll it is.

    Just one; of people of no party all that one source tells of, or all figures of one town that
    could be of one day.
    """
    if len(fits) == 1:
        return tuple(fits)
    if total[0].of.parties:
        return ()
    told = {
        name: group
        for name, group in fits.items()
        if any(same_source(a, b) for a in group for b in total)
    }
    near = {name: group for name, group in fits.items() if _is_at_spot(total, group)}
    days = [
        span for group in near.values() for one in group if (span := days_of(one.statement.period))
    ]
    is_one_day = bool(days) and max(first for first, _ in days) <= min(last for _, last in days)
    return tuple(name for name in fits if name in told or (is_one_day and name in near))


def as_told_of(total: Evidence, happening: Group) -> Evidence:
    """A total under its happening's own day speaks to the day on which it was told.

    "The toll of Saturday's blast has risen to 15", said on Monday, is as of Monday.
    """
    period = total.statement.period
    if total.kind is not Kind.TOTAL or total.known is None or period is None:
        return total
    is_one_day = period.first is not None and period.first == period.last
    if not is_one_day or period.first not in {one.start for one in happening}:
        return total
    return replace(total, at=total.known)


def _is_at_spot(total: Group, group: Group) -> bool:
    """Is either said of one and the same town, village or building?"""
    spots = {
        place_key(one.place) if one.place is not None and one.place.precision == "place" else None
        for one in (*total, *group)
        if one.place is not None
    }
    return len(spots) == 1 and None not in spots


def is_toll_of(total: Group, group: Group, sides: Conflicts | None) -> bool:
    """Could a death toll be that of this happening, later said?

    Where a war is on, only a toll of a town, village or building is of one happening: a total of
    a wider place counts the war.
    """
    count, event = total[0], group[0]
    if count.of.parties != event.of.parties or count.of.unit != event.of.unit:
        return False
    general = count.of.role in GENERAL_ROLES and event.of.role in GENERAL_ROLES
    peaceful = any(are_of_peace(one, other) for one in total for other in group[:_COMPARED])
    if count.of.role != event.of.role and not (general or peaceful):
        return False
    if not _times_agree(total, group) or not of_one_time(count, event):
        return False
    where = next((one.place for one in total if one.place is not None), None)
    there = next((one.place for one in group if one.place is not None), None)
    if _tells_more(total, group):
        return False
    together = any(one.reports & other.reports for one in total for other in group)
    members = (*total[:_COMPARED], *group[:_COMPARED])
    is_war = any(is_of_war(one, there or where, sides) for one in members)
    if where is None or there is None:
        return together and (where is there or not is_war)
    if where.name is None or there.name is None or not places_could_agree(where, there):
        return False
    if is_war and not is_one_spot(where, there):
        return False
    return together or _said_after(total, group)


def _tells_more(total: Group, group: Group) -> bool:
    return any(
        counts_far_more(one, other) for one in total[:_COMPARED] for other in group[:_COMPARED]
    )


def _times_agree(total: Group, group: Group) -> bool:
    """Neither of the two is recalled from long before: the toll of 2015 is none of today's."""
    return all(
        not (is_elsewhen(one) and not could_equal(one, other)) and not _is_recalled(one, other)
        for one in (total[0], group[0])
        for other in (group[0], total[0])
        if one is not other
    )


def _is_recalled(one: Evidence, other: Evidence) -> bool:
    """Was it over long before the other happened, or was told?"""
    days = days_of(one.statement.period)
    since = other.start or other.known
    return days is not None and since is not None and days[1] < since - _TOLL_GAP


def _is_retold(total: Group, group: Group) -> bool:
    """Does the toll's own source tell of the happening, at the very spot?"""
    sources = (same_source(one, other) for one in total for other in group[:_COMPARED])
    return _is_at_spot(total, group) and any(sources)


def _said_after(total: Group, group: Group) -> bool:
    said = [one.known for one in total if one.known is not None]
    began = [one.start or one.known for one in group]
    if all(one.start is None for one in group) and _is_retold(total, group):
        began += said  # who counted before tells at last what it was: "the slide killed 19"
    happened = min((day for day in began if day is not None), default=None)
    return bool(said) and happened is not None and happened <= min(said) <= happened + _TOLL_GAP
