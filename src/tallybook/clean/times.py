"""The time of a live blog's post: its clock, its zone, and the day it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from tallybook.clean.dating import find_day
from tallybook.clean.looks import time_of
from tallybook.clean.marks import Mark
from tallybook.clean.units import Unit

# Zones whose name means one offset; "EST" is American here.
_OFFSETS: Final = {
    "GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "PST": -8, "PDT": -7,
}  # fmt: skip


def post_times(
    units: Sequence[Unit], marks: Sequence[Mark], published: date | None
) -> list[datetime | None]:
    """For each unit the time of the post it stands in; None where no day is known."""
    found: list[datetime | None] = []
    day, current = published, None
    for unit, mark in zip(units, marks, strict=True):
        if mark in {Mark.BYLINE, Mark.TIME}:
            day = find_day(unit.head, None) or day
        if mark is Mark.TIME:
            current = _moment(unit, day)
        found.append(current)
    return found


def _moment(unit: Unit, day: date | None) -> datetime | None:
    clock = time_of(unit)
    if clock is None or day is None:
        return None
    hour = int(clock["hour"])
    half = (clock["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    offset = _OFFSETS.get((clock["zone"] or "").upper())
    zone = None if offset is None else timezone(timedelta(hours=offset))
    return datetime.combine(day, time(hour, int(clock["minute"] or 0)), tzinfo=zone)
