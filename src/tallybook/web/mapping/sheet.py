"""The sheet behind the marks: land, coasts, borders and the names of countries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from tallybook.catalogue.outlines import Line, load_outlines, rank_of
from tallybook.queries.places import country_name
from tallybook.web.mapping.frames import WIDE, Frame, Mask
from tallybook.web.mapping.paths import DOT, filled, pack, stroked

_COARSER: Final = 1.3
"""How many units a detail must have to be drawn."""
_REGIONS_BELOW: Final = 0.03
"""Degrees a unit above which the lines of regions would only be noise."""
_THIN: Final = 0.8
"""Units that a line must have to be drawn."""
_NAMED_FROM: Final = 90.0
"""Units that a country must have either way to be named as a bystander."""
_MANY: Final = 5
_WARM: Final = (4, 5, 6, 7, 8)
_SEAM: Final = 179.9
_GRID: Final = 11
_TRIED: Final = 48
_CANDIDATES: Final = 7
_FLAT: Final = 1.6


Spots = tuple[tuple[float, float], ...]
"""Points well inside an area, the best first."""


@dataclass(frozen=True, slots=True)
class Name:
    """A country's name, where it may stand, and how much room the best of these has, in units."""

    text: str
    code: str
    spots: Spots
    room: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paths of what lies behind the marks. disputed: drawn, or claimed, by some only."""

    land: str
    coast: str
    regions: str
    borders: str
    disputed: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a region on the sheet; box: left, top, right and bottom of what is seen of it.

    edge: its line, where that is not the one around its fill: at 180 degrees no land ends.
    largest: the ring of it that takes most room; None where it lies outside the frame.
    """

    fill: str
    edge: str
    box: tuple[float, float, float, float]
    largest: Line | None


@lru_cache(maxsize=128)
def sheet_of(frame: Frame) -> Sheet:
    """The sheet of a frame; kept, for a frame is looked at again and again."""
    outlines, rank = load_outlines(), _rank(frame)
    box = frame.box
    land, names = [], []
    for code in outlines.countries_in(box):
        outline = outlines.country(code)
        if outline is None:
            continue
        path, rings = filled(outline.units, rank, frame)
        land.append(path)
        largest = max(rings, key=_extent, default=None)
        if largest is not None and np.ptp(largest, axis=0).min() > _NAMED_FROM:
            names.append(Name(country_name(code), code, *_inner(largest, frame)))
    if nobodys := outlines.unclaimed:
        land.append(filled(nobodys, rank, frame)[0])
    least = _THIN * frame.scale

    def lines(*kinds: str) -> str:
        found = [line for kind in kinds for line in outlines.lines(kind, rank, box, least)]
        return stroked(found, frame)

    return Sheet(
        "".join(land),
        lines("coast"),
        lines("region") if frame.scale < _REGIONS_BELOW else "",
        lines("border"),
        lines("disputed", "claimed"),
        tuple(sorted(names, key=lambda name: -name.room)),
    )


@lru_cache(maxsize=2048)
def area_of(units: tuple[int, ...], frame: Frame) -> Area:
    """Areas as one on the sheet of a frame; kept."""
    rank = _rank(frame)
    fill, rings = filled(units, rank, frame, least=DOT if len(units) > _MANY else 0)
    if not rings:
        return Area("", "", (0, 0, 0, 0), None)
    seen = np.concatenate(rings)
    low, top = seen.min(axis=0), seen.max(axis=0)
    around = load_outlines().box(units)
    is_cut = around.east >= _SEAM or around.west <= -_SEAM
    edges = load_outlines().edges(units, rank, _THIN * frame.scale) if is_cut else []
    edge = stroked(edges, frame)
    box = (float(low[0]), float(low[1]), float(top[0]), float(top[1]))
    return Area(fill, edge, box, max(rings, key=_extent))


@lru_cache(maxsize=2048)
def spots_on(units: tuple[int, ...], frame: Frame) -> Spots:
    """Points of the frame that lie well inside areas; kept."""
    largest = area_of(units, frame).largest
    return () if largest is None else _inner(largest, frame)[0]


def warm() -> None:
    """Joins the lines of every country once at the scales of large frames, some two seconds."""
    outlines = load_outlines()
    for code in outlines.countries:
        outline = outlines.country(code)
        if outline is not None:
            for rank in _WARM:
                pack(outline.units, rank)


def _rank(frame: Frame) -> int:
    return rank_of(frame.scale * _COARSER)


def _extent(ring: Line) -> float:
    """The area of a ring, by the shoelace."""
    x, y = ring.T
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def _inner(ring: Line, frame: Frame) -> tuple[Spots, float]:
    """Points of a grid over the ring that lie far inside and apart; how far the first does."""
    thin = ring[:: max(len(ring) // 90, 1)]
    low = np.maximum(thin.min(axis=0), 0)
    top = np.minimum(thin.max(axis=0), (WIDE, frame.high))
    middle = ring.mean(axis=0)
    if (top <= low).any():
        return ((float(middle[0]), float(middle[1])),), 0.0
    xs, ys = (np.linspace(a, b, _GRID + 2)[1:-1] for a, b in zip(low, top, strict=True))
    x, y = (side.ravel()[:, None] for side in np.meshgrid(xs, ys))
    away, inside = _depth(thin, x, y)
    edges = np.stack((x[:, 0] / _FLAT, (WIDE - x[:, 0]) / _FLAT, y[:, 0], frame.high - y[:, 0]))
    depth = np.where(inside, np.minimum(away, edges.min(axis=0)), -1)
    best = np.argsort(-depth, kind="stable")[:_TRIED]
    apart = np.maximum((top - low) / 5, 1).tolist()
    found: list[tuple[float, float]] = []
    for here in zip(x[best, 0].tolist(), y[best, 0].tolist(), strict=True):
        if all(abs(here[0] - a) >= apart[0] or abs(here[1] - b) >= apart[1] for a, b in found):
            found.append(here)
        if len(found) == _CANDIDATES:
            break
    return tuple(found), max(float(depth.max()), 0.0)


def _depth(ring: Line, x: Line, y: Line) -> tuple[Line, Mask]:
    """How far each point lies from the ring, and whether it lies inside.

    Names are wider than they are high, so that what lies to the sides counts as nearer.
    """
    (ax, ay), (bx, by) = ring.T, np.roll(ring, -1, axis=0).T
    dx, dy = bx - ax, by - ay
    with np.errstate(divide="ignore", invalid="ignore"):
        crosses = ((ay > y) != (by > y)) & (x < ax + (y - ay) * dx / dy)
        along = np.clip(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0, 1)
    away = np.hypot((x - ax - along * dx) / _FLAT, y - ay - along * dy)
    nearest = np.where(np.isnan(away), np.inf, away).min(axis=1)
    return nearest, np.count_nonzero(crosses, axis=1) % 2 == 1
