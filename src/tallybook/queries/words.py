"""Answers in words and figures, for people: the catalogue's phrases, and who says so and where."""

from __future__ import annotations

from tallybook.catalogue.phrases import (
    amount,
    count,
    day,
    figure,
    interval,
    period,
    population,
    question,
)
from tallybook.model import Attribution, Claim, SourceKind

__all__ = [
    "SHORT",
    "amount",
    "count",
    "day",
    "figure",
    "interval",
    "origin",
    "period",
    "place",
    "population",
    "question",
    "speaker",
]

SHORT = 8
"""Enough of an id for a person; commands take any unambiguous beginning."""


def origin(claim: Claim) -> str:
    """Who is credited with a claim's figure."""
    return speaker(claim.origin) if claim.origin else claim.publisher or "the outlet itself"


def speaker(credit: Attribution) -> str:
    """A credit: its name, and whether it has one."""
    unnamed = credit.source.kind is SourceKind.ANONYMOUS
    return f"{credit.source.name} (unnamed)" if unnamed else credit.source.name


def place(claim: Claim) -> str:
    """Where, as resolved; else as written."""
    return "" if claim.place is None else claim.place.name or claim.place.text
