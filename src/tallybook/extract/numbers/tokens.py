"""Splits text into digits, words and signs for the number grammar: one pass, linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

_TOKEN: Final = re.compile(
    r"(?P<url>(?:https?://|www\.)\S+)"
    r"|(?P<digits>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s]|_)"
)
_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n|[\u2029\f]")
_GROUPING_SPACES: Final = frozenset(" \u00a0\u2007\u2009\u202f")
_MOST_TOKENS: Final = 20_000


class Gap(IntEnum):
    """What stands before a token."""

    NONE = 0
    SPACE = 1
    LINE = 2


@dataclass(slots=True)
class Tokens:
    """A paragraph's tokens in parallel lists; `words` are in lower case, offsets are the text's.

    kinds: "digits", "word", "sign" or "url".
    """

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """The word at `index`, "" outside."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def kind(self, index: int) -> str:
        """The kind of the token at `index`, "" outside."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else ""

    def raw(self, index: int) -> str:
        """The token as written, "" outside."""
        if not 0 <= index < len(self.words):
            return ""
        return self.text[self.starts[index] : self.ends[index]]

    def reach(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from `first` up to `last` (excluded) begin and end in the text."""
        return self.starts[first], self.ends[last - 1]

    def gap(self, index: int) -> Gap:
        """What stands between the token before and the one at `index`; a line at either end."""
        if not 0 < index < len(self.words):
            return Gap.LINE
        left, right = self.ends[index - 1], self.starts[index]
        if left == right:
            return Gap.NONE
        return Gap.LINE if "\n" in self.text[left:right] else Gap.SPACE

    def is_glued(self, index: int) -> bool:
        """Does the token at `index` follow the one before with nothing between?"""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]

    def is_grouping_space(self, index: int) -> bool:
        """Is there just one space before the token, of a kind that may group digits?"""
        if not 0 < index < len(self.words):
            return False
        return self.text[self.ends[index - 1] : self.starts[index]] in _GROUPING_SPACES

    def is_capital(self, index: int) -> bool:
        """Does the word at `index` begin with a capital letter?"""
        return self.raw(index)[:1].isupper()

    def is_shouted(self, index: int) -> bool:
        """Is it a word in capitals throughout?"""
        return (
            self.kind(index) == "word" and len(self.word(index)) > 1 and self.raw(index).isupper()
        )


def split_paragraphs(text: str, start: int, end: int) -> Iterator[Tokens]:
    """The tokens of `text[start:end]`, a paragraph at a time.

    No quantity runs over an empty line. A paragraph of huge length is cut, so that memory and the
    grammar's tables stay small.
    """
    while start < end:
        border = _PARAGRAPH.search(text, start, end)
        stop = border.start() if border else end
        matches: list[re.Match[str]] = []
        for match in _TOKEN.finditer(text, start, stop):
            if len(matches) >= _MOST_TOKENS and text[match.start() - 1].isspace():
                yield _tokens(text, matches)
                matches = []
            matches.append(match)
        if matches:
            yield _tokens(text, matches)
        start = border.end() if border else end


def _tokens(text: str, matches: list[re.Match[str]]) -> Tokens:
    return Tokens(
        text,
        [match.start() for match in matches],
        [match.end() for match in matches],
        [match.group().lower().replace("’", "'") for match in matches],
        [match.lastgroup or "sign" for match in matches],
    )
