"""read_markup: the roles of a page's parts, by their markup first and their words second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.clean.marks import Mark
from tallybook.clean.markup_beside import role_beside
from tallybook.clean.markup_own import LEAST
from tallybook.clean.markup_parts import Part, find_parts
from tallybook.clean.markup_regions import (
    Opened,
    Region,
    opens_menu,
    region_at,
    role_in_region,
)
from tallybook.clean.markup_roles import role_in_post, role_in_story
from tallybook.clean.markup_story import Story, find_story
from tallybook.clean.roles import Reading
from tallybook.clean.why import why_of
from tallybook.language.page import PageWords
from tallybook.model import CLAIMING, Block, Kind, Piece, Report, Role

_TIMED: Final = frozenset({Role.POST, Role.HEADING, Role.QUOTE, Role.CAPTION})
_APART: Final = frozenset({Kind.CHROME, Kind.COMMENT, Kind.HEADING, Kind.CAPTION})
_LABEL: Final = 4  # words of the longest label of a list


def read_markup(
    report: Report, pieces: Sequence[Piece], words: PageWords
) -> tuple[Reading, list[Block]]:
    """The parts as units with marks and roles, and the blocks of the whole text.

    Neighbouring boilerplate is one block, and so is a post; white space between pieces belongs to
    the block before it. Time is linear in the pieces.
    """
    parts = find_parts(report.text, pieces, words)
    story = find_story(parts, report.title)
    roles = _roles(parts, story)
    reading = Reading([p.unit for p in parts], [p.mark for p in parts], roles, story.headline)
    return reading, _blocks(parts, roles, len(report.text))


def _roles(parts: Sequence[Part], story: Story) -> list[Role]:
    roles: list[Role] = []
    asking, signed = _asking(parts, story)
    region: Region | None = None
    for i, part in enumerate(parts):
        region = region_at(region, parts, story, i)
        box = part.piece.box
        drawn_in = box in signed or (box in asking and _is_drawn_in(part, story))
        own = i in story.own and not drawn_in
        if i == story.headline:
            roles.append(Role.HEADLINE)
        elif part.piece.post is not None:
            roles.append(role_in_post(part, story))
        elif part.kind is Kind.COMMENT:
            roles.append(Role.BOILERPLATE)
        elif region is not None and (own or region.opened is not Opened.COMMENTS):
            roles.append(role_in_region(region, part))
        else:
            read = role_in_story if own else role_beside
            roles.append(read(parts, story, i))
    _label(parts, story, roles)
    return roles


def _asking(parts: Sequence[Part], story: Story) -> tuple[frozenset[int], frozenset[int]]:
    """The containers beside the story's in which the page asks, and in which it has its rights."""
    asking: set[int] = set()
    signed: set[int] = set()
    for part in parts:
        if part.kind in {Kind.ROW, Kind.CAPTION, Kind.QUOTE} or part.mark is Mark.BYLINE:
            continue
        if part.unit.head.startswith("©"):
            signed.add(part.piece.box)
        elif part.mark in {Mark.FURNITURE, Mark.LETTER} and part.size >= LEAST:
            asking.add(part.piece.box)
    return frozenset(asking - {story.box}), frozenset(signed - {story.box})


def _is_drawn_in(part: Part, story: Story) -> bool:
    """Is it one with what asks beside it?"""
    if part.addressed or part.piece.box in story.boxes:
        return part.addressed
    return part.mark in {Mark.SHORT, Mark.LETTER, Mark.FURNITURE}


def _label(parts: Sequence[Part], story: Story, roles: list[Role]) -> None:
    """Labels of lists, and what stands beside their lines, take the role of the lists."""
    for i in range(1, len(parts)):
        if roles[i - 1] is Role.TEASER and _is_beside(parts, story, roles, i):
            roles[i] = Role.TEASER
    below = beyond = Role.BOILERPLATE  # of the next part, and of the next that is no teaser
    telling = False
    for i in range(len(parts) - 1, -1, -1):
        role = roles[i]
        resumes = role is Role.HEADING and beyond in {Role.BODY, Role.QUOTE}
        if below is Role.TEASER and not resumes and _labels(parts, i, role):
            role = Role.TEASER
        elif role is Role.HEADING and (not telling or _steers(parts, roles, i + 1)):
            role = Role.BOILERPLATE
        roles[i] = below = role
        beyond = beyond if role is Role.TEASER else role
        telling = telling or (role in CLAIMING and role is not Role.CAPTION)


def _is_beside(parts: Sequence[Part], story: Story, roles: Sequence[Role], i: int) -> bool:
    """Does a line stand in one container with another story's above it?"""
    part, box = parts[i], parts[i].piece.box
    if roles[i] is not Role.BOILERPLATE or i in story.own or part.kind in _APART:
        return False
    if part.mark is Mark.FURNITURE or part.asks or part.is_menu or opens_menu(parts, i):
        return False
    return box == parts[i - 1].piece.box and box not in story.boxes


def _steers(parts: Sequence[Part], roles: Sequence[Role], i: int) -> bool:
    """Does a list of links within the page begin here?"""
    chrome = i < len(parts) and parts[i].kind is Kind.CHROME and parts[i].is_linked
    return chrome and roles[i] is Role.BOILERPLATE


def _labels(parts: Sequence[Part], i: int, role: Role) -> bool:
    """Is it the label of the list of other stories that begins below it?"""
    part = parts[i]
    if role is Role.HEADING or part.mark is Mark.TEASER_HEADING:
        return part.kind is not Kind.COMMENT and role in {Role.HEADING, Role.BOILERPLATE}
    numbered = any(sign.isdigit() for sign in part.unit.head)
    own = role is Role.BODY and part.kind is Kind.PARAGRAPH and not numbered
    if part.mark is Mark.FURNITURE or not (own or role is Role.BOILERPLATE):
        return False
    if part.kind is Kind.HEADING:
        return True
    short = part.kind is Kind.PARAGRAPH and part.piece.linked == 0 and part.size <= _LABEL
    return short and part.mark is Mark.SHORT and not part.addressed


def _blocks(parts: Sequence[Part], roles: Sequence[Role], length: int) -> list[Block]:
    if not parts:
        return [Block(Role.BOILERPLATE, 0, length)] if length else []
    starts = [0, *(part.unit.start for part in parts[1:]), length]
    blocks: list[Block] = []
    last: Part | None = None
    for i, (part, role) in enumerate(zip(parts, roles, strict=True)):
        timed = part.piece.post is not None and role in _TIMED
        time, why = part.piece.time if timed else None, why_of(part.mark, part.piece)
        block = Block(role, starts[i], starts[i + 1], time, why=why)
        if last is not None and _is_one(blocks[-1], last, block, part):
            blocks[-1] = replace(blocks[-1], end=block.end)
        else:
            blocks.append(block)
        last = part
    return blocks


def _is_one(block: Block, last: Part, following: Block, part: Part) -> bool:
    """Do two neighbours make one block?"""
    if block.role is not following.role:
        return False
    if block.role is Role.POST:
        return last.piece.post == part.piece.post
    return block.role is Role.BOILERPLATE
