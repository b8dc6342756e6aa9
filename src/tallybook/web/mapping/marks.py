"""Marks: what stands for each place on the sheet. An area is shaded, and only a place is a dot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, product
from math import hypot, log2
from typing import Final

import numpy as np

from tallybook.catalogue.outlines import meets
from tallybook.queries.places import POINTS, How, Spot
from tallybook.web.mapping.frames import Frame, frame_around, told
from tallybook.web.mapping.labels import Label, Wish, place_labels
from tallybook.web.mapping.sheet import area_of, sheet_of, spots_on

SCREENS: Final = {"wide": 760.0, "narrow": 350.0}
_TOGETHER: Final = 52.0
"""Units within which points become one."""
_MOST_PATCHES: Final = 120
_MOST_NAMED: Final = 60
_SMALL: Final = 22.0
"""Units both ways below which an area is ringed, so that it is not overlooked."""
_FAINT: Final = 70.0
"""Units of room that a country needs for its name to be written on it as a bystander."""


@dataclass(frozen=True, slots=True)
class Patch:
    """An area on the sheet. ring: the radius in units of one around an area that is tiny."""

    number: int
    spot: Spot
    fill: str
    edge: str
    x: float
    y: float
    ring: float | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A place, or places too near each other to be told apart. x, y: units.

    box: as an address says it, what to look at to tell several apart; None for one.
    """

    numbers: tuple[int, ...]
    spots: tuple[Spot, ...]
    x: float
    y: float
    radius: float
    tallies: int
    box: str | None

    @property
    def number(self) -> int:
        """Of the one with most tallies."""
        return self.numbers[0]

    @property
    def name(self) -> str:
        """ "Jumla", "Jumla and Kalikot", "Jumla and 3 more places"."""
        first, *others = (spot.name for spot in self.spots)
        if len(others) < 2:
            return " and ".join((first, *others))
        return f"{first} and {len(others)} more places"


@dataclass(slots=True)
class _Crowd:
    """Points that are drawn as one."""

    x: float
    y: float
    numbers: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn on a sheet. numbers: of the spots that are in the frame."""

    patches: tuple[Patch, ...]
    dots: tuple[Dot, ...]
    labels: dict[str, tuple[Label, ...]]
    numbers: frozenset[int]
    undrawn: int


def draw(spots: Sequence[Spot], frame: Frame) -> Drawing:
    """The marks of spots in a frame; a spot's number is its position among them."""
    areas = [(n, spot) for n, spot in enumerate(spots) if spot.units]
    patches: list[Patch] = []
    inside, undrawn = set[int](), 0
    for number, spot in areas:
        if not _may_show(spot, frame):
            continue
        if len(patches) >= _MOST_PATCHES:
            undrawn += 1
            continue
        area = area_of(spot.units, frame)
        if area.fill:
            left, top, right, bottom = area.box
            size = max(right - left, bottom - top)
            ring = size / 2 + 12 if size < _SMALL else None
            middle = (left + right) / 2, (top + bottom) / 2
            patches.append(Patch(number, spot, area.fill, area.edge, *middle, ring))
            inside.add(number)
    dots = _dots(spots, frame)
    numbers = {number for dot in dots for number in dot.numbers}
    # the larger areas first, so that the smaller lie on them
    patches.sort(key=lambda patch: (patch.spot.how is not How.COUNTRY, -len(patch.fill)))
    labels = _labels(patches, dots, frame)
    return Drawing(tuple(patches), dots, labels, frozenset(inside | numbers), undrawn)


def _may_show(spot: Spot, frame: Frame) -> bool:
    box = spot.box
    return box is not None and meets(box, frame.box)


def _dots(spots: Sequence[Spot], frame: Frame) -> tuple[Dot, ...]:
    """The points, those near each other as one where the one with most tallies lies."""
    points = [(n, s.lon, s.lat) for n, s in enumerate(spots)
              if s.how in POINTS and s.lon is not None and s.lat is not None]  # fmt: skip
    if not points:
        return ()
    places, is_seen = frame.place(np.array([(lon, lat) for _, lon, lat in points]))
    cells: dict[tuple[int, int], list[_Crowd]] = defaultdict(list)
    crowds: list[_Crowd] = []
    for (number, _, _), (x, y) in zip(
        compress(points, is_seen), places[is_seen].tolist(), strict=True
    ):
        column, row = int(x // _TOGETHER), int(y // _TOGETHER)
        around = product((column - 1, column, column + 1), (row - 1, row, row + 1))
        near = (crowd for cell in around for crowd in cells.get(cell, ()))
        crowd = next((one for one in near if hypot(one.x - x, one.y - y) < _TOGETHER), None)
        if crowd is None:
            crowd = _Crowd(x, y)
            crowds.append(crowd)
            cells[column, row].append(crowd)
        crowd.numbers.append(number)
    return tuple(_dot(spots, crowd) for crowd in crowds)


def _dot(spots: Sequence[Spot], crowd: _Crowd) -> Dot:
    members = tuple(spots[number] for number in crowd.numbers)
    tallies = sum(len(spot.tallies) for spot in members)
    radius = 4.5 if tallies == 1 else min(8 + log2(tallies), 15)
    boxes = [spot.box for spot in members]
    closer = frame_around(box for box in boxes if box is not None) if len(members) > 1 else None
    return Dot(
        tuple(crowd.numbers),
        members,
        crowd.x,
        crowd.y,
        radius,
        tallies,
        told(closer) if closer is not None else None,
    )


def _labels(
    patches: Sequence[Patch], dots: Sequence[Dot], frame: Frame
) -> dict[str, tuple[Label, ...]]:
    """Points first, then regions, then countries, then the countries that are bystanders."""
    named = {code for patch in patches if patch.spot.how is How.COUNTRY
             for code in patch.spot.countries}  # fmt: skip
    wishes = [
        Wish(dot.name, ((dot.x, dot.y),), dot.radius, key=dot.number) for dot in dots[:_MOST_NAMED]
    ]
    busy = sorted(patches, key=lambda patch: -len(patch.spot.tallies))[:_MOST_NAMED]
    busy.sort(key=lambda patch: (patch.spot.how is How.COUNTRY, patch.ring is not None))
    wishes += [_wish(patch, frame) for patch in busy]
    wishes += [
        Wish(name.text, name.spots[:3], muted=True)
        for name in sheet_of(frame).names
        if name.code not in named and name.room > _FAINT
    ]
    taken = [(dot.x, dot.y, dot.radius) for dot in dots]
    return {
        name: place_labels(wishes, frame.high, screen, taken) for name, screen in SCREENS.items()
    }


def _wish(patch: Patch, frame: Frame) -> Wish:
    """The label of an area; on a region, no country's name may stand."""
    area, count = area_of(patch.spot.units, frame), f"{len(patch.spot.tallies):,}"
    name = patch.spot.name
    if patch.spot.how is How.WITHIN:
        # the label must not claim the very point that it stands on
        name = f"{name}, somewhere here"
    if patch.ring is not None:
        return Wish(name, ((patch.x, patch.y),), patch.ring / 2, count, key=patch.number)
    hides = None if patch.spot.how is How.COUNTRY else area.box
    return Wish(
        name,
        spots_on(patch.spot.units, frame),
        None,
        count,
        key=patch.number,
        hides=hides,
    )
