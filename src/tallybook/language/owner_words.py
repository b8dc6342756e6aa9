"""The words that say whose the counted people are, from a language's owners.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from tallybook.errors import DataError


@dataclass(frozen=True, slots=True)
class OwnerWords:
    """Each field is a list of owners.toml, whose comments say what it is for."""

    own: frozenset[str]
    nation: frozenset[str]
    losing: frozenset[str]
    having: frozenset[str]
    costing: frozenset[str]
    admitting: frozenset[str]
    sending: frozenset[str]
    things: frozenset[str]


@cache
def load_owner_words(language: str = "en") -> OwnerWords:
    """The words of a language; DataError where a list is missing or unknown."""
    path = files("tallybook.language") / language / "owners.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    known = {field.name for field in fields(OwnerWords)}
    if data.keys() != known:
        wrong = sorted(data.keys() ^ known)
        raise DataError(str(path), f"lists missing or unknown: {wrong}", "keep these lists")
    return OwnerWords(**{name: frozenset(words) for name, words in data.items()})
