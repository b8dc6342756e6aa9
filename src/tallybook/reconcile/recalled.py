"""Recalled: what reports tell of long before their day answers questions of that time alone."""

from __future__ import annotations

from datetime import date

from tallybook.reconcile.evidence import Evidence


def has_own_time(one: Evidence) -> bool:
    """Is it news, or background of which anybody can tell when it was?

    Other background is no answer about the day of its report, nor about any other that is known:
    it stays among the claims and makes no tally.
    """
    return not one.is_background or is_over(one)


def is_over(one: Evidence) -> bool:
    """Are the days that it tells of known, and past when it was told?"""
    days = _days(one)
    return days is not None and (one.known is None or days[1] < one.known)


def of_one_time(left: Evidence, right: Evidence) -> bool:
    """Is neither of the two history beside the other's news, or do both name days that meet?

    That two figures stand in one report ties an old toll to no news of the day.
    """
    if left.is_background is right.is_background:
        return True
    ours, theirs = _days(left), _days(right)
    if ours is not None and theirs is not None:
        return ours[0] <= theirs[1] and theirs[0] <= ours[1]
    return not left.reports & right.reports


def _days(one: Evidence) -> tuple[date, date] | None:
    period = one.statement.period
    if period is None or period.first is None or period.last is None:
        return None
    return period.first, period.last
