"""HTML that stands in a record's field or a feed's entry, as text and pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tallybook.model import Kind, Piece

_ASIDE: Final = frozenset({Kind.TEASER, Kind.COMMENT, Kind.CHROME})


@dataclass(frozen=True, slots=True)
class Fragment:
    """The text of HTML and its pieces."""

    text: str
    pieces: tuple[Piece, ...]


def read_fragment(markup: str) -> Fragment:
    """The text of HTML that has no page around it: all of it is main, save what says otherwise.

    Empty where it shows no text.

    >>> read_fragment("<p>Nine <b>dead</b>").text
    'Nine dead'
    """
    from tallybook.read.html.judging import region_of
    from tallybook.read.html.pieces import find_lines
    from tallybook.read.html.tree import parse_html

    root, _ = parse_html(f"<div>{markup}</div>")
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for line in [] if root is None else find_lines(root):
        end = at + len(line.text)
        kind = region_of(line) or line.kind
        main = kind not in _ASIDE
        pieces.append(Piece(at, end, kind, main, line.linked, line.box))
        texts.append(line.text)
        at = end + 1
    return Fragment("\n".join(texts), tuple(pieces))
