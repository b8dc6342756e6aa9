"""The words that say who did it, out of a language's agents.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallybook.language.word_tables import read_words, record_of

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class AgentWords:
    """The lists of agents.toml; the comments there say what each is for."""

    attacks: Words
    attacking: Words
    clauses: Words
    against: Words
    fight: Words
    losing: Words
    helping: Words
    accounts: Words
    kept: Words
    keeping: Words
    leaving: Words
    adjectival: Words
    irregulars: Words
    bodies: Words
    speaking: Words


@cache
def load_agent_words(language: str = "en") -> AgentWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    return record_of(*read_words(language, "agents.toml"), AgentWords)
