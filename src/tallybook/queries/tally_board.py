"""The contradiction board: statements that cannot all be true, each smallest set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Claim, Conflict, Statement, Tally
from tallybook.queries.arguing import KINDS, who_said
from tallybook.queries.tally_quotes import Quote, quote
from tallybook.queries.tally_said import spoken
from tallybook.queries.view import View

CLASHES: Final = 8
"""So many disagreements stand on a page."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One column: who holds what, in which words. number: of the statement among all, from 1."""

    number: int
    who: str
    side: str
    stance: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    said: date | None
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Clash:
    """A disagreement. kind: one word; kind_words: the same for people."""

    kind: str
    kind_words: str
    reason: str
    speakers: tuple[Speaker, ...]


def clashes(
    view: View,
    tally: Tally,
    claims: Mapping[str, Claim],
    sides: Mapping[str, str],
    begin: int = 0,
    most: int = CLASHES,
) -> tuple[Clash, ...]:
    """The disagreements from the one numbered `begin` on, from 0."""
    shown = tally.conflict[begin : begin + most]
    named = {name for one in shown for name in one.statements}
    found = {
        one.id: (number, one) for number, one in enumerate(tally.statements, 1) if one.id in named
    }
    return tuple(_clash(view, one, found, claims, sides) for one in shown)


def _clash(
    view: View,
    conflict: Conflict,
    found: Mapping[str, tuple[int, Statement]],
    claims: Mapping[str, Claim],
    sides: Mapping[str, str],
) -> Clash:
    speakers = [
        _speaker(view, *found[name], claims, sides.get(name, "third party"))
        for name in conflict.statements
        if name in found
    ]
    words = KINDS.get(conflict.kind, conflict.kind)
    return Clash(conflict.kind, words, conflict.reason, tuple(speakers))


def _speaker(
    view: View, number: int, one: Statement, claims: Mapping[str, Claim], side: str
) -> Speaker:
    claim = spoken(one, claims)
    return Speaker(
        number,
        who_said(one, claims, view.sides),
        side,
        one.stance,
        one.low,
        one.high,
        one.unit,
        one.said,
        None if claim is None else quote(claim),
    )
