"""Shared wording: how alike two stretches of text are, by shingles of words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"\w+", re.UNICODE)
_LENGTH: Final = 3

NEAR_COPY: Final = 0.6
"""From this Jaccard index on, two sentences are taken as copies of one text."""


def words_of(text: str) -> list[str]:
    """The words in lower case, without what stands between them."""
    return [word.casefold() for word in _WORD.findall(text)]


@lru_cache(maxsize=1 << 15)
def shingles(text: str, length: int = _LENGTH) -> frozenset[tuple[str, ...]]:
    """Every run of `length` words, in lower case; a shorter text is one shingle.

    >>> sorted(shingles("Four miners were trapped"))
    [('four', 'miners', 'were'), ('miners', 'were', 'trapped')]
    """
    words = words_of(text)
    if not words:
        return frozenset()
    runs = (tuple(words[i : i + length]) for i in range(max(1, len(words) - length + 1)))
    return frozenset(runs)


def likeness(left: str, right: str) -> float:
    """Jaccard index of the two texts' shingles, 0 to 1; 0 where either is empty."""
    ours, theirs = shingles(left), shingles(right)
    if not ours or not theirs:
        return 0.0
    return len(ours & theirs) / len(ours | theirs)
