"""Why a block has its role, in words: what its text looks like, and what the markup says."""

from __future__ import annotations

from typing import Final

from tallybook.clean.marks import Mark
from tallybook.model import Piece

_LOOKS: Final = {
    Mark.PROSE: "reads as prose",
    Mark.SHORT: "a short line without an end mark",
    Mark.BULLET: "an item of a list",
    Mark.QUOTE: "wholly in quotation marks",
    Mark.TIME: "a clock",
    Mark.BYLINE: "names or dates, as bylines have them",
    Mark.CREDIT: "a picture's credit",
    Mark.MASTHEAD: "a paper's name",
    Mark.SUMMARY: "a label over key points",
    Mark.NOTE: "a note on the text",
    Mark.TEASER_HEADING: "a label over other stories",
    Mark.TEASER: "leads to another story",
    Mark.HINT: "a reading time or another hint",
    Mark.FURNITURE: "asks, sells or steers",
    Mark.LETTER: "a letter to readers",
    Mark.COMMENTS: "a label over readers' comments",
}
_LINK: Final = 0.7


def why_of(mark: Mark, piece: Piece | None = None) -> str:
    """What spoke for the role of a block that begins so; its neighbours may have spoken too.

    >>> why_of(Mark.PROSE, Piece(0, 9))
    'paragraph of the main text by its markup; reads as prose'
    """
    if piece is None:
        return _LOOKS[mark]
    where = "of the main text" if piece.main else "beside the main text"
    link = ", a link" if piece.linked > _LINK else ""
    return f"{piece.kind.value} {where} by its markup{link}; {_LOOKS[mark]}"
