"""The role of a part that stands beside the story: its picture, its writer, other stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.clean.looks import is_clock
from tallybook.clean.marks import Mark
from tallybook.clean.markup_own import LEAST
from tallybook.clean.markup_parts import Part
from tallybook.clean.markup_story import Story, signs
from tallybook.model import Kind, Role

REFUSED: Final = frozenset({Mark.FURNITURE, Mark.LETTER, Mark.COMMENTS})
"""Marks of what no story says."""

_STANDFIRST: Final = 6  # words of the shortest line under a headline that is no place or name
_POINT: Final = 5  # words of the shortest point above a story
_NEAR: Final = 3  # parts between a picture's line and the story
_BIOGRAPHY: Final = 25  # words; what is said at such length of a writer is no byline
_COUNTED: Final = 6  # characters of "1 of 6" beside its digits


def role_beside(parts: Sequence[Part], story: Story, i: int) -> Role:
    """The role of a part that is not the story's own."""
    part = parts[i]
    if part.kind is Kind.TEASER:
        steers = part.is_linked and (part.is_menu or part.mark is Mark.FURNITURE)
        return Role.BOILERPLATE if steers else Role.TEASER
    if part.kind is Kind.COMMENT:
        return Role.BOILERPLATE
    if part.kind is Kind.CAPTION and part.mark is not Mark.FURNITURE:
        return role_of_caption(part) if _is_near(parts, story, i) else Role.BOILERPLATE
    if part.kind is Kind.BYLINE:
        signed = story.heads(i) or (part.mark is Mark.BYLINE and i > story.last)
        return role_of_signature(part) if signed else Role.BOILERPLATE
    found = _in_head(parts, story, i) if story.heads(i) else None
    if found is not None:
        return found
    if part.mark is Mark.BYLINE and not part.is_linked and 0 < i - story.last <= _NEAR:
        told = part.kind is Kind.PARAGRAPH and story.last >= 0
        return Role.BYLINE if told else Role.BOILERPLATE
    if part.is_quoted and story.first < i < story.last:
        return Role.QUOTE
    if part.kind is Kind.CHROME:
        return Role.BOILERPLATE
    if part.mark is Mark.TEASER or part.piece.linked > 0.5:
        return role_of_link(part, story)
    return Role.BOILERPLATE


def role_of_link(part: Part, story: Story) -> Role:
    """The role of a part that leads elsewhere as a whole: to another story, or about the site."""
    if part.mark is Mark.TEASER:
        return Role.TEASER
    button = part.kind is Kind.PARAGRAPH and part.piece.box in story.boxes
    short = part.size < LEAST + button
    return Role.BOILERPLATE if short or refuses(part) else Role.TEASER


def refuses(part: Part) -> bool:
    """Does a link steer, ask, or name where to follow?"""
    return part.mark in REFUSED or part.is_menu or part.asks


def role_of_signature(part: Part) -> Role:
    """The role of what markup says is of a writer or a date."""
    long = part.size > _BIOGRAPHY and part.mark is not Mark.BYLINE
    return Role.BOILERPLATE if long or part.mark is Mark.FURNITURE else Role.BYLINE


def role_of_caption(part: Part) -> Role:
    """The role of a line that stands by a picture."""
    text = part.unit.head
    digits = sum(letter.isdigit() for letter in text)
    counted = digits > 1 and len(text) - digits <= _COUNTED  # "1 of 6"
    sells = part.mark in REFUSED and (part.addressed or part.size < LEAST)
    return Role.BOILERPLATE if counted or sells else Role.CAPTION


def stands_first(parts: Sequence[Part], story: Story, i: int) -> bool:
    """Is it a line of some length under the headline, above the byline or a picture?"""
    if story.headline is None or not story.headline < i < story.first:
        return False
    below = (parts[at] for at in range(i + 1, min(i + 4, story.first)))
    closed = any(signs(part) or part.kind is Kind.CAPTION for part in below)
    return i - story.headline <= 2 and parts[i].size >= _STANDFIRST and closed


def _in_head(parts: Sequence[Part], story: Story, i: int) -> Role | None:
    """The role of a part between headline and story, where it has one."""
    part = parts[i]
    under = story.headline is not None and i > story.headline
    if part.is_linked:  # to what the writer wrote
        named = part.is_name and part.kind is Kind.PARAGRAPH and _is_signed(parts, i)
        signed = under and (part.mark is Mark.BYLINE or named)
        return Role.BYLINE if signed else None
    if part.kind is Kind.SUMMARY and part.mark not in REFUSED:
        return Role.STANDFIRST
    if signs(part) and (under or not is_clock(part.unit)):
        return Role.BYLINE
    if part.mark is Mark.CREDIT:
        return Role.CAPTION
    if not under or part.kind is Kind.CHROME or part.mark in REFUSED:
        return None
    if part.is_name and part.kind is Kind.PARAGRAPH and _is_signed(parts, i):
        return Role.BYLINE
    if part.kind is Kind.HEADING and part.mark is Mark.SUMMARY:
        return Role.HEADING
    if part.kind is Kind.ITEM and part.size >= LEAST and _is_point(parts, i):
        return Role.STANDFIRST
    told = part.kind in {Kind.HEADING, Kind.PARAGRAPH} and part.mark in {Mark.SHORT, Mark.PROSE}
    boxed = story.headline is not None and part.piece.box == parts[story.headline].piece.box
    return Role.STANDFIRST if told and boxed and stands_first(parts, story, i) else None


def _is_point(parts: Sequence[Part], i: int) -> bool:
    """Is it one of the points above a story: named so, or of some length beside another?"""
    if i > 0 and parts[i - 1].mark is Mark.SUMMARY:
        return True
    for at in (i - 1, i + 1):
        if 0 <= at < len(parts) and parts[at].kind is Kind.ITEM:
            beside = parts[at]
            both = min(beside.size, parts[i].size) >= _POINT and not beside.is_linked
            if beside.piece.box == parts[i].piece.box and both:
                return True
    return False


def _is_signed(parts: Sequence[Part], i: int) -> bool:
    """Does a name stand beside a line that says by whom or when, in one container?"""
    beside = (parts[at] for at in (i - 1, i + 1) if 0 <= at < len(parts))
    return any(signs(part) and part.piece.box == parts[i].piece.box for part in beside)


def _is_near(parts: Sequence[Part], story: Story, i: int) -> bool:
    """Does a picture's line stand by the story, no other story's line between them?"""
    if story.last < 0:
        return story.headline is not None and story.headline < i <= story.reach
    if story.heads(i) or i in story.own:
        return True
    if story.first <= i <= story.last:
        near = range(max(0, i - _NEAR), min(len(parts), i + _NEAR + 1))
        return any(at in story.own for at in near)
    return i <= story.reach
