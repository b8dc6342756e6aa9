"""Plain values as JSON: exact numbers, days, moments, spans, and a record as one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

Record = dict[str, Any]
"""A noun as JSON: strings, numbers, booleans, null, lists and records."""


_BREAKS: Final = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}
"""Letters that some readers take for the end of a line; inside JSON they stand in strings only."""


def bits(value: object) -> Iterator[str]:
    """A record's line, bit by bit: an iterator in it is a list that is never held whole.

    >>> "".join(bits({"day": None, "said": iter([1, 2])}))
    '{"day": null, "said": [1, 2]}'
    """
    if isinstance(value, dict):
        for number, (key, each) in enumerate(value.items()):
            yield f"{', ' if number else '{'}{line(key)}: "
            yield from bits(each)
        yield "}" if value else "{}"
    elif isinstance(value, (list, Iterator)):
        yield "["
        for number, each in enumerate(value):
            yield f"{', ' if number else ''}{line(each)}"
        yield "]"
    else:
        yield line(value)


def line(record: object) -> str:
    """The record as one line of JSON Lines, readable letters kept.

    A lone surrogate cannot be written as UTF-8: then the whole line is escaped.
    """
    text = json.dumps(record, ensure_ascii=False)
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record)
    return text.translate(_BREAKS)


def number(value: Decimal | None) -> int | float | str | None:
    """An exact JSON number.

    >>> number(Decimal("5.6E+9")), number(Decimal("2.5"))
    (5600000000, 2.5)
    """
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else str(value)


def decimal(value: int | float | str | None) -> Decimal | None:
    """The Decimal that `number` wrote."""
    return None if value is None else Decimal(str(value))


def day(value: str | None) -> date | None:
    """A day written as YYYY-MM-DD."""
    return None if value is None else date.fromisoformat(value)


def moment(value: str | None) -> datetime | None:
    """A moment written in ISO 8601."""
    return None if value is None else datetime.fromisoformat(value)


def written(value: date | datetime | None) -> str | None:
    """A day or moment in ISO 8601."""
    return None if value is None else value.isoformat()


def span(start: int | None, end: int | None) -> list[int | None] | None:
    """`[start, end]`, or None where the words stand nowhere."""
    return None if start is None and end is None else [start, end]


def pair(values: Sequence[int]) -> tuple[int, int]:
    """Two offsets, of which JSON made a list."""
    first, last = values
    return (first, last)
