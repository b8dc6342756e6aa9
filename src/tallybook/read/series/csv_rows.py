"""The rows of a table with a header, each with its text and the place of each of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from tallybook.errors import ReadError
from tallybook.model import Problem, Stage
from tallybook.model.series import Cell, CellKind, Row

_QUOTE: Final = '"'


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table, which may span lines of the file within quotation marks."""

    start: int
    end: int
    after: int
    cells: tuple[tuple[str, int, int], ...]
    is_open: bool = False


def csv_rows(path: str, text: str, delimiter: str) -> Iterator[Row | Problem]:
    """A row for each line below the header; ReadError where there is no header of names."""
    head = _line(text, 0, delimiter)
    names = [value.strip() for value, _, _ in head.cells]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if not text.strip() or head.is_open:
        raise ReadError(path, "has no header", "name the columns in its first line")
    if repeated:
        told = f"two columns are called {repeated[0]!r}"
        raise ReadError(f"{path}, line 1", told, "rename one of them")
    return _rows(path, text, delimiter, names, head)


def _rows(
    path: str, text: str, delimiter: str, names: Sequence[str], head: _Line
) -> Iterator[Row | Problem]:
    at, number = head.after, 0
    line = 1 + text.count("\n", 0, at)
    while at < len(text):
        found = _line(text, at, delimiter)
        written = text[found.start : found.end]
        if written.strip():
            number += 1
            yield _row(path, written, line, number, names, found)
        line += text.count("\n", at, found.after)
        at = found.after


def _row(
    path: str, written: str, line: int, number: int, names: Sequence[str], found: _Line
) -> Row | Problem:
    where = f"{path}, line {line}"
    if found.is_open:
        reason = "a quotation mark is opened and never closed"
        return Problem(Stage.READ, where, reason, "close it")
    if len(found.cells) != len(names):
        reason = f"has {len(found.cells)} cells under {len(names)} columns"
        return Problem(Stage.READ, where, reason, "mend the line, or `delimiter` in the mapping")
    cells = {}
    for name, (value, start, end) in zip(names, found.cells, strict=True):
        first, last = start - found.start, end - found.start
        kind = CellKind.TEXT if value.strip() else CellKind.EMPTY
        cells[name] = Cell(value, kind, first, last, (first, last))
    return Row(path, line, number, written, cells)


def _line(text: str, at: int, delimiter: str) -> _Line:
    """The line that begins at a place: its cells, each with its value and where that stands."""
    start, cells = at, list[tuple[str, int, int]]()
    while True:
        if text.startswith(_QUOTE, at):
            close = _closing(text, at + 1)
            if close < 0:
                return _Line(start, len(text), len(text), tuple(cells), is_open=True)
            value = text[at + 1 : close].replace(_QUOTE * 2, _QUOTE)
            cells.append((value, at + 1, close))
            at = close + 1
        else:
            end = _cell_end(text, at, delimiter)
            cell = text[at:end]
            first = at + len(cell) - len(cell.lstrip())
            value = cell.strip()
            cells.append((value, first, first + len(value)))
            at = end
        if not text.startswith(delimiter, at):
            break
        at += len(delimiter)
    end = at
    while at < len(text) and text[at] not in "\r\n":  # behind a closing quotation mark
        at += 1
        end = at
    after = at + 2 if text.startswith("\r\n", at) else min(at + 1, len(text))
    return _Line(start, end, after, tuple(cells))


def _cell_end(text: str, at: int, delimiter: str) -> int:
    found = _ends(delimiter).search(text, at)
    return len(text) if found is None else found.start()


@cache
def _ends(delimiter: str) -> re.Pattern[str]:
    return re.compile(f"[\\r\\n]|{re.escape(delimiter)}")


def _closing(text: str, at: int) -> int:
    """The quotation mark that closes a cell, -1 for none; two in a row are one of the text."""
    while (at := text.find(_QUOTE, at)) >= 0:
        if not text.startswith(_QUOTE, at + 1):
            return at
        at += 2
    return -1
