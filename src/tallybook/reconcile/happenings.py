"""Happenings: figures of one incident found across reports, and the tolls that are theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Period, Place
from tallybook.model.containment import (
    FORCE_ROLES,
    GENERAL_ROLES,
    Containment,
    place_chain,
    place_key,
    place_within,
    places_could_agree,
)
from tallybook.reconcile.evidence import Evidence, Kind, is_force

_UNDATED_GAP: Final = timedelta(days=4)
"""Two figures without a day are of one happening only if said within so many days."""

_ECHO_GAP: Final = timedelta(days=30)
"""A figure without a day is of a dated happening only if said within so many days after it."""

_TOLL_GAP: Final = timedelta(days=60)
_COMPARED: Final = 8

Group = list[Evidence]
Key = tuple[object, ...]


def find_happenings(evidence: Sequence[Evidence]) -> list[Group]:
    """Groups of figures of one incident; who fits two or more stays alone."""
    groups: list[Group] = []
    index: dict[Key, dict[int, Group]] = defaultdict(dict)
    for one in sorted(evidence, key=_most_said_first):
        near: dict[int, Group] = {}
        for key in _looked_up(one):
            near.update(index.get(key, {}))
        fits = [
            group
            for group in near.values()
            if all(same_happening(member, one) for member in group[:_COMPARED])
        ]
        chosen = _sole(fits, one)
        if chosen is None:
            chosen = []
            groups.append(chosen)
        chosen.append(one)
        for key in _kept_under(one):
            index[key][id(chosen)] = chosen
    return groups


def _most_said_first(one: Evidence) -> Key:
    period = one.statement.period
    dated = period is not None and period.first is not None
    vague = (not dated) + (one.place is None) + (not one.of.is_stated) + one.is_vague
    return (one.is_partial, vague, *one.order)


def _sole(fits: Sequence[Group], one: Evidence) -> Group | None:
    """The one that fits; of several, the only one of the same report or of the very place."""
    if len(fits) <= 1:
        return fits[0] if fits else None
    told = [group for group in fits if any(one.reports & member.reports for member in group)]
    if len(told) == 1:
        return told[0]
    if one.place is None:
        return None
    here = place_key(one.place)
    there = [
        group
        for group in told or fits
        if any(member.place is not None and place_key(member.place) == here for member in group)
    ]
    return there[0] if len(there) == 1 else None


def _kept_under(one: Evidence) -> Iterator[Key]:
    """Where later figures find this one's group: by report, and by place or people near a day."""
    shared = (one.statement.measure, one.statement.unit)
    yield from ((*shared, "report", report) for report in one.reports)
    grounds: list[Key] = [("of", party, one.place is None) for party in one.of.parties]
    if one.place is not None:
        chain = place_chain(one.place)
        grounds += [("at", *chain[0]), *(("under", *key) for key in chain)]
    for era in _eras(one):
        yield from ((*shared, *ground, era) for ground in grounds)


def _looked_up(one: Evidence) -> Iterator[Key]:
    """Where groups lie that this figure could be of: its place, what holds it, what it holds."""
    shared = (one.statement.measure, one.statement.unit)
    yield from ((*shared, "report", report) for report in one.reports)
    grounds: list[Key] = [("of", party, True) for party in one.of.parties]
    if one.place is None:
        grounds += [("of", party, False) for party in one.of.parties]
    else:
        chain = place_chain(one.place)
        grounds += [("under", *chain[0]), *(("at", *key) for key in chain)]
    for era in {era + step for era in _eras(one) for step in (-1, 0, 1)}:
        yield from ((*shared, *ground, era) for ground in grounds)


def _eras(one: Evidence) -> set[int]:
    first = one.statement.period.first if one.statement.period is not None else None
    return {day.toordinal() // _ECHO_GAP.days for day in (first, one.known) if day is not None}


def same_happening(left: Evidence, right: Evidence) -> bool:
    """Could both figures be of one incident, and does enough speak for it?"""
    together = bool(left.reports & right.reports)
    return (
        _same_people(left, right, together)
        and _same_inflictor(left, right)
        and _same_place(left, right, together)
        and _same_time(left, right, together)
    )


def _same_people(left: Evidence, right: Evidence, together: bool) -> bool:
    ours, theirs = left.of, right.of
    if ours.parties != theirs.parties:
        if ours.parties and theirs.parties:
            return False
        if not (together or _could_equal(left, right)):
            return False
    if ours.unit != theirs.unit:
        return False
    return _same_role(left, right)


def _same_role(left: Evidence, right: Evidence) -> bool:
    if left.of.role == right.of.role:
        return True
    roles = {None if role in GENERAL_ROLES else role for role in (left.of.role, right.of.role)}
    if len(roles) == 1:
        return True
    if None not in roles:
        return False
    armed = bool(left.of.parties and right.of.parties) and bool(roles & FORCE_ROLES)
    return armed or _could_equal(left, right)


def _could_equal(left: Evidence, right: Evidence) -> bool:
    return left.claim.quantity.could_equal(right.claim.quantity)


def _same_inflictor(left: Evidence, right: Evidence) -> bool:
    if left.by is None or right.by is None or not left.by.parties or not right.by.parties:
        return True
    return bool(set(left.by.parties) & set(right.by.parties))


def _same_place(left: Evidence, right: Evidence, together: bool) -> bool:
    if left.place is None or right.place is None:
        return together or _same_source(left, right) or bool(left.of.parties and right.of.parties)
    if place_key(left.place) == place_key(right.place):
        return True
    nested = Containment.YES in (
        place_within(left.place, right.place),
        place_within(right.place, left.place),
    )
    return nested and (
        _could_equal(left, right)
        or left.is_vague
        or right.is_vague
        or (not together and _same_source(left, right))
    )


def _same_source(left: Evidence, right: Evidence) -> bool:
    """One source that keeps counting, in two reports: "9 dead", "31 dead"."""
    parts = left.is_partial or right.is_partial
    return left.origin == right.origin and not (left.is_voice or right.is_voice or parts)


def _same_time(left: Evidence, right: Evidence, together: bool) -> bool:
    if (_is_elsewhen(left) or _is_elsewhen(right)) and not _could_equal(left, right):
        return False
    ours, theirs = _days(left.statement.period), _days(right.statement.period)
    if ours is not None and theirs is not None:
        return ours[0] <= theirs[1] and theirs[0] <= ours[1]
    if together:
        return True
    if left.known is None or right.known is None:
        return left.place is not None and right.place is not None and _could_equal(left, right)
    if ours is None and theirs is None:
        return abs(left.known - right.known) <= _UNDATED_GAP
    if ours is not None:
        return ours[0] <= right.known <= ours[1] + _ECHO_GAP
    assert theirs is not None
    return theirs[0] <= left.known <= theirs[1] + _ECHO_GAP


def _is_elsewhen(one: Evidence) -> bool:
    """Does it name a time, though nobody can tell which ("that spring")?"""
    period = one.statement.period
    return period is not None and bool(period.text) and _days(period) is None


def _days(period: Period | None) -> tuple[date, date] | None:
    if period is None or (period.first is None and period.last is None):
        return None
    return period.first or date.min, period.last or date.max - _ECHO_GAP


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
            fits = [group for group in fits if any(_same_source(a, b) for a in group for b in total)]
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
    if not _times_agree(total, group):
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
        not (_is_elsewhen(one) and not _could_equal(one, other)) and not _is_recalled(one, other)
        for one in (total[0], group[0])
        for other in (group[0], total[0])
        if one is not other
    )


def _is_recalled(one: Evidence, other: Evidence) -> bool:
    """Was it over long before the other happened, or was told?"""
    days = _days(one.statement.period)
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
