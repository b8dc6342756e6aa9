"""Quotations in a report: curly or straight marks, nested, and over several paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

_PARAGRAPH: Final = re.compile(r"[^\n]+")
_DOUBLE: Final = re.compile("[“”„«»]|\"|``|''|‘‘|’’")
_SINGLE: Final = re.compile("[‘’']")
_STOP: Final = re.compile(r"[.!?](?=\s+[A-Z“\"])")
_MOST_SENTENCES: Final = 3
_OPENERS: Final = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSERS: Final = frozenset({"”", "»", "’’"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, `[start, end)` with its marks.

    continues: the paragraph ended without a closing mark and the next one opens again, so the
    next quote is the same speech. is_single: single marks.
    """

    start: int
    end: int
    continues: bool = False
    is_single: bool = False


def find_quotes(text: str) -> list[Quote]:
    """All quotations, outermost only, in order.

    >>> [(q.start, q.end) for q in find_quotes('He said "yes" and left.')]
    [(8, 13)]
    """
    found: list[Quote] = []
    open_at: int | None = None
    for paragraph in _PARAGRAPH.finditer(text):
        doubles = list(_doubles(text, paragraph.start(), paragraph.end()))
        goes_on = bool(doubles) and doubles[0].start <= paragraph.start() + 1
        if open_at is not None and not goes_on:
            found[open_at] = _never_closed(text, found[open_at])
        found.extend(doubles)
        open_at = len(found) - 1 if doubles and doubles[-1].continues else None
        taken = [(quote.start, quote.end) for quote in doubles]
        found.extend(
            quote
            for quote in _singles(text, paragraph.start(), paragraph.end())
            if not any(start < quote.end and quote.start < end for start, end in taken)
        )
    if open_at is not None:
        found[open_at] = _never_closed(text, found[open_at])
    return sorted(found, key=lambda quote: quote.start)


def _never_closed(text: str, quote: Quote) -> Quote:
    """A quotation whose closing mark is lost: of a long paragraph only the first sentence."""
    stops = [stop.end() for stop in _STOP.finditer(text, quote.start, quote.end)]
    end = stops[0] if len(stops) > _MOST_SENTENCES else quote.end
    return replace(quote, end=end, continues=False)


def _doubles(text: str, start: int, end: int) -> Iterator[Quote]:
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        opens = _opens(text, mark.group(), mark.start(), mark.end(), start, opened is not None)
        if opens:
            if opened is None:
                opened = mark.start()
        elif opened is not None:
            yield Quote(opened, mark.end())
            opened = None
    if opened is not None and end - opened > 1:
        yield Quote(opened, end, continues=True)


def _opens(text: str, mark: str, at: int, after: int, start: int, is_open: bool) -> bool:
    """Does this mark open a quotation? Straight ones are told by the space around them."""
    if mark in _OPENERS:
        return True
    if mark in _CLOSERS:
        return False
    if is_open:
        before_space = at == start or text[at - 1].isspace()
        after_letter = after < len(text) and text[after].isalnum()
        return before_space and after_letter and text[at - 1 : at] != ","
    return True


def _singles(text: str, start: int, end: int) -> Iterator[Quote]:
    opened: int | None = None
    for mark in _SINGLE.finditer(text, start, end):
        at = mark.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if before == mark.group() or after == mark.group():
            continue
        if opened is None:
            could_open = mark.group() != "’" and (before.isspace() or before in '([—–-“"')
            if could_open and not after.isspace() and not after.isdigit():
                opened = at
        elif not after.isalnum() and not before.isspace():
            yield Quote(opened, at + 1, is_single=True)
            opened = None


def continued(quotes: list[Quote], quote: Quote) -> list[Quote]:
    """The quotation and those that go on with it in the paragraphs after."""
    at = bisect_left(quotes, quote.start, key=lambda known: known.start)
    speech = [quote]
    while speech[-1].continues and at + 1 < len(quotes):
        at += 1
        speech.append(quotes[at])
    return speech
