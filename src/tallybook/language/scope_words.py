"""The words of one happening, of running totals and of levels, out of scopes.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from tallybook.errors import DataError

Words = frozenset[str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Running:
    """Running totals. head_length: how far the head of a page reaches, in code points."""

    words: Words
    phrases: Words
    changes: Words
    since: Words
    by: Words
    times: Words
    stretches: Words
    turning: Words
    year: Words
    last: Words
    spans: Words
    going_on: Words
    during: Words
    reaching: Words
    goals: Words
    reached: Words
    listing: Words
    joining: Words
    heads: Words
    head_length: int


@dataclass(frozen=True, slots=True)
class Perfect:
    """What happened and goes on."""

    have: Words
    not_finite: Words
    known: Words
    now: Words
    backshifted: Words


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening."""

    nouns: Words
    lasting: Words
    indefinite: Words
    within: Words
    clauses: Words
    recalling: Words
    moments: Words
    single: Words


@dataclass(frozen=True, slots=True)
class Level:
    """What is so now."""

    kept: Words
    freed: Words
    vanishing: Words
    flows: Words
    states: Words
    treated: Words


@dataclass(frozen=True, slots=True)
class PutRight:
    """Figures put right."""

    figures: Words
    words: Words


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """All tables of scopes.toml; the comments there say what each list is for."""

    running: Running
    perfect: Perfect
    happening: Happening
    level: Level
    put_right: PutRight


@cache
def load_scope_words(language: str = "en") -> ScopeWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    path = files("tallybook.language") / language / "scopes.toml"
    where = str(path)
    data = tomllib.loads(path.read_text("utf-8"))
    _check(where, data, ScopeWords)
    return ScopeWords(
        running=_table(where, data["running"], Running),
        perfect=_table(where, data["perfect"], Perfect),
        happening=_table(where, data["happening"], Happening),
        level=_table(where, data["level"], Level),
        put_right=_table(where, data["put_right"], PutRight),
    )


def _table(where: str, table: Mapping[str, Any], record: type[T]) -> T:
    _check(where, table, record)
    return record(
        **{
            key: frozenset(value) if isinstance(value, list) else value
            for key, value in table.items()
        }
    )


def _check(where: str, table: Mapping[str, Any], record: type) -> None:
    known = {field.name for field in fields(record)}
    for key in sorted(known ^ table.keys()):
        raise DataError(where, f"{key!r} is missing or unknown", f"keep to {sorted(known)}")
