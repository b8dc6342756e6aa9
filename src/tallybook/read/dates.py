"""Dates as records and feeds write them: ISO 8601, RFC 2822, seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from typing import Final

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])(.*)", re.DOTALL)
_PACKED: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?Z?)?")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d).*", re.DOTALL)
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d).*", re.DOTALL)
_MONTH_FIRST: Final = re.compile(r"([^\W\d_]{3,9})\.? (\d{1,2}),? (\d{4})(?!\d)(.*)")
_NUMBER: Final = re.compile(r"\d{9,13}(?:\.\d+)?")
_EARLIEST: Final = 1800
_LATEST: Final = 2200
_MILLISECONDS: Final = 100_000_000_000  # as seconds, the year 5138


def parse_day(value: object) -> date | None:
    """The day as it is written, in the writer's own time zone; None where it is no full date.

    >>> parse_day("2024-12-18T01:00:00+02:00"), parse_day("Wed, 18 Dec 2024 00:30:00 +0200")
    (datetime.date(2024, 12, 18), datetime.date(2024, 12, 18))
    >>> parse_day(1734480000), parse_day("12/11/2024")
    (datetime.date(2024, 12, 18), None)
    >>> parse_day("18.12.2024"), parse_day("12/18/2024"), parse_day("December 18, 2024")
    (datetime.date(2024, 12, 18), datetime.date(2024, 12, 18), datetime.date(2024, 12, 18))
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of(_from_number(float(value)))
    if not isinstance(value, str):
        return None
    words = value.strip()
    if iso := _ISO.fullmatch(words):
        return _day(*map(int, iso.groups()[:3]))
    if packed := _PACKED.fullmatch(words):
        day = _day(*map(int, packed.groups()[:3]))
        if day is not None:
            return day
    if dotted := _DOTTED.fullmatch(words):
        return _day(*reversed([int(part) for part in dotted.groups()]))
    if slashed := _SLASHED.fullmatch(words):
        return _one_way(*[int(part) for part in slashed.groups()])
    if _NUMBER.fullmatch(words):
        return _day_of(_from_number(float(words)))
    parts = _mail(_MONTH_FIRST.sub(r"\2 \1 \3", words, count=1))
    return None if parts is None else _day(*parts[:3])


def parse_moment(value: object) -> datetime | None:
    """The moment in UTC or its own zone; one without a zone is taken for UTC. None for a day."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(float(value))
    if not isinstance(value, str):
        return None
    words = value.strip()
    if _NUMBER.fullmatch(words):
        return _from_number(float(words))
    try:
        moment = datetime.fromisoformat(words.replace(" UTC", "+00:00"))
    except ValueError:
        return _mailed(words)
    if len(words) <= len("2024-12-18") or not _EARLIEST <= moment.year <= _LATEST:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _one_way(first: int, second: int, year: int) -> date | None:
    """12/18/2024 is one day; 12/11/2024 is one of two, and so unknown."""
    days = {_day(year, first, second), _day(year, second, first)} - {None}
    return days.pop() if len(days) == 1 else None


def _mailed(words: str) -> datetime | None:
    parts = _mail(words)
    if parts is None or not _EARLIEST <= parts[0] <= _LATEST:
        return None
    try:
        year, month, day, hour, minute, second = parts[:6]
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        return datetime.fromtimestamp(moment.timestamp() - (parts[9] or 0), UTC)
    except (ValueError, OverflowError):
        return None


def _mail(words: str) -> tuple[int, ...] | None:
    """RFC 2822; only with the year in full."""
    if len(words) > 100 or not re.search(r"(?<!\d)\d{4}(?!\d)", words):
        return None
    try:
        parts = parsedate_tz(words) or parsedate_tz(f"{words} 00:00:00")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return None if parts is None else tuple(part or 0 for part in parts)


def _from_number(value: float) -> datetime | None:
    """Seconds or milliseconds since 1970; no number below 1e8, which is a year or a count."""
    if not 100_000_000 <= value < 100_000_000_000_000:
        return None
    seconds = value / 1000 if value >= _MILLISECONDS else value
    return datetime.fromtimestamp(seconds, UTC)


def _day_of(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _EARLIEST <= year <= _LATEST else None
    except ValueError:
        return None
