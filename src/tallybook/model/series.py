"""Series: a file in which one source gives its figures day by day, and what its fields mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from enum import StrEnum

from tallybook.model.claim import Stance
from tallybook.model.place import Place
from tallybook.model.population import Population
from tallybook.model.quantity import Form
from tallybook.model.source import Source


class CellKind(StrEnum):
    """What a field of a row holds."""

    NUMBER = "number"
    TEXT = "text"
    EMPTY = "empty"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row: its value as written, and where it stands in the row's text.

    `[start, end)` is the value alone, without quotation marks; `pair` the value with its key, where
    the row has keys.
    """

    value: str
    kind: CellKind
    start: int
    end: int
    pair: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a file: its text as it stands there, and its fields by name.

    Fields of objects within it are named by their path ("verified.killed"). line, number: where it
    begins, and the how manieth record it is, both from 1.
    """

    file: str
    line: int
    number: int
    text: str
    cells: Mapping[str, Cell]

    @property
    def where(self) -> str:
        """What an error calls it."""
        return f"{self.file}, line {self.line}"


class Shape(StrEnum):
    """How a file holds its rows."""

    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"


class SeriesScope(StrEnum):
    """What a figure of a day counts: all so far, what came on top that day, or a level."""

    CUMULATIVE = "cumulative"
    INCREMENT = "increment"
    CURRENT = "current"


class CorrectionKind(StrEnum):
    """What the rows of a corrections file hold.

    changes: signed numbers, already in the figure of their day: so much of its step is no news but
    mends earlier figures. figures: numbers that take the place of those of their day.
    """

    CHANGES = "changes"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Figure:
    """What one field of the rows counts.

    form_field, forms: a field that says how the number is meant, and what its words stand for.
    when: fields and the values that they must have for the figure to be said at all. since: the
    first day that a running total counts from. group_field: names the population's unit.
    unit_field, units: a field that names the kind of thing, and the unit for each of its words.
    part_of: the field of which it is a sub-count. required: a row without it is at fault.
    """

    field: str
    measure: str
    scope: SeriesScope
    of: Population
    unit: str
    by: Population | None = None
    place: Place | None = None
    since: date | None = None
    stance: Stance = Stance.CLAIMED
    form: Form = Form.EXACT
    form_field: str | None = None
    forms: Mapping[str, Form] = made(default_factory=dict)
    when: Mapping[str, tuple[str, ...]] = made(default_factory=dict)
    group_field: str | None = None
    unit_field: str | None = None
    units: Mapping[str, str] = made(default_factory=dict)
    part_of: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A mapping: what the rows of a file say, who says it, and on which day.

    name: stands in the address of each row, so it is kept. records: the path to the list of records
    in a JSON object. date_field: None where rows have no day, and `key` tells them apart.
    source: who speaks in every row; else source_field and sources: who speaks by a field's value,
    None for a value that means nobody. leave: fields left out on purpose. corrections: the names of
    the files that hold corrections, as a glob. lines: where in the mapping a field is named.
    """

    where: str
    name: str
    figures: tuple[Figure, ...]
    shape: Shape = Shape.JSON
    records: tuple[str, ...] = ()
    delimiter: str = ","
    date_field: str | None = None
    date_format: str = "%Y-%m-%d"
    key: tuple[str, ...] = ()
    source: Source | None = None
    source_field: str | None = None
    sources: Mapping[str, Source | None] = made(default_factory=dict)
    publisher: str | None = None
    url: str | None = None
    note: str | None = None
    leave: frozenset[str] = frozenset()
    corrections: str | None = None
    correction_kind: CorrectionKind = CorrectionKind.CHANGES
    lines: Mapping[str, str] = made(default_factory=dict)

    def fields(self) -> frozenset[str]:
        """Every field that the mapping names, those that it leaves out too."""
        named = {self.date_field, self.source_field, self.note, *self.key, *self.leave}
        for figure in self.figures:
            named |= {figure.field, figure.form_field, figure.group_field, figure.unit_field}
            named |= figure.when.keys()
        return frozenset(one for one in named if one is not None)
