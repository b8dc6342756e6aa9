"""The words that say who did it, out of a language's agents.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from tallybook.errors import DataError

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
    path = files("tallybook.language") / language / "agents.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    known = {field.name for field in fields(AgentWords)}
    for key in sorted(known ^ data.keys()):
        raise DataError(str(path), f"{key!r} is missing or unknown", f"keep to {sorted(known)}")
    return AgentWords(**{key: frozenset(words) for key, words in data.items()})
