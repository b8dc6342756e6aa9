"""Lines and rings on the sheet as the data of SVG paths, cut to what the frame shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from tallybook.catalogue.outlines import TURNS, Line, load_outlines
from tallybook.web.mapping.frames import WIDE, Frame, Mask

_MARGIN: Final = 24
"""Units beyond the frame at which rings and lines are cut, so that no cut is seen."""
DOT: Final = 1.5
"""A ring smaller than this many units either way is left out."""


@lru_cache(maxsize=8192)
def pack(units: tuple[int, ...], rank: int) -> tuple[tuple[Line, ...], Line]:
    """The rings of areas, and the west, south, east and north of each."""
    rings = load_outlines().rings(units, rank)
    boxes = [np.concatenate((ring.min(axis=0), ring.max(axis=0))) for ring in rings]
    return rings, np.array(boxes).reshape(-1, 4)


def filled(
    units: tuple[int, ...], rank: int, frame: Frame, least: float = DOT
) -> tuple[str, list[Line]]:
    """The path of areas to be filled by even and odd, and its rings as they lie on the sheet."""
    rings, boxes = pack(units, rank)
    sizes = (boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0)
    found = []
    for turn in (0.0,) if frame.world else TURNS:
        seen = _meets(boxes + (turn, 0, turn, 0), frame) & (sizes >= least * frame.scale)
        for number in np.flatnonzero(seen):
            placed = frame.on_sheet(rings[number] + (turn, 0.0))
            cut = placed if frame.world else _cut(placed, frame.high)
            if len(cut) > 2:
                found.append(cut)
    return "".join(_closed(ring) for ring in found), found


def stroked(lines: Sequence[Line], frame: Frame) -> str:
    """The path of lines to be drawn."""
    if not lines:
        return ""
    starts = np.cumsum([0, *(len(line) for line in lines)])
    points = np.concatenate(lines)
    turns = (0.0,) if frame.world else TURNS
    return "".join(
        path
        for turn in turns
        for path in _drawn(frame.on_sheet(points + (turn, 0.0)), starts, frame)
    )


def _drawn(points: Line, starts: npt.NDArray[np.int64], frame: Frame) -> Iterator[str]:
    """The paths of lines that lie end to end in `points`, those that pass the frame."""
    low = np.minimum.reduceat(points, starts[:-1], axis=0)
    top = np.maximum.reduceat(points, starts[:-1], axis=0)
    wide, high = WIDE + _MARGIN, frame.high + _MARGIN
    seen = (
        (low[:, 0] <= wide)
        & (top[:, 0] >= -_MARGIN)
        & (low[:, 1] <= high)
        & (top[:, 1] >= -_MARGIN)
    )
    within = (low >= -_MARGIN).all(axis=1) & (top[:, 0] <= wide) & (top[:, 1] <= high)
    whole = np.rint(points).astype(np.int64)
    for number in np.flatnonzero(seen):
        first, last = starts[number], starts[number + 1]
        if within[number]:
            yield _told(whole[first:last])
        else:
            yield from (
                _told(whole[first + a : first + b]) for a, b in _runs(points[first:last], frame)
            )


def _meets(boxes: Line, frame: Frame) -> Mask:
    box = frame.box
    west, south, east, north = boxes.T
    seen: Mask = (
        (west <= box.east) & (east >= box.west) & (south <= box.north) & (north >= box.south)
    )
    return seen


def _cut(ring: Line, high: int) -> Line:
    """The part of a ring in the frame and its margin (Sutherland and Hodgman)."""
    for axis, bound, sign in (
        (0, -_MARGIN, 1.0), (0, WIDE + _MARGIN, -1.0),
        (1, -_MARGIN, 1.0), (1, high + _MARGIN, -1.0),
    ):  # fmt: skip
        away = (ring[:, axis] - bound) * sign
        inside = away >= 0
        if inside.all():
            continue
        if not inside.any():
            return ring[:0]
        following, later = np.roll(ring, -1, axis=0), np.roll(away, -1)
        crosses = inside != (later >= 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (away / (away - later))[:, None]
        met = ring + (following - ring) * np.where(crosses[:, None], share, 0.0)
        both = np.empty((2 * len(ring), 2))
        both[::2], both[1::2] = ring, met
        kept = np.empty(2 * len(ring), bool)
        kept[::2], kept[1::2] = inside, crosses
        ring = both[kept]
    return ring


def _runs(line: Line, frame: Frame) -> Iterator[tuple[int, int]]:
    """Where a line is in the frame, each run with the point before and after it."""
    x, y = line.T
    inside = (x >= -_MARGIN) & (x <= WIDE + _MARGIN)
    inside &= (y >= -_MARGIN) & (y <= frame.high + _MARGIN)
    near = inside.copy()
    near[:-1] |= inside[1:]
    near[1:] |= inside[:-1]
    if not near.any():
        # it may cross the frame without a point in it
        near[:] = len(line) < 8
    edges = np.flatnonzero(np.diff(np.concatenate(([False], near, [False])).astype(np.int8)))
    for first, last in edges.reshape(-1, 2).tolist():
        if last - first > 1:
            yield first, last


def _closed(ring: Line) -> str:
    data = _told(np.rint(ring).astype(np.int64))
    return f"{data}z" if data else ""


def _told(line: npt.NDArray[np.int64]) -> str:
    """The line in whole units, each step from the one before; no step of nothing."""
    steps = line[1:] - line[:-1]
    numbers = steps[(steps[:, 0] != 0) | (steps[:, 1] != 0)].ravel().tolist()
    if not numbers:
        return ""
    told = " ".join(map(str, numbers)).replace(" -", "-")
    return f"M{line[0, 0]} {line[0, 1]}l{told}"
