"""The words of one happening, of running totals and of levels, out of scopes.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallybook.language.word_tables import check_keys, read_words, record_of

Words = frozenset[str]


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
    some_day: Words
    spans: Words
    going_on: Words
    not_going_on: Words
    fought: Words
    fought_for: Words
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
    passive: Words
    not_finite: Words
    known: Words
    now: Words
    backshifted: Words
    aftermath: Words
    guilty: Words


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
    where, data = read_words(language, "scopes.toml")
    check_keys(where, data, ScopeWords)
    return ScopeWords(
        running=record_of(where, data["running"], Running),
        perfect=record_of(where, data["perfect"], Perfect),
        happening=record_of(where, data["happening"], Happening),
        level=record_of(where, data["level"], Level),
        put_right=record_of(where, data["put_right"], PutRight),
    )
