"""Regions: stretches of a page that a line opens and that are not the story's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tallybook.clean.marks import Mark
from tallybook.clean.markup_own import LEAST, tells
from tallybook.clean.markup_parts import Part
from tallybook.clean.markup_story import Story
from tallybook.model import Kind, Role

_LABELS: Final = frozenset({Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.TITLE, Kind.CHROME})
_LINES: Final = frozenset({Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.TITLE, Kind.TEASER})
_NAMING: Final = frozenset({Mark.SHORT, Mark.FURNITURE})
_SAID: Final = 2  # parts of a story above its readers' comments
_FEW: Final = 3  # lines of a list that are looked at
_BOXED: Final = 2  # words of the shortest label that names a box; "World" may head a story


class Opened(StrEnum):
    """What a region holds."""

    TEASERS = "teasers"
    LETTER = "letter"
    BOX = "box"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch that is not the story's, from a line that says so; box: its container."""

    opened: Opened
    box: int


def region_at(region: Region | None, parts: Sequence[Part], story: Story, i: int) -> Region | None:
    """The region in which a part stands: the one before it, one that it opens, or none."""
    part = parts[i]
    if part.piece.post is not None or i == story.headline:
        return None
    if region is not None and region.opened is Opened.COMMENTS:
        return region
    opened = _opened(parts, story, i)
    if opened is not None or region is None:
        return opened
    return region if _stays(region, parts, story, i) else None


def role_in_region(region: Region, part: Part) -> Role:
    """The role of a part that stands in a region."""
    if region.opened is not Opened.TEASERS:
        return Role.BOILERPLATE
    if part.kind is Kind.CHROME and not _leads(part) and part.mark is not Mark.TEASER_HEADING:
        return Role.BOILERPLATE
    refused = part.mark in {Mark.FURNITURE, Mark.LETTER} and not part.is_linked
    outside = part.kind is Kind.PARAGRAPH and part.is_linked and part.piece.box != region.box
    button = part.is_menu or (outside and part.size < LEAST)
    return Role.BOILERPLATE if refused or button or part.asks else Role.TEASER


def _opened(parts: Sequence[Part], story: Story, i: int) -> Region | None:
    """The region that a part opens."""
    part = parts[i]
    below = parts[i + 1] if i + 1 < len(parts) else part
    if part.mark is Mark.TEASER_HEADING and part.kind in _LABELS:
        if _told_below(parts, story, i):
            return None
        opens = i in story.own or any(_leads(each) for each in _listed(parts, i))
        return Region(Opened.TEASERS, below.piece.box) if opens else None
    if part.mark is Mark.LETTER and i in story.own:
        return Region(Opened.LETTER, part.piece.box)
    if part.mark is Mark.COMMENTS and part.kind in _LINES and _ends_story(parts, story, i):
        return Region(Opened.COMMENTS, below.piece.box)
    if _names_box(parts, story, i):
        return Region(Opened.BOX, below.piece.box)
    return None


def _ends_story(parts: Sequence[Part], story: Story, i: int) -> bool:
    """Do readers' comments follow a label, rather than the rest of the story?"""
    if i > story.end:
        return True
    labels = parts[i].unit.bare == parts[i].unit.lower.rstrip(" :()0123456789")
    told = i - story.first >= _SAID and i in story.own and "?" not in parts[i].unit.head
    return labels and told and parts[i].piece.linked == 0


def _listed(parts: Sequence[Part], i: int) -> Sequence[Part]:
    """The first lines of what a label stands over."""
    below = parts[i + 1 : i + 1 + _FEW]
    return [part for part in below if part.piece.box == below[0].piece.box or part is below[0]]


def _names_box(parts: Sequence[Part], story: Story, i: int) -> bool:
    """Is it the label of a box of the page's own: what it sells, sponsors, or steers by?"""
    part = parts[i]
    if part.kind not in {Kind.HEADING, Kind.TEASER} or part.mark is not Mark.FURNITURE:
        return False
    if part.piece.linked > 0 or part.size < _BOXED or i + 1 == len(parts):
        return False
    return parts[i + 1].piece.box != story.box


def _stays(region: Region, parts: Sequence[Part], story: Story, i: int) -> bool:
    """Does a region that stands open hold this part, too?"""
    part = parts[i]
    if region.opened is Opened.BOX:
        return part.piece.box == region.box
    if region.opened is Opened.LETTER:
        inside = part.piece.box == region.box and region.box != story.box
        return inside or part.addressed or part.mark is Mark.SHORT
    if part.kind is Kind.HEADING and not part.is_linked:
        return False  # the next box has a label of its own
    if opens_menu(parts, i):
        return False
    if part.kind is Kind.CHROME and part.piece.linked == 0 and part.mark in _NAMING:
        return False
    if part.piece.box == region.box and region.box not in story.boxes:
        return True
    own = i in story.own
    if own and tells(part):
        return False
    leads = part.piece.linked > 0.5 or part.mark in {Mark.HINT, Mark.TEASER, Mark.TIME}
    return leads or (own and part.mark is Mark.SHORT)


def opens_menu(parts: Sequence[Part], i: int) -> bool:
    """Is it the label of a list of links too short to be other stories' headlines?"""
    label, below = parts[i], parts[i + 1 : i + 2]
    if label.size >= LEAST or label.piece.linked > 0 or label.mark is Mark.HINT:
        return False
    return any(
        part.is_linked and part.size < LEAST and part.piece.box == label.piece.box for part in below
    )


def _leads(part: Part) -> bool:
    return part.kind is Kind.TEASER or (part.piece.linked > 0.5 and part.size >= LEAST)


def _told_below(parts: Sequence[Part], story: Story, i: int) -> bool:
    """Does the story's next line go on telling?"""
    below = (at for at in range(i + 1, min(i + 4, len(parts))) if at in story.own)
    for at in below:
        if parts[at].kind is Kind.CAPTION:
            continue
        boxed = parts[at].piece.box in story.boxes or parts[at].piece.box == parts[i].piece.box
        return boxed and tells(parts[at])
    return False
