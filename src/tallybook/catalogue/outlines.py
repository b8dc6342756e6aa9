"""Outlines of countries and regions, and the lines between them, out of Natural Earth.

Built by `python -m tools.outlines`; see outlines/CREDITS.md. Lines are kept once, with the two
areas that they part, so that neighbours share them at every scale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import floor, log2
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from tallybook.catalogue.outline_file import KINDS, STEP, ArcTable, read_outlines
from tallybook.catalogue.toponyms import fold

Line = npt.NDArray[np.float64]
"""Points of a line or a ring: lon, lat in degrees, one a row."""

_TOP_RANK: Final = 9
_ROUND: Final = 360.0
TURNS: Final = (-_ROUND, 0.0, _ROUND)
"""By how much longitudes may be moved so that they lie in a box over 180 degrees."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the sheet, in degrees. A box over 180 degrees has an east beyond 180."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Outline:
    """What is drawn for a country or a region.

    exact: it is the area itself; else a larger one that holds it. units: the areas it is made of.
    name: of the area, as Natural Earth has it where it is not exact.
    """

    country: str
    name: str
    exact: bool
    units: tuple[int, ...]


class Outlines:
    """The outlines of a file: what a country or region looks like, and what lies in a box.

    unclaimed: the areas that ISO 3166 gives to no country.
    """

    def __init__(self, path: Path) -> None:
        """DataError if the file is missing or is no such file."""
        head, self._arcs = read_outlines(path)
        self._units: list[tuple[str, str]] = [(country, name) for country, name in head["units"]]
        self._regions: dict[tuple[str, str], Outline] = {}
        for country, name, exact, units in head["regions"]:
            called = name if exact else self._units[units[0]][1]
            outline = Outline(country, called, bool(exact), tuple(units))
            self._regions.setdefault((country, fold(name)), outline)
        of_country: dict[str, list[int]] = defaultdict(list)
        for number, (country, _) in enumerate(self._units):
            of_country[country].append(number)
        self.unclaimed = tuple(of_country.pop("", ()))
        self._countries = {code: tuple(units) for code, units in of_country.items()}
        self._sizes = _sizes(self._arcs)
        self._spans = (self._sizes[:, 2:] - self._sizes[:, :2]).max(axis=1)
        self.rings = lru_cache(maxsize=4096)(self._rings)
        self.box = lru_cache(maxsize=4096)(self._box)
        self._at_rank = lru_cache(maxsize=_TOP_RANK + 1)(self._points_at)

    @property
    def countries(self) -> tuple[str, ...]:
        """The ISO 3166-1 alpha-2 codes of all countries that have an outline."""
        return tuple(self._countries)

    @property
    def regions(self) -> tuple[tuple[str, str], ...]:
        """Country and folded name of all regions that have an outline."""
        return tuple(self._regions)

    def country(self, code: str) -> Outline | None:
        """The outline of a country by its ISO 3166-1 alpha-2 code."""
        units = self._countries.get(code)
        return None if units is None else Outline(code, code, exact=True, units=units)

    def region(self, country: str, name: str) -> Outline | None:
        """The outline of a region by the gazetteer's name of it, or of an area that holds it."""
        return self._regions.get((country, fold(name)))

    def countries_in(self, box: Box) -> tuple[str, ...]:
        """The countries whose own box meets a box."""
        boxes = ((code, self.box(units)) for code, units in self._countries.items())
        return tuple(code for code, around in boxes if meets(around, box))

    def lines(self, kind: str, rank: int, box: Box, least: float = 0.0) -> list[Line]:
        """The lines of one of `KINDS` whose own box meets a box; none smaller than `least`."""
        chosen = (self._arcs.kinds == KINDS.index(kind)) & (self._spans >= least)
        return self._drawn(chosen & self._meeting(box), rank)

    def edges(self, units: tuple[int, ...], rank: int, least: float = 0.0) -> list[Line]:
        """The lines around the union of areas, without the seam at 180 degrees."""
        inside = self._inside(units)
        around = inside[self._arcs.left] != inside[self._arcs.right]
        around &= (self._arcs.kinds != KINDS.index("seam")) & (self._spans >= least)
        return self._drawn(around, rank)

    def _drawn(self, chosen: npt.NDArray[np.bool_], rank: int) -> list[Line]:
        points, starts = self._at_rank(rank)
        return [points[starts[arc] : starts[arc + 1]] for arc in np.flatnonzero(chosen)]

    def _inside(self, units: tuple[int, ...]) -> npt.NDArray[np.bool_]:
        """For each area, and last for the sea, whether it is one of these."""
        inside = np.zeros(len(self._units) + 1, bool)
        inside[list(units)] = True
        return inside

    def _meeting(self, box: Box) -> npt.NDArray[np.bool_]:
        """Which lines may pass through the box, on any turn of the sheet."""
        west, south, east, north = self._sizes.T
        found = np.zeros(len(west), bool)
        for turn in TURNS:
            found |= (west + turn <= box.east) & (east + turn >= box.west)
        found &= (south <= box.north) & (north >= box.south)
        return found

    def _rings(self, units: tuple[int, ...], rank: int) -> tuple[Line, ...]:
        """The rings of the union of areas, to be filled by even and odd; the largest first."""
        inside = self._inside(units)
        pieces = self._drawn(inside[self._arcs.left] != inside[self._arcs.right], rank)
        rings = [ring for ring in _stitched(pieces) if len(ring) > 3]
        return tuple(sorted(rings, key=lambda ring: -float(np.prod(np.ptp(ring, axis=0)))))

    def _box(self, units: tuple[int, ...]) -> Box:
        """The smallest box around areas, over 180 degrees where that is smaller."""
        inside = self._inside(units)
        sizes = self._sizes[inside[self._arcs.left] | inside[self._arcs.right]]
        return box_around(Box(*map(float, size)) for size in sizes)

    def _points_at(self, rank: int) -> tuple[Line, npt.NDArray[np.int64]]:
        """All points that this rank needs, and where those of each line begin."""
        kept = self._arcs.ranks >= rank
        before = np.concatenate(([0], np.cumsum(kept)))
        points: Line = self._arcs.points[kept].astype(np.float64) * STEP
        return points, before[self._arcs.starts].astype(np.int64)


@cache
def load_outlines() -> Outlines:
    """The bundled outlines, read once, some 50 ms."""
    folder = Path(str(files("tallybook.catalogue"))) / "outlines"
    return Outlines(folder / "world.outlines")


def rank_of(scale: float) -> int:
    """Which points a picture of `scale` degrees a dot needs.

    >>> rank_of(0.0001), rank_of(0.002), rank_of(0.3)
    (0, 1, 8)
    """
    return min(max(floor(log2(scale / STEP)), 0), _TOP_RANK) if scale > 0 else 0


def meets(one: Box, other: Box) -> bool:
    """Have two boxes a point in common, on any turn of the sheet?

    >>> meets(Box(170, 0, 190, 1), Box(-175, 0, -170, 1))
    True
    """
    if one.south > other.north or other.south > one.north:
        return False
    return any(one.west + turn <= other.east and other.west <= one.east + turn for turn in TURNS)


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes, over 180 degrees where that is smaller.

    >>> box_around([Box(170, 0, 175, 1), Box(-178, -2, -170, 0)])
    Box(west=170, south=-2, east=190, north=1)
    """
    found = sorted(boxes, key=lambda box: box.west)
    south, north = min(box.south for box in found), max(box.north for box in found)
    reach, gap, west, east = found[0].east, 0.0, found[0].west, found[0].east
    for box in found[1:]:
        if box.west - reach > gap:
            gap, west, east = box.west - reach, box.west, reach + _ROUND
        reach = max(reach, box.east)
    if found[0].west + _ROUND - reach >= gap:
        return Box(found[0].west, south, reach, north)
    return Box(west, south, east, north)


def _sizes(arcs: ArcTable) -> Line:
    """West, south, east and north of every line."""
    begins = arcs.starts[:-1]
    low = np.minimum.reduceat(arcs.points, begins, axis=0)
    high = np.maximum.reduceat(arcs.points, begins, axis=0)
    return np.concatenate((low, high), axis=1) * STEP


def _stitched(pieces: list[Line]) -> list[Line]:
    """Joins lines end to end into rings; those that only close on themselves stay as they are."""
    rings, at_end = [], defaultdict[tuple[float, float], list[int]](list)
    for number, piece in enumerate(pieces):
        if _end(piece, 0) == _end(piece, -1):
            rings.append(piece)
        else:
            at_end[_end(piece, 0)].append(number)
            at_end[_end(piece, -1)].append(number)
    used = [_end(piece, 0) == _end(piece, -1) for piece in pieces]
    for first in range(len(pieces)):
        if used[first]:
            continue
        used[first] = True
        ring, start, here = [pieces[first]], _end(pieces[first], 0), _end(pieces[first], -1)
        while here != start:
            free = [number for number in at_end[here] if not used[number]]
            if not free:
                break
            used[free[0]] = True
            piece = pieces[free[0]]
            ring.append((piece if _end(piece, 0) == here else piece[::-1])[1:])
            here = _end(ring[-1], -1)
        rings.append(np.concatenate(ring))
    return rings


def _end(piece: Line, at: int) -> tuple[float, float]:
    return float(piece[at, 0]), float(piece[at, 1])
