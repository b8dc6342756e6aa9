"""Parts: a long text cut into pieces that a page can show, each with its share of the claims."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 60_000
"""Code points of one part, about the length of a short book's chapter."""
MOST_CLAIMS: Final = 200
"""Claims of one part: with all their fields they stay a page of a size that loads at once."""
_BREAKS: Final = ("\n\n", "\n", " ")
_BACK: Final = 64
"""So many claims before a cut are looked at for one that it would go through."""
_WORD: Final = re.compile(r"\S")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text, `[start, end)`; number: from 1 on. claims: how many begin in it."""

    number: int
    start: int
    end: int
    claims: int

    def holds(self, at: int) -> bool:
        """Does that code point stand in it?"""
        return self.start <= at < self.end


def cut_parts(
    text: str, spans: Sequence[Span], *, longest: int = LONGEST, most: int = MOST_CLAIMS
) -> tuple[Part, ...]:
    """The text in parts, at least one, together the whole of it.

    spans: the claims, `[start, end)`, in order of their starts. A part ends between two paragraphs
    where it can, else between two words, and not within a claim where that can be helped.
    """
    starts = [start for start, _ in spans]
    found: list[Part] = []
    at = 0
    while True:
        first = bisect_left(starts, at)
        end = min(at + longest, len(text))
        if len(starts) - first > most:
            beyond = starts[bisect_right(starts, max(at, starts[first + most - 1])) :]
            end = min([end, *beyond[:1]])
        if end < len(text):
            end = _around(spans, starts, at, _break(text, at, end))
        found.append(Part(len(found) + 1, at, end, bisect_left(starts, end) - first))
        if end >= len(text):
            return tuple(found)
        at = end


def part_of(parts: Sequence[Part], at: int) -> Part:
    """The part in which a code point stands; the last one for what lies behind the text."""
    return next((part for part in parts if at < part.end), parts[-1])


def _break(text: str, start: int, end: int) -> int:
    """The last good place to cut in the second half of `[start, end)`; its end where none is."""
    half = start + (end - start) // 2
    for mark in _BREAKS:
        at = text.rfind(mark, half, end)
        if at > start:
            after = _WORD.search(text, at, end)
            return end if after is None else after.start()
    return end


def _around(spans: Sequence[Span], starts: Sequence[int], start: int, cut: int) -> int:
    """The cut, before any claim that it would go through."""
    for claim_start, claim_end in reversed(spans[: bisect_left(starts, cut)][-_BACK:]):
        if start < claim_start < cut < claim_end:
            cut = claim_start
    return cut
