"""Words of a language's scan.toml: which words make a sentence worth parsing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallybook.language.word_tables import read_words, record_of


@dataclass(frozen=True, slots=True)
class ScanWords:
    """Each list of scan.toml; the comments there say what it is for."""

    too_common: frozenset[str]
    empty: frozenset[str]
    light: frozenset[str]
    telling: frozenset[str]
    no_numbers: frozenset[str]
    signs: frozenset[str]
    ranked: frozenset[str]
    helping: frozenset[str]
    questions: frozenset[str]
    topics: frozenset[str]
    stand_ins: frozenset[str]
    going_on: frozenset[str]


@cache
def load_scan_words(language: str = "en") -> ScanWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    return record_of(*read_words(language, "scan.toml"), ScanWords)
