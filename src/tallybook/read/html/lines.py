"""Line: a line of a page's text with what its letters and its containers say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tallybook.model import Kind
from tallybook.read.html.contexts import AWAY, CREDITED, LINKED, SIGNED, TIMED, Context

_INVISIBLE: Final = {ord(letter): None for letter in "\x00\u00ad\u200b\u2060\ufeff"}
_ODD: Final = re.compile("[\u00a0\u2009\u202f\u00ad\u200b\u2060\ufeff]")
_THIN: Final = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d)")
_SPACES: Final = re.compile(r"\s+")
_HUGE: Final = 1_000_000  # letters of a line of which no list of words is made
_KEPT: Final = "\ue000"  # stands for the space within a number while spaces are collapsed
WORD: Final = re.compile(r"[^\W_]+")
"""A run of letters and digits."""

_TOLD: Final = frozenset({Kind.PARAGRAPH, Kind.ITEM})
_TOLD_APART: Final = 5_000
_ALONE: Final = 0.8
_SIGNED: Final = 0.3
_CREDITED: Final = 0.6
_LONGEST_BYLINE: Final = 300
_LONGEST_SIGNED: Final = 200
_SHORT_SIGNED: Final = 60
_LONGEST_CAPTION: Final = 1_500
_HALF: Final = 0.5
_ENTRY: Final = 22  # letters of a menu's entry, most likely


@dataclass(slots=True, eq=False)
class Line:
    """A line, the context that it stands in, its links, their share, and whether they lead away.

    row, cell: of a table. timed: a `<time>` stands in it. main: set by who judges it.
    """

    text: str
    kind: Kind
    context: Context
    box: int
    linked: float
    away: bool
    links: int = 0
    row: int = 0
    cell: int = 0
    timed: bool = False
    main: bool = False
    known: str | None = None

    @property
    def key(self) -> str:
        """Its first letters and digits in lower case; made once it is asked for."""
        if self.known is None:
            self.known = key_of(self.text[:_TOLD_APART])
        return self.known

    @property
    def is_menu(self) -> bool:
        """Several links in a row, too short to be headlines: "News Sport Weather"."""
        return self.links > 1 and self.linked > _HALF and len(self.text) < _ENTRY * self.links


def key_of(text: str) -> str:
    """Letters and digits only, in lower case: what texts are compared by."""
    return "".join(WORD.findall(text.lower()))


def collapse(text: str) -> str:
    """White space as single spaces, invisible letters gone; a number keeps the space in its midst.

    >>> collapse(" 1\\u202f200  dead\\u00a0\\n")
    '1\\u202f200 dead'
    """
    if len(text) > _HUGE:
        return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()
    if text.isascii() or not _ODD.search(text):
        return " ".join(text.split())
    text = text.translate(_INVISIBLE)
    spaces = [match[0] for match in _THIN.finditer(text)]
    if not spaces:
        return " ".join(text.split())
    text = " ".join(_THIN.sub(_KEPT, text).split())
    for space in spaces:
        text = text.replace(_KEPT, space, 1)
    return text


def make_line(text: str, counts: list[int], total: int, context: Context, box: int) -> Line:
    """The line; counts: links, then letters under each of `LINKED` … `CREDITED`."""
    if not any(counts):
        kind = _shortened(context.kind, text)
        return Line(text, kind, context, box, 0.0, False, 0, context.row, context.cell)
    linked, away, timed, signed, credited = (min(1.0, count / total) for count in counts[1:])
    kind = _shortened(context.kind, text)
    if kind in _TOLD:
        if timed >= _ALONE:
            kind = Kind.BYLINE
        elif signed and len(text) <= _LONGEST_SIGNED:
            if signed >= _SIGNED or len(text) <= _SHORT_SIGNED:
                kind = Kind.BYLINE
        elif credited >= _CREDITED:
            kind = Kind.CAPTION
    line = Line(text, kind, context, box, round(linked, 3), away > _HALF, counts[0])
    line.row, line.cell, line.timed = context.row, context.cell, timed > 0
    return line


def _shortened(kind: Kind, text: str) -> Kind:
    """What stands at length in a byline's or a caption's container is neither."""
    if kind is Kind.BYLINE and len(text) > _LONGEST_BYLINE:
        return Kind.PARAGRAPH
    if kind is Kind.CAPTION and len(text) > _LONGEST_CAPTION:
        return Kind.PARAGRAPH
    return kind


def join_row(lines: list[Line]) -> list[Line]:
    """The lines of a table's row as one, where each of its cells has one line at most."""
    if len(lines) < 2 or len({line.cell for line in lines}) != len(lines):
        return lines
    size = sum(len(line.text) for line in lines)
    linked = sum(len(line.text) * line.linked for line in lines) / size
    first = lines[0]
    kind = first.kind if all(line.kind is first.kind for line in lines) else Kind.ROW
    if kind in {Kind.PARAGRAPH, Kind.ITEM, Kind.TITLE, Kind.HEADING}:
        kind = Kind.ROW
    text = " | ".join(line.text for line in lines)
    away = all(line.away for line in lines)
    links = sum(line.links for line in lines)
    return [Line(text, kind, first.context, first.box, round(linked, 3), away, links)]


COUNTED: Final = (LINKED, AWAY, TIMED, SIGNED, CREDITED)
"""The flags in the order of a line's counts."""
