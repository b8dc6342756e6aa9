"""Conflicts: who stands against whom, so that a source has a side towards the people counted."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.parties import load_parties
from tallybook.errors import DataError

_KEYS = frozenset({"id", "name", "since", "until", "countries", "side"})


@dataclass(frozen=True, slots=True)
class Camp:
    """One side: its belligerents, and the allies that take its part without fighting."""

    parties: tuple[str, ...]
    allies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArmedConflict:
    """One conflict. `[since, until]` in days, until None while it goes on."""

    id: str
    name: str
    camps: tuple[Camp, ...]
    countries: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def is_on(self, day: date | None) -> bool:
        """Was it fought on that day? An unknown day could be."""
        if day is None:
            return True
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)

    def camp_of(self, parties: Iterable[str]) -> Camp | None:
        """The one camp that all these parties fight for, else None."""
        wanted = set(parties)
        found = [camp for camp in self.camps if wanted and wanted <= set(camp.parties)]
        return found[0] if len(found) == 1 else None

    def involves(self, parties: Iterable[str]) -> bool:
        """Does any of these parties fight in it?"""
        wanted = set(parties)
        return any(wanted & set(camp.parties) for camp in self.camps)


@dataclass(frozen=True, slots=True)
class Conflicts:
    """All conflicts known, and what to call their parties."""

    all: tuple[ArmedConflict, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    peoples: Mapping[str, str] = field(default_factory=dict)

    def of(self, parties: Sequence[str], day: date | None = None) -> tuple[ArmedConflict, ...]:
        """The conflicts on that day in which any of these parties fights."""
        return tuple(one for one in self.all if one.is_on(day) and one.involves(parties))

    def in_country(self, country: str, day: date | None = None) -> tuple[ArmedConflict, ...]:
        """The conflicts fought in that country on that day."""
        return tuple(one for one in self.all if one.is_on(day) and country in one.countries)

    def name_of(self, party: str) -> str:
        """What a newcomer calls the party; its id where nobody said."""
        return self.names.get(party, party)

    def adjective_of(self, party: str) -> str:
        """What its people are called ("North Korean")."""
        return self.adjectives.get(party, self.name_of(party))

    def people_of(self, party: str) -> str:
        """What many of its people are called ("North Koreans", "British people")."""
        return self.peoples.get(party, f"{self.adjective_of(party)} people")


def load_conflicts(extra: Iterable[Path] = ()) -> Conflicts:
    """The built-in conflicts and the user's; a user's with a built-in id takes its place.

    Raises DataError naming file, line, entry and remedy.
    """
    found = {one.id: one for one in _built_in()}
    for path in extra:
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(str(path), f"cannot be read ({error})", "check the path") from error
        found.update((one.id, one) for one in parse_conflicts(str(path), text))
    return Conflicts(tuple(found.values()), *_names())


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
    countries = load_countries().by_code
    names = {party.id: party.name for party in load_parties().by_alias.values() if not party.unit}
    names.update((code, country.name) for code, country in countries.items())
    adjectives = {code: one.demonyms[0] for code, one in countries.items() if one.demonyms}
    peoples = {
        code: word
        for code, adjective in adjectives.items()
        for word in countries[code].demonyms
        if word == f"{adjective}s"
    }
    return names, adjectives, peoples


@cache
def _built_in() -> tuple[ArmedConflict, ...]:
    path = files("tallybook.catalogue") / "conflicts.toml"
    return parse_conflicts("conflicts.toml", path.read_text("utf-8"))


def parse_conflicts(where: str, text: str) -> tuple[ArmedConflict, ...]:
    """The conflicts of one file; `where` names it in a DataError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(where, f"is no TOML ({error})", "mend the line it names") from error
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _opens(line)]
    rows = data.get("conflict", [])
    return tuple(
        _conflict(f"{where}, line {line}", row) for line, row in zip(lines, rows, strict=False)
    )


def _opens(line: str) -> bool:
    return line.strip().startswith("[[conflict]]")


def _conflict(where: str, row: Mapping[str, Any]) -> ArmedConflict:
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise DataError(where, f"unknown key {unknown[0]!r}", f"known: {', '.join(sorted(_KEYS))}")
    if not isinstance(row.get("id"), str):
        raise DataError(where, "id is missing", 'write id = "..." below [[conflict]]')
    camps = tuple(
        Camp(tuple(side.get("parties", ())), tuple(side.get("allies", ())))
        for side in row.get("side", ())
    )
    if len(camps) < 2:
        raise DataError(where, f"{row['id']} has fewer than two sides", "add [[conflict.side]]")
    _check(where, row["id"], camps)
    since, until = row.get("since"), row.get("until")
    for key, day in (("since", since), ("until", until)):
        if day is not None and not isinstance(day, date):
            raise DataError(where, f"{key} of {row['id']} is {day!r}", "write YYYY-MM-DD, unquoted")
    if since is not None and until is not None and since > until:
        raise DataError(where, f"{row['id']} ends before it begins", "mend since or until")
    countries = tuple(row.get("countries", ()))
    return ArmedConflict(row["id"], row.get("name", row["id"]), camps, countries, since, until)


def _check(where: str, name: str, camps: Sequence[Camp]) -> None:
    """No party stands on two sides, fighting or not."""
    held: dict[str, int] = {}
    for number, camp in enumerate(camps):
        if not camp.parties:
            raise DataError(where, f"a side of {name} has no parties", 'write parties = ["…"]')
        for party in (*camp.parties, *camp.allies):
            if held.setdefault(party, number) != number:
                raise DataError(
                    where, f"{name} sets {party} against itself", "keep the party on one side"
                )
