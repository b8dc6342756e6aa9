"""Labels: where each may stand without hiding another, for a wide and for a narrow screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tallybook.web.mapping.frames import WIDE

Rectangle = tuple[float, float, float, float]

_TALL: Final = 15.0
"""Screen dots that a line of a label takes."""
_LETTER: Final = 8.0
_CASES: Final = {False: 1.0, True: 0.78}
_GAP: Final = 5.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants to stand at one of some points of the sheet, in units.

    radius: screen dots to keep free around the point; None for one that stands on the point.
    count: a figure after the text. muted: one that only says where the reader is. hides: what
    later labels may not stand on once this one stands, in units.
    """

    text: str
    spots: tuple[tuple[float, float], ...]
    radius: float | None = None
    count: str = ""
    muted: bool = False
    key: int = -1
    hides: Rectangle | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands: a point in units, and steps from it in screen dots."""

    text: str
    count: str
    x: float
    y: float
    dx: float
    dy: float
    anchor: str
    muted: bool
    key: int


@dataclass(slots=True)
class _Board:
    """What is taken, in screen dots."""

    wide: float
    high: float
    taken: list[Rectangle] = field(default_factory=list)

    def is_free(self, box: Rectangle) -> bool:
        left, top, right, bottom = box
        if left < 2 or top < 2 or right > self.wide - 2 or bottom > self.high - 2:
            return False
        return all(
            right < one[0] or one[2] < left or bottom < one[1] or one[3] < top for one in self.taken
        )


def place_labels(
    wishes: Sequence[Wish], high: int, screen: float, dots: Iterable[tuple[float, float, float]]
) -> tuple[Label, ...]:
    """The labels that find room on a screen so many dots wide, the first wishes first.

    dots: x, y in units and radius in screen dots of what no label may hide.
    """
    size = screen / WIDE
    board = _Board(screen, high * size)
    for x, y, radius in dots:
        board.taken.append(_around(x * size, y * size, radius))
    found = []
    for wish in wishes:
        label = _placed(wish, size, board)
        if label is not None:
            found.append(label)
        if wish.hides is not None:
            left, top, right, bottom = (side * size for side in wish.hides)
            board.taken.append((left, top, right, bottom))
    return tuple(found)


def _placed(wish: Wish, size: float, board: _Board) -> Label | None:
    letters = len(wish.text) + (len(wish.count) + 1 if wish.count else 0)
    wide = letters * _LETTER * _CASES[wish.muted] + _GAP
    for x, y in wish.spots:
        for dx, dy, anchor in _places(wish):
            at, base = x * size + dx, y * size + dy
            left = {"start": at, "middle": at - wide / 2, "end": at - wide}[anchor]
            box = (left, base - _TALL * 0.8, left + wide, base + _TALL * 0.3)
            if board.is_free(box):
                board.taken.append(box)
                return Label(wish.text, wish.count, x, y, dx, dy, anchor, wish.muted, wish.key)
    return None


def _places(wish: Wish) -> list[tuple[float, float, str]]:
    """Steps from the point and which end of the label stands there, the best first."""
    if wish.radius is None:
        return [(0, 5, "middle")]
    off = wish.radius + _GAP
    return [
        (off, 4.5, "start"), (-off, 4.5, "end"), (0, -off, "middle"), (0, off + 9, "middle"),
        (off * 0.7, -off * 0.7, "start"), (off * 0.7, off * 0.7 + 9, "start"),
        (-off * 0.7, -off * 0.7, "end"), (-off * 0.7, off * 0.7 + 9, "end"),
    ]  # fmt: skip


def _around(x: float, y: float, radius: float) -> Rectangle:
    return (x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1)
