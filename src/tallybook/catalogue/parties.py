"""Parties that are no state, and named formations: from words in the text to ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.toml_rows import Row, TomlFile, parse_toml
from tallybook.errors import DataError

_USERS: Final = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")
"""Codes that ISO 3166-1 leaves to its users, for a state that it does not list."""

_OWN_KEYS: Final = ("id", "name", "adjective", "people")


@dataclass(frozen=True, slots=True)
class Party:
    """id: as a population's `parties` holds it; unit: the formation's name or None.

    adjective, people: what is its and what its people are called, where the name does not tell.
    """

    id: str
    name: str
    unit: str | None = None
    adjective: str | None = None
    people: str | None = None


@dataclass(frozen=True, slots=True)
class OwnParty:
    """A party that a user's file tells of: what it, what is its, and its people are called."""

    id: str
    name: str
    adjective: str | None = None
    people: str | None = None


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
    file = parse_toml("parties.toml", path.read_text("utf-8"))
    by_alias: dict[str, Party] = {}
    entries = [(_party(row), row) for row in file.rows("party")]
    entries += [
        (Party(row.data["party"], row.data["unit"], row.data["unit"]), row)
        for row in file.rows("formation")
    ]
    for party, row in entries:
        for alias in row.texts_of("aliases"):
            known = by_alias.setdefault(alias.lower(), party)
            if known != party:
                raise DataError(
                    row.at("aliases", alias),
                    f"alias {alias!r} names {known.name} and {party.name}",
                    "keep one",
                )
    return Parties(by_alias, max(len(alias.split()) for alias in by_alias))


def _party(row: Row) -> Party:
    words = (row.text_of("adjective"), row.text_of("people"))
    return Party(row.data["id"], row.data["name"], None, *words)


@cache
def known_parties() -> frozenset[str]:
    """Every id of a party that the catalogue knows: states by their codes, others by their ids."""
    others = {party.id for party in load_parties().by_alias.values()}
    return frozenset(load_countries().by_code) | others


def is_party(code: str, known: Collection[str]) -> bool:
    """Is it one of the known parties, or a code that ISO 3166 leaves to its users ("XA")?"""
    return code in known or _USERS.fullmatch(code) is not None


def own_parties(file: TomlFile) -> tuple[OwnParty, ...]:
    """The `[[party]]` tables of a user's file; DataError for one that the catalogue has already."""
    found: dict[str, OwnParty] = {}
    for row in file.rows("party"):
        row.known(_OWN_KEYS)
        name = row.text_of("id")
        if name is None:
            raise DataError(row.at(), "id is missing", 'write id = "…" below [[party]]')
        if name in known_parties():
            raise DataError(row.at("id"), f"the party {name!r} is known", "take this table out")
        if name in found:
            raise DataError(row.at("id"), f"party {name!r} stands twice", "keep one")
        found[name] = OwnParty(
            name, row.text_of("name") or name, row.text_of("adjective"), row.text_of("people")
        )
    return tuple(found.values())


def unknown_party(where: str, code: str, name: str) -> DataError:
    """The error of a code that names no party."""
    return DataError(
        where,
        f"{name} names the party {code!r}, which nobody knows",
        'write a state\'s ISO 3166 code ("UA"), an id of parties.toml, or tell of it in a '
        "[[party]] of this file",
    )
