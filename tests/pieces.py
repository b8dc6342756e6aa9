"""Pages made by hand: lines of text, each with what markup says of it, and their roles."""

from __future__ import annotations

from typing import Any

from tallybook.clean import find_blocks
from tallybook.model import Block, Kind, Piece, Report

Line = tuple[str, dict[str, Any]]

LEAD = "A bus carrying pilgrims fell into a ravine on Tuesday night, killing 22 people."
NEXT = "Rescuers used ropes to bring up the injured, the district magistrate said."
LAST = "Witnesses said that the bus had been overloaded and that its brakes smelled of burning."


def line(text: str, kind: Kind = Kind.PARAGRAPH, **fields: Any) -> Line:
    return text, {"kind": kind, **fields}


def aside(text: str, kind: Kind = Kind.PARAGRAPH, **fields: Any) -> Line:
    return text, {"kind": kind, "main": False, "box": 9, **fields}


def page(*lines: Line) -> tuple[str, list[Piece]]:
    pieces: list[Piece] = []
    at = 0
    for text, fields in lines:
        pieces.append(Piece(at, at + len(text), **fields))
        at += len(text) + 1
    return "\n".join(text for text, _ in lines) + "\n", pieces


def blocks_of(*lines: Line, title: str | None = None) -> tuple[str, tuple[Block, ...]]:
    text, pieces = page(*lines)
    _, blocks = find_blocks(Report(text, title=title), pieces)
    assert [block.start for block in blocks] == [0, *(block.end for block in blocks)][:-1]
    assert blocks[-1].end == len(text)
    return text, blocks


def roles_of(*lines: Line, title: str | None = None) -> list[str]:
    """One role a line: that of the block in which it begins."""
    text, pieces = page(*lines)
    _, blocks = find_blocks(Report(text, title=title), pieces)
    return [
        next(str(block.role) for block in blocks if block.start <= piece.start < block.end)
        for piece in pieces
    ]


TITLE = line("Bus plunge kills 22 pilgrims", Kind.TITLE)
