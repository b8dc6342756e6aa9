"""Objects of JSON with the place of each value in the text, which Python's own reader forgets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from tallybook.model import Problem, Stage
from tallybook.model.series import Cell, CellKind, Row

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_WRITE_OBJECTS: Final = (
    'write each record as an object, such as {"date": "2031-03-01", "killed": 5}'
)


class RepeatedKey(ValueError):
    """A key that stands twice in one object: nobody can tell which value is meant."""


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


DECODER: Final = json.JSONDecoder(parse_constant=_no_number, parse_int=str, parse_float=str)
"""Numbers stay as they are written."""


def line_rows(path: str, text: str) -> Iterator[Row | Problem]:
    """A row for each line of JSON Lines, a Problem for each line that is none."""
    number = 0
    for line, written in enumerate(text.split("\n"), 1):
        record = written.strip()
        if record:
            number += 1
            yield row_of(path, record, line, number)


def row_of(path: str, text: str, line: int, number: int) -> Row | Problem:
    """The row of one record, or why it is none."""
    where = f"{path}, line {line}"
    try:
        value = DECODER.decode(text)
        if not isinstance(value, dict):
            return Problem(Stage.READ, where, f"record {number} is no object", _WRITE_OBJECTS)
        return Row(path, line, number, text, _cells(text))
    except RepeatedKey as error:
        return Problem(Stage.READ, where, str(error), "keep one of the two")
    except json.JSONDecodeError as error:
        place = f"column {error.colno}"
        return Problem(Stage.READ, where, f"is no JSON ({error.msg}, {place})", "mend the line")
    except (ValueError, RecursionError) as error:
        return Problem(Stage.READ, where, f"is no JSON ({error})", "mend the line")


def skip_space(text: str, at: int) -> int:
    """The place of the next sign that is no white space."""
    found = _SPACE.match(text, at)
    return at if found is None else found.end()


def members(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Of the object that begins at a place: each key, and where it and its value begin.

    The text has been read before, so that it is known to be JSON.
    """
    at = skip_space(text, at + 1)
    while text[at] != "}":
        begun = at
        key, at = DECODER.raw_decode(text, at)
        at = skip_space(text, skip_space(text, at) + 1)
        yield key, begun, at
        at = skip_space(text, value_end(text, at))
        if text[at] == ",":
            at = skip_space(text, at + 1)


def value_end(text: str, at: int) -> int:
    """The place behind the value that begins here."""
    end: int = DECODER.raw_decode(text, at)[1]
    return end


def _cells(text: str) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    _collect(text, skip_space(text, 0), "", cells)
    return cells


def _collect(text: str, at: int, prefix: str, cells: dict[str, Cell]) -> None:
    for key, begun, start in members(text, at):
        name = prefix + key
        if text[start] == "{":
            _collect(text, start, f"{name}.", cells)
            continue
        if name in cells:
            raise RepeatedKey(f"the key {name!r} stands twice in one record")
        value, end = DECODER.raw_decode(text, start)
        cells[name] = _cell(value, text[start], begun, start, end)


def _cell(value: Any, first: str, begun: int, start: int, end: int) -> Cell:
    pair = (begun, end)
    if value is None:
        return Cell("", CellKind.EMPTY, start, end, pair)
    if first == '"':
        kind = CellKind.TEXT if value.strip() else CellKind.EMPTY
        return Cell(value, kind, start + 1, end - 1, pair)
    if isinstance(value, str):
        return Cell(value, CellKind.NUMBER, start, end, pair)
    return Cell(json.dumps(value), CellKind.OTHER, start, end, pair)
