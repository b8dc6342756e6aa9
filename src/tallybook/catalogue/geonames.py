"""A user's own table of places, in the format in which GeoNames publishes its dumps."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from tallybook.catalogue.entries import Candidate, Entry
from tallybook.catalogue.toponyms import fold
from tallybook.errors import DataError

OWN_NUMBERS = 10_000_000
_COLUMNS = 19
_REMEDY = (
    "write the 19 tab-separated columns of a GeoNames table: id, name, ascii name, other names,"
    " latitude, longitude, class, code, country, …, population in the 15th"
)
_KINDS = {"A": "region", "P": "town", "H": "water", "L": "place", "T": "region"}


def read_geonames(path: Path, first_number: int) -> list[tuple[str, Candidate]]:
    """Folded names and their places, from a tab-separated GeoNames file in UTF-8.

    The entries are numbered from `first_number`. DataError names the file, line and remedy.
    """
    found: list[tuple[str, Candidate]] = []
    for number, line in _lines(path):
        entry, others = _entry(path, number, line, first_number + number - 1)
        main = fold(entry.name)
        found.append((main, Candidate(entry, main=True)))
        keys = {fold(other) for other in others} - {main, ""}
        found += [(key, Candidate(entry, main=False)) for key in sorted(keys)]
    return found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise DataError(
            str(path), f"cannot be read ({error.strerror})", "name a GeoNames file"
        ) from None
    except UnicodeDecodeError:
        raise DataError(str(path), "is not UTF-8", "save it as UTF-8") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip("\r")


def _entry(path: Path, number: int, line: str, entry_number: int) -> tuple[Entry, list[str]]:
    def broken(what: str) -> DataError:
        return DataError(f"{path}, line {number}", what, _REMEDY)

    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise broken(f"has {len(columns)} columns, not {_COLUMNS}")
    name, country = columns[1].strip(), columns[8].strip()
    if not fold(name):
        raise broken("has no name")
    if country and (len(country) != 2 or not country.isalpha()):
        raise broken(f"country {country!r} is no ISO 3166-1 alpha-2 code")
    try:
        lat, lon, population = float(columns[4]), float(columns[5]), int(columns[14] or 0)
    except ValueError as error:
        raise broken(f"has a field that is no number ({error})") from None
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        raise broken(f"latitude {lat}, longitude {lon} lie on no globe")
    kind = {"ADM1": "admin1", "ADM2": "admin2"}.get(columns[7]) or _KINDS.get(columns[6], "place")
    countries = (country.upper(),) if country else ()
    entry = Entry(entry_number, name, kind, countries, None, None, lat, lon, max(population, 0))
    return entry, columns[3].split(",")
