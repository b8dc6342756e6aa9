"""The two ends of a range: whether they may be joined, and what each takes from the other."""

from __future__ import annotations

from dataclasses import replace

from tallybook.language.dates import expressions as ex


def alike(first: ex.Expression, last: ex.Expression) -> bool:
    """Without "from" only like joins like: Monday to Friday, Oct. 2 - Oct. 5."""
    days = (ex.Day, ex.DayFrom, ex.Weekday)
    if isinstance(first, days) and isinstance(last, days):
        return True
    return isinstance(first, ex.Month | ex.Years) and isinstance(last, ex.Month | ex.Years)


def follows(first: ex.Expression, last: ex.Expression) -> bool:
    """ "In June and July", "on Monday and Tuesday", "in 2014 and 2015": is it one stretch?"""
    if isinstance(first, ex.Month) and isinstance(last, ex.Month):
        if first.year is not None and last.year is not None:
            return last.year * 12 + last.month == first.year * 12 + first.month + 1
        return first.step is None and last.step is None and last.month == first.month % 12 + 1
    if isinstance(first, ex.Weekday) and isinstance(last, ex.Weekday):
        return first.step == last.step and last.weekday == (first.weekday + 1) % 7
    if isinstance(first, ex.Years) and isinstance(last, ex.Years):
        return last.first == first.last + 1
    return False


def from_one_to_other(first: ex.Expression, last: ex.Expression) -> ex.Between:
    """What one end leaves out it takes from the other."""
    if isinstance(first, ex.Day | ex.Month) and isinstance(last, ex.Day | ex.Month):
        ahead = (first.month or 0) <= (last.month or 0)
        if first.year is None and last.year is not None:
            first = replace(first, year=last.year - (not ahead))
        elif last.year is None and first.year is not None:
            last = replace(last, year=first.year + (not ahead))
    return ex.Between(first, last)
