"""Tolls: a total that is said of one happening, joined to what else is told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Place
from tallybook.model.containment import GENERAL_ROLES, places_could_agree
from tallybook.reconcile.evidence import Evidence, Kind, is_force
from tallybook.reconcile.happenings import (
    Group,
    Key,
    could_equal,
    days_of,
    is_elsewhen,
    same_source,
)
from tallybook.reconcile.recalled import of_one_time

_TOLL_GAP: Final = timedelta(days=60)


def join_tolls(
    totals: Sequence[Group], happenings: Sequence[Group], sides: Conflicts | None
) -> tuple[list[Group], list[Group]]:
    """A death toll of just one happening is an answer about it, later said.

    Where a war is on, only a toll of a town, village or building is of one happening: a total of
    a wider place counts the war.
    """
    index: dict[Key, dict[int, Group]] = defaultdict(dict)
    for group in happenings:
        for key in _grounds(group):
            index[key][id(group)] = group
    joined: list[Group] = []
    taken: set[int] = set()
    for total in totals:
        near: dict[int, Group] = {}
        for key in _grounds(total) if total[0].kind is Kind.TOTAL else ():
            near.update(index.get(key, {}))
        fits = [
            group
            for group in near.values()
            if id(group) not in taken and _is_toll_of(total, group, sides)
        ]
        if len(fits) > 1 and not total[0].of.parties:
            fits = [one for one in fits if any(same_source(a, b) for a in one for b in total)]
        if len(fits) == 1 or (fits and not total[0].of.parties):
            taken.update(id(group) for group in fits)
            joined.append([*total, *(one for group in fits for one in group)])
        else:
            joined.append(total)
    return joined, [group for group in happenings if id(group) not in taken]


def _grounds(group: Group) -> Iterator[Key]:
    """What a toll and its happening share: what is counted, and a report or a country."""
    lead = group[0]
    shared = (lead.statement.measure, lead.statement.unit, lead.of.parties)
    for one in group:
        yield from ((*shared, "report", report) for report in one.reports)
        if one.place is not None:
            yield from ((*shared, "country", country) for country in one.place.countries)


def _is_toll_of(total: Group, group: Group, sides: Conflicts | None) -> bool:
    count, event = total[0], group[0]
    if count.of.parties != event.of.parties or count.of.unit != event.of.unit:
        return False
    if is_force(count.of):  # an army's losses go on; nobody keeps the toll of one fight
        return False
    general = count.of.role in GENERAL_ROLES and event.of.role in GENERAL_ROLES
    if count.of.role != event.of.role and not general:
        return False
    if not _times_agree(total, group) or not of_one_time(count, event):
        return False
    where = next((one.place for one in total if one.place is not None), None)
    there = next((one.place for one in group if one.place is not None), None)
    together = any(one.reports & other.reports for one in total for other in group)
    if where is None or there is None:
        return together and (where is there or not _in_war(where or there, event, sides))
    if where.name is None or there.name is None or not places_could_agree(where, there):
        return False
    if _in_war(there, event, sides) and not (where.precision == there.precision == "place"):
        return False
    return together or _said_after(total, group)


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


def _said_after(total: Group, group: Group) -> bool:
    said = [one.known for one in total if one.known is not None]
    began = [one.start or one.known for one in group]
    happened = min((day for day in began if day is not None), default=None)
    return bool(said) and happened is not None and happened <= min(said) <= happened + _TOLL_GAP


def _in_war(place: Place | None, event: Evidence, sides: Conflicts | None) -> bool:
    if sides is None:
        return bool(event.of.parties)
    day = event.start or event.known
    if event.of.parties and sides.of(event.of.parties, day):
        return True
    countries = place.countries if place is not None else ()
    return any(sides.in_country(country, day) for country in countries)
