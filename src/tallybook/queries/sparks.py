"""Sparks: how a tally's low, best and high stepped over time, as a small drawing and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Revision, Tally

WIDTH: Final = 120
HEIGHT: Final = 32
_EDGE: Final = 2
_MOST_STEPS: Final = 40
_HEADROOM: Final = Decimal("1.25")
"""An end that is open upwards needs room above it."""
_LAST: Final = Decimal("0.08")
"""The newest step is drawn at least so long, as a part of the width, so that it is seen."""


@dataclass(frozen=True, slots=True)
class Spark:
    """Paths of an SVG of WIDTH × HEIGHT, zero at its lower edge, time across.

    band: between low and high where both are known. open: where one of them is open, up to the
    upper or down to the lower edge. low, high, best: the lines. first, last: the revisions between
    which it stretches. steps: how many there are.
    """

    band: str
    open: str
    low: str
    high: str
    best: str
    first: Revision
    last: Revision
    steps: int


def spark(tally: Tally, width: int = WIDTH, height: int = HEIGHT) -> Spark | None:
    """The drawing of a tally's revisions; None where its answer never moved, or has no days."""
    dated = [each for each in tally.revisions if each.at is not None]
    if len(dated) < 2:
        return None
    kept = _thinned(dated)
    top = _top(kept)
    if top is None:
        return None
    edges = _edges([each.at for each in kept if each.at is not None], tally.as_of, width)
    return _draw(kept, edges, _Scale(top, height), len(dated))


@dataclass(frozen=True, slots=True)
class _Scale:
    top: Decimal
    height: int

    def y(self, value: Decimal) -> Decimal:
        """Where a count stands: zero just above the lower edge, the largest below the upper."""
        room = Decimal(self.height - 2 * _EDGE)
        share = min(max(value / self.top, Decimal(0)), Decimal(1))
        return Decimal(self.height - _EDGE) - share * room


def _thinned(revisions: Sequence[Revision]) -> list[Revision]:
    """So many as can be seen, the first and the newest among them."""
    if len(revisions) <= _MOST_STEPS:
        return list(revisions)
    last = len(revisions) - 1
    wanted = {round(at * last / (_MOST_STEPS - 1)) for at in range(_MOST_STEPS)}
    return [revisions[at] for at in sorted(wanted)]


def _top(revisions: Sequence[Revision]) -> Decimal | None:
    ends = [end for each in revisions for end in (each.low, each.best, each.high)]
    largest = max((end for end in ends if end is not None), default=None)
    if largest is None:
        return None
    is_open = any(each.high is None and each.low is not None for each in revisions)
    return max(largest, Decimal(1)) * (_HEADROOM if is_open else 1)


def _edges(days: Sequence[date], until: date | None, width: int) -> list[Decimal]:
    """Where each step begins, and where the last one ends."""
    first, last = days[0], max(days[-1], until or days[-1])
    whole = max((last - first).days, 1)
    room = Decimal(width) * (1 - _LAST)
    begun = [room * (day - first).days / whole for day in days]
    return [*begun, Decimal(width)]


def _draw(
    revisions: Sequence[Revision], edges: Sequence[Decimal], scale: _Scale, steps: int
) -> Spark:
    band, reach = list[str](), list[str]()
    for at, each in enumerate(revisions):
        if each.low is None and each.high is None:
            continue
        upper = Decimal(0) if each.high is None else scale.y(each.high)
        lower = Decimal(scale.height) if each.low is None else scale.y(each.low)
        is_open = each.low is None or each.high is None
        box = _box(edges[at], edges[at + 1], upper, lower)
        (reach if is_open else band).append(box)
    lines = {
        name: _line([getattr(each, name) for each in revisions], edges, scale)
        for name in ("low", "high", "best")
    }
    return Spark(
        "".join(band),
        "".join(reach),
        lines["low"],
        lines["high"],
        lines["best"],
        revisions[0],
        revisions[-1],
        steps,
    )


def _box(left: Decimal, right: Decimal, upper: Decimal, lower: Decimal) -> str:
    if upper == lower:
        return ""
    return f"M{_n(left)} {_n(upper)}H{_n(right)}V{_n(lower)}H{_n(left)}z"


def _line(values: Sequence[Decimal | None], edges: Sequence[Decimal], scale: _Scale) -> str:
    """Steps through the values; the line breaks where there is none."""
    drawn: list[str] = []
    is_on = False
    for at, value in enumerate(values):
        if value is None:
            is_on = False
            continue
        y = _n(scale.y(value))
        drawn.append(
            f"V{y}H{_n(edges[at + 1])}" if is_on else f"M{_n(edges[at])} {y}H{_n(edges[at + 1])}"
        )
        is_on = True
    return "".join(drawn)


def _n(value: Decimal) -> str:
    """A coordinate to a tenth."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
