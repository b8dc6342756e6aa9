"""What follows from all statements of a tally, found once for each way in which it is asked.

A page shows a few of the statements, but says something of all of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tallybook.model import Claim, Tally
from tallybook.queries.arguing import silent_names, would_change
from tallybook.queries.conventions import is_vague
from tallybook.queries.newest import Newest
from tallybook.queries.tally_quotes import Quote, quotes
from tallybook.queries.tally_said import sides_in
from tallybook.queries.undrawn import absence
from tallybook.queries.view import View

_KEPT: Final = 300
_LARGE: Final = 1_000
"""Of so many carriers and more, facts are found before anybody asks."""
_HEAVY: Final = 500
"""So many statements more take the room of the facts of a usual tally."""
_QUOTED: Final = 3
_VAGUE: Final = 30


@dataclass(frozen=True, slots=True)
class Vague:
    """Vague words, and the interval that the convention makes of them."""

    words: str
    low: Decimal | None
    high: Decimal | None
    convention: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Facts:
    """sides: statement to its speaker's side. silent: who owes a figure, by name. undrawn: why
    there is no chart, "" where there is one. outlets, carriers: in how many outlets, and in how
    many places of their texts, the statements stand.
    """

    sides: Mapping[str, str]
    vague: tuple[Vague, ...]
    would_change: tuple[str, ...]
    silent: tuple[str, ...]
    undrawn: str
    outlets: int
    carriers: int


def is_large(tally: Tally) -> bool:
    """Would a reader wait for its facts?"""
    return sum(len(one.carriers) for one in tally.statements) >= _LARGE


def facts_of(view: View, tally: Tally, claims: Mapping[str, Claim], asked: Hashable) -> Facts:
    """The facts of a tally, as it was asked for, that rests on these claims."""
    kept: Newest[Facts] = view.once("facts of tallies", lambda _: Newest(_KEPT))
    known = kept.get((tally.id, asked))
    if known is None:
        known = Facts(
            sides_in(view, tally, claims),
            _vague(tally, claims),
            tuple(would_change(tally, claims, view.sides)),
            silent_names(tally, view.sides),
            absence(tally, claims),
            *_carried(tally, claims),
        )
        kept.put((tally.id, asked), known, 1 + len(tally.statements) // _HEAVY)
    return known


def _vague(tally: Tally, claims: Mapping[str, Claim]) -> tuple[Vague, ...]:
    """The vague words of the tally's statements, each wording once."""
    found: dict[tuple[str, Decimal | None, Decimal | None], Claim] = {}
    for statement in tally.statements:
        for name in statement.carriers[:_QUOTED]:
            claim = claims.get(name)
            if claim is not None and is_vague(claim):
                quantity = claim.quantity
                words = " ".join(quantity.words.split()).casefold()
                found.setdefault((words, quantity.low, quantity.high), claim)
        if len(found) >= _VAGUE:
            break
    return tuple(
        Vague(
            " ".join(claim.quantity.words.split()),
            low,
            high,
            claim.quantity.convention or "",
            next(iter(quotes((claim.id,), claims, 1))),
        )
        for (_, low, high), claim in found.items()
    )


def _carried(tally: Tally, claims: Mapping[str, Claim]) -> tuple[int, int]:
    """In how many outlets, and in how many places of their texts, the statements stand."""
    told = [claims[name] for one in tally.statements for name in one.carriers if name in claims]
    return len({one.publisher or one.report for one in told}), len(told)
