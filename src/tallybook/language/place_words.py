"""The words that stand around places' names in one language, from its places.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tallybook.errors import DataError, UnknownName


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """types: "region" to the kinds of gazetteer entries it can name; types_of: those before "of".

    regional: "chechen" to the region's name. also: a measure to further prepositions that say
    where its counts are. abbreviations, postal: "Ky." or "KY" to its region's
    name and country.
    """

    types: Mapping[str, frozenset[str]]
    types_of: Mapping[str, frozenset[str]]
    prepositions: frozenset[str]
    locative: frozenset[str]
    happen: frozenset[str]
    events: frozenset[str]
    disasters: frozenset[str]
    apart_in_time: frozenset[str]
    reckoning: frozenset[str]
    distances: frozenset[str]
    wherein: frozenset[str]
    compared: frozenset[str]
    times: frozenset[str]
    set_apart: frozenset[str]
    nowhere: frozenset[str]
    known: frozenset[str]
    things_struck: frozenset[str]
    seats: frozenset[str]
    headquarters: frozenset[str]
    given_names: frozenset[str]
    everywhere: frozenset[str]
    most_of: frozenset[str]
    shares: frozenset[str]
    also_words: frozenset[str]
    deeds: frozenset[str]
    hosts: frozenset[str]
    hosted: frozenset[str]
    affects: frozenset[str]
    leaving: frozenset[str]
    withdrawing: frozenset[str]
    out_of: frozenset[str]
    residents: frozenset[str]
    locals: frozenset[str]
    local_bodies: frozenset[str]
    foreign: frozenset[str]
    consular: frozenset[str]
    sites: frozenset[str]
    borders: frozenset[str]
    of_people: frozenset[str]
    villages: frozenset[str]
    treating: frozenset[str]
    patients: frozenset[str]
    treatments: frozenset[str]
    battles: frozenset[str]
    doubtful: frozenset[str]
    parts: frozenset[str]
    some_of: frozenset[str]
    joins: frozenset[str]
    uncounted: frozenset[str]
    wholes: frozenset[str]
    towns: frozenset[str]
    quarters: frozenset[str]
    minds: frozenset[str]
    having: frozenset[str]
    had: frozenset[str]
    has: frozenset[str]
    arrivals: frozenset[str]
    nations: frozenset[str]
    away: frozenset[str]
    bound: frozenset[str]
    going: frozenset[str]
    over: frozenset[str]
    crossing: frozenset[str]
    beyond: frozenset[str]
    telling: frozenset[str]
    speaking: frozenset[str]
    audiences: frozenset[str]
    unlike: frozenset[str]
    strong: frozenset[str]
    directions: frozenset[str]
    roads: frozenset[str]
    streets: frozenset[str]
    urban: frozenset[str]
    on_street: frozenset[str]
    vessels: frozenset[str]
    names: frozenset[str]
    bodies: frozenset[str]
    things: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    starts: frozenset[str]
    saints: frozenset[str]
    stands_in: frozenset[str]
    of_kind: frozenset[str]
    houses: frozenset[str]
    city_houses: frozenset[str]
    bands: frozenset[str]
    common: frozenset[str]
    abbreviations: Mapping[str, tuple[str, str]]
    postal: Mapping[str, tuple[str, str]]
    direction_of: str
    based: str
    capital: str
    definite: str
    battle_for: str
    regional: Mapping[str, str]
    also: Mapping[str, frozenset[str]]


@cache
def load_place_words(language: str = "en") -> PlaceWords:
    """The words of a language; UnknownName if it has none, DataError if its file is wrong."""
    path = Path(__file__).parent / language / "places.toml"
    if not path.is_file():
        known = sorted(folder.parent.name for folder in Path(__file__).parent.glob("*/places.toml"))
        raise UnknownName("language", language, known)
    return read_place_words(path)


def read_place_words(path: Path) -> PlaceWords:
    """The words of a file; DataError names what is wrong."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        types = _turn(data["types"])
        types_of = {**types, **_turn(data["types_of"])}
        types |= _turn(data["types_after"])
        words = {name: frozenset(found) for name, found in data["words"].items()}
        return PlaceWords(
            types=types,
            types_of=types_of,
            abbreviations=_regions(data["abbreviations"]),
            postal=_regions(data["postal"]),
            also={measure: frozenset(found) for measure, found in data["also"].items()},
            direction_of=data["single"]["direction_of"],
            based=data["single"]["based"],
            capital=data["single"]["capital"],
            definite=data["single"]["definite"],
            battle_for=data["single"]["battle_for"],
            regional={word: name for name, found in data["regional"].items() for word in found},
            **words,
        )
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(str(path), str(error), "mend the file") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(
            str(path), f"a table or list is missing or of another shape: {error}",
            "it needs the tables and lists of en/places.toml",
        ) from None  # fmt: skip


def _turn(kinds: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    turned: dict[str, set[str]] = {}
    for kind, words in kinds.items():
        for word in words:
            turned.setdefault(word, set()).add(kind)
    return {word: frozenset(found) for word, found in turned.items()}


def _regions(countries: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {
        short: (name, country)
        for country, names in countries.items()
        for short, name in names.items()
    }
