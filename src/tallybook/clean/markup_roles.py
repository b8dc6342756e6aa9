"""The role of a part that is the story's own or a post's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from tallybook.clean.looks import is_clock, is_datum
from tallybook.clean.marks import Mark
from tallybook.clean.markup_beside import (
    REFUSED,
    role_beside,
    role_of_caption,
    role_of_link,
    role_of_signature,
    stands_first,
)
from tallybook.clean.markup_own import LEAST
from tallybook.clean.markup_parts import TOLD, Part
from tallybook.clean.markup_story import Story, signs
from tallybook.model import Kind, Role

_NEAR: Final = 3  # parts between a headline and the place or name under it
_QUESTION: Final = 12  # words of the longest question that heads its answer
_NAME: Final = 5  # words of the longest note in brackets under a story
_ASKS: Final = ("?", "؟", "？")
_BRACKETS: Final = ("(", "[", "（", "【")


def role_in_story(parts: Sequence[Part], story: Story, i: int) -> Role:
    """The role of a part that is the story's own."""
    return _BY_KIND[parts[i].kind](parts, story, i)


def role_in_post(part: Part, story: Story) -> Role:
    """The role of a part of a live blog's post."""
    match part.kind:
        case Kind.COMMENT:
            return Role.BOILERPLATE
        case Kind.CHROME:
            return Role.BYLINE if part.is_stamp else Role.BOILERPLATE
        case Kind.CAPTION:
            return Role.BYLINE if part.mark is Mark.BYLINE else Role.CAPTION
        case Kind.TEASER:
            return Role.TEASER
        case Kind.BYLINE:
            return Role.POST if part.is_prose else Role.BYLINE
        case Kind.HEADING | Kind.TITLE | Kind.QUOTE | Kind.ROW:
            return Role.POST
    if part.is_linked:
        return Role.BYLINE if is_clock(part.unit) else role_of_link(part, story)
    if part.sends_off:
        return Role.BOILERPLATE
    match part.mark:
        case Mark.TEASER | Mark.TEASER_HEADING:
            return Role.TEASER
        case mark if mark in REFUSED or mark is Mark.HINT:
            return Role.BOILERPLATE
        case Mark.CREDIT:
            return Role.CAPTION
        case Mark.BYLINE:
            return Role.BYLINE
        case Mark.TIME if is_clock(part.unit) or (not part.is_prose and part.size < LEAST):
            return Role.BYLINE
    return Role.POST


def _title(parts: Sequence[Part], story: Story, i: int) -> Role:
    above = story.headline is not None and i < story.headline
    return Role.BOILERPLATE if above else _heading(parts, story, i)


def _heading(parts: Sequence[Part], story: Story, i: int) -> Role:
    part = parts[i]
    if story.headline is not None and part.plain == parts[story.headline].plain:
        return Role.BOILERPLATE
    if part.is_linked and part.size >= LEAST:
        return Role.TEASER
    if part.mark in REFUSED and not _heads_section(parts, story, i):
        return Role.BOILERPLATE
    if part.mark is Mark.BYLINE:
        return Role.BYLINE
    if part.mark is Mark.CREDIT:
        return Role.CAPTION
    if stands_first(parts, story, i):
        return Role.STANDFIRST
    above = story.headline is not None and i < story.headline
    return Role.BOILERPLATE if above or _heads_nothing(parts, i) else Role.HEADING


def _heads_nothing(parts: Sequence[Part], i: int) -> bool:
    """A whole sentence set as a heading right over another heading is a box of the page's."""
    told = parts[i].unit.ends and not part_asks(parts[i]) and parts[i].is_prose
    return told and i + 1 < len(parts) and parts[i + 1].kind is Kind.HEADING


def _heads_section(parts: Sequence[Part], story: Story, i: int) -> bool:
    """A word such as "Health" may be a menu's, and over the story's own lines is a heading."""
    if parts[i].mark is not Mark.FURNITURE or parts[i].size > 1 or i + 1 not in story.own:
        return False
    below = parts[i + 1]
    return below.kind is Kind.HEADING or (below.kind in TOLD and below.mark is not Mark.FURNITURE)


def _summary(parts: Sequence[Part], story: Story, i: int) -> Role:
    part = parts[i]
    if part.mark in REFUSED:
        return Role.BOILERPLATE
    if part.mark is Mark.BYLINE:
        return Role.BYLINE
    if part.mark is Mark.SUMMARY:
        return Role.HEADING
    return Role.STANDFIRST if not part.is_linked else role_of_link(part, story)


def _paragraph(parts: Sequence[Part], story: Story, i: int) -> Role:
    part = parts[i]
    if i == story.standfirst:
        return Role.STANDFIRST
    if part.is_linked:
        return role_of_link(part, story)
    if part.is_biography and i >= story.last and part.piece.box != story.box:
        return Role.BOILERPLATE
    pleads = part.pleads and part.piece.box != story.box
    if pleads or (part.sends_off and part.mark is not Mark.BYLINE):
        return Role.BOILERPLATE
    if story.headline is not None and i < story.headline and part.mark is not Mark.CREDIT:
        return Role.BYLINE if signs(part) and not is_clock(part.unit) else Role.BOILERPLATE
    match part.mark:
        case Mark.FURNITURE | Mark.LETTER | Mark.COMMENTS | Mark.MASTHEAD:
            return Role.BOILERPLATE
        case Mark.HINT:
            return Role.BOILERPLATE if story.heads(i) else Role.TEASER
        case Mark.TEASER:
            return Role.TEASER
        case Mark.BYLINE:
            return Role.BYLINE
        case Mark.CREDIT:
            return Role.CAPTION
        case Mark.TIME if signs(part) and (is_clock(part.unit) or part.size < LEAST):
            return Role.BYLINE
        case Mark.SUMMARY:
            return Role.HEADING
        case Mark.SHORT if _is_headed(story, i):
            return _short_in_head(parts, story, i)
        case Mark.SHORT if _is_below(parts, story, i):
            return _short_below(parts, story, i)
    return Role.BODY


def _is_headed(story: Story, i: int) -> bool:
    return story.headline is not None and story.headline < i < story.first <= story.last


def _is_below(parts: Sequence[Part], story: Story, i: int) -> bool:
    """Does it stand below the last paragraph, or below the last in the story's container?"""
    return i > story.last >= 0 or (i > story.end >= 0 and parts[i].piece.box == story.box)


def _short_in_head(parts: Sequence[Part], story: Story, i: int) -> Role:
    """A line without an end mark under the headline: a place, a writer, or a standfirst."""
    part = parts[i]
    if part.is_stamp or part.is_names:
        return Role.BYLINE
    if part.is_count and parts[i - 1].kind is Kind.CHROME:
        return Role.BOILERPLATE
    if is_datum(part.unit) or any(sign.isdigit() for sign in part.unit.head):
        return Role.STANDFIRST if stands_first(parts, story, i) else Role.BODY
    if part.size < LEAST:
        return Role.BYLINE if i - (story.headline or 0) <= _NEAR else Role.BODY
    return Role.STANDFIRST if stands_first(parts, story, i) else Role.BODY


def _short_below(parts: Sequence[Part], story: Story, i: int) -> Role:
    """A line without an end mark below the last paragraph: the writer's name, or the site's."""
    part = parts[i]
    if part.piece.box not in story.boxes:
        return Role.BOILERPLATE
    bracketed = part.unit.head.startswith(_BRACKETS) and part.size <= _NAME
    bracketed = bracketed and not any(sign.isdigit() for sign in part.unit.head)
    return Role.BYLINE if part.is_name or bracketed else Role.BODY


def _item(parts: Sequence[Part], story: Story, i: int) -> Role:
    part = parts[i]
    if part.is_linked:
        return role_of_link(part, story)
    if part.mark in REFUSED:
        return Role.BOILERPLATE
    if part.mark is Mark.TEASER:
        return Role.TEASER
    if part.mark is Mark.BYLINE and i > story.last >= 0:
        return Role.BYLINE
    if _asks_below(parts, story, i):
        return Role.HEADING
    if not _is_headed(story, i) or is_datum(part.unit):
        return Role.BODY
    if part.is_count and parts[i - 1].kind is Kind.CHROME:
        return Role.BOILERPLATE
    if part.size >= LEAST:
        return Role.STANDFIRST
    beside = (parts[at] for at in (i - 1, i, i + 1) if parts[at].piece.box == part.piece.box)
    return Role.BYLINE if any(each.is_name for each in beside) else Role.BODY


def _asks_below(parts: Sequence[Part], story: Story, i: int) -> bool:
    """Is it a question with its answer in the next item?"""
    if part_asks(parts[i]) and parts[i].size <= _QUESTION and i + 1 in story.own:
        below = parts[i + 1]
        return below.kind in TOLD and below.is_prose and not part_asks(below)
    return False


def part_asks(part: Part) -> bool:
    """Does it end with a question mark?"""
    return part.unit.tail.endswith(_ASKS)


def _row(parts: Sequence[Part], story: Story, i: int) -> Role:
    return role_of_link(parts[i], story) if parts[i].is_linked else Role.BODY


def _caption(parts: Sequence[Part], story: Story, i: int) -> Role:
    part = parts[i]
    signed = part.mark is Mark.BYLINE and i > story.last >= 0
    return Role.BYLINE if signed else role_of_caption(part)


def _quote(parts: Sequence[Part], story: Story, i: int) -> Role:
    part = parts[i]
    if part.is_linked and part.mark is not Mark.BYLINE:
        return role_of_link(part, story)
    return Role.BOILERPLATE if part.mark in REFUSED else Role.QUOTE


def _byline(parts: Sequence[Part], story: Story, i: int) -> Role:
    part = parts[i]
    timed = part.mark is Mark.TIME and not is_clock(part.unit) and part.size > LEAST
    return Role.BODY if timed else role_of_signature(part)  # a line of a timeline


_BY_KIND: Final[dict[Kind, Callable[[Sequence[Part], Story, int], Role]]] = {
    Kind.TITLE: _title,
    Kind.SUMMARY: _summary,
    Kind.HEADING: _heading,
    Kind.PARAGRAPH: _paragraph,
    Kind.ITEM: _item,
    Kind.ROW: _row,
    Kind.CAPTION: _caption,
    Kind.QUOTE: _quote,
    Kind.BYLINE: _byline,
    Kind.TEASER: role_beside,
    Kind.COMMENT: role_beside,
    Kind.CHROME: role_beside,
}
