"""Days and moments as markup states them, in the page's own zone, and which are believed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from tallybook.language.clocks import find_clock, load_clock_words, moment
from tallybook.language.dates.calendar import first_day
from tallybook.read.dates import parse_day

_ISO: Final = re.compile(
    r"(?P<day>\d{4}-?\d\d-?\d\d)(?:[T\s]+|\s*,\s*)(?P<hour>[01]?\d|2[0-3]):?(?P<minute>[0-5]\d)"
    r"(?::?(?P<second>[0-5]\d))?(?:[.,]\d{1,9})?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?"
    r"(?:\[[\w/+-]+\])?$",
    re.IGNORECASE,
)
_JAVA: Final = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d\d:\d\d(?::\d\d)?) (?:([A-Z]{3,4}) )?(\d{4})$"
)
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?")
_SLASHED: Final = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})\b")
_NEVER: Final = frozenset(
    {
        date(1, 1, 1), date(1601, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1),
        date(1969, 12, 31), date(1970, 1, 1), date(1970, 1, 2), date(1980, 1, 1),
    }
)  # fmt: skip
"""Days that programs write for "no date"."""
_EARLIEST: Final = 1800
_LONGEST: Final = 120  # characters of a stamp


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, and the moment where a clock is stated; aware where its zone is."""

    day: date
    at: datetime | None = None


def read_stamp(text: object, english: bool = True) -> Stamp | None:
    """The day and moment as written; None where there is no full date, or no one date.

    english: a date in words may be read too.

    >>> read_stamp("2024-12-17T23:30:00-05:00").day
    datetime.date(2024, 12, 17)
    """
    if isinstance(text, int | float) and not isinstance(text, bool):
        text = str(int(text)) if 0 <= text < 1e14 else ""
    if not isinstance(text, str):
        return None
    text = " ".join(text[:_LONGEST].split())
    if _EPOCH.fullmatch(text):
        return from_epoch(int(text))
    if iso := _ISO.match(text):
        return _from_iso(iso)
    if java := _JAVA.fullmatch(text):
        text = f"{java[2]} {java[1]} {java[5]} {java[3]} {java[4] or ''}"
    if slashed := _SLASHED.search(text):
        first, second, year = int(slashed[1]), int(slashed[3]), int(slashed[4])
        if slashed[2] == "/" and max(first, second) <= 12 and first != second:
            return None  # the tenth of December, or of October the twelfth
        month, day = (first, second) if second > 12 else (second, first)
        return _with_clock(_day(year, month, day), text[slashed.end() :])
    known = parse_day(text)
    if known is None and english:
        known = first_day(text)
    return _with_clock(known, text)


def from_epoch(number: int) -> Stamp | None:
    """Seconds since 1970, or milliseconds from thirteen digits on."""
    try:
        at = datetime.fromtimestamp(number / 1000 if number >= 10**12 else number, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return Stamp(at.date(), at)


def is_no_date(day: date) -> bool:
    """Is it what programs write where they have no date?"""
    return day in _NEVER or day.year < _EARLIEST


def _from_iso(found: re.Match[str]) -> Stamp | None:
    digits = found["day"].replace("-", "")
    day = _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if day is None:
        return None
    zone = None
    if found["zone"]:
        shift = re.fullmatch(r"([+-])(\d\d):?(\d\d)?", found["zone"])
        minutes = 60 * int(shift[2]) + int(shift[3] or 0) if shift else 0
        if minutes >= 24 * 60:
            return Stamp(day)
        sign = -1 if shift and shift[1] == "-" else 1
        zone = timezone(timedelta(minutes=sign * minutes))
    clock = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    return Stamp(day, datetime(day.year, day.month, day.day, *clock, tzinfo=zone))


def _with_clock(day: date | None, text: str) -> Stamp | None:
    if day is None:
        return None
    words = load_clock_words()
    clock = find_clock(text, words)
    if clock is None:
        return Stamp(day)
    shift = re.match(r"\s*([+-])(\d\d):?(\d\d)\b", text[clock.end :])
    zone = f"utc{shift[1]}{shift[2]}:{shift[3]}" if shift and clock.zone is None else None
    return Stamp(day, moment(day, clock, words, zone))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
