"""Countries: their names, people and capitals, from countries.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tallybook.errors import DataError

_FIELDS = {
    "name": str,
    "aliases": list,
    "demonyms": list,
    "capital": str,
    "capital_aliases": list,
    "lat": float,
    "lon": float,
}


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory. code: ISO 3166-1 alpha-2; lat, lon: its middle."""

    code: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    capital_aliases: tuple[str, ...]
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Countries:
    """All countries, by code, by name, by demonym and by capital."""

    by_code: Mapping[str, Country]
    _names: Mapping[str, str]
    _demonyms: Mapping[str, str]
    _capitals: Mapping[str, str]

    def country_of_name(self, words: str) -> str | None:
        """The code of the country that the words name: "Russia", "the DPRK", "U.S.".

        >>> load_countries().country_of_name("the Netherlands")
        'NL'
        """
        return _found(self._names, words)

    def country_of_demonym(self, words: str) -> str | None:
        """The code of the country whose adjective or people the words are: "North Koreans"."""
        return _found(self._demonyms, words)

    def country_of_capital(self, words: str) -> str | None:
        """The code of the country that is governed from the city: "Kyiv"."""
        return _found(self._capitals, words)

    def country_of(self, words: str) -> str | None:
        """The code by name, demonym or capital, tried in this order."""
        return (
            self.country_of_name(words)
            or self.country_of_demonym(words)
            or self.country_of_capital(words)
        )


def is_initials(alias: str) -> bool:
    """Whether a name must stand in capitals to count: "US" is no "us"."""
    return alias.isupper() and len(alias) <= 5


@lru_cache(maxsize=65536)
def key_of(words: str) -> str:
    """A country's name made comparable; names that are initials keep their capitals."""
    plain = " ".join(words.replace("’", "'").split())
    plain = plain[4:] if plain[:4] in ("the ", "The ", "THE ") else plain
    return plain if is_initials(plain) else plain.lower()


def _found(table: Mapping[str, str], words: str) -> str | None:
    key = key_of(words)
    return table.get(key) or table.get(key.lower())


def read_countries(path: Path) -> Countries:
    """The countries of a file; DataError names the country and the field that is wrong."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(
            str(path), str(error), "mend the file or install the package again"
        ) from None
    by_code = {code: _country(path, code, row) for code, row in data.items()}
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for code, country in by_code.items():
        for name in (country.name, *country.aliases):
            _enter(path, names, key_of(name), code)
        for demonym in country.demonyms:
            _enter(path, demonyms, demonym.lower(), code)
        for capital in (country.capital, *country.capital_aliases):
            # Kingston is Jamaica's before it is Norfolk Island's.
            capitals.setdefault((capital or "").lower(), code)
    capitals.pop("", None)
    return Countries(by_code, names, demonyms, capitals)


@cache
def load_countries() -> Countries:
    """The built-in countries."""
    return read_countries(Path(str(files("tallybook.catalogue") / "countries.toml")))


def _country(path: Path, code: str, row: Any) -> Country:
    wrong = not isinstance(row, dict) or [
        key
        for key, value in row.items()
        if key not in _FIELDS or not isinstance(value, _FIELDS[key])
    ]
    if wrong or not {"name", "lat", "lon"} <= set(row):
        raise DataError(
            str(path), f"the table of {code} is wrong: {wrong or 'a field is missing'}",
            "it needs name, lat, lon and may have aliases, demonyms, capital",
        )  # fmt: skip
    return Country(
        code,
        row["name"],
        tuple(row.get("aliases", ())),
        tuple(row.get("demonyms", ())),
        row.get("capital"),
        tuple(row.get("capital_aliases", ())),
        row["lat"],
        row["lon"],
    )


def _enter(path: Path, table: dict[str, str], key: str, code: str) -> None:
    known = table.setdefault(key, code)
    if known != code:
        raise DataError(str(path), f"{key!r} stands under {known} and {code}", "keep it under one")
