"""Words, numbers and marks with their offsets, as the grammar of dates needs them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"\d+|['’]s\b|[^\W\d_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """`raw` is the text[start:end], `word` the same in lower case."""

    start: int
    end: int
    raw: str
    word: str

    @property
    def is_number(self) -> bool:
        """Digits only; other scripts' digits count too."""
        return self.raw.isdecimal()


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], with offsets of the whole text.

    >>> [token.word for token in tokenize("On Dec. 17th", 0, 12)]
    ['on', 'dec', '.', '17', 'th']
    """
    return [
        Token(match.start(), match.end(), match.group(), match.group().lower())
        for match in _TOKEN.finditer(text, start, end)
    ]
