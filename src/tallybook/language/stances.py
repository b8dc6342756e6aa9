"""Stances in a language: the words that say how surely a figure is said."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tallybook.errors import DataError
from tallybook.model import Stance

_WORDS: Final = frozenset(
    [
        "besides",
        "topic",
        "part_in",
        "opposing",
        "negations",
        "be",
        "have",
        "to",
        "future",
        "conditional",
        "whether",
    ]
    + ["reported", "done", "sums", "costing", "classed", "classes", "at"]
    + ["inferring", "able", "tried", "about", "none", "taken"]
)


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """The words of one stance, lemmas in lower case; what each list is stands in stances.toml."""

    verbs: frozenset[str] = frozenset()
    passive_only: frozenset[str] = frozenset()
    only_at: frozenset[str] = frozenset()
    only_to: frozenset[str] = frozenset()
    negated: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    cues: frozenset[str] = frozenset()
    examples: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stances:
    """Qualifiers by stance, the strongest first, and the small words of stances.toml."""

    qualifiers: Mapping[Stance, Qualifiers]
    words: Mapping[str, frozenset[str]]

    def strongest(self, found: frozenset[Stance]) -> Stance | None:
        """The first in order of those found."""
        return next((stance for stance in self.qualifiers if stance in found), None)


def build_stances(path: str, data: Mapping[str, Any]) -> Stances:
    """Stances out of a parsed stances.toml; DataError names the stance and the key."""
    known = {field.name for field in fields(Qualifiers)}
    order = data.get("order", [])
    if sorted(order) != sorted(stance.value for stance in Stance):
        raise DataError(path, f"order {order!r}", "name every stance once, the strongest first")
    qualifiers: dict[Stance, Qualifiers] = {}
    for name in order:
        table = data.get("stance", {}).get(name)
        if table is None:
            raise DataError(path, f"no table stance.{name}", "add it")
        unknown = set(table) - known
        if unknown:
            raise DataError(
                path, f"unknown {sorted(unknown)} in stance.{name}", f"use {sorted(known)}"
            )
        if not table.get("examples"):
            raise DataError(path, f"stance.{name} has no example", "add one")
        qualifiers[Stance(name)] = Qualifiers(
            **{key: frozenset(words) for key, words in table.items()}
        )
    missing = sorted(_WORDS - set(data.get("words", {})))
    if missing:
        raise DataError(path, f"no words for {missing}", "add them to the table words")
    return Stances(qualifiers, {name: frozenset(listed) for name, listed in data["words"].items()})


@cache
def load_stances(language: str = "en") -> Stances:
    """The built-in stances of a language."""
    path = files("tallybook.language") / language / "stances.toml"
    if not path.is_file():
        raise DataError(str(path), "no such file", f"the language {language!r} has no stances yet")
    return build_stances(str(path), tomllib.loads(path.read_text("utf-8")))
