"""The words that say whose the counted people are, from a language's owners.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallybook.language.word_tables import read_words, record_of


@dataclass(frozen=True, slots=True)
class OwnerWords:
    """Each field is a list of owners.toml, whose comments say what it is for."""

    own: frozenset[str]
    whose: frozenset[str]
    nation: frozenset[str]
    losing: frozenset[str]
    having: frozenset[str]
    costing: frozenset[str]
    losses: frozenset[str]
    admitting: frozenset[str]
    sending: frozenset[str]
    things: frozenset[str]
    armed: frozenset[str]
    men: frozenset[str]
    apart: frozenset[str]
    backing: frozenset[str]
    allies: frozenset[str]


@cache
def load_owner_words(language: str = "en") -> OwnerWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    return record_of(*read_words(language, "owners.toml"), OwnerWords)
