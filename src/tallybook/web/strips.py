"""Small pictures beside the words of a source: how far from others, and when it spoke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import log2, sqrt
from typing import Final

from tallybook.queries.sources_apart import Apart

_REACH: Final = 3.0
"""The strip ends at an eighth of what others say, and at eight times that."""
_EDGE: Final = 8.0
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Dot:
    """A tally on a strip. beyond: -1 or 1 where it lies off the strip's end."""

    x: float
    y: float
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """Ratios along a line. one: where what others say lies; usual: the median; marks: labels."""

    width: int
    height: int
    one: float
    usual: float | None
    dots: tuple[Dot, ...]
    marks: tuple[tuple[float, str], ...]


def draw_strip(apart: Apart, width: int = 132, height: int = 22) -> Strip | None:
    """The strip of a source, None where nothing can be compared."""
    if not apart.ratios:
        return None
    usual = apart.usual
    dots = []
    for number, one in enumerate(apart.ratios[:_MOST]):
        at, beyond = _at(one.times, width)
        rise = ((number * 7) % 5 - 2) * height / 11
        dots.append(Dot(at, round(height / 2 + rise, 1), beyond))
    marks = [
        (_at(Decimal(value), width)[0], words)
        for value, words in (("0.25", "¼"), ("0.5", "½"), ("1", "1"), ("2", "2×"), ("4", "4×"))
    ]
    return Strip(
        width,
        height,
        _at(Decimal(1), width)[0],
        None if usual is None else _at(usual, width)[0],
        tuple(dots),
        tuple(marks),
    )


def _at(times: Decimal, width: int) -> tuple[float, int]:
    step = log2(float(times)) if times > 0 else -2 * _REACH
    beyond = -1 if step < -_REACH else 1 if step > _REACH else 0
    step = max(-_REACH, min(_REACH, step))
    return round(_EDGE + (width - 2 * _EDGE) * (step + _REACH) / (2 * _REACH), 1), beyond


@dataclass(frozen=True, slots=True)
class Days:
    """When a source spoke: a dot a day, larger for more, along the days of all that it said."""

    width: int
    dots: tuple[tuple[float, float], ...]


def draw_days(
    days: Iterable[date], first: date | None, last: date | None, width: int = 220
) -> Days | None:
    """The dots, None where no day is known or all is of one day."""
    if first is None or last is None or first == last:
        return None
    span = (last - first).days
    columns = Counter(round((day - first).days * (width - 14) / span) for day in days)
    dots = ((7.0 + x, round(min(6.0, 1.8 + sqrt(count)), 1)) for x, count in columns.items())
    return Days(width, tuple(sorted(dots)))
