"""Frames: which part of the world a map shows, and where on the sheet a point of it lies.

A part of the world is drawn with longitudes as wide as they are at its middle; the whole world in
the Natural Earth projection (Šavrič, Jenny, Patterson, Petrovič and Hurni, 2011).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Final

import numpy as np
import numpy.typing as npt

from tallybook.catalogue.outlines import TURNS, Box, Line, box_around

Mask = npt.NDArray[np.bool_]

WIDE: Final = 1600
"""How many units of the sheet a frame is wide; a screen has about half as many dots for it."""
_ASPECT: Final = 0.66
_NORTH, _SOUTH = 84.0, -58.0
_TOP, _BOTTOM = 85.0, -85.0
_LEAST: Final = 0.8
"""Degrees of latitude that a frame shows at the least: outlines are no finer."""
_MOST: Final = 110.0
"""Degrees of latitude beyond which only the whole world will do."""
_AIR: Final = 0.12
"""How much of itself a frame leaves around what it is made for, on each side."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame. world: all of it, in its own projection; box is then all that it shows."""

    box: Box
    high: int
    world: bool = False

    @property
    def scale(self) -> float:
        """Degrees of latitude a unit."""
        if self.world:
            return 360 / WIDE
        return (self.box.north - self.box.south) / self.high

    def on_sheet(self, points: Line) -> Line:
        """Units from the left and the top, one point a row."""
        if self.world:
            return _on_world(points, self.high)
        wide, high = self.box.east - self.box.west, self.box.north - self.box.south
        x = (points[:, 0] - self.box.west) * (WIDE / wide)
        y = (self.box.north - points[:, 1]) * (self.high / high)
        return np.stack((x, y), axis=1)

    def place(self, points: Line) -> tuple[Line, Mask]:
        """Where points lie, on the turn on which they are in the frame, and which are in it."""
        placed = np.zeros_like(points)
        found = np.zeros(len(points), bool)
        for turn in (0.0,) if self.world else TURNS:
            x, y = here = self.on_sheet(points + (turn, 0.0)).T
            inside = (x >= 0) & (x <= WIDE) & (y >= 0) & (y <= self.high)
            placed[inside] = here.T[inside]
            found |= inside
        return placed, found

    def look(self, across: float, down: float, factor: float) -> Frame:
        """The frame around a point of this one, as large as `factor` of it.

        across, down: shares of its width and height. The whole world where nothing larger is left.
        """
        if self.world:
            if factor >= 1:
                return self
            lon, lat = _from_world(across * WIDE, down * self.high, self.high)
            high = (_NORTH - _SOUTH) * factor * 0.8
        else:
            lon = self.box.west + across * (self.box.east - self.box.west)
            lat = self.box.north - down * (self.box.north - self.box.south)
            high = (self.box.north - self.box.south) * factor
        return _around(lon, lat, high)


def world() -> Frame:
    """The whole world, but for the ice of its south."""
    size = _natural_earth(np.array([[180.0, 0.0], [0.0, _NORTH], [0.0, _SOUTH]]))
    high = round(WIDE * float(size[1, 1] - size[2, 1]) / float(2 * size[0, 0]))
    return Frame(Box(-180, _SOUTH, 180, _NORTH), high, world=True)


def frame_around(boxes: Iterable[Box]) -> Frame:
    """A frame that shows boxes with air around them; the whole world where there are none."""
    found = list(boxes)
    if not found:
        return world()
    box = box_around(found)
    lat = (box.north + box.south) / 2
    tall = (box.north - box.south) * (1 + 2 * _AIR)
    wide = (box.east - box.west) * (1 + 2 * _AIR) * cos(radians(lat)) * _ASPECT
    return _around((box.west + box.east) / 2, lat, max(tall, wide, 2 * _LEAST))


def frame_of(box: Box) -> Frame:
    """A frame that shows just this box, or a little more."""
    lat = (box.north + box.south) / 2
    wide = (box.east - box.west) * cos(radians(lat)) * _ASPECT
    return _around((box.west + box.east) / 2, lat, max(box.north - box.south, wide))


def parse_box(words: str | None) -> Box | None:
    """The box that an address asks for, "west,south,east,north"; None where it is none.

    >>> parse_box("30,48,42,54"), parse_box("1,2,3"), parse_box("nan,0,1,1")
    (Box(west=30.0, south=48.0, east=42.0, north=54.0), None, None)
    """
    try:
        west, south, east, north = (float(part) for part in (words or "").split(","))
    except ValueError:
        return None
    if not (-90 <= south < north <= 90 and -540 <= west < east <= 540 and east - west <= 360):
        return None
    return Box(west, south, east, north)


def told(frame: Frame) -> str:
    """The frame's box as an address says it."""
    box = frame.box
    return ",".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in
                    (box.west, box.south, box.east, box.north))  # fmt: skip


def _around(lon: float, lat: float, high: float) -> Frame:
    """A frame of so many degrees of latitude around a point, moved where it would pass a pole."""
    if high > _MOST:
        return world()
    high = max(high, _LEAST)
    lat = min(max(lat, _BOTTOM + high / 2), _TOP - high / 2)
    wide = high / _ASPECT / max(cos(radians(lat)), 0.2)
    if wide > 300:
        return world()
    lon = (lon + 180) % 360 - 180
    box = Box(*(round(value, 2) for value in
                (lon - wide / 2, lat - high / 2, lon + wide / 2, lat + high / 2)))  # fmt: skip
    return Frame(box, round(WIDE * _ASPECT))


def _natural_earth(points: Line) -> Line:
    """Radians from the middle, east and north."""
    lam, phi = np.radians(points[:, 0]), np.radians(points[:, 1])
    square = phi * phi
    fourth = square * square
    wide = 0.8707 - 0.131979 * square - 0.013791 * fourth
    wide += fourth**2 * square * (0.003971 - 0.001529 * square)
    high = 1.007226 + 0.015085 * square - 0.044475 * fourth * square
    high += fourth**2 * (0.028874 - 0.005916 * square)
    return np.stack((lam * wide, phi * high), axis=1)


def _on_world(points: Line, high: int) -> Line:
    edge, top = _natural_earth(np.array([[180.0, 0.0], [0.0, _NORTH]]))
    size = WIDE / (2 * edge[0])
    found = _natural_earth(points)
    return np.stack(((found[:, 0] + edge[0]) * size, (top[1] - found[:, 1]) * size), axis=1)


def _from_world(x: float, y: float, high: int) -> tuple[float, float]:
    """Longitude and latitude of a point of the world's sheet, by halves."""
    low, up = _SOUTH, _NORTH
    for _ in range(40):
        lat = (low + up) / 2
        below = float(_on_world(np.array([[0.0, lat]]), high)[0, 1]) > y
        low, up = (lat, up) if below else (low, lat)
    edge = float(_on_world(np.array([[180.0, low]]), high)[0, 0]) - WIDE / 2
    return max(min((x - WIDE / 2) / edge, 1), -1) * 180, low
