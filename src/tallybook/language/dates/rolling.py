"""Days of clock times that stand in order, as a live blog's do: midnight turns the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

_DAY: Final = 24 * 60
_TURN: Final = 180
"""Minutes by which a clock must fall back for a new day; posts stand a little out of order."""


def newest_first(minutes: Sequence[int | None]) -> bool:
    """Do the clocks run backwards down the page? Minutes of the day; None where none is stated."""
    known = [each for each in minutes if each is not None]
    # The shorter way round the clock: from 00:10 to 23:50 is twenty minutes back.
    steps = [(right - left) % _DAY for left, right in pairwise(known) if left != right]
    back = sum(step > _DAY // 2 for step in steps)
    return 2 * back > len(steps)


def roll_days(
    minutes: Sequence[int | None],
    days: Sequence[date | None],
    first: date | None = None,
    last: date | None = None,
) -> list[date | None]:
    """The day of each clock, in the order given.

    days: those that are stated; the others follow from them over midnights. Where none is stated,
    `first` is the earliest clock's day, else `last` the latest one's.

    >>> roll_days([23 * 60, 60], [None, None], date(2024, 12, 17))
    [datetime.date(2024, 12, 17), datetime.date(2024, 12, 18)]
    """
    backwards = _backwards(minutes, days)
    clocks = list(reversed(minutes)) if backwards else list(minutes)
    known = list(reversed(days)) if backwards else list(days)
    turns = _turns(clocks)
    stated = next((i for i, day in enumerate(known) if day is not None), None)
    if stated is not None:
        start = _moved(known[stated], -turns[stated])
    elif first is not None:
        start = first
    else:
        start = None if last is None or not turns else _moved(last, -turns[-1])
    found: list[date | None] = []
    base, since = start, 0
    for turn, day in zip(turns, known, strict=True):
        if day is not None:
            base, since = day, turn
        found.append(_moved(base, turn - since))
    return list(reversed(found)) if backwards else found


def spread_days(
    heads: Sequence[tuple[int, date]], minutes: Sequence[int | None], published: date | None
) -> list[date | None]:
    """Days that stand on lines above clocks: `heads` has the first clock below each.

    Such a line holds down to the next. One alone above all clocks is the day of the first below
    it; where the clocks run backwards and it is the page's own date, of the last.
    """
    found: list[date | None] = [None] * len(minutes)
    if len(heads) == 1 and heads[0][0] == 0:
        at_end = newest_first(minutes) and heads[0][1] == published
        found[-1 if at_end else 0] = heads[0][1]
        return found
    for at, (start, day) in enumerate(heads):
        end = heads[at + 1][0] if at + 1 < len(heads) else len(found)
        found[start:end] = [day] * (end - start)
    return found


def _backwards(minutes: Sequence[int | None], days: Sequence[date | None]) -> bool:
    """By the stated days where they differ, else by the clocks."""
    stated = [day for day in days if day is not None]
    if stated and stated[0] != stated[-1]:
        return stated[0] > stated[-1]
    return newest_first(minutes)


def _turns(clocks: Sequence[int | None]) -> list[int]:
    """How many midnights lie between the first clock and each."""
    found: list[int] = []
    turned, before = 0, None
    for clock in clocks:
        if clock is not None:
            if before is not None and clock < before - _TURN:
                turned += 1
            before = clock
        found.append(turned)
    return found


def _moved(day: date | None, count: int) -> date | None:
    try:
        return None if day is None else day + timedelta(days=count)
    except OverflowError:
        return None
