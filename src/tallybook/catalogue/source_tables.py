"""From the rows of source files to the catalogue's tables, each rule broken named with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tallybook.catalogue.parties import is_party, known_parties, own_parties, unknown_party
from tallybook.catalogue.source_entries import Entry, Office, Organ, normal_name
from tallybook.catalogue.toml_rows import Row, TomlFile
from tallybook.errors import DataError

PERSON: Final = "person"
_NAMES: Final = ("aliases", "with_state", "cased", "printed", "sites")
_ENTRY_KEYS: Final = ("id", "kind", "party", "owner", "since", "until", "office", *_NAMES)
_FOLD_KEYS: Final = ("id", "same_as", *_NAMES)
_OFFICE_KEYS: Final = ("title", "speaks_for", "since", "until")


@dataclass(slots=True)
class Tables:
    """The tables while they are filled. holders: the row that gave each name, for errors."""

    entries: dict[str, Entry] = field(default_factory=dict)
    by_alias: dict[str, Entry] = field(default_factory=dict)
    by_state: dict[tuple[str, str], Entry] = field(default_factory=dict)
    cased: dict[str, Entry] = field(default_factory=dict)
    by_print: dict[str, Entry] = field(default_factory=dict)
    people: dict[str, Entry] = field(default_factory=dict)


def fill_tables(files: Iterable[TomlFile], kinds: Collection[str]) -> Tables:
    """The entries of all files by their names.

    kinds: the names of kinds.toml. Raises DataError, naming file and line, for an unknown key, kind
    or party, an entry that stands twice, a name of two sources, and `same_as` in a circle.
    """
    files = list(files)
    known = known_parties() | {party.id for file in files for party in own_parties(file)}
    tables = Tables()
    rows: dict[str, Row] = {}
    folds: dict[str, Row] = {}
    for row in (row for file in files for row in file.rows("source")):
        if "same_as" in row.data:
            _note_fold(row, folds)
            continue
        entry = _entry(row, kinds, known)
        if entry.id in rows:
            there = rows[entry.id].at("id")
            raise DataError(row.at("id"), f"source {entry.id!r} stands twice ({there})", "keep one")
        rows[entry.id] = row
        (tables.people if entry.kind == PERSON else tables.entries)[entry.id] = entry
    targets = {name: _target(name, folds, rows) for name in folds}
    _fill_people(tables, rows)
    for name, entry in list(tables.entries.items()):
        if name in targets:
            del tables.entries[name]
        final = tables.entries.get(targets.get(name, name), entry)
        _add_names(tables, final, rows[name])
    for name, row in folds.items():
        _add_names(tables, tables.entries[targets[name]], row)
    return tables


def _entry(row: Row, kinds: Collection[str], parties: Collection[str]) -> Entry:
    row.known(_ENTRY_KEYS)
    name, kind, party = row.text_of("id"), row.text_of("kind"), row.text_of("party")
    if name is None:
        raise DataError(row.at(), "id is missing", 'write id = "…" below [[source]]')
    if kind is None:
        raise DataError(row.at(), f"kind of {name} is missing", f"one of {_listed(kinds)}")
    if kind not in kinds:
        raise DataError(row.at("kind"), f"kind {kind!r} of {name}", f"one of {_listed(kinds)}")
    if party is not None and not is_party(party, parties):
        raise unknown_party(row.at("party"), party, name)
    since, until = row.days()
    aliases, with_state, cased, printed, sites = (row.texts_of(key) for key in _NAMES)
    offices = tuple(_office(one) for one in row.rows("office"))
    if offices and kind != PERSON:
        where = row.rows("office")[0].at()
        raise DataError(where, f"{name} is no person", "only a person holds an office")
    if with_state and party is None:
        raise DataError(row.at("with_state"), f"{name} has no party", 'write party = "…"')
    return Entry(
        name,
        kind,
        party,
        row.text_of("owner"),
        aliases,
        with_state,
        cased,
        printed,
        sites,
        since,
        until,
        offices,
    )


def _office(row: Row) -> Office:
    row.known(_OFFICE_KEYS)
    title, speaks_for = row.text_of("title"), row.text_of("speaks_for")
    if title is None or speaks_for is None:
        raise DataError(row.at(), "title or speaks_for is missing", "an office has both")
    return Office(title, speaks_for, *row.days())


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _note_fold(row: Row, folds: dict[str, Row]) -> None:
    row.known(_FOLD_KEYS)
    name = row.text_of("id")
    if name is None:
        raise DataError(row.at(), "id is missing", 'write id = "…" below [[source]]')
    if name in folds:
        raise DataError(row.at("id"), f"source {name!r} stands twice", "keep one")
    row.text_of("same_as")
    folds[name] = row


def _target(name: str, folds: Mapping[str, Row], rows: Mapping[str, Row]) -> str:
    """The source that a folded one is in the end."""
    way = [name]
    while way[-1] in folds:
        row = folds[way[-1]]
        following = str(row.data["same_as"])
        if following in way:
            circle = " → ".join((*way[way.index(following) :], following))
            raise DataError(
                row.at("same_as"), f"same_as runs in a circle: {circle}", "take one of them out"
            )
        if following not in folds and following not in rows:
            raise DataError(
                row.at("same_as"),
                f"{way[-1]} is to be the same as {following!r}, which no file has",
                "write the id of a source, as claims show it",
            )
        way.append(following)
    if rows[way[-1]].data["kind"] == PERSON or (name in rows and rows[name].data["kind"] == PERSON):
        raise DataError(folds[name].at("same_as"), "same_as of a person", "add to its aliases")
    return way[-1]


def _fill_people(tables: Tables, rows: Mapping[str, Row]) -> None:
    by_name: dict[str, Entry] = {}
    for name, entry in tables.people.items():
        for alias in (name, *entry.aliases):
            known = by_name.setdefault(normal_name(alias), entry)
            if known is not entry:
                raise _two(rows[name].at("aliases", alias), alias, known, entry)
    tables.people = by_name


def _add_names(tables: Tables, entry: Entry, row: Row) -> None:
    """All names that the row gives, as names of the entry."""
    name = str(row.data["id"])
    cased = row.texts_of("cased")
    for alias in (name, *row.texts_of("aliases")):
        if alias == alias.upper() and alias in cased:
            continue
        known = tables.by_alias.setdefault(normal_name(alias), entry)
        if known is not entry:
            raise _two(row.at("id" if alias == name else "aliases", alias), alias, known, entry)
    for organ in row.texts_of("with_state"):
        for words in _with_bare(normal_name(organ)):
            known = tables.by_state.setdefault((entry.party or "", words), entry)
            if known is not entry:
                raise _two(row.at("with_state", organ), organ, known, entry)
    for alias in cased:
        held = tables.by_alias.pop(normal_name(alias), entry)
        known = tables.cased.setdefault(alias, entry)
        for other in (held, known):
            if other is not entry:
                raise _two(row.at("cased", alias), alias, other, entry)
    for key in ("printed", "sites"):
        for alias in row.texts_of(key):
            known = tables.by_print.setdefault(normal_name(alias), entry)
            if known is not entry:
                raise _two(row.at(key, alias), alias, known, entry)


def _two(where: str, alias: str, known: Entry, entry: Entry) -> DataError:
    return DataError(
        where,
        f"the name {alias!r} is of {known.id} and of {entry.id}",
        "keep it with one of them, or fold one into the other with same_as",
    )


def organs_of(file: TomlFile, kinds: Collection[str]) -> dict[str, Organ]:
    """The organs that every state has, by their words."""
    organs: dict[str, Organ] = {}
    for row in file.rows("organ"):
        row.known(("name", "kind", "words", "national"))
        organ = Organ(
            str(row.data["name"]),
            str(row.data["kind"]),
            row.texts_of("words"),
            bool(row.data.get("national", False)),
        )
        if organ.kind not in kinds:
            raise DataError(row.at("kind"), f"kind {organ.kind!r}", f"one of {_listed(kinds)}")
        organs.update((form, organ) for word in organ.words for form in _with_bare(word))
    return organs


def _with_bare(words: str) -> set[str]:
    """The words, and as they are without the marks of owners: "prime minister office"."""
    return {words, " ".join(word.removesuffix("'s") for word in words.split())}
