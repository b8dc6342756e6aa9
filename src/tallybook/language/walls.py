"""Paywalls: what a page says where it keeps the rest of its story back, out of walls.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallybook.language.word_tables import read_words, record_of


@dataclass(frozen=True, slots=True)
class Walls:
    """said: phrases in lower case."""

    said: frozenset[str]


@cache
def load_walls(language: str = "en") -> Walls:
    """The phrases of a language; DataError names a list that is missing or unknown."""
    where, data = read_words(language, "walls.toml")
    return record_of(where, data, Walls)


def is_walled(text: str) -> bool:
    """Does the text say that the rest is kept back?

    >>> is_walled("Already a subscriber? Log in."), is_walled("Divers went on searching.")
    (True, False)
    """
    told = " ".join(text.split()).lower()
    return any(phrase in told for phrase in load_walls().said)
