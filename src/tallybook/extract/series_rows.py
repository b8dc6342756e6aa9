"""A row of a series: which day it is of, what tells it from the others, and who speaks in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from tallybook.model import Problem, Source, Stage
from tallybook.model.series import Cell, CellKind, Row, Series


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that says who speaks, and when. key: what tells it from the others of its series.

    day: None where the rows of the series have none. speaker: None where its figures are nobody's.
    named: the words of the row that name the speaker, where it has any.
    """

    row: Row
    key: str
    day: date | None
    speaker: Source | None
    named: Cell | None = None


def enter(
    row: Row, series: Series, *, today: date, published: date | None = None, by: bool = True
) -> Entry | Problem:
    """The row with its day, key and speaker; a Problem that names the field which is at fault.

    today: no row is of a later day. published: the day of rows that have none. by: must it say who
    speaks?
    """
    day = published
    if series.date_field is not None:
        found = _day(row, series, today)
        if isinstance(found, Problem):
            return found
        day = found
    missing = [name for name in series.key if not is_filled(row.cells.get(name))]
    if missing:
        return fault(row, missing[0], "is empty, and the key of the row needs it", "fill it")
    parts = [row.cells[name].value.strip() for name in series.key]
    if series.date_field is not None and day is not None:
        parts.insert(0, day.isoformat())
    entry = Entry(row, "/".join(parts), day, series.source)
    return _spoken(entry, series) if by else entry


def _day(row: Row, series: Series, today: date) -> date | Problem:
    name = series.date_field or ""
    cell = row.cells.get(name)
    remedy = f"write it as {series.date_format}, or mend date_format in the mapping"
    if cell is None or cell.kind is CellKind.EMPTY:
        return fault(row, name, "is missing", remedy)
    try:
        day = datetime.strptime(cell.value.strip(), series.date_format).date()
    except ValueError:
        return fault(row, name, f"{cell.value!r} is no day", remedy)
    if day > today:
        return fault(row, name, f"{cell.value!r} is yet to come", "mend the date")
    return day


def _spoken(entry: Entry, series: Series) -> Entry | Problem:
    """The entry with the speaker that its own field names, where the mapping says so."""
    if series.source_field is None:
        return entry
    name = series.source_field
    cell = entry.row.cells.get(name)
    value = "" if cell is None else cell.value.strip()
    if value not in series.sources:
        known = ", ".join(repr(one) for one in series.sources)
        reason = f"{value!r} is no source of the mapping, which knows {known}"
        return fault(entry.row, name, reason, "add it to the mapping as [[source]]")
    return replace(entry, speaker=series.sources[value], named=cell if value else None)


def fault(row: Row, name: str, reason: str, remedy: str) -> Problem:
    """What is wrong with one field of a row."""
    return Problem(Stage.READ, row.where, f"record {row.number}, field {name!r}: {reason}", remedy)


def is_filled(cell: Cell | None) -> bool:
    """Does the field say anything?"""
    return cell is not None and cell.kind is not CellKind.EMPTY
