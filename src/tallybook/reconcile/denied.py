"""Denied: a denial takes the people and the place of what it denies, where just one figure fits.

"The ministry withdraws the figure of 40" names no place, and "it denies that 2,000 soldiers stand
there" not whose they are. What they deny was told before, with both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tallybook.model import Stance
from tallybook.model.containment import (
    FORCE_ROLES,
    GENERAL_ROLES,
    place_key,
    places_could_agree,
)
from tallybook.reconcile.evidence import Evidence, Kind

Key = tuple[object, ...]

_ERA: Final = timedelta(days=30)
"""A figure is denied within so many days after it was told."""


def figures_at(one: Evidence | None) -> Iterator[Key]:
    """Where a figure is found by what denies it."""
    if one is not None and one.bears and one.known is not None:
        yield (*_figure(one), _era(one.known))


def denied_at(one: Evidence) -> Iterator[Key]:
    """Where a denial finds what it denies; nowhere where it needs nothing of it."""
    if one.statement.stance != Stance.DENIED or one.known is None:
        return
    if one.place is None or _needs_people(one):
        yield from ((*_figure(one), _era(one.known) - step) for step in (0, 1))


def as_said(denial: Evidence, told: Iterable[Evidence]) -> Evidence:
    """The denial with what it leaves unsaid: whose soldiers they are, or where and when it was.

    told: the figures that it finds. Its speaker's own come first; another's count only where a
    party's people are denied to be among them.
    """
    found = [one for one in told if _could_deny(denial, one)]
    said, whose = denial.statement, {one.of.key for one in found}
    if _needs_people(denial) and len(whose) == 1 and found[0].of.parties:
        reason = f"it denies the figure given of {found[0].of.text or 'them'}, the only that fits"
        said = replace(said, of=found[0].of, reasons=(*said.reasons, reason))
        return replace(denial, statement=said)
    own = [one for one in found if one.origin == denial.origin]
    if not own and denial.of.parties:
        own = found
    if denial.place is not None or len({one.of.key for one in own}) != 1:
        return denial
    return _of_its_day(_at_its_place(denial, own), own)


def _at_its_place(denial: Evidence, told: Sequence[Evidence]) -> Evidence:
    places = {place_key(one.place): one.place for one in told if one.place is not None}
    if len(places) != 1:
        return denial
    reason = "it names no place: that of the figure that it denies is taken"
    said, place = denial.statement, next(iter(places.values()))
    said = replace(said, place=place, reasons=(*said.reasons, reason))
    return replace(denial, statement=said, place=place)


def _of_its_day(denial: Evidence, told: Sequence[Evidence]) -> Evidence:
    """With the day of an army's loss, which else would be taken for a total."""
    days = {
        (one.statement.period.first, one.statement.period.last): one.statement.period
        for one in told
        if one.statement.period is not None and one.kind is Kind.INCIDENT
    }
    if len(days) != 1 or denial.statement.period is not None or not denial.of.parties:
        return denial
    reason = "it names no day: that of the figure that it denies is taken"
    said = denial.statement
    said = replace(said, period=next(iter(days.values())), reasons=(*said.reasons, reason))
    return replace(denial, statement=said, kind=Kind.INCIDENT)


def _figure(one: Evidence) -> Key:
    said = one.statement
    return (said.measure, said.unit, said.low, said.high)


def _era(day: date) -> int:
    return day.toordinal() // _ERA.days


def _needs_people(one: Evidence) -> bool:
    """Soldiers of no party, of whom an organ of a party speaks."""
    return not one.of.parties and one.of.role in FORCE_ROLES and one.statement.party is not None


def _could_deny(denial: Evidence, one: Evidence) -> bool:
    """Were the same people counted, at a place and time that could be the denial's?"""
    if denial.known is None or one.known is None:
        return False
    if not one.known <= denial.known <= one.known + _ERA:
        return False
    if denial.of.parties and denial.of.parties != one.of.parties:
        return False
    general = denial.of.role in GENERAL_ROLES
    if not general and denial.of.role != one.of.role:
        return False
    if denial.place is not None and not places_could_agree(denial.place, one.place):
        return False
    ours, theirs = denial.statement.period, one.statement.period
    days = [day for period in (ours, theirs) if period for day in (period.first, period.last)]
    if ours is None or theirs is None or None in days:
        return True
    first, last, begun, ended = (day for day in days if day is not None)
    return first <= ended and begun <= last
