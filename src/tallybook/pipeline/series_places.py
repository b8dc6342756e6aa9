"""The place of a mapping: a name that the gazetteer knows, and only one place bears."""

from __future__ import annotations

from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.entries import KINDS, Entry
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.errors import DataError
from tallybook.model import Place

_PRECISION: Final = {
    "continent": "region", "country": "country", "region": "admin1", "water": "region",
    "admin1": "admin1", "admin2": "place", "place": "place", "town": "place",
}  # fmt: skip
_NARROW: Final = frozenset({"admin2", "place", "town"})
_REMEDY: Final = "write the name that a map has, with its region or country: 'Alba, North, XA'"


def place_named(named: object, where: str) -> Place:
    """The place of a name, or of a list of countries together; DataError at `where` for neither.

    A name may be followed by its region and its country's code: "Springfield, Illinois, US".
    """
    told = named if isinstance(named, list) else [named]
    names = [name for name in told if isinstance(name, str) and name.strip()]
    if not names or len(names) < len(told):
        raise DataError(where, f"place is {named!r}", 'write place = "…"')
    places = [_one(name.strip(), where) for name in names]
    if len(places) == 1:
        return places[0]
    if any(place.precision != "country" for place in places):
        raise DataError(where, "a list of places holds more than countries", "name countries only")
    countries = tuple(country for place in places for country in place.countries)
    joined = ", ".join(place.name or "" for place in places)
    return Place("", joined, countries, precision="country")


def _one(name: str, where: str) -> Place:
    code = load_countries().country_of_name(name)
    if code is not None:
        country = load_countries().by_code[code]
        return Place("", country.name, (code,), None, country.lat, country.lon, "country")
    gazetteer = Gazetteer.load()
    first, *around = (part.strip() for part in name.split(","))
    found = [one.entry for one in gazetteer.look_up(first) if one.main]
    for part in around:
        found = [one for one in found if _lies_in(one, part, gazetteer)]
    if not found:
        raise DataError(where, f"no place is called {name!r}", _REMEDY)
    found = [one for one in found if one.name.casefold() == first.casefold()] or found
    wide = [one for one in found if one.kind not in _NARROW]
    rank = min(KINDS.index(one.kind) for one in wide) if wide else 0
    chosen = [one for one in wide if KINDS.index(one.kind) == rank] or _in_one_region(found)
    if len({one.number for one in chosen}) > 1:
        told = "; ".join(_told(one, gazetteer) for one in chosen[:4])
        raise DataError(where, f"{len(chosen)} places are called {name!r}: {told}", _REMEDY)
    entry = chosen[0]
    admin1 = gazetteer.admin1_name(entry)
    precision = _PRECISION[entry.kind]
    return Place("", entry.name, entry.countries, admin1, entry.lat, entry.lon, precision)


def _in_one_region(found: list[Entry]) -> list[Entry]:
    """Of a district and its town the one that most people live in; all, where regions differ."""
    regions = {(one.countries, one.admin1) for one in found}
    return [max(found, key=lambda one: one.population)] if len(regions) == 1 else found


def _lies_in(entry: Entry, part: str, gazetteer: Gazetteer) -> bool:
    admin1 = gazetteer.admin1_name(entry)
    return part in entry.countries or (admin1 is not None and part.casefold() == admin1.casefold())


def _told(entry: Entry, gazetteer: Gazetteer) -> str:
    admin1 = gazetteer.admin1_name(entry)
    around = [one for one in (admin1, *entry.countries) if one and one != entry.name]
    return ", ".join((entry.name, *around))
