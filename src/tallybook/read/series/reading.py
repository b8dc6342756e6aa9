"""A file of records into rows; what is at fault in one of them is a Problem that names its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tallybook.errors import ReadError
from tallybook.model import Problem
from tallybook.model.series import Row, Shape
from tallybook.read.decoding import decode
from tallybook.read.series.csv_rows import csv_rows
from tallybook.read.series.json_rows import json_rows
from tallybook.read.series.json_text import line_rows

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""


def read_rows(
    path: str, shape: Shape, records: Sequence[str] = (), delimiter: str = ","
) -> Iterator[Row | Problem]:
    """The rows of a file in their order, a Problem in place of each that cannot be read.

    records: the path to the list of records in a JSON object. Raises ReadError where the whole
    file is at fault.
    """
    text = _text(path)
    if shape is Shape.CSV:
        return csv_rows(path, text, delimiter)
    if shape is Shape.JSON_LINES:
        return line_rows(path, text)
    return json_rows(path, text, records)


def _text(path: str) -> str:
    try:
        if Path(path).stat().st_size > LARGEST:
            size = LARGEST // (1024 * 1024)
            raise ReadError(path, f"is larger than {size} MB", "split it into several files")
        content = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(path, f"cannot be read ({error.strerror})", "check the path") from error
    decoded = decode(content)
    if decoded.doubt is not None:
        raise ReadError(path, *decoded.doubt)
    return decoded.text
