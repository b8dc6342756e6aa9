"""Parties that are no state, and named formations: from words in the text to ids."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tallybook.errors import DataError


@dataclass(frozen=True, slots=True)
class Party:
    """id: as a population's `parties` holds it; unit: the formation's name or None."""

    id: str
    name: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """Parties and formations by alias (lower case)."""

    by_alias: Mapping[str, Party]
    longest: int

    def named(self, words: str) -> Party | None:
        """The party that exactly these words name, else None."""
        return self.by_alias.get(words.lower())


@cache
def load_parties() -> Parties:
    """The built-in catalogue; DataError where an alias names two parties."""
    path = files("tallybook.catalogue") / "parties.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    by_alias: dict[str, Party] = {}
    entries = [
        (Party(entry["id"], entry["name"]), entry["aliases"]) for entry in data.get("party", ())
    ]
    entries += [
        (Party(entry["party"], entry["unit"], entry["unit"]), entry["aliases"])
        for entry in data.get("formation", ())
    ]
    for party, aliases in entries:
        for alias in aliases:
            known = by_alias.setdefault(alias.lower(), party)
            if known != party:
                raise DataError(
                    str(path), f"alias {alias!r} names {known.name} and {party.name}", "keep one"
                )
    return Parties(by_alias, max(len(alias.split()) for alias in by_alias))
