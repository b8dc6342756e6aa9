"""Conflicts: who stands against whom, so that a source has a side towards the people counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.parties import (
    OwnParty,
    is_party,
    known_parties,
    load_parties,
    own_parties,
    unknown_party,
)
from tallybook.catalogue.toml_rows import Row, TomlFile, parse_toml, read_toml
from tallybook.errors import DataError

_KEYS: Final = ("id", "name", "since", "until", "countries", "side")


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


@dataclass(frozen=True, slots=True)
class Conflicts:
    """All conflicts known, and what to call their parties."""

    all: tuple[ArmedConflict, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    peoples: Mapping[str, str] = field(default_factory=dict)
    _by_party: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.all):
            for party in {party for camp in one.camps for party in camp.parties}:
                found[party].append(place)
        by_party = {party: tuple(places) for party, places in found.items()}
        object.__setattr__(self, "_by_party", by_party)

    def of(self, parties: Sequence[str], day: date | None = None) -> tuple[ArmedConflict, ...]:
        """The conflicts on that day in which any of these parties fights."""
        places = {place for party in parties for place in self._by_party.get(party, ())}
        return tuple(self.all[place] for place in sorted(places) if self.all[place].is_on(day))

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
    own: list[OwnParty] = []
    mine: dict[str, str] = {}
    for path in extra:
        file = read_toml(path)
        own += own_parties(file)
        for one in read_conflicts(file):
            if mine.setdefault(one.id, file.name) != file.name:
                raise DataError(
                    file.at("conflict"), f"{one.id} stands in {mine[one.id]} too", "keep one"
                )
            found[one.id] = one
    names, adjectives, peoples = (dict(words) for words in _names())
    for party in own:
        names[party.id] = party.name
        if party.adjective is not None:
            adjectives[party.id] = party.adjective
        if party.people is not None:
            peoples[party.id] = party.people
    return Conflicts(tuple(found.values()), names, adjectives, peoples)


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
    countries = load_countries().by_code
    groups = [party for party in load_parties().by_alias.values() if not party.unit]
    names = {party.id: party.name for party in groups}
    names.update((code, country.name) for code, country in countries.items())
    adjectives = {code: one.demonyms[0] for code, one in countries.items() if one.demonyms}
    peoples = {
        code: word
        for code, adjective in adjectives.items()
        for word in countries[code].demonyms
        if word == f"{adjective}s"
    }
    adjectives.update((party.id, party.adjective) for party in groups if party.adjective)
    peoples.update((party.id, party.people) for party in groups if party.people)
    return names, adjectives, peoples


@cache
def _built_in() -> tuple[ArmedConflict, ...]:
    path = files("tallybook.catalogue") / "conflicts.toml"
    return parse_conflicts("conflicts.toml", path.read_text("utf-8"))


def parse_conflicts(where: str, text: str) -> tuple[ArmedConflict, ...]:
    """The conflicts of one file; `where` names it in a DataError."""
    return read_conflicts(parse_toml(where, text))


def read_conflicts(file: TomlFile) -> tuple[ArmedConflict, ...]:
    """The conflicts of a parsed file; DataError names the line and what is wrong with it."""
    file.holding("conflict")
    known = known_parties() | {party.id for party in own_parties(file)}
    found: dict[str, ArmedConflict] = {}
    for row in file.rows("conflict"):
        one = _conflict(row, known)
        if one.id in found:
            raise DataError(row.at("id"), f"conflict {one.id!r} stands twice", "keep one")
        found[one.id] = one
    return tuple(found.values())


def _conflict(row: Row, known: Collection[str]) -> ArmedConflict:
    row.known(_KEYS)
    name = row.text_of("id")
    if name is None:
        raise DataError(row.at(), "id is missing", 'write id = "..." below [[conflict]]')
    sides = row.rows("side")
    if len(sides) < 2:
        raise DataError(row.at(), f"{name} has fewer than two sides", "add [[conflict.side]]")
    camps = tuple(_camp(side, name, known) for side in sides)
    _check(name, sides, camps)
    since, until = row.days()
    countries = row.texts_of("countries")
    for code in countries:
        if code not in load_countries().by_code and not is_party(code, ()):
            raise DataError(
                row.at("countries", code),
                f"{name} is fought in {code!r}, which is no country",
                'write ISO 3166 codes such as "UA"',
            )
    return ArmedConflict(name, row.text_of("name") or name, camps, countries, since, until)


def _camp(side: Row, name: str, known: Collection[str]) -> Camp:
    side.known(("parties", "allies"))
    camp = Camp(side.texts_of("parties"), side.texts_of("allies"))
    if not camp.parties:
        raise DataError(
            side.at("parties"), f"a side of {name} has no parties", 'write parties = ["…"]'
        )
    for key, codes in (("parties", camp.parties), ("allies", camp.allies)):
        for code in codes:
            if not is_party(code, known):
                raise unknown_party(side.at(key, code), code, name)
    return camp


def _check(name: str, sides: Sequence[Row], camps: Sequence[Camp]) -> None:
    """No party stands on two sides, fighting or not, nor twice on one."""
    held: dict[str, Row] = {}
    for side, camp in zip(sides, camps, strict=True):
        here: set[str] = set()
        for key, codes in (("parties", camp.parties), ("allies", camp.allies)):
            for code in codes:
                if code in here:
                    raise DataError(
                        side.at(key, code), f"a side of {name} names {code} twice", "keep it once"
                    )
                here.add(code)
                if code in held:
                    raise DataError(
                        side.at(key, code),
                        f"{name} sets {code} against itself ({held[code].at()})",
                        "keep the party on one side",
                    )
        held.update(dict.fromkeys(here, side))
