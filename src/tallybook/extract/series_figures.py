"""The numbers of a series: a cell into a quantity, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeVar

from tallybook.catalogue.conventions import Convention
from tallybook.model import Form, Quantity
from tallybook.model.series import Cell, CellKind, CorrectionKind, Figure, Series

_WHOLE: Final = re.compile(
    r"(?P<sign>[-+\u2212]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,24})(?:\.0{1,6})?", re.ASCII
)
_CONVENTIONAL: Final = frozenset({Form.ABOUT, Form.NEARLY})


Meaning = TypeVar("Meaning")


class NotAFigure(ValueError):
    """A field from which no figure can be read: its name, why, and what helps.

    in_correction: it stands in the row of the corrections file.
    """

    def __init__(
        self, field: str, reason: str, remedy: str, *, in_correction: bool = False
    ) -> None:
        super().__init__(reason)
        self.field, self.reason, self.remedy = field, reason, remedy
        self.in_correction = in_correction


def whole_number(cell: Cell, field: str, *, signed: bool = False, below: bool = False) -> Decimal:
    """The whole number of a cell, 0 for an empty one; NotAFigure for anything else.

    signed: may it be negative? below: does it stand in a correction's row?
    """
    if cell.kind is CellKind.EMPTY:
        return Decimal(0)
    found = _WHOLE.fullmatch(cell.value.strip())
    if cell.kind is CellKind.OTHER or found is None:
        reason, remedy = f"{cell.value!r} is no whole number", "write digits, or leave it empty"
        raise NotAFigure(field, reason, remedy, in_correction=below)
    number = Decimal(found["digits"].replace(",", ""))
    if found["sign"] in ("", "+"):
        return number
    if not signed:
        reason, remedy = f"{cell.value!r} is below zero, and nothing is counted so", "mend it"
        raise NotAFigure(field, reason, remedy, in_correction=below)
    return -number


def correction_of(cell: Cell, series: Series) -> bool:
    """Does the cell of a correction's row correct anything? A change by nothing does not."""
    if cell.kind is CellKind.EMPTY:
        return False
    if series.correction_kind is CorrectionKind.FIGURES:
        return True
    return cell.value.strip() not in ("0", "0.0", "+0", "-0")


def quantity_of(
    cell: Cell, figure: Figure, cells: Mapping[str, Cell], convention: Convention
) -> Quantity:
    """The quantity of a cell, meant as the mapping says; NotAFigure where it is none."""
    number = whole_number(cell, figure.field)
    form = _form(figure, cells)
    low, high = _ends(number, form, convention)
    name = convention.name if form in _CONVENTIONAL else None
    if number == 0 and form is Form.EXACT:
        form = Form.NONE
    return Quantity(low, high, form, _unit(figure, cells), cell.value, name)


def _ends(
    number: Decimal, form: Form, convention: Convention
) -> tuple[Decimal | None, Decimal | None]:
    match form:
        case Form.ABOUT:
            return convention.around(number)
        case Form.NEARLY:
            return convention.almost(number), number
        case Form.AT_LEAST:
            return number, None
        case Form.MORE_THAN:
            return number + 1, None
        case Form.AT_MOST:
            return None, number
        case Form.LESS_THAN:
            return None, max(number - 1, Decimal(0))
        case _:
            return number, number


def _form(figure: Figure, cells: Mapping[str, Cell]) -> Form:
    if figure.form_field is None:
        return figure.form
    cell = cells.get(figure.form_field)
    if cell is None or cell.kind is CellKind.EMPTY:
        return figure.form
    return _known(cell, figure.form_field, figure.forms, "forms")


def _unit(figure: Figure, cells: Mapping[str, Cell]) -> str:
    if figure.unit_field is None:
        return figure.unit
    cell = cells.get(figure.unit_field)
    if cell is None or cell.kind is CellKind.EMPTY:
        raise NotAFigure(figure.unit_field, "is empty: the kind of thing is not known", "fill it")
    return _known(cell, figure.unit_field, figure.units, "units")


def _known(cell: Cell, field: str, meanings: Mapping[str, Meaning], key: str) -> Meaning:
    found = meanings.get(cell.value.strip())
    if found is None:
        reason = f"{cell.value!r} is none of the mapping's {key}: {', '.join(map(repr, meanings))}"
        raise NotAFigure(field, reason, f"add it to {key} in the mapping")
    return found
