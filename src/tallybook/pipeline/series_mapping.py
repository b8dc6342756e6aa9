"""A mapping file into a Series: checked key by key, each fault with its line and the remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.toml_rows import Row as Table
from tallybook.catalogue.toml_rows import TomlFile, read_toml
from tallybook.errors import DataError
from tallybook.model import Source
from tallybook.model.series import CorrectionKind, Series, Shape
from tallybook.pipeline.series_figures import Catalogues, read_figure

_SHARED: Final = ("measure", "parties", "role", "group", "people", "place", "by", "scope")
"""Keys of a figure that may stand at the top too, for all figures that do not say otherwise."""

KEYS: Final = (
    *("name", "publisher", "url", "shape", "records", "delimiter", "date", "date_format", "key"),
    *("source", "source_field", "figure", "note", "leave", "corrections", "correction_values"),
    *(*_SHARED, "stance", "since"),
)
SOURCE_KEYS: Final = ("name", "party", "value", "nobody")
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def load_series(
    path: Path, *, measures: Sequence[Path] = (), sources: Sequence[Path] = ()
) -> Series:
    """The mapping of a file; DataError names the line, the key and the remedy.

    measures, sources: files of the user's own.
    """
    file = read_toml(path)
    known = Catalogues.load(measures, sources)
    return _series(Table(file, (), (), file.data), file, known)


def _series(top: Table, file: TomlFile, known: Catalogues) -> Series:
    for name in file.data:
        if name not in KEYS:
            what = f"unknown key {name!r}"
            raise DataError(file.at(name), what, f"known: {', '.join(sorted(KEYS))}")
    _check_name(top, file)
    shape = one_of(file, top.data, "shape", Shape, Shape.JSON)
    kind = one_of(file, top.data, "correction_values", CorrectionKind, CorrectionKind.CHANGES)
    date_field = _text(file, top, "date")
    key = _texts(file, top, "key")
    if date_field is None and not key:
        remedy = 'write date = "…", or key = ["…"] for rows that have no day'
        raise DataError(file.name, "nothing tells one row from another", remedy)
    source, sources = _sources(file, top, known.sources, known)
    shared = {name: file.data[name] for name in (*_SHARED, "stance", "since") if name in file.data}
    tables = file.rows("figure")
    if not tables:
        raise DataError(file.name, "maps no field", 'add [[figure]] with field = "…"')
    figures = tuple(read_figure(table, shared, known) for table in tables)
    fields = {figure.field for figure in figures}
    for table, figure in zip(tables, figures, strict=True):
        if figure.part_of is not None and figure.part_of not in fields - {figure.field}:
            what = f"part_of is {figure.part_of!r}, which no other figure's field is"
            raise DataError(table.at("part_of"), what, f"use one of {', '.join(sorted(fields))}")
    return Series(
        where=file.name,
        name=file.data["name"],
        figures=figures,
        shape=shape,
        records=tuple((_text(file, top, "records") or "").split("."))
        if "records" in top.data
        else (),
        delimiter=_delimiter(file, top),
        date_field=date_field,
        date_format=_date_format(file, top),
        key=key,
        source=source,
        source_field=_text(file, top, "source_field"),
        sources=sources,
        publisher=_text(file, top, "publisher"),
        url=_url(file, top),
        note=_text(file, top, "note"),
        leave=frozenset(_texts(file, top, "leave")),
        corrections=_text(file, top, "corrections"),
        correction_kind=kind,
        lines=_lines(file, top, tables),
    )


def _lines(file: TomlFile, top: Table, tables: Sequence[Table]) -> dict[str, str]:
    """Where the mapping names each field, so that one which is not there can be found."""
    found: dict[str, str] = {}
    for key in ("date", "source_field", "note", "key"):
        for name in _names(top.data.get(key)):
            found.setdefault(name, file.at(key))
    for table in tables:
        for key in ("field", "form_field", "group_field", "unit_field", "when"):
            for name in _names(table.data.get(key)):
                found.setdefault(name, table.at(key))
    return found


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(one) for one in value] if isinstance(value, list | dict) else []


def one_of(file: TomlFile, data: Mapping[str, Any], key: str, kind: Any, default: Any) -> Any:
    """The member of an enumeration that a key names; DataError lists those there are."""
    value = data.get(key)
    if value is None:
        return default
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        raise DataError(file.at(key), f"{key} is {value!r}", f"use one of {known}") from None


def _check_name(top: Table, file: TomlFile) -> None:
    name = top.data.get("name")
    if name is None:
        raise DataError(file.name, "name is missing", 'write name = "…" in its first line')
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        remedy = 'use small letters, digits and hyphens: name = "harbour-office"'
        raise DataError(file.at("name"), f"name is {name!r}", remedy)


def _text(file: TomlFile, top: Table, key: str) -> str | None:
    value = top.data.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise DataError(file.at(key), f"{key} is {value!r}", f'write {key} = "…"')


def _texts(file: TomlFile, top: Table, key: str) -> tuple[str, ...]:
    values = top.data.get(key, [])
    if isinstance(values, list) and all(isinstance(one, str) and one.strip() for one in values):
        return tuple(values)
    raise DataError(file.at(key), f"{key} is {values!r}", f'write {key} = ["…", "…"]')


def _delimiter(file: TomlFile, top: Table) -> str:
    value = top.data.get("delimiter", ",")
    if isinstance(value, str) and len(value) == 1 and value not in '"\r\n':
        return value
    raise DataError(file.at("delimiter"), f"delimiter is {value!r}", 'write one sign, such as ";"')


def _date_format(file: TomlFile, top: Table) -> str:
    written = _text(file, top, "date_format") or "%Y-%m-%d"
    try:
        sample = date(2031, 12, 25).strftime(written)
        is_whole = sample != written and date(2031, 12, 26).strftime(written) != sample
    except ValueError:
        is_whole = False
    if not is_whole:
        remedy = "write it as %Y-%m-%d for 2031-12-25, %d.%m.%Y for 25.12.2031"
        raise DataError(file.at("date_format"), f"date_format is {written!r}", remedy)
    return written


def _url(file: TomlFile, top: Table) -> str | None:
    url = _text(file, top, "url")
    if url is not None and not url.startswith(("https://", "http://")):
        raise DataError(file.at("url"), f"url is {url!r}", 'write it as "https://…"')
    return url


def _sources(
    file: TomlFile, top: Table, catalogue: SourceCatalogue, known: Catalogues
) -> tuple[Source | None, dict[str, Source | None]]:
    """Who speaks in every row, or by the values of a field."""
    by_field = "source_field" in top.data
    tables = file.rows("source")
    if not tables or (len(tables) > 1 and not by_field):
        where = file.at("source") if tables else file.name
        remedy = 'add one [[source]] with name = "…", or source_field = "…" and a value for each'
        raise DataError(where, f"{len(tables)} sources speak in every row", remedy)
    found: dict[str, Source | None] = {}
    for table in tables:
        table.known(SOURCE_KEYS)
        source = None if table.data.get("nobody") is True else _source(table, catalogue, known)
        if not by_field:
            if source is None or "value" in table.data:
                what = "a source with a value, or nobody, and no field to tell by"
                raise DataError(table.at(), what, 'add source_field = "…" at the top')
            return source, {}
        value = table.data.get("value")
        if value is None or str(value) in found:
            what = "value is missing" if value is None else f"value {value!r} stands twice"
            remedy = f'write value = "…", as it stands in {top.data["source_field"]!r}'
            raise DataError(table.at("value"), what, remedy)
        found[str(value)] = source
    return None, found


def _source(table: Table, catalogue: SourceCatalogue, known: Catalogues) -> Source:
    """The catalogue's source of that name; a name that it does not know is a source of its own."""
    name = table.text_of("name")
    if name is None:
        raise DataError(table.at(), "name is missing", 'write name = "…", or nobody = true')
    party = table.text_of("party")
    if party is not None:
        known.check_party(table, "party", party)
    found = catalogue.match(name)
    if catalogue.entry(found.name) is None and found.name != name:
        return Source(name, party=party)
    if party is not None and found.party is not None and party != found.party:
        what = f"{found.name} speaks for {found.party}, not for {party}"
        raise DataError(table.at("party"), what, "drop party, or mend the name")
    return Source(found.name, found.kind, found.party or party)
