"""Importing a series: every row is read and checked before the first is written.

A row becomes a report of its own, so that the ledger keeps its text, knows it when it comes again,
and makes a new version of it where it was corrected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from tallybook.catalogue.conventions import Convention
from tallybook.errors import DataError, UsageError
from tallybook.extract.series import MADE_BY, tell
from tallybook.extract.series_rows import Entry, enter, fault
from tallybook.model import Problem, Reading
from tallybook.model.series import Cell, Row, Series
from tallybook.read.series import read_rows
from tallybook.store import Added, Ledger


@dataclass(frozen=True, slots=True)
class Terms:
    """How a series is read. today: no row is of a later day. published: the day of rows that have
    none. convention: what "about" means.
    """

    today: date
    convention: Convention
    published: date | None = None


@dataclass(slots=True)
class FilePlan:
    """What one file gives.

    duplicates: rows that say again what another says. unsaid: rows in which nobody gives a figure.
    corrected: rows that a corrections file mends. unmapped: fields that the mapping never names.
    """

    file: str
    rows: int = 0
    days: set[date] = field(default_factory=set)
    duplicates: int = 0
    unsaid: int = 0
    corrected: int = 0
    unmapped: tuple[str, ...] = ()
    readings: list[Reading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    added: Counter[Added] = field(default_factory=Counter)

    @property
    def claims(self) -> int:
        """How many figures its rows give."""
        return sum(len(reading.claims) for reading in self.readings)

    @property
    def missing_days(self) -> int:
        """How many days between its first and its last have no row."""
        if not self.days:
            return 0
        return (max(self.days) - min(self.days)).days + 1 - len(self.days)


def plan_import(files: Sequence[str], series: Series, terms: Terms) -> list[FilePlan]:
    """What an import of these files would write, the corrections among them read into their rows.

    Row-level faults are Problems of their file. Raises ReadError for a file that cannot be read at
    all, DataError for a mapping that names a field which no row has, UsageError for no series.
    """
    corrections = [name for name in dict.fromkeys(files) if _is_correction(name, series)]
    own = [name for name in dict.fromkeys(files) if name not in corrections]
    if not own:
        raise UsageError(
            f"{', '.join(files)}: corrections alone say nothing; name the series that they correct"
        )
    plans = {name: FilePlan(name) for name in (*own, *corrections)}
    rows = {name: list(_rows(plans[name], series)) for name in own}
    _check_fields(series, rows)
    amending = [(plans[name], list(_rows(plans[name], series))) for name in corrections]
    mended = {
        key: entry.row
        for key, (_, entry) in _entries(amending, series, terms, by=False).items()
        if entry is not None
    }
    found = _entries([(plans[name], rows[name]) for name in own], series, terms)
    for key, (plan, entry) in found.items():
        if entry is not None:
            _tell(plan, entry, series, terms, mended.get(key))
    for key in sorted(mended.keys() - found.keys()):
        row, reason = mended[key], f"no row of {key} is there to be corrected"
        remedy = "name the series' own file too, or mend the date"
        plans[row.file].problems.append(fault(row, series.date_field or "", reason, remedy))
    for name in own:
        fields = dict.fromkeys(cell for row in rows[name] for cell in row.cells)
        plans[name].unmapped = tuple(each for each in fields if each not in series.fields())
    return list(plans.values())


def write_import(ledger: Ledger, plans: Iterable[FilePlan]) -> None:
    """Writes all readings in one transaction: all or none. Each plan then tells what was new."""
    plans = list(plans)
    added = iter(ledger.add_all(reading for plan in plans for reading in _to_write(plan)))
    for plan in plans:
        plan.added = Counter(next(added) for _ in plan.readings)
        for _ in plan.problems:
            next(added)


def _to_write(plan: FilePlan) -> Iterator[Reading]:
    yield from plan.readings
    for problem in plan.problems:
        yield Reading(None, problems=(problem,))


def _is_correction(name: str, series: Series) -> bool:
    return series.corrections is not None and fnmatch(Path(name).name, series.corrections)


def _rows(plan: FilePlan, series: Series) -> Iterator[Row]:
    """The rows of a file; what is none goes to its problems."""
    for found in read_rows(plan.file, series.shape, series.records, series.delimiter):
        plan.rows += 1
        if isinstance(found, Problem):
            plan.problems.append(found)
        else:
            yield found


def _check_fields(series: Series, rows: Mapping[str, Sequence[Row]]) -> None:
    """DataError where the mapping names a field that is in no row of any file."""
    there = {name for found in rows.values() for row in found for name in row.cells}
    if not there:
        return
    for name in sorted(series.fields() - series.leave - there):
        known = ", ".join(sorted(there)[:12])
        files = ", ".join(rows)
        where = series.lines.get(name, series.where)
        raise DataError(where, f"no row of {files} has a field {name!r}", f"they have {known}")


def _entries(
    told: Sequence[tuple[FilePlan, Sequence[Row]]], series: Series, terms: Terms, *, by: bool = True
) -> dict[str, tuple[FilePlan, Entry | None]]:
    """The rows that say who and when, by their keys; None where two rows contradict each other.

    What else is at fault is counted or named in its file's plan. by: must a row say who speaks? A
    correction is by who is corrected.
    """
    found: dict[str, tuple[FilePlan, Entry | None]] = {}
    first: dict[str, Entry] = {}
    for plan, rows in told:
        for row in rows:
            entry = enter(row, series, today=terms.today, published=terms.published, by=by)
            if isinstance(entry, Problem):
                plan.problems.append(entry)
                continue
            known = first.setdefault(entry.key, entry)
            if known is entry:
                found[entry.key] = (plan, entry)
            elif not _again(plan, entry, known):
                found[entry.key] = (plan, None)
    return found


def _again(plan: FilePlan, entry: Entry, known: Entry) -> bool:
    """Is it the same row again? Else a contradiction, which is named with both lines."""
    if _said(entry.row.cells) == _said(known.row.cells):
        plan.duplicates += 1
        return True
    differing = [
        name
        for name in {**known.row.cells, **entry.row.cells}
        if _value(known.row.cells.get(name)) != _value(entry.row.cells.get(name))
    ]
    other, name = known.row, differing[0]
    told = f"{_value(entry.row.cells.get(name))!r} here and {_value(other.cells.get(name))!r}"
    reason = f"{entry.key} stands here and in {other.where}: {told} there"
    plan.problems.append(fault(entry.row, name, reason, "keep the one that holds"))
    return False


def _said(cells: Mapping[str, Cell]) -> dict[str, str]:
    return {name: cell.value for name, cell in cells.items()}


def _value(cell: Cell | None) -> str:
    return "" if cell is None else cell.value


def _tell(
    plan: FilePlan, entry: Entry, series: Series, terms: Terms, correction: Row | None
) -> None:
    """What a row gives goes into its file's plan."""
    if entry.day is not None:
        plan.days.add(entry.day)
    told = tell(entry, series, terms.convention, correction)
    plan.problems.extend(told.faults)
    if not told.claims:
        plan.unsaid += not told.faults
        return
    plan.corrected += told.report.text != entry.row.text
    plan.readings.append(Reading(told.report, told.blocks, told.claims, made_by=MADE_BY))
