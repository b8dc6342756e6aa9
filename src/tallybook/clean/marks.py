"""What a unit looks like by itself, before its neighbours are asked."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from tallybook.clean.address import asks_reader, has_quotation
from tallybook.clean.adverts import is_advert
from tallybook.clean.looks import (
    is_byline,
    is_clock,
    is_credit,
    is_dateline,
    is_masthead,
    is_signature,
    is_timed,
    is_wholly_quoted,
)
from tallybook.clean.units import Unit
from tallybook.language.page import PageWords

_AGO: Final = re.compile(
    r"^(?:updated |posted )?\d+\s*(?:h|hr|hrs|m|min|mins|hours?|minutes?|days?) ago$"
)
_TRAIL: Final = re.compile(r"^[^\W\d][\w'’& ]{1,24}(?: ?[/|>»›•·] ?[^\W\d][\w'’& ]{1,24}){2,}$")
_CODE: Final = re.compile(r"^[A-Z0-9]+(?:-[A-Z0-9]+)+(?: \([A-Z0-9 ]+\))?$")
_SITE: Final = re.compile(r"^(?:https?://|www\.)\S+(?P<behind>\s*\([^()]{1,40}\)\.?)?$")
_BULLET: Final = re.compile(r"^(?:[-*•·‣–—]|\d{1,2}[.)])\s")


class Mark(StrEnum):
    """The look of a unit. PROSE and SHORT say nothing yet about its role."""

    PROSE = "prose"
    SHORT = "short"
    BULLET = "bullet"
    QUOTE = "quote"
    TIME = "time"
    BYLINE = "byline"
    CREDIT = "credit"
    MASTHEAD = "masthead"
    SUMMARY = "summary"
    NOTE = "note"
    TEASER_HEADING = "teaser heading"
    TEASER = "teaser"
    HINT = "hint"
    FURNITURE = "furniture"
    LETTER = "letter"
    COMMENTS = "comments"


FURNISHED: Final = frozenset(
    {Mark.FURNITURE, Mark.LETTER, Mark.TEASER_HEADING, Mark.HINT, Mark.COMMENTS, Mark.TEASER}
)
"""Marks that a bare article does not have."""


def mark(unit: Unit, words: PageWords) -> Mark:
    """The look of one unit."""
    if is_timed(unit):
        return Mark.TIME
    if unit.lower.startswith(words.notes):
        return Mark.NOTE
    if unit.bare in words.teaser_headings:
        return Mark.TEASER_HEADING
    if len(unit.words) <= 5 and unit.lower.startswith(words.teaser_heading_starts):
        return Mark.TEASER_HEADING
    if unit.bare in words.summaries:
        return Mark.SUMMARY
    if unit.bare in words.comments:
        return Mark.COMMENTS
    if not unit.is_clipped and len(unit.words) <= 30:
        found = _of_line(unit, words)
        if found is not None:
            return found
    if asks_reader(unit, words) or is_advert(unit, words):
        return Mark.FURNITURE
    if is_dateline(unit):
        return Mark.PROSE
    if unit.is_short:
        return Mark.BULLET if _BULLET.match(unit.head) else Mark.SHORT
    return Mark.QUOTE if is_wholly_quoted(unit) else Mark.PROSE


def _of_line(unit: Unit, words: PageWords) -> Mark | None:
    """The marks that a whole line shows."""
    count, lower = len(unit.words), unit.lower
    if not unit.bare and not re.search(r"\d", lower):
        return Mark.FURNITURE  # marks alone: rules, stars
    if is_clock(unit) or _AGO.match(lower):
        return Mark.TIME
    if lower.startswith("©") and is_signature(unit, words):
        return Mark.BYLINE
    site = _SITE.match(unit.head)
    if site is not None:  # "www.example.org (2024.12.17.)" signs a report, a bare address steers
        return Mark.BYLINE if re.search(r"\d", site["behind"] or "") else Mark.FURNITURE
    if words.letters.match(lower) and count <= 10:
        return Mark.LETTER
    if count <= 8 and words.hints.search(lower):
        return Mark.HINT
    if lower.startswith(words.teaser_starts) and count > 2 and not unit.ends:
        return Mark.TEASER
    if is_credit(unit, words):
        return Mark.CREDIT
    if unit.bare in words.furniture_lines or not unit.words:
        return Mark.FURNITURE
    if _TRAIL.match(unit.head) or _CODE.match(unit.head):
        return Mark.FURNITURE
    if words.furniture.search(lower) and (count <= 20 or asks_reader(unit, words)):
        return None if _reports(unit) else Mark.FURNITURE
    if not lower.startswith(words.byline_starts) and is_masthead(unit, words):
        return Mark.MASTHEAD
    if is_byline(unit, words) or is_signature(unit, words):
        asks = not words.asks.isdisjoint(word.lower() for word in unit.words)
        return Mark.FURNITURE if asks and not lower.startswith(words.byline_starts) else Mark.BYLINE
    return None


def _reports(unit: Unit) -> bool:
    """A sentence with a speaker about a "newsletter" is news: a quotation stands in it."""
    return unit.ends and has_quotation(unit)
