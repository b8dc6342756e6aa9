"""Happenings: figures of one incident found across reports, and the tolls that are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from tallybook.model import Period
from tallybook.model.containment import (
    FORCE_ROLES,
    GENERAL_ROLES,
    Containment,
    are_two_peoples,
    place_chain,
    place_key,
    place_within,
)
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.recalled import of_one_time

_UNDATED_GAP: Final = timedelta(days=4)
"""Two figures without a day are of one happening only if said within so many days."""

_ECHO_GAP: Final = timedelta(days=30)
"""A figure without a day is of a dated happening only if said within so many days after it."""

_COMPARED: Final = 8

_OF_PEACE: Final = frozenset({"civilian", "worker"})
"""Roles of which one may be said of the other: who is at work is no soldier."""

Group = Sequence[Evidence]
Key = tuple[object, ...]


class IncidentWays:
    """How figures of one incident find each other; who fits two or more stays alone."""

    compared: Final = None

    def order(self, one: Evidence) -> Key:
        """What says most first."""
        return _most_said_first(one)

    def kept_under(self, one: Evidence) -> Iterator[Key]:
        """Where later figures find this one's group."""
        return _kept_under(one)

    def looked_up(self, one: Evidence) -> Iterator[Key]:
        """Where groups lie that this figure could be of."""
        return _looked_up(one)

    def choose(
        self, one: Evidence, groups: Sequence[Sequence[Evidence]]
    ) -> tuple[int | None, None]:
        """The one group that it fits."""
        fits = {
            number: group
            for number, group in enumerate(groups)
            if _is_of_group(one, group[:_COMPARED])
        }
        return _sole(fits, one), None


def _most_said_first(one: Evidence) -> Key:
    period = one.statement.period
    dated = period is not None and period.first is not None
    vague = (not dated) + (one.place is None) + (not one.of.is_stated) + one.is_vague
    return (one.is_partial, one.of.role not in GENERAL_ROLES, vague, *one.order)


def _sole(fits: Mapping[int, Sequence[Evidence]], one: Evidence) -> int | None:
    """The one that fits; of several, the only one of the same report or of the very place."""
    if len(fits) <= 1:
        return next(iter(fits), None)
    told = {
        number: group
        for number, group in fits.items()
        if any(one.reports & member.reports for member in group)
    }
    if len(told) == 1:
        return next(iter(told))
    if one.place is None:
        return None
    here = place_key(one.place)
    there = [
        number
        for number, group in (told or fits).items()
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


def _is_of_group(one: Evidence, group: Group) -> bool:
    """Is it of one incident with each? What no word dates hangs on the day of those that say it."""
    anchored = any(days_of(member.statement.period) is not None for member in group)
    return all(same_happening(member, one, anchored=anchored) for member in group)


def same_happening(left: Evidence, right: Evidence, *, anchored: bool = False) -> bool:
    """Could both figures be of one incident, and does enough speak for it?

    anchored: are both held against a figure that names the day, so that when they were told
    tells no more?
    """
    together = bool(left.reports & right.reports)
    return (
        _same_people(left, right)
        and _same_inflictor(left, right)
        and _same_place(left, right, together)
        and of_one_time(left, right)
        and _same_time(left, right, together, anchored)
    )


def _same_people(left: Evidence, right: Evidence) -> bool:
    ours, theirs = left.of, right.of
    if ours.parties != theirs.parties:
        if ours.parties and theirs.parties:
            return False
        if not is_one_figure(left, right) or are_two_peoples(ours, theirs):
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
    if are_of_peace(left, right):
        return True
    if None not in roles:
        return False
    armed = bool(left.of.parties and right.of.parties) and bool(roles & FORCE_ROLES)
    return armed or is_one_figure(left, right)


def are_of_peace(left: Evidence, right: Evidence) -> bool:
    """One number, of civilians the one time and of workers the other: the shepherd of the raid."""
    ends = {(one.low, one.high) for one in (left, right)}
    return {left.of.role, right.of.role} <= _OF_PEACE and len(ends) == 1 and None not in ends.pop()


def is_one_figure(left: Evidence, right: Evidence) -> bool:
    """Is it one number, said of people the one time and of soldiers or Xanadans the other?

    Not of a part and its whole; and "at least 7 children" could equal anything, and need not.
    """
    if left.is_partial or right.is_partial:
        return False
    lows, highs = (left.low, right.low), (left.high, right.high)
    return any(one is not None and one == other for one, other in (lows, highs))


def could_equal(left: Evidence, right: Evidence) -> bool:
    """Could the two figures be one?"""
    return left.claim.quantity.could_equal(right.claim.quantity)


def _same_inflictor(left: Evidence, right: Evidence) -> bool:
    if left.by is None or right.by is None or not left.by.parties or not right.by.parties:
        return True
    return bool(set(left.by.parties) & set(right.by.parties))


def _same_place(left: Evidence, right: Evidence, together: bool) -> bool:
    if left.place is None or right.place is None:
        return together or same_source(left, right) or bool(left.of.parties and right.of.parties)
    if place_key(left.place) == place_key(right.place):
        return True
    nested = Containment.YES in (
        place_within(left.place, right.place),
        place_within(right.place, left.place),
    )
    return nested and (
        could_equal(left, right)
        or left.is_vague
        or right.is_vague
        or (not together and same_source(left, right))
    )


def same_source(left: Evidence, right: Evidence) -> bool:
    """One source that keeps counting, in two reports: "9 dead", "31 dead".

    "Police" of two places are two; so they are where nobody says of which.
    """
    parts = left.is_partial or right.is_partial
    if left.origin != right.origin or left.is_voice or right.is_voice or parts:
        return False
    if any(letter.isupper() for letter in left.statement.origin):
        return True
    here, there = left.place, right.place
    return here is not None and there is not None and place_key(here) == place_key(there)


def _same_time(left: Evidence, right: Evidence, together: bool, anchored: bool) -> bool:
    if (is_elsewhen(left) or is_elsewhen(right)) and not could_equal(left, right):
        return False
    ours, theirs = days_of(left.statement.period), days_of(right.statement.period)
    if ours is not None and theirs is not None:
        return ours[0] <= theirs[1] and theirs[0] <= ours[1]
    if together:
        return not _are_two_singles(left, right)
    if left.known is None or right.known is None:
        return left.place is not None and right.place is not None and could_equal(left, right)
    if ours is None and theirs is None:
        return anchored or abs(left.known - right.known) <= _UNDATED_GAP
    if ours is not None:
        return ours[0] <= right.known <= ours[1] + _ECHO_GAP
    assert theirs is not None
    return theirs[0] <= left.known <= theirs[1] + _ECHO_GAP


def _are_two_singles(left: Evidence, right: Evidence) -> bool:
    """One report's "a man" of a day and "a second man": one death is as good as another."""
    alone = left.low == left.high == right.low == right.high == 1
    dated = days_of(left.statement.period) is None, days_of(right.statement.period) is None
    return alone and dated[0] != dated[1] and left.claim.text != right.claim.text


def is_elsewhen(one: Evidence) -> bool:
    """Does it name a time, though nobody can tell which ("that spring")?"""
    period = one.statement.period
    return period is not None and bool(period.text) and days_of(period) is None


def days_of(period: Period | None) -> tuple[date, date] | None:
    """The first and last day, far away where open; None where neither is known."""
    if period is None or (period.first is None and period.last is None):
        return None
    return period.first or date.min, period.last or date.max - _ECHO_GAP
