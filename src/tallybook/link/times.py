"""Times: could two figures be of one time, and said once?

A happening that no word dates is taken for news of the days before it was told. A running total
speaks to the day on which it is said, so that the same number said again much later is said anew.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from tallybook.model import Claim, Period, Scope

NEAR: Final = timedelta(days=10)
"""Two undated figures said within so many days could be one; beyond, the later is said anew."""

NEWS: Final = timedelta(days=2)
"""An undated happening is of these days before it was told; longer ago, it may be another one."""

_NARROW: Final = timedelta(days=7)
_BEGINNINGS: Final = timedelta(days=31)
_SLACK: Final = timedelta(days=1)
_SERIES: Final = "series"

Score = tuple[float, str]


def said_on(claim: Claim) -> date | None:
    """The day on which the claim was made public, where known."""
    return claim.post.date() if claim.post is not None else claim.published


def is_resolved(period: Period | None) -> bool:
    """Is any day of it known?"""
    return period is not None and (period.first is not None or period.last is not None)


def periods_meet(left: Period | None, right: Period | None) -> bool:
    """Do two day intervals share a day? An open or absent one could."""
    if left is None or right is None:
        return True
    apart = (left.last and right.first and left.last < right.first) or (
        right.last and left.first and right.last < left.first
    )
    return not apart


def compare_times(left: Claim, right: Claim, *, together: bool, telling: bool) -> Score:
    """How well the times agree, and why; 0 where they cannot.

    together: do they stand in one text? telling: is the number one that is not met by chance?
    """
    if not periods_meet(_counted(left), _counted(right)):
        return 0.0, f"{_words(left.period)} is not {_words(right.period)}"
    if _is_running(left, right):
        return _running(left, right, together=together, telling=telling)
    if is_resolved(left.period) and is_resolved(right.period):
        return _dated(left, right, telling=telling)
    if together:
        return (0.5, "one death is as good as another") if _are_singles(left, right) else (0.95, "")
    return _undated(left, right, telling=telling)


def _are_singles(left: Claim, right: Claim) -> bool:
    """ "A man of 36" of a day, and "a second man" of none."""
    alone = all(one.quantity.low == one.quantity.high == 1 for one in (left, right))
    dated = is_resolved(left.period) is not is_resolved(right.period)
    return alone and dated and left.text != right.text


def _is_running(left: Claim, right: Claim) -> bool:
    return left.scope is not Scope.INCIDENT and right.scope is not Scope.INCIDENT


def _counted(claim: Claim) -> Period | None:
    """The days counted: "a toll of 176 as of Friday" was not counted from Friday on."""
    period = claim.period
    if claim.scope is Scope.INCIDENT or period is None or period.first != period.last:
        return period
    return Period(period.text, None, period.last)


def _running(left: Claim, right: Claim, *, together: bool, telling: bool) -> Score:
    """Two totals or levels: those of one day, or told within days of each other."""
    ours, theirs = left.period, right.period
    begun, started = _start(left), _start(right)
    if begun is not None and started is not None and abs(begun - started) > _BEGINNINGS:
        return 0.0, f"one counts from {begun}, the other from {started}"
    if together:
        return (1.0, "the times agree") if is_resolved(ours) and is_resolved(theirs) else (0.95, "")
    if _is_series(left) and _is_series(right) and said_on(left) != said_on(right):
        return 0.0, "the source gives a figure of its own each day"
    first, second = _end(left), _end(right)
    if first is not None and first == second:
        return 1.0, f"both count up to {first}"
    if first and second and not _is_floating(left, right):
        if abs(first - second) > NEWS:
            return 0.0, f"one counts up to {first}, the other up to {second}"
        return 0.85 if telling else 0.5, f"one counts up to {first}, the other up to {second}"
    return _within(left, right, 0.9)


def _end(claim: Claim) -> date | None:
    """The day up to which a total counts; None for that on which it is said.

    A single day of longer ago ("the death toll of Monday's quake") is that of what happened.
    """
    period, said = claim.period, said_on(claim)
    if period is None or period.last is None:
        return None
    is_day = period.first == period.last
    return None if is_day and said is not None and said - period.last > NEWS else period.last


def _start(claim: Claim) -> date | None:
    period = _counted(claim)
    return None if period is None else period.first


def _is_floating(left: Claim, right: Claim) -> bool:
    """Does either only count up to the day on which it is said ("so far this year")?"""
    return any(
        claim.period is not None
        and _start(claim) is not None
        and claim.period.last == said_on(claim)
        for claim in (left, right)
    )


def _is_series(claim: Claim) -> bool:
    return claim.rule.startswith(_SERIES)


def _dated(left: Claim, right: Claim, *, telling: bool) -> Score:
    if abs(_width(left.period) - _width(right.period)) <= _NARROW:
        return 1.0, "the times agree"
    if telling:
        return 0.85, "one time lies within the other"
    return 0.5, f"{_words(left.period)} and {_words(right.period)} may be two happenings"


def _width(period: Period | None) -> timedelta:
    if period is None or period.first is None or period.last is None:
        return timedelta()
    return period.last - period.first


def _undated(left: Claim, right: Claim, *, telling: bool) -> Score:
    """One or both happenings are dated only by when they were told."""
    days = _happened(left), _happened(right)
    if days[0] is None or days[1] is None:
        return 0.85, "when they were said is not known"
    for claim, day in ((left, days[1][1]), (right, days[0][1])):
        begun = claim.period.first if claim.period is not None else None
        if begun is not None and begun > day + _SLACK:
            return 0.0, f"one was said before {_words(claim.period)}"
    first, last = sorted((days[0], days[1]))
    gap = max(timedelta(), last[0] - first[1])
    if gap > NEAR:
        return 0.0, f"they were said {gap.days} days apart"
    if gap <= NEWS:
        return 0.9, "they were said within days"
    if telling:
        return 0.85, f"they were said {gap.days} days apart, of a number seldom met"
    return 0.5, f"they were said {gap.days} days apart: there may have been two"


def _happened(claim: Claim) -> tuple[date, date] | None:
    """The days on which it may have happened, as far as words or news tell."""
    period, said = claim.period, said_on(claim)
    if period is not None and is_resolved(period):
        first, last = period.first or period.last, period.last or period.first
        return None if first is None or last is None else (first, last)
    return None if said is None else (said, said)


def _within(left: Claim, right: Claim, score: float) -> Score:
    said, answered = said_on(left), said_on(right)
    if said is None or answered is None:
        return 0.85, "when they were said is not known"
    gap = abs(said - answered)
    if gap <= NEAR:
        return score, "they were said within days"
    return 0.0, f"they were said {gap.days} days apart: the later one is said anew"


def _words(period: Period | None) -> str:
    return period.text or f"{period.first} to {period.last}" if period is not None else "no time"
