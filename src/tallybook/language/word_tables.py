"""Word lists out of a language's TOML files: the fields of a record are the lists it must have."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from importlib.resources import files
from typing import Any, TypeVar

from tallybook.errors import DataError

T = TypeVar("T")


def read_words(language: str, name: str) -> tuple[str, dict[str, Any]]:
    """Where the file `name` of a language lies, for messages, and what stands in it."""
    path = files("tallybook.language") / language / name
    return str(path), tomllib.loads(path.read_text("utf-8"))


def record_of(where: str, table: Mapping[str, Any], record: type[T]) -> T:
    """The dataclass `record` with the table's lists as sets, and all else as it stands.

    Raises DataError naming the first key that is missing or unknown.
    """
    check_keys(where, table, record)
    return record(
        **{
            key: frozenset(value) if isinstance(value, list) else value
            for key, value in table.items()
        }
    )


def check_keys(where: str, table: Mapping[str, Any], record: type) -> None:
    """DataError where the table has not exactly the record's fields."""
    known = {field.name for field in fields(record)}
    for key in sorted(known ^ table.keys()):
        raise DataError(where, f"{key!r} is missing or unknown", f"keep to {sorted(known)}")
