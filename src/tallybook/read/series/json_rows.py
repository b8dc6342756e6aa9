"""The records of a JSON document: a list, or an object that holds one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tallybook.errors import ReadError
from tallybook.model import Problem
from tallybook.model.series import Row
from tallybook.read.series.json_text import DECODER, members, row_of, skip_space, value_end


def json_rows(path: str, text: str, records: Sequence[str]) -> Iterator[Row | Problem]:
    """A row for each record, its text as it stands in the file; ReadError where there is no list.

    records: the keys that lead to the list, none where the document is the list.
    """
    try:
        DECODER.decode(text)
    except json.JSONDecodeError as error:
        place = f"{path}, line {error.lineno}"
        reason = f"is no JSON ({error.msg}, column {error.colno})"
        raise ReadError(place, reason, "mend the file, or name its shape in the mapping") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(path, f"is no JSON ({error})", "mend the file") from error
    return _rows(path, text, _list_at(path, text, records))


def _list_at(path: str, text: str, records: Sequence[str]) -> int:
    at = skip_space(text, 0)
    for depth, key in enumerate(records):
        starts = (
            [start for name, _, start in members(text, at) if name == key]
            if (text[at] == "{")
            else []
        )
        if not starts:
            known = [name for name, _, _ in members(text, at)] if text[at] == "{" else []
            missing = ".".join(records[: depth + 1])
            told = f"; it has {', '.join(known[:8])}" if known else ""
            reason = f"has nothing under {missing!r}{told}"
            raise ReadError(path, reason, "mend `records` in the mapping")
        at = starts[-1]
    if text[at] != "[":
        place = f"under {'.'.join(records)!r}" if records else "at its top"
        reason = f"has no list of records {place}"
        raise ReadError(path, reason, 'say where it is: records = "data.rows" in the mapping')
    return at


def _rows(path: str, text: str, at: int) -> Iterator[Row | Problem]:
    at = skip_space(text, at + 1)
    line, counted, number = 1, 0, 0
    while text[at] != "]":
        end = value_end(text, at)
        line += text.count("\n", counted, at)
        counted, number = at, number + 1
        yield row_of(path, text[at:end], line, number)
        at = skip_space(text, end)
        if text[at] == ",":
            at = skip_space(text, at + 1)
