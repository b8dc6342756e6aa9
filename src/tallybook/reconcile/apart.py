"""Apart: which questions can have nothing in common, so that what is said of them adds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tallybook.model import Measure
from tallybook.model.apartness import (
    Apart,
    any_apart,
    measure_apart,
    place_apart,
    population_apart,
)
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.questions import Question

_DAY = timedelta(days=1)
_RIVAL = frozenset({"fighter", "civilian"})


def apart(left: Question, right: Question, measures: Mapping[str, Measure]) -> Apart:
    """Can nothing be counted by both? By people, place, days, or two measures that make up one."""
    people = Apart.NO
    if left.unit == right.unit == "person":
        people = population_apart(left.of, right.of)
        if people is Apart.YES and _may_be_the_same(left, right):
            people = Apart.TOGETHER
    where = place_apart(left.place, right.place)
    return any_apart(
        people,
        where,
        times_apart(left, right),
        measure_apart(left.measure, right.measure, measures),
    )


def _may_be_the_same(left: Question, right: Question) -> bool:
    """Fighters by the one account, civilians by the other: they may be the same dead of one strike.

    Only who counts both tells them apart.
    """
    roles = {left.of.role, right.of.role}
    return left.is_happening and right.is_happening and roles == _RIVAL


def times_apart(left: Question, right: Question) -> Apart:
    """Do they count on different days? A strike in the night is told of either of two days.

    So days that follow each other are apart only as one report counts both. A level is of the same
    people on each of its days.
    """
    if Kind.LEVEL in (left.kind, right.kind):
        return Apart.NO
    ours, theirs = days_of(left), days_of(right)
    if ours is None or theirs is None:
        return Apart.NO
    early, late = sorted((ours, theirs))
    if late[0] <= early[1]:
        return Apart.NO
    return Apart.TOGETHER if late[0] - early[1] <= _DAY else Apart.YES


def days_of(question: Question) -> tuple[date, date] | None:
    """The days outside of which it counts nothing; None where they are not known."""
    if question.first is None or question.last is None:
        return None
    return question.first, question.last


def is_within_days(one: Evidence, question: Question) -> bool:
    """Is the figure of the question's days and no more ("in March" is not of the third alone)?"""
    days, period = days_of(question), one.statement.period
    if question.is_toll and one.kind is Kind.TOTAL:
        return True  # "52 so far" is of the happening, on whatever day it is told
    if days is None or period is None or (period.first is None and period.last is None):
        return True
    if period.first is None or period.last is None:
        return False
    return days[0] <= period.first and period.last <= days[1]
