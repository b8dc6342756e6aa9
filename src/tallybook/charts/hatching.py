"""Hatching: slanted strokes in a bar, for Vega-Lite has no patterns. Vague words are drawn so."""

from __future__ import annotations

from typing import Final

_APART: Final = 5.0
"""Pixels from one stroke to the next."""


def hatched(width: float, height: float) -> str:
    """The strokes of a bar of that many pixels, as a path around its middle; empty where none fits.

    >>> hatched(4, 6)
    'M-2,2L2,-2'
    """
    strokes = []
    start = _APART - height / 2
    reach = height / 2 + width
    while start < reach:
        stroke = _inside(start, width / 2, height / 2)
        if stroke is not None:
            (x1, y1), (x2, y2) = stroke
            strokes.append(f"M{x1:g},{y1:g}L{x2:g},{y2:g}")
        start += _APART
    return "".join(strokes)


def _inside(
    left_y: float, half_width: float, half_height: float
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part inside the bar of a line that rises to the right from `left_y` on its left side."""
    at = left_y - half_width
    left, right = max(-half_width, at - half_height), min(half_width, at + half_height)
    if right - left < 1.0:
        return None
    return (round(left, 1), round(at - left, 1)), (round(right, 1), round(at - right, 1))
