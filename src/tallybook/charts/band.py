"""The band: how low, best and high moved from day to day, as steps that stand until the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from tallybook.charts.scales import CountScale, TimeScale, midnight
from tallybook.model import Revision

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Step:
    """The answer from one moment to another."""

    at: datetime
    until: datetime
    low: float | None
    best: float | None
    high: float | None

    @property
    def shape(self) -> str:
        """Closed, open above, or nothing at all."""
        if self.high is not None:
            return "closed"
        return "" if self.low is None else "open"


def band_rows(revisions: Sequence[Revision], times: TimeScale, counts: CountScale) -> list[Row]:
    """Corners of the low–high band; a run of steps is one shape, open above or closed.

    floor, roof: what is filled between.
    """
    return [
        {
            "run": run,
            "at": stamp(step.at),
            "shape": step.shape,
            "floor": counts.floor if step.low is None else step.low,
            "roof": counts.top if step.high is None else step.high,
        }
        for run, steps in enumerate(_runs(_steps(revisions, times), lambda step: step.shape))
        for step in steps
        if step.shape
    ]


def line_rows(revisions: Sequence[Revision], times: TimeScale) -> list[Row]:
    """Corners of the lines of low, high and best, a run for each stretch in which there is one."""
    steps = _steps(revisions, times)
    return [
        *_line("low", steps, lambda step: step.low),
        *_line("high", steps, lambda step: step.high),
        *_line("best", steps, lambda step: step.best),
    ]


def _line(
    name: str, steps: Sequence[_Step], count_of: Callable[[_Step], float | None]
) -> Iterator[Row]:
    for run, found in enumerate(_runs(steps, lambda step: count_of(step) is None)):
        for step in found:
            count = count_of(step)
            if count is not None:
                yield {"line": name, "run": run, "at": stamp(step.at), "count": count}


def stamp(moment: datetime) -> str:
    """A moment as the spec writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def number(value: Decimal | None) -> float | None:
    """A count as the spec writes it."""
    return None if value is None else float(value)


def _steps(revisions: Sequence[Revision], times: TimeScale) -> list[_Step]:
    """One step half a pixel, its last: what is narrower nobody sees."""
    columns = {
        round(times.at(at) * 2): (at, one)
        for one in revisions
        for at in [times.begins if one.at is None else midnight(one.at)]
    }
    moved = [*columns.values()]
    ends = [*(at for at, _ in moved), times.ends][1:]
    return [
        _Step(at, until, number(one.low), number(one.best), number(one.high))
        for (at, one), until in zip(moved, ends, strict=True)
    ]


def _runs(steps: Sequence[_Step], key: Callable[[_Step], Hashable]) -> list[list[_Step]]:
    """The steps that are drawn as one, the last of each drawn on until it ends."""
    runs = [list(found) for _, found in groupby(steps, key)]
    return [[*run, replace(run[-1], at=run[-1].until)] for run in runs]
