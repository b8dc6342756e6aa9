"""What the gazetteer holds."""

from __future__ import annotations

from dataclasses import dataclass

# Largest first: a country holds admin1 regions, these hold admin2 districts, these hold towns.
KINDS = ("continent", "country", "region", "water", "admin1", "admin2", "place", "town")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    kind: one of KINDS. countries: ISO 3166-1 alpha-2. admin1, admin2: the numbers of the entries
    that hold it, None where none does. code: the ISO 3166-2 code of an admin1, else "".
    """

    number: int
    name: str
    kind: str
    countries: tuple[str, ...]
    admin1: int | None
    admin2: int | None
    lat: float
    lon: float
    population: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that bears a name, as its own (main) or as another name.

    news: the list of places that news names has it.
    """

    entry: Entry
    main: bool
    news: bool = False
