"""The time of a live blog's post: its clock, its zone, and the day it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from tallybook.clean.dating import find_day
from tallybook.clean.marks import Mark
from tallybook.clean.units import Unit
from tallybook.language.clocks import Clock, leading_clock, load_clock_words, moment, said_zone
from tallybook.language.dates.rolling import roll_days, spread_days

_LONGEST: Final = 25  # words of a line that says the zone of all clocks


def post_times(
    units: Sequence[Unit], marks: Sequence[Mark], published: date | None
) -> list[datetime | None]:
    """For each unit the time of the post it stands in; None where no day is known."""
    words = load_clock_words()
    clocks: list[Clock | None] = []
    own: list[date | None] = []
    heads: list[tuple[int, date]] = []
    post = [-1] * len(units)
    for i, (unit, mark) in enumerate(zip(units, marks, strict=True)):
        day = find_day(unit.head, None) if mark in {Mark.BYLINE, Mark.TIME} else None
        if mark is Mark.TIME:
            clocks.append(leading_clock(unit.head, words))
            own.append(day)
        elif day is not None:
            heads = [*(head for head in heads if head[0] != len(clocks)), (len(clocks), day)]
        post[i] = len(clocks) - 1
    if not clocks:
        return [None] * len(units)
    heads = [head for head in heads if head[0] < len(clocks)]
    minutes = [None if clock is None else clock.minutes for clock in clocks]
    above = spread_days(heads, minutes, published)
    stated = [day or head for day, head in zip(own, above, strict=True)]
    days = roll_days(minutes, stated, published)
    zone = _zone(units) if any(clock and clock.zone is None for clock in clocks) else None
    times = [
        moment(day, clock, words, zone) if clock and day else None
        for clock, day in zip(clocks, days, strict=True)
    ]
    return [None if at < 0 else times[at] for at in post]


def _zone(units: Sequence[Unit]) -> str | None:
    """The zone that the page states once for all its clocks."""
    words = load_clock_words()
    short = (unit for unit in units if len(unit.head) < 400 and len(unit.words) <= _LONGEST)
    return next((zone for unit in short if (zone := said_zone(unit.head, words))), None)
