"""The catalogue of sources as tables, read from the TOML files in sources/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.states import StateWords, merge_metonyms
from tallybook.errors import DataError

_ENTRY_KEYS: Final = frozenset({"id", "kind", "party", "owner", "aliases", "with_state", "cased"})
_TABLES: Final = frozenset({"organs", "kinds", "anonymous", "metonyms", "offices", "naming"})
_ARTICLE: Final = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|our)\s+", re.I)
_DOTTED: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_EDGE: Final = " \t\n\u00a0.,;:!?()[]\"“”‘’'"


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of the catalogue. owner: the publisher family of a masthead."""

    id: str
    kind: str
    party: str | None = None
    owner: str | None = None
    aliases: tuple[str, ...] = ()
    with_state: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organ:
    """What every state has: a ministry of health, an army."""

    name: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The catalogue as tables. All keys are normalised words, but those of `cased`."""

    entries: Mapping[str, Entry]
    by_alias: Mapping[str, Entry]
    by_state: Mapping[tuple[str, str], Entry]
    cased: Mapping[str, Entry]
    organs: Mapping[str, Organ]
    called: Mapping[str, frozenset[str]]
    anonymous: Mapping[str, str]
    titles: frozenset[str]
    states: StateWords
    naming: Mapping[str, frozenset[str]]


def normal_name(text: str) -> str:
    """Words fit for comparison: lower case, no article, "U.S." as "us", plain apostrophes.

    >>> normal_name("The U.S. Coast Guard,")
    'us coast guard'
    """
    plain = _DOTTED.sub(lambda found: found.group().replace(".", ""), text)
    plain = plain.replace("’", "'").replace("`", "'").replace("\u00a0", " ").strip(_EDGE)
    plain = _ARTICLE.sub("", plain)
    plain = plain.replace("é", "e").replace("É", "E")
    return " ".join(plain.lower().split()).strip(_EDGE)


def could_be_name(words: SourceWords, text: str, norm: str) -> bool:
    """Could the word, with its normal form, stand in a person's name?"""
    if not text[0].isupper() or norm.endswith("'s"):
        return False
    return not (
        norm in words.titles
        or norm in words.anonymous
        or norm in words.naming["articles"]
        or norm in words.naming["not_names"]
        or words.states.party(norm)
        or text in words.cased
        or norm in words.by_alias
        or (len(text) > 1 and text.isupper() and len(text) <= 5)
    )


def _words(path: str, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = data.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise DataError(path, f"{key!r} of {data.get('id', data)!r}", "write a list of words")
    return tuple(values)


def _entry(path: str, data: Mapping[str, Any], kinds: Iterable[str]) -> Entry:
    unknown = set(data) - _ENTRY_KEYS
    if unknown or "id" not in data or "kind" not in data:
        raise DataError(path, f"source {data!r}", f"keys are id, kind and {sorted(_ENTRY_KEYS)}")
    if data["kind"] not in kinds:
        raise DataError(path, f"kind {data['kind']!r} of {data['id']}", "use one of kinds.toml")
    return Entry(
        data["id"],
        data["kind"],
        data.get("party"),
        data.get("owner"),
        _words(path, data, "aliases"),
        _words(path, data, "with_state"),
        _words(path, data, "cased"),
    )


def build_words(tables: Mapping[str, Mapping[str, Any]], states: StateWords) -> SourceWords:
    """The catalogue out of parsed files (file name to content); DataError names file and entry."""
    called = {row["name"]: frozenset(row["called"]) for row in tables["kinds"]["kind"]}
    entries: dict[str, Entry] = {}
    by_alias: dict[str, Entry] = {}
    by_state: dict[tuple[str, str], Entry] = {}
    cased: dict[str, Entry] = {}
    for name, table in tables.items():
        for row in () if name in _TABLES else table.get("source", ()):
            entry = _entry(f"{name}.toml", row, called)
            if entry.id in entries:
                raise DataError(f"{name}.toml", f"source {entry.id!r} stands twice", "keep one")
            entries[entry.id] = entry
            for alias in (entry.id, *entry.aliases):
                if alias == alias.upper() and alias in entry.cased:
                    continue
                known = by_alias.setdefault(normal_name(alias), entry)
                if known != entry and alias != entry.id:
                    raise DataError(
                        f"{name}.toml",
                        f"alias {alias!r} names {known.id} and {entry.id}",
                        "keep one",
                    )
            for organ in entry.with_state:
                by_state.setdefault((entry.party or "", normal_name(organ)), entry)
            for alias in entry.cased:
                cased[alias] = entry
                by_alias.pop(normal_name(alias), None)
    organs: dict[str, Organ] = {}
    for row in tables["organs"]["organ"]:
        organ_entry = Organ(row["name"], row["kind"], tuple(row["words"]))
        if organ_entry.kind not in called:
            raise DataError("organs.toml", f"kind {organ_entry.kind!r}", "use one of kinds.toml")
        organs.update(dict.fromkeys(organ_entry.words, organ_entry))
    anonymous = {word: kind for kind, words in tables["anonymous"].items() for word in words}
    titles = frozenset(title.strip(".") for title in tables["offices"]["titles"])
    naming = {name: frozenset(words) for name, words in tables["naming"].items()}
    return SourceWords(
        entries, by_alias, by_state, cased, organs, called, anonymous, titles, states, naming
    )


def read_tables() -> dict[str, dict[str, Any]]:
    """Every file of the sources folder, parsed; DataError where one is no TOML."""
    tables: dict[str, dict[str, Any]] = {}
    folder = files("tallybook.catalogue") / "sources"
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.endswith(".toml"):
            try:
                tables[path.name.removesuffix(".toml")] = tomllib.loads(path.read_text("utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise DataError(str(path), f"no TOML: {error}", "mend the line") from error
    return tables


@cache
def load_source_words(extra: tuple[Path, ...] = ()) -> SourceWords:
    """The built-in catalogue and the user's files, with the countries of countries.toml.

    Raises DataError for a file of `[[source]]` tables that cannot be read, or that claims a name
    which another source bears.
    """
    own = {str(path).removesuffix(".toml"): _own_table(path) for path in extra}
    return build_words({**read_tables(), **own}, _states())


def _own_table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"cannot be read ({error})", "check the path") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(path), f"is no TOML ({error})", "mend the line it names") from error
    if not isinstance(table.get("source"), list) or len(table) > 1:
        raise DataError(str(path), "holds no sources", "write [[source]] tables and nothing else")
    return table


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
