"""The catalogue of sources as tables, read from the TOML files in sources/."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.source_entries import (
    BranchWords,
    Entry,
    Office,
    Organ,
    SourceWords,
    could_be_name,
    normal_name,
)
from tallybook.catalogue.source_tables import fill_tables, organs_of
from tallybook.catalogue.states import StateWords, merge_metonyms
from tallybook.catalogue.toml_rows import TomlFile, parse_toml, read_toml

__all__ = [
    "Entry",
    "Office",
    "Organ",
    "SourceWords",
    "build_words",
    "could_be_name",
    "load_source_words",
    "normal_name",
    "read_tables",
]

_WORDS: Final = frozenset(
    {"organs", "kinds", "anonymous", "metonyms", "offices", "naming", "branches"}
)


def build_words(tables: Mapping[str, TomlFile], states: StateWords) -> SourceWords:
    """The catalogue out of parsed files (file name to content); DataError names file and line."""
    kinds = tables["kinds"].rows("kind")
    called = {str(row.data["name"]): frozenset(row.texts_of("called")) for row in kinds}
    found = fill_tables([file for name, file in tables.items() if name not in _WORDS], called)
    anonymous = tables["anonymous"].data.items()
    naming = tables["naming"].data.items()
    return SourceWords(
        found.entries,
        found.by_alias,
        found.by_state,
        found.cased,
        organs_of(tables["organs"], called),
        called,
        {word: kind for kind, words in anonymous for word in words},
        frozenset(title.strip(".") for title in tables["offices"].data["titles"]),
        states,
        {name: frozenset(words) for name, words in naming},
        _branches(tables["branches"]),
        found.people,
        found.by_print,
    )


def _branches(file: TomlFile) -> BranchWords:
    data = file.data
    return BranchWords(
        {word: branch for branch, words in data["heads"].items() for word in words},
        {word: branch for branch, words in data["words"].items() for word in words},
        data["nouns"],
        {branch: frozenset(others) for branch, others in data["over"].items()},
        frozenset(data["open"]["nouns"]),
        data["kinds"],
    )


def read_tables() -> dict[str, TomlFile]:
    """The built-in files, by name without ending."""
    tables: dict[str, TomlFile] = {}
    folder = files("tallybook.catalogue") / "sources"
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.endswith(".toml"):
            text = path.read_text("utf-8")
            tables[path.name.removesuffix(".toml")] = parse_toml(path.name, text)
    return tables


@cache
def load_source_words(extra: tuple[Path, ...] = ()) -> SourceWords:
    """The built-in catalogue and the user's files, with the countries of countries.toml.

    Raises DataError for a file of `[[source]]` tables that cannot be read, or that claims a name
    which another source bears; it names the file and the line.
    """
    own = {f"{number} {path}": _own_file(path) for number, path in enumerate(extra)}
    return build_words({**read_tables(), **own}, _states())


def _own_file(path: Path) -> TomlFile:
    return read_toml(path).holding("source")


def _states() -> StateWords:
    """The country catalogue's names and capitals, demonyms, and short names."""
    governments: dict[str, str] = {}
    belonging: dict[str, str] = {}
    titles: dict[str, str] = {}
    for code, country in load_countries().by_code.items():
        titles[code] = country.name
        for name in (country.name, *country.aliases):
            governments[normal_name(name)] = code
        for demonym in country.demonyms:
            belonging[normal_name(demonym)] = code
    for code, country in load_countries().by_code.items():
        for capital in (country.capital, *country.capital_aliases):
            if capital:
                governments.setdefault(normal_name(capital), code)
    return merge_metonyms(governments, belonging, titles)
