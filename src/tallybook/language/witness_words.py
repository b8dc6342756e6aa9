"""The words that tell a witness from an echo, out of a language's witnesses.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallybook.language.word_tables import check_keys, read_words, record_of

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What an outlet counted or checked itself."""

    things: Words
    deeds: Words


@dataclass(frozen=True, slots=True)
class Counting:
    """Whose counts go up. bodies: the nouns of a house. below, above: kinds and branches."""

    nouns: Words
    bodies: Words
    below: Words
    above: Words


@dataclass(frozen=True, slots=True)
class WitnessWords:
    """All tables of witnesses.toml; the comments there say what each list is for."""

    own_work: OwnWork
    counting: Counting


@cache
def load_witness_words(language: str = "en") -> WitnessWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    where, data = read_words(language, "witnesses.toml")
    check_keys(where, data, WitnessWords)
    return WitnessWords(
        own_work=record_of(where, data["own_work"], OwnWork),
        counting=record_of(where, data["counting"], Counting),
    )
