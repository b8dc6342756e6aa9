"""The words between a part and its whole, out of a language's parts.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tallybook.language.word_tables import read_words, record_of

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class PartWords:
    """The lists of parts.toml. states: word to the measure of whom it means ("dead": "killed")."""

    of: Words
    pronouns: Words
    including: Words
    out_of: Words
    among: Words
    known: Words
    new: Words
    dying: Words
    wounds: Words
    rising: Words
    after: Words
    alone: Words
    joining: Words
    pauses: Words
    states: Mapping[str, str]


@cache
def load_part_words(language: str = "en") -> PartWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    where, data = read_words(language, "parts.toml")
    by_measure = data.get("states", {})
    states = {word: measure for measure, words in by_measure.items() for word in words}
    return record_of(where, data | {"states": states}, PartWords)
