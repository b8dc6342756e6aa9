"""What rows and values have in common: moments, plain text, batches, prefixes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

Value = TypeVar("Value")

_BATCH: Final = 400
"""Databases bound the number of values in one statement; SQLite's old bound is 999."""


def now() -> str:
    """The moment, in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat()


def plain(text: str | None) -> str | None:
    """Text that every database takes: no NUL, no lone surrogate. The record keeps the letters."""
    if text is None:
        return None
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def record_of(row: Any) -> dict[str, Any]:
    """The noun's record, as JSON."""
    record: dict[str, Any] = json.loads(row.record)
    return record


def in_batches(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Stretches of the values, each short enough for one statement."""
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
