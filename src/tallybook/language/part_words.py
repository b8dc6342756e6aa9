"""The words between a part and its whole, out of a language's parts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from tallybook.errors import DataError

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
    joining: Words
    pauses: Words
    states: Mapping[str, str]


@cache
def load_part_words(language: str = "en") -> PartWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    path = files("tallybook.language") / language / "parts.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    known = {field.name for field in fields(PartWords)}
    for key in sorted(known ^ data.keys()):
        raise DataError(str(path), f"{key!r} is missing or unknown", f"keep to {sorted(known)}")
    states = {word: measure for measure, words in data.pop("states").items() for word in words}
    return PartWords(states=states, **{key: frozenset(words) for key, words in data.items()})
