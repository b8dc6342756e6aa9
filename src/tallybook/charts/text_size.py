"""How wide text stands: Helvetica's widths, which its look-alikes share, without asking a font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

_ROUGHLY: Final = (
    ("ijl'|.,:;!‘’", 0.25),
    (' fIt/[]()“”-"r·', 0.33),
    ("Jckszvxy", 0.5),
    ("mMW%—", 0.87),
    ("\u2003", 1.0),
    ("wCDHNRUGOQ&", 0.74),
    ("ABEKPSVXY", 0.67),
)
_WIDTHS: Final = {sign: width for signs, width in _ROUGHLY for sign in signs}
_OTHERS: Final = 0.56
_BOLDER: Final = 1.12


def text_width(words: str, size: float, *, is_bold: bool = False) -> float:
    """Pixels of a line of text at a font size in pixels."""
    ems = sum(_width(sign) for sign in words)
    return ems * size * (_BOLDER if is_bold else 1.0)


def _width(sign: str) -> float:
    if sign in _WIDTHS:
        return _WIDTHS[sign]
    if unicodedata.combining(sign):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(sign) in "WF" else _OTHERS


def wrapped(words: str, size: float, width: float, *, is_bold: bool = False) -> list[str]:
    """The lines into which words break so that none is wider than `width` pixels."""
    lines: list[str] = []
    for piece in _pieces(words, size, width, is_bold):
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and text_width(longer, size, is_bold=is_bold) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def balanced(words: str, size: float, width: float, *, is_bold: bool = False) -> list[str]:
    """As few lines as `wrapped` makes, their lengths alike where the last would be a stub."""
    lines = wrapped(words, size, width, is_bold=is_bold)
    if len(lines) < 2 or text_width(lines[-1], size, is_bold=is_bold) > width / 3:
        return lines
    for part in (0.9, 0.8, 0.7, 0.6):
        closer = wrapped(words, size, width * part, is_bold=is_bold)
        if len(closer) > len(lines):
            break
        lines = closer
        if text_width(lines[-1], size, is_bold=is_bold) > width / 3:
            break
    return lines


def _pieces(words: str, size: float, width: float, is_bold: bool) -> Iterator[str]:
    """The words; one that is wider than a line in parts."""
    for word in words.split():
        rest = word
        while text_width(rest, size, is_bold=is_bold) > width and len(rest) > 1:
            fitting = 1
            while text_width(rest[: fitting + 1], size, is_bold=is_bold) <= width:
                fitting += 1
            yield rest[:fitting]
            rest = rest[fitting:]
        yield rest


def shortened(words: str, size: float, width: float) -> str:
    """The words, cut with an ellipsis where they are wider than `width` pixels."""
    if text_width(words, size) <= width:
        return words
    kept = words
    while kept and text_width(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"
