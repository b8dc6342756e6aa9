"""Sizing: how large a chart is, told before it is drawn, so that a page can keep its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tallybook.charts.frame import PAD
from tallybook.charts.spec import Spec

_ENDS: Final = 13
"""Pixels that the first and the last line of text reach beyond their middles."""
_TITLE: Final = 25
_SUBTITLE: Final = 19
_ROUND_TITLE: Final = 10


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels."""

    width: int
    height: int


def size_of(spec: Spec, width: int) -> Size:
    """The size of a chart of that width, a pixel more or less."""
    lines = [row["y"] for row in spec["datasets"]["texts"]]
    height = max(lines) - min(lines) + _ENDS + 2 * PAD
    title = spec.get("title")
    if title is not None:
        height += _TITLE * len(title["text"]) + _SUBTITLE * len(title["subtitle"]) + _ROUND_TITLE
    return Size(width, round(height))
