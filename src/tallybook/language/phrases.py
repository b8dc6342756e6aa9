"""Phrases: fixed sequences of words, found in a row of words forwards or backwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Generic, TypeVar

T = TypeVar("T")

_WORD: Final = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_")


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The words and signs of a phrase, in lower case, as number texts are split.

    >>> phrase_words("U.S. $")
    ('u', '.', 's', '.', '$')
    """
    return tuple(_WORD.findall(phrase.lower().replace("’", "'")))


class Phrases(Generic[T]):
    """Phrases and what each stands for; where two fit, the longest wins."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        by_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in pairs:
            words = phrase_words(phrase)
            by_first.setdefault(words[0], []).append((words, value))
            by_last.setdefault(words[-1], []).append((words, value))
        for entries in (*by_first.values(), *by_last.values()):
            entries.sort(key=lambda entry: -len(entry[0]))
        self._by_first = by_first
        self._by_last = by_last

    def at(self, words: Sequence[str], start: int) -> tuple[T, int] | None:
        """The phrase that begins at `start`, and the position after it."""
        if start >= len(words):
            return None
        for phrase, value in self._by_first.get(words[start], ()):
            end = start + len(phrase)
            if len(phrase) == 1 or tuple(words[start:end]) == phrase:
                return value, end
        return None

    def before(self, words: Sequence[str], end: int, floor: int = 0) -> tuple[T, int] | None:
        """The phrase that ends just before `end` and begins no earlier than `floor`."""
        if end <= floor:
            return None
        for phrase, value in self._by_last.get(words[end - 1], ()):
            start = end - len(phrase)
            if start >= floor and (len(phrase) == 1 or tuple(words[start:end]) == phrase):
                return value, start
        return None

    def firsts(self) -> frozenset[str]:
        """The words with which a phrase can begin."""
        return frozenset(self._by_first)
