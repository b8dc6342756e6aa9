"""Scales: where a day and a count stand, in pixels of the plot, and which ticks name them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from tallybook.charts.options import Scale
from tallybook.errors import UsageError

_SMALL: Final = 0.05
_MANY_SMALL: Final = 0.25
"""Where so large a part of the figures is so small beside the largest, the scale is logarithmic."""
_CLOSE: Final = 0.5
_LABEL: Final = 62.0
"""A label of a day needs as many pixels."""
_LINE: Final = 14.0
"""Pixels that the label of a tick takes."""

_DAYS: Final = (1, 2, 3, 7, 14)
_MONTHS: Final = (1, 3, 6, 12)
UNDATED: Final = "undated"
_YEARS: Final = (1000, 2999)
_SOME_DAY: Final = date(2000, 1, 1)
"""Stands for no day where nothing has one; it is never shown."""


@dataclass(frozen=True, slots=True)
class CountScale:
    """Counts up: linear, or symmetric-logarithmic, on which zero has a place.

    bottom, top: the ends of the axis; floor: the least count shown. Between bottom and floor lies
    a lane for what names no number, where there is any.
    """

    is_log: bool
    bottom: float
    floor: float
    top: float
    height: float

    def at(self, count: float) -> float:
        """Pixels from the plot's top."""
        low, high = self._bent(self.bottom), self._bent(self.top)
        return self.height * (1 - (self._bent(count) - low) / (high - low))

    def count_at(self, pixels: float) -> float:
        """The count that stands so many pixels below the plot's top."""
        low, high = self._bent(self.bottom), self._bent(self.top)
        bent = low + (1 - pixels / self.height) * (high - low)
        return math.copysign(math.expm1(abs(bent)), bent) if self.is_log else bent

    @property
    def lane(self) -> float:
        """Pixels from the plot's top to the middle of the lane."""
        return (self.at(self.floor) + self.height) / 2

    def ticks(self) -> list[float]:
        """Round counts, a handful."""
        if self.is_log:
            return self._apart(_log_ticks(self.floor, self.top))
        step = _round_step((self.top - self.floor) / max(2.0, self.height / 62))
        return [step * n for n in range(math.ceil(self.floor / step), int(self.top / step) + 1)]

    def _apart(self, ticks: Sequence[float]) -> list[float]:
        """Those whose labels do not run into the one below."""
        kept: list[float] = []
        for tick in ticks:
            if not kept or self.at(kept[-1]) - self.at(tick) >= _LINE:
                kept.append(tick)
        return kept

    def _bent(self, count: float) -> float:
        return math.copysign(math.log1p(abs(count)), count) if self.is_log else count


def count_scale(
    figures: Sequence[float], asked: Scale, height: float, *, lane: float, headroom: float
) -> CountScale:
    """A scale on which all figures stand, with a lane below and room above, in pixels.

    Without figures the lane is all there is.
    """
    if not figures:
        return CountScale(False, 0.0, 1.0, 1.0, height)
    least, most = min(figures), max(figures)
    is_log = asked is Scale.LOG or (asked is Scale.AUTO and _lie_far_apart(figures))
    floor = _below(least) if is_log else _straight_floor(least, most)
    top = most if most > floor else floor + 1.0
    straight = CountScale(is_log, floor, floor, top, height - lane - headroom)
    above, below = straight.count_at(-headroom), straight.count_at(straight.height + lane)
    return CountScale(is_log, below, floor, above, height)


def _lie_far_apart(figures: Sequence[float]) -> bool:
    smallest = max(figures) * _SMALL
    small = sum(0 < one < smallest for one in figures)
    return small >= len(figures) * _MANY_SMALL


def _straight_floor(least: float, most: float) -> float:
    """Zero, unless all figures lie close together and far from it."""
    if least == most or least < most * _CLOSE:
        return 0.0
    step = _round_step((most - least) / 2)
    return max(0.0, math.floor((least - (most - least) / 2) / step) * step)


def _below(count: float) -> float:
    """The next round count below, so that the least figure does not stand on the axis."""
    if count <= 1:
        return 0.0
    size = 10 ** math.floor(math.log10(count))
    return max(float(size * n) for n in (0.5, 1, 2, 5) if size * n < count * 0.95)


def _round_step(least: float) -> float:
    """The least whole step of 1, 2, 2.5, 5 or 10 times a power of ten."""
    size = 10 ** math.floor(math.log10(least)) if least > 1 else 1
    steps = (float(size * n) for n in (1, 2, 2.5, 5, 10))
    return next(step for step in steps if step >= least and step % 1 == 0)


def _log_ticks(floor: float, top: float) -> list[float]:
    decades = math.log10(max(top, 10.0)) - math.log10(max(floor, 1.0))
    steps = (1, 2, 5) if decades < 4 else (1,)
    found = [float(n * 10**power) for power in range(40) for n in steps]
    if decades < 1:
        step = _round_step((top - floor) / 5)
        found = [step * n for n in range(1, int(top / step) + 1)]
    return [one for one in [0.0, *found] if floor <= one <= top]


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days across, each a slot; what has no day stands in a slot of its own before them all."""

    first: date
    last: date
    undated: date | None
    width: float

    @property
    def begins(self) -> datetime:
        """The left end."""
        return midnight(self.undated if self.undated is not None else self.first)

    @property
    def ends(self) -> datetime:
        """The right end, which is the end of the last day."""
        return midnight(self.last + timedelta(days=1))

    @property
    def slot(self) -> float:
        """How many pixels a day takes."""
        return self.width * timedelta(days=1) / (self.ends - self.begins)

    def at(self, moment: datetime) -> float:
        """Pixels from the plot's left."""
        return self.width * ((moment - self.begins) / (self.ends - self.begins))

    def noon_at(self, day: date | None) -> float:
        """Where the middle of the day stands; of no day, the slot of the undated."""
        return self.at(midnight(day or self.undated or self.first) + timedelta(hours=12))

    def moment_at(self, pixels: float) -> datetime:
        """The moment that stands so many pixels right of the plot's left."""
        return self.begins + (self.ends - self.begins) * (pixels / self.width)

    def ticks(self) -> list[tuple[datetime, list[str]]]:
        """Moments and the lines of their labels."""
        least = _LABEL / self.slot
        step = next((step for step in _DAYS if step >= least), None)
        ticks = (
            _month_ticks(self.first, self.last, least)
            if step is None
            else _day_ticks(self.first, (self.last - self.first).days + 1, step)
        )
        if self.undated is None:
            return ticks
        named = (midnight(self.undated) + timedelta(hours=12), [UNDATED])
        return [named] if self.undated == self.first else [named, *ticks]


def is_shown(day: date) -> bool:
    """Can a chart show the day, with days beside it? No report tells of days farther away."""
    return _YEARS[0] <= day.year <= _YEARS[1]


def time_scale(days: Sequence[date | None], as_of: date | None, width: float) -> TimeScale:
    """A scale from the first day to the last or to the day as of which it is.

    UsageError for a day that no chart can show.
    """
    known = [day for day in days if day is not None]
    undated = len(known) < len(days)
    if as_of is not None:
        known.append(as_of)
    for far in (day for day in known if not is_shown(day)):
        raise UsageError(
            f"no chart over time can show {far}: a chart has days of the years "
            f"{_YEARS[0]} to {_YEARS[1]}"
        )
    if not known:
        return TimeScale(_SOME_DAY, _SOME_DAY, _SOME_DAY, width)
    first, last = min(known), max(known)
    gap = max(1, round(((last - first).days + 1) * 0.07))
    return TimeScale(first, last, first - timedelta(days=gap) if undated else None, width)


def midnight(day: date) -> datetime:
    """When the day begins, in UTC, which stands for whatever its outlet's clock was."""
    return datetime.combine(day, time.min, UTC)


def _day_ticks(first: date, days: int, step: int) -> list[tuple[datetime, list[str]]]:
    ticks = []
    year = None
    for n in range(0, days, step):
        day = first + timedelta(days=n)
        label = [f"{day.day} {day:%b}"] + ([str(day.year)] if day.year != year else [])
        year = day.year
        ticks.append((midnight(day) + timedelta(hours=12), label))
    return ticks


def _month_ticks(first: date, last: date, least: float) -> list[tuple[datetime, list[str]]]:
    months = next((n for n in _MONTHS if n * 30 >= least), None)
    years = 1 if months is not None else math.ceil(least / 365)
    ticks = []
    shown = None
    for year in range(first.year, last.year + 1):
        for month in range(1, 13, months or 12):
            day = date(year, month, 1)
            if not first <= day <= last or (months is None and year % years):
                continue
            if months in (None, 12):
                label = [str(year)]
            else:
                label = [f"{day:%b}"] + ([str(year)] if year != shown else [])
            shown = year
            ticks.append((midnight(day), label))
    return ticks
