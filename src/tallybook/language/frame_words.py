"""Words of a language's frames.toml: the small words that the frames of counting lean on.

Each table of the file is a record of `frame_tables`, each of its lists a field.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from tallybook.errors import DataError
from tallybook.language.frame_tables import (
    Arguments,
    Counted,
    Endings,
    Grammar,
    Losses,
    Parts,
    Presence,
    Refusals,
    Repeats,
    Reports,
    Spans,
    Sufferers,
    Telling,
    Tolls,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FrameWords:
    """All tables of frames.toml."""

    grammar: Grammar
    endings: Endings
    arguments: Arguments
    telling: Telling
    losses: Losses
    reports: Reports
    presence: Presence
    repeats: Repeats
    parts: Parts
    spans: Spans
    tolls: Tolls
    counted: Counted
    sufferers: Sufferers
    refusals: Refusals


@cache
def load_frame_words(language: str = "en") -> FrameWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    path = files("tallybook.language") / language / "frames.toml"
    where = str(path)
    data = tomllib.loads(path.read_text("utf-8"))
    _check(where, data, FrameWords)
    return FrameWords(
        grammar=_table(where, data, Grammar),
        endings=_table(where, data, Endings),
        arguments=_table(where, data, Arguments),
        telling=_table(where, data, Telling),
        losses=_table(where, data, Losses),
        reports=_table(where, data, Reports),
        presence=_table(where, data, Presence),
        repeats=_table(where, data, Repeats),
        parts=_table(where, data, Parts),
        spans=_table(where, data, Spans),
        tolls=_table(where, data, Tolls),
        counted=_table(where, data, Counted),
        sufferers=_table(where, data, Sufferers),
        refusals=_table(where, data, Refusals),
    )


def _table(where: str, data: Mapping[str, Mapping[str, list[str]]], record: type[T]) -> T:
    table = data[record.__name__.lower()]
    _check(where, table, record)
    return record(**{key: frozenset(words) for key, words in table.items()})


def _check(where: str, table: Mapping[str, Any], record: type) -> None:
    known = {field.name for field in fields(record)}
    for key in sorted(known ^ table.keys()):
        raise DataError(where, f"{key!r} is missing or unknown", f"keep to {sorted(known)}")
