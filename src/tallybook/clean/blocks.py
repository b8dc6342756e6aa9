"""find_blocks: the whole of clean as one function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tallybook.clean.adverts import without_adverts
from tallybook.clean.markup import read_markup
from tallybook.clean.metadata import fill_metadata
from tallybook.clean.roles import Reading, read_roles
from tallybook.clean.times import post_times
from tallybook.clean.units import find_units
from tallybook.clean.why import why_of
from tallybook.language.page import load_page_words
from tallybook.model import Block, Piece, Report, Role

_TIMED = frozenset({Role.POST, Role.HEADING, Role.QUOTE, Role.CAPTION})


def find_blocks(report: Report, pieces: Sequence[Piece] = ()) -> tuple[Report, tuple[Block, ...]]:
    """The report with metadata from its text's own cues, and its blocks.

    Every character belongs to exactly one block: sorted, disjoint, white space to the block
    before it. A block is a paragraph or a line; a post of a live blog is one block with its
    time. What the report already says of itself is kept. Time is linear in the text.

    pieces: what the markup of the page sets apart; each is then a unit, and its kind, links and
    container say more of its role than its words do.
    """
    words = load_page_words("en")
    if pieces:
        marked, blocks = read_markup(report, pieces, words)
        return fill_metadata(report, marked, words), tuple(blocks)
    units = without_adverts(report.text, find_units(report.text), words)
    reading = read_roles(units, words)
    filled = fill_metadata(report, reading, words)
    times = post_times(units, reading.marks, filled.published)
    return filled, tuple(_blocks(reading, times, len(report.text)))


def _blocks(reading: Reading, times: Sequence[datetime | None], length: int) -> list[Block]:
    starts = [unit.start for unit in reading.units]
    if not starts:
        return [Block(Role.BOILERPLATE, 0, length)] if length else []
    starts[0] = 0
    ends = [*starts[1:], length]
    blocks: list[Block] = []
    for i, role in enumerate(reading.roles):
        moment = times[i] if role in _TIMED else None
        if role is Role.POST and blocks and blocks[-1].role is role and blocks[-1].time == moment:
            blocks[-1] = replace(blocks[-1], end=ends[i])
        else:
            blocks.append(Block(role, starts[i], ends[i], moment, why=why_of(reading.marks[i])))
    return blocks
