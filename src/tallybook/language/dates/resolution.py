"""From an expression and the day it counts from to the days it means."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from tallybook.language.dates import expressions as ex
from tallybook.language.dates.arithmetic import (
    UNKNOWN,
    Days,
    bounds_of_month,
    moved,
    part_of,
    unit_around,
    week_of,
)

_DAYS_IN_WEEK: Final = 7
_YEAR: Final = 366


def resolve(expression: ex.Expression, anchor: date | None, future: bool = False) -> Days:
    """First and last day, both included; (None, None) where they cannot be known.

    anchor: the report's date; without it only absolute dates have days. future: the sentence
    looks ahead, so that a day without a year is the next one, not the last one.
    """
    try:
        first, last = _resolve(expression, anchor, future)
    except (ValueError, OverflowError):  # the 31st of February, the year 12000
        return UNKNOWN
    turned = first is not None and last is not None and first > last  # "the next 0 days"
    return UNKNOWN if turned else (first, last)


def _resolve(expression: ex.Expression, anchor: date | None, future: bool) -> Days:
    match expression:
        case ex.Day():
            return _day(expression, anchor, future)
        case ex.Month():
            return _month(expression, anchor, future)
        case ex.Years(first, last):
            return date(first, 1, 1), date(last, 12, 31)
        case ex.Between(first, last):
            return _between(first, last, anchor, future)
        case ex.Open(side, edge):
            return _open(side, _resolve(edge, anchor, future), anchor)
        case ex.Part(part, whole):
            return part_of(part, whole, _resolve(whole, anchor, future), anchor)
        case ex.Nth():
            return _nth(expression, anchor, future)
        case ex.Stretch():
            return _stretch(expression, anchor, future)
        case ex.NightTo(day):
            return _night_to(_resolve(day, anchor, future)[1])
        case ex.UnitWith(unit, day):
            held = _resolve(day, anchor, future)[0]
            return UNKNOWN if held is None else unit_around(held, unit)
        case ex.UnitTo(unit, day, count):
            return _unit_to(_resolve(day, anchor, future)[1], unit, count)
        case ex.Length() | ex.Words():
            return UNKNOWN
    return UNKNOWN if anchor is None else _relative(expression, anchor, future)


def _unit_to(last: date | None, unit: str, count: int) -> Days:
    if last is None:
        return UNKNOWN
    if unit == "hour":
        return moved(last, -count, unit), last  # 24 hours to a morning began the day before
    after = last + timedelta(days=1)
    return (moved(after, -count, unit) if unit != "week" else after - timedelta(weeks=count)), last


def _night_to(last: date | None) -> Days:
    return UNKNOWN if last is None else (last - timedelta(days=1), last)


def _relative(expression: ex.Expression, anchor: date, future: bool) -> Days:
    match expression:
        case ex.Weekday(weekday, step):
            return _weekday(weekday, step, anchor, future)
        case ex.DayFrom(days, reach):
            last = anchor + timedelta(days=days)
            return last - timedelta(days=reach), last
        case ex.Step(unit, step):
            return unit_around(moved(anchor, step, unit), unit)
        case ex.LastWeekend():
            back = (anchor.weekday() + 1) % _DAYS_IN_WEEK
            sunday = anchor - timedelta(days=back)
            return sunday - timedelta(days=1), sunday
        case ex.Away():
            return _away(expression, anchor)
        case ex.Span(count, unit, sign):
            return _span(count, unit, sign, anchor)
        case ex.WeekdayIn(weekday, week):
            monday = _resolve(week, anchor, future)[0]
            found = None if monday is None else week_of(monday)[0] + timedelta(days=weekday)
            return found, found
        case ex.DayIn(day, month):
            first = _resolve(month, anchor, future)[0]
            found = None if first is None else first.replace(day=day)
            return found, found
    return UNKNOWN


def _day(day: ex.Day, anchor: date | None, future: bool) -> Days:
    if day.year is not None and day.month is not None:
        found = date(day.year, day.month, day.day)
        return found, found
    if anchor is None:
        return UNKNOWN
    if day.year_step is not None and day.month is not None:
        found = date(anchor.year + day.year_step, day.month, day.day)
        return found, found
    candidates = _candidates(day, anchor)
    if day.weekday is not None:
        named = [
            each
            for each in candidates
            if each.weekday() == day.weekday and abs((each - anchor).days) <= _YEAR
        ]
        if named:
            nearest = min(named, key=lambda each: abs((each - anchor).days))
            return nearest, nearest
    behind = [each for each in candidates if each <= anchor]
    ahead = [each for each in candidates if each >= anchor]
    chosen = ahead[:1] if future else behind[-1:]
    return (chosen[0], chosen[0]) if chosen else UNKNOWN


def _candidates(day: ex.Day, anchor: date) -> list[date]:
    found = []
    for year in range(anchor.year - 8, anchor.year + 9):  # 29 February may skip eight years
        for month in (day.month,) if day.month else range(1, 13):
            if year >= 1 and day.day <= monthrange(year, month)[1]:
                found.append(date(year, month, day.day))
    return found


def _month(month: ex.Month, anchor: date | None, future: bool) -> Days:
    if month.year is not None:
        return bounds_of_month(month.year, month.month)
    if anchor is None:
        return UNKNOWN
    if month.step is not None:
        return _stepped_month(month, anchor)
    year = anchor.year
    if future and month.month < anchor.month:
        year += 1
    elif not future and month.month > anchor.month:
        year -= 1
    return bounds_of_month(year, month.month)


def _stepped_month(month: ex.Month, anchor: date) -> Days:
    """Last September said in November is this year's in the news; this September the year's."""
    year = anchor.year
    if month.step == -1 and month.month >= anchor.month:
        year -= 1
    elif month.step == 1 and month.month <= anchor.month:
        year += 1
    return bounds_of_month(year, month.month)


def _weekday(weekday: int, step: int | None, anchor: date, future: bool) -> Days:
    if step is not None:
        monday = week_of(anchor + timedelta(weeks=step))[0]
        found = monday + timedelta(days=weekday)
    elif future:
        found = anchor + timedelta(days=(weekday - anchor.weekday() - 1) % _DAYS_IN_WEEK + 1)
    else:
        found = anchor - timedelta(days=(anchor.weekday() - weekday) % _DAYS_IN_WEEK)
    return found, found


def _away(away: ex.Away, anchor: date) -> Days:
    """Days and weeks away are a day; "two years ago" names a year, not a day of it."""
    found = anchor + timedelta(days=away.origin)
    for count, unit in sorted(away.amounts, key=lambda each: each[1] != "year"):
        found = moved(found, away.sign * count, unit)
    coarsest = away.amounts[-1][1]
    if coarsest in {"month", "year", "decade"}:
        return unit_around(found, "year" if coarsest == "decade" else coarsest)
    return found, found


def _span(count: int | None, unit: str, sign: int, anchor: date) -> Days:
    if count is None:
        return (None, anchor) if sign < 0 else (anchor, None)
    if unit == "decade":
        return _decades(count, sign, anchor)
    if sign < 0:
        return moved(anchor, -count, unit), anchor
    return anchor + timedelta(days=1), moved(anchor, count, unit)


def _decades(count: int, sign: int, anchor: date) -> Days:
    """The past two decades end with the present day."""
    other = moved(anchor, sign * 10 * count, "year")
    return (other, anchor) if sign < 0 else (anchor, other)


def _between(first: ex.Expression, last: ex.Expression, anchor: date | None, future: bool) -> Days:
    opening = _resolve(first, anchor, future)
    closing = _resolve(last, anchor, future)
    if isinstance(first, ex.Day) and isinstance(last, ex.Day) and opening[0] is not None:
        closing = _resolve(last, opening[0], future=True)  # begun, perhaps not over yet
    start, end = opening[0], closing[1]
    if start is None or end is None:
        return start, end
    if start > end and isinstance(first, ex.Day | ex.Month | ex.Weekday):
        start = _resolve(first, end, False)[0]
    if start is None or start > end:
        end = _resolve(last, opening[0], True)[1]
        start = opening[0]
    return (start, end) if start is not None and end is not None and start <= end else UNKNOWN


def _open(side: str, edge: Days, anchor: date | None) -> Days:
    first, last = edge
    if side == "since":
        # A total since a day runs to the report's own day.
        reaches = anchor is not None and (first is None or first <= anchor)
        return first, anchor if reaches else None
    if side == "by" and first == last:
        return first, last  # as things stood on that day
    if side in ("until", "by"):
        return None, last
    if side == "before":
        return None, None if first is None else first - timedelta(days=1)
    return first, None


def _nth(nth: ex.Nth, anchor: date | None, future: bool) -> Days:
    if nth.unit == "quarter" and nth.whole is None:
        return UNKNOWN if anchor is None else _near_quarter(nth.number, anchor, future)
    whole = nth.whole if nth.whole is not None else ex.Step("month", 0)
    first, last = _resolve(whole, anchor, future)
    if first is None or last is None:
        return UNKNOWN
    if nth.unit == "quarter":
        opening = bounds_of_month(first.year, 3 * nth.number - 2)[0]
        return opening, bounds_of_month(first.year, 3 * nth.number)[1]
    if nth.unit == "month":
        return bounds_of_month(first.year, nth.number)
    if nth.unit == "week":
        return _nth_week(nth.number, first, last)
    if nth.unit == "weekend":
        monday = _nth_week(nth.number, first, last)[0]
        saturday = None if monday is None else monday + timedelta(days=5)
        return saturday, None if saturday is None else saturday + timedelta(days=1)
    if nth.unit == "day":
        found = last if nth.number < 0 else first + timedelta(days=nth.number - 1)
        return (found, found) if found <= last else UNKNOWN
    return _nth_weekday(nth, first, last)


def _near_quarter(number: int, anchor: date, future: bool) -> Days:
    """The quarter of that number that was last begun, or is next where the sentence looks ahead."""
    for year in (anchor.year, anchor.year + (1 if future else -1)):
        first, last = bounds_of_month(year, 3 * number - 2)[0], bounds_of_month(year, 3 * number)[1]
        if (last >= anchor) if future else (first <= anchor):
            break
    return first, last


def _stretch(stretch: ex.Stretch, anchor: date | None, future: bool) -> Days:
    first, last = _resolve(stretch.whole, anchor, future)
    if first is None or last is None:
        return UNKNOWN
    if stretch.sign < 0:
        return moved(last + timedelta(days=1), -stretch.count, stretch.unit), last
    return first, moved(first, stretch.count, stretch.unit) - timedelta(days=1)


def _nth_week(number: int, first: date, last: date) -> Days:
    """A week belongs to the month or year that holds its Thursday (ISO 8601)."""
    if number < 0:
        monday = week_of(last - timedelta(days=3))[0]
    else:
        monday = week_of(first + timedelta(days=3))[0] + timedelta(weeks=number - 1)
    return (monday, monday + timedelta(days=6)) if monday <= last else UNKNOWN


def _nth_weekday(nth: ex.Nth, first: date, last: date) -> Days:
    if nth.weekday is None:
        return UNKNOWN
    if nth.number < 0:
        found = last - timedelta(days=(last.weekday() - nth.weekday) % _DAYS_IN_WEEK)
    else:
        opening = first + timedelta(days=(nth.weekday - first.weekday()) % _DAYS_IN_WEEK)
        found = opening + timedelta(weeks=nth.number - 1)
    return (found, found) if first <= found <= last else UNKNOWN
