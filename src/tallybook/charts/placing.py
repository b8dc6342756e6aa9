"""Placing: where each statement's mark stands, so that those of one day do not hide each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tallybook.charts.rows import Said
from tallybook.charts.scales import CountScale, TimeScale

LANE: Final = 46.0
"""How high the lane is for what names no number."""
STEM: Final = 40.0
"""How long the arrow of an open end is."""
FEW: Final = 26
MANY: Final = 160
MOST: Final = 1500
"""So many marks are drawn; beyond them one stands for its neighbours."""
_WIDEST_SPOT: Final = 48.0
_WIDEST_STEP: Final = 132.0


@dataclass(frozen=True, slots=True)
class Grain:
    """How coarse the marks are: the more statements, the finer. Areas and widths in pixels."""

    bar: float
    symbol: float
    step: float
    is_labelled: bool
    is_threaded: bool

    @property
    def stem(self) -> float:
        """How long the arrow of an open end is."""
        return STEM if self.is_threaded else STEM / 4

    @property
    def reach(self) -> float:
        """Half as wide as a symbol."""
        return float(self.symbol**0.5) / 2


def grain_of(statements: int) -> Grain:
    """The grain that so many statements can be told apart at."""
    if statements <= FEW:
        return Grain(13.0, 88.0, 24.0, True, True)
    if statements <= MANY:
        return Grain(6.0, 40.0, 9.0, False, True)
    return Grain(1.6, 12.0, 0.0, False, False)


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and where its mark stands, in pixels of the plot.

    y: of its symbol. low, high: of the ends of its bar or arrow, low being further down. stands
    for: how many statements it shows, where several fall on one spot.
    """

    said: Said
    x: float
    y: float
    low: float
    high: float
    stands_for: int = 1


def place(rows: Sequence[Said], times: TimeScale, counts: CountScale, grain: Grain) -> list[Placed]:
    """Every statement at its day, those of one day side by side where they would touch."""
    days: dict[date | None, list[Placed]] = defaultdict(list)
    for said in rows:
        days[said.day].append(_upright(said, times, counts, grain.stem))
    if not grain.step:
        return _gathered([one for found in days.values() for one in found])
    rooms = _rooms([times.noon_at(day) for day in days], times.width)
    return [
        one
        for (found, room) in zip(days.values(), rooms, strict=True)
        for one in _side_by_side(found, room, times, grain)
    ]


def _upright(said: Said, times: TimeScale, counts: CountScale, stem: float) -> Placed:
    x = times.noon_at(said.day)
    if not said.has_figure:
        return Placed(said, x, counts.lane, counts.lane, counts.lane)
    low = counts.at(float(said.low)) if said.low is not None else None
    high = counts.at(float(said.high)) if said.high is not None else None
    if low is not None and high is not None:
        return Placed(said, x, (low + high) / 2, low, high)
    if low is not None:
        return Placed(said, x, low, low, max(low - stem, 4.0))
    assert high is not None
    return Placed(said, x, high, min(high + stem, counts.at(counts.floor) - 2), high)


def _rooms(noons: Sequence[float], width: float) -> list[float]:
    """How far the marks of a day may reach to both sides before they are nearer to another's."""
    rooms = []
    for noon in noons:
        gaps = [abs(other - noon) / 2 for other in noons if other != noon]
        rooms.append(min([*gaps, max(noon, width - noon)]))
    return rooms


def _side_by_side(
    found: Sequence[Placed], room: float, times: TimeScale, grain: Grain
) -> list[Placed]:
    columns = _columns(found, grain)
    many = max(columns) + 1
    within = times.slot * 0.94 / many
    step = min(_WIDEST_STEP, max(within, min(grain.step, 1.9 * room / many)))
    return [
        replace(one, x=_inside(one.x + (column - (many - 1) / 2) * step, times.width, grain.reach))
        for one, column in zip(found, columns, strict=True)
    ]


def _inside(x: float, width: float, reach: float) -> float:
    return min(max(x, reach + 2), width - reach - 2)


def _columns(found: Sequence[Placed], grain: Grain) -> list[int]:
    """For each mark the first column in which it touches none that stands there already."""
    apart = grain.reach * (3.4 if grain.is_labelled else 1.2)
    taken: list[list[Placed]] = []
    columns = []
    for one in found:
        column = next(
            (
                n
                for n, there in enumerate(taken)
                if all(
                    one.high - apart > other.low + apart or other.high - apart > one.low + apart
                    for other in there
                )
            ),
            len(taken),
        )
        if column == len(taken):
            taken.append([])
        taken[column].append(one)
        columns.append(column)
    return columns


def _gathered(found: Sequence[Placed]) -> list[Placed]:
    """One mark for those on the same spot; the spots are as wide as needs be for `MOST` marks."""
    wide = 3.0
    marks = _on_spots(found, wide)
    while len(marks) > MOST and wide < _WIDEST_SPOT:
        wide *= 1.25
        marks = _on_spots(found, wide)
    return marks


def _on_spots(found: Sequence[Placed], wide: float) -> list[Placed]:
    """One mark for those that would stand on the same spot, the last that was said in front."""
    spots: dict[tuple[object, ...], Placed] = {}
    for one in found:
        said = one.said
        kind = (said.side, said.is_solid, said.is_denial, said.is_gone)
        reach = round((one.low - one.high) / (2 * wide))
        spot = (*kind, round(one.x / wide), round(one.y / wide), reach)
        before = spots.get(spot)
        spots[spot] = replace(one, stands_for=1 + (before.stands_for if before else 0))
    return list(spots.values())
