"""From towns, subdivisions, countries and regions to the two files of the gazetteer."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tallybook.catalogue.blocks import write_blocks
from tallybook.catalogue.countries import is_initials, load_countries
from tallybook.catalogue.entries import KINDS
from tallybook.catalogue.toponyms import fold
from tools.gazetteer.names import region_keys, town_keys
from tools.gazetteer.upstream import Subdivision, Town

_NAMES_A_BLOCK = 160
_PLACES_A_BLOCK = 48


@dataclass
class Row:
    """An entry to be. admin1, admin2: rows. alone: names that no other of its country has."""

    name: str
    kind: str
    countries: str
    lat: float
    lon: float
    population: int = 0
    code: str = ""
    admin1: Row | None = None
    admin2: Row | None = None
    main: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    number: int = -1

    def line(self) -> str:
        """The entry as it stands in the file."""
        holders = ["" if row is None else str(row.number) for row in (self.admin1, self.admin2)]
        place = [f"{self.lat:.3f}", f"{self.lon:.3f}"]
        kind = str(KINDS.index(self.kind))
        population = str(self.population) if self.population else ""
        return "\t".join([self.name, kind, self.countries, *holders, *place, population, self.code])


def country_rows() -> list[Row]:
    """A row for each country; its population is not of use and left out."""
    rows = []
    for country in load_countries().by_code.values():
        aliases = {fold(alias) for alias in country.aliases}
        row = Row(
            country.name, "country", country.code, country.lat, country.lon, code=country.code
        )
        row.main = {fold(country.name)} | {fold(a) for a in country.aliases if is_initials(a)}
        row.main |= aliases
        rows.append(row)
    return rows


def region_rows(path: Path) -> list[Row]:
    """A row for each region and water of regions.toml."""
    rows = []
    for entry in tomllib.loads(path.read_text("utf-8"))["region"]:
        countries = ",".join(entry.get("countries", ()))
        row = Row(entry["name"], entry["kind"], countries, entry["lat"], entry["lon"])
        row.main = {fold(name) for name in (entry["name"], *entry.get("aliases", ()))}
        row.alone = {fold(name) for name in entry.get("alone", ())}
        rows.append(row)
    return rows


def subdivision_rows(
    subdivisions: dict[int, Subdivision], towns: dict[int, Town]
) -> dict[int, Row]:
    """A row for each subdivision in which a town lies: its middle is that of its towns."""
    inside: dict[int, list[Town]] = defaultdict(list)
    for town in towns.values():
        key = town.subdivision
        while key is not None and key in subdivisions:
            inside[key].append(town)
            key = subdivisions[key].parent
    rows: dict[int, Row] = {}
    for key in sorted(inside, key=lambda k: subdivisions[k].level):
        part = subdivisions[key]
        lat, lon = middle(inside[key])
        row = Row(
            title(part, inside[key]),
            f"admin{min(max(part.level, 1), 2)}",
            part.code[:2],
            lat,
            lon,
            code=part.iso,
        )
        row.population = sum(town.population for town in inside[key])
        row.main, row.others = region_keys(part.names)
        row.admin1 = rows.get(part.parent) if part.parent is not None else None
        rows[key] = row
    return rows


def title(part: Subdivision, towns: list[Town]) -> str:
    """The region's name, with its type word where a town in it has the same: "Kherson Oblast"."""
    name = part.names[0]
    if part.level == 1 and any(town.name == name for town in towns):
        typed = (
            other for other in part.names[1:] if other.startswith(f"{name} ") and other.isascii()
        )
        return next(typed, name)
    return name


def middle(towns: list[Town]) -> tuple[float, float]:
    """Between the middle of the outermost towns and the mean of all, nearer the first.

    Towns crowd at a coast or a border; a region's middle is nearer that of its outermost towns.
    """
    first = towns[0].lon
    lats = [town.lat for town in towns]
    # Longitudes counted from the first town's, so that a region may cross the date line.
    lons = [(town.lon - first + 180) % 360 - 180 for town in towns]
    lat, lon = (
        0.35 * (min(values) + max(values)) + 0.3 * sum(values) / len(values)
        for values in (lats, lons)
    )
    return lat, (first + lon + 180) % 360 - 180


def town_rows(towns: dict[int, Town], regions: dict[int, Row]) -> list[Row]:
    """A row for each town."""
    rows = []
    for town in towns.values():
        row = Row(town.name, "town", town.country, town.lat, town.lon, town.population)
        region = regions.get(town.subdivision) if town.subdivision is not None else None
        if region is not None and region.kind == "admin2":
            row.admin2, row.admin1 = region, region.admin1
        else:
            row.admin1 = region
        main, row.others = town_keys(town.name, town.others)
        row.main = {main} if main else set()
        rows.append(row)
    return rows


def leave_alone(rows: list[Row]) -> None:
    """Takes from towns and subdivisions the names that mean a region: "Gaza" is the Strip."""
    taken = {(row.countries, name) for row in rows for name in row.alone}
    for row in rows:
        lost = {name for name in row.main - row.alone if (row.countries, name) in taken}
        if lost and not row.alone:
            row.main -= lost
            row.others |= lost
            row.name = f"{row.name} City" if row.kind == "town" else row.name
            row.main |= {fold(row.name)}
            row.others -= row.main


def write(rows: list[Row], folder: Path) -> None:
    """Writes places.blocks and names.blocks."""
    rows = sorted(
        rows, key=lambda row: (fold(row.name), KINDS.index(row.kind), -row.population, row.lat)
    )
    for number, row in enumerate(rows):
        row.number = number
    bearers: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for key in row.main:
            bearers[key].append(str(row.number))
        for key in row.others:
            bearers[key].append(f"~{row.number}")
    folder.mkdir(parents=True, exist_ok=True)
    write_blocks(folder / "places.blocks", (row.line() for row in rows), _PLACES_A_BLOCK)
    # Sorted as the reader compares: by their bytes.
    keys = sorted(bearers, key=lambda key: key.encode())
    write_blocks(
        folder / "names.blocks",
        (f"{key}\t{' '.join(bearers[key])}" for key in keys),
        _NAMES_A_BLOCK,
    )
