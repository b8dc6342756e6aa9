"""Days, weeks, months and years around a day."""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from tallybook.language.dates import expressions as ex

Days = tuple[date | None, date | None]
UNKNOWN: Final[Days] = (None, None)

_SUNDAY: Final = 6
_WEEK: Final = 7


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=_SUNDAY)


def bounds_of_month(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def unit_around(day: date, unit: str) -> tuple[date, date]:
    """The calendar unit that holds the day; a weekend is that of the day's week."""
    monday, sunday = week_of(day)
    match unit:
        case "week":
            return monday, sunday
        case "weekend":
            return sunday - timedelta(days=1), sunday
        case "month":
            return bounds_of_month(day.year, day.month)
        case "year":
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case "decade":
            first = day.year - day.year % 10
            return date(first, 1, 1), date(first + 9, 12, 31)
    return day, day


def moved(day: date, count: int, unit: str) -> date:
    """The day so many units on (or back); the 31st falls to a shorter month's last day."""
    match unit:
        case "hour":
            return day + timedelta(days=math.copysign(math.ceil(abs(count) / 24), count))
        case "week" | "weekend":
            return day + timedelta(weeks=count)
        case "month" | "year" | "decade":
            months = count * {"month": 1, "year": 12, "decade": 120}[unit]
            year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=count)


def part_of(part: str, whole: ex.Expression, days: Days, anchor: date | None) -> Days:
    """Early, late, the middle of, earlier in ... some days.

    Early and late are halves, beginning, middle and end of a year are thirds. "Earlier this
    year" ends at the anchor, "later" starts there.
    """
    first, last = days
    if first is None or last is None:
        return UNKNOWN
    length = (last - first).days + 1
    if part in {"earlier", "so_far"}:
        return UNKNOWN if anchor is None else (first, max(first, min(anchor, last)))
    if part in {"later", "rest"}:
        return UNKNOWN if anchor is None else (min(last, max(anchor, first)), last)
    if length <= 1:
        return days
    if length <= _WEEK:
        return _part_of_week(part, first, last)
    return _part_of_months(part, first, last)


def _part_of_week(part: str, first: date, last: date) -> Days:
    if part in {"early", "beginning", "first_half"}:
        return first, first + timedelta(days=2)
    if part in {"late", "end", "second_half"}:
        return last - timedelta(days=3), last
    return first + timedelta(days=1), first + timedelta(days=4)


def _part_of_months(part: str, first: date, last: date) -> Days:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months < 2:
        half = date(first.year, first.month, 15)
        if part in {"early", "beginning", "first_half"}:
            return first, half
        if part in {"late", "end", "second_half"}:
            return half + timedelta(days=1), last
        return date(first.year, first.month, 10), date(first.year, first.month, 20)
    cut = {"early": (0, 2), "first_half": (0, 2), "late": (1, 2), "second_half": (1, 2)}
    third = {"beginning": (0, 3), "middle": (1, 3), "end": (2, 3)}
    place, pieces = cut.get(part) or third[part]
    size = months // pieces
    opening = moved(first, place * size, "month")
    return opening, moved(opening, size, "month") - timedelta(days=1)
