"""Names that read like a command or a small word: "Save the Children", "IS", "the WHO"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from tallybook.language.word_tables import read_words, record_of

_FILE: Final = "titled.toml"
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_CAPITALS: Final = re.compile(r"(?<![\w-])[A-Z]{2,3}(?![\w-])")
_TITLE: Final = 0.5
"""Above this share of capitalised longer words a line is a title: its capitals say nothing."""


@dataclass(frozen=True, slots=True)
class Titled:
    """The words of titled.toml."""

    first: frozenset[str]
    joiners: frozenset[str]
    between: frozenset[str]
    nouns: frozenset[str]
    initials: frozenset[str]
    verbs: frozenset[str]
    leading: frozenset[str]
    shown: str
    examples: frozenset[str]
    silent: frozenset[str]

    def names(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of such names in the sentence text[start:end], no commands in a title."""
        yield from self._initials(text, start, end)
        found = list(_pattern(self).finditer(text, start, end))
        if not found:
            return
        spans = [match.span() for match in found]
        others = [match for match in _WORD.finditer(text, start, end) if match.start() > start]
        words = [
            match.group()
            for match in others
            if not any(first <= match.start() < last for first, last in spans)
        ]
        if sum(word[0].isupper() for word in words) > _TITLE * len(words):
            return
        for match in found:
            opens = not text[start : match.start()].strip(" \"'“‘")
            parts = match.group().split()
            capitals = sum(part[0].isupper() for part in parts)
            if capitals < (3 if opens and capitals == len(parts) else 2):
                continue
            yield match.span()

    def _initials(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The capitals that spell a small word and cannot be one where they stand."""
        if text[start:end].isupper():
            return
        for match in _CAPITALS.finditer(text, start, end):
            before = text[start : match.start()].rstrip(" \"'“‘")
            led = before[before.rfind(" ") + 1 :].lower() in self.leading
            may_open = not before or not before[-1].isalnum()
            if match.group() in self.initials or (
                match.group() in self.verbs and (led or may_open)
            ):
                yield match.span()


@cache
def load_titled(language: str = "en") -> Titled:
    """The names' words of a language; DataError where the file is wrong."""
    return record_of(*read_words(language, _FILE), Titled)


@cache
def _pattern(titled: Titled) -> re.Pattern[str]:
    verbs = "|".join(word.capitalize() for word in sorted(titled.first - titled.nouns))
    nouns = "|".join(word.capitalize() for word in sorted(titled.nouns))
    loose, tight = (
        "|".join(f"{word}|{word.capitalize()}" for word in sorted(words))
        for words in (titled.joiners, titled.between)
    )
    name = r"[A-Z][\w'’-]+"
    return re.compile(
        rf"\b(?:(?:{verbs})(?: (?:{loose}))?|(?:{nouns}) (?:{tight}))(?: {name})+(?![\w])"
    )
