"""How the answer moved, step by step, and how each source's own figure did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Claim, Revision, Tally
from tallybook.queries.tally_quotes import Quote, quotes
from tallybook.queries.words import amount

STEPS: Final = 20
"""So many steps stand on a page."""
MOVES: Final = 20
"""So many moves stand on a page."""
_QUOTED: Final = 3
_OFFERED: Final = 400
"""So many days are offered to go back to, the newest."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Low, best and high, any of them open."""

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Step:
    """How the answer moved on a day. before: None at the first. by: the words that came with it."""

    at: date | None
    before: Ends | None
    now: Ends
    grade: str
    why: str
    by: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Turned:
    """How one source's own figure moved: rise, fall, correction, retraction, reclassification."""

    turn: str
    at: date | None
    why: str
    by: Quote | None


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which the answer moved, and the figure from then on: a place to go back to."""

    day: date
    words: str


def steps(
    tally: Tally, claims: Mapping[str, Claim], begin: int = 0, most: int = STEPS
) -> tuple[Step, ...]:
    """The steps, the newest first, from the one numbered `begin` on, from 0."""
    found: list[Step] = []
    last = len(tally.revisions)
    for place in range(last - 1 - begin, max(-1, last - 1 - begin - most), -1):
        now = tally.revisions[place]
        before = tally.revisions[place - 1] if place else None
        known = frozenset(before.because) if before is not None else frozenset()
        fresh = [name for name in now.because if name not in known] or list(now.because)
        by = quotes(fresh, claims, _QUOTED)
        found.append(
            Step(
                now.at,
                None if before is None else _ends(before),
                _ends(now),
                now.grade,
                now.why,
                by,
                max(0, len(fresh) - len(by)),
            )
        )
    return tuple(found)


def moves(
    tally: Tally, claims: Mapping[str, Claim], begin: int = 0, most: int = MOVES
) -> tuple[Turned, ...]:
    """The moves of sources' own figures, the newest first."""
    told = [one for one in reversed(tally.moves) if one.why][begin : begin + most]
    later = {one.later for one in told}
    carriers = {one.id: one.carriers for one in tally.statements if one.id in later}
    return tuple(
        Turned(
            one.turn.value,
            one.at,
            one.why,
            next(iter(quotes(carriers.get(one.later, ()), claims, 1)), None),
        )
        for one in told
    )


def stops(tally: Tally) -> tuple[Stop, ...]:
    """The days on which the answer moved, oldest first; of very many the newest."""
    by_day = {
        one.at: amount(one.low, one.high, tally.unit)
        for one in tally.revisions
        if one.at is not None
    }
    return tuple(Stop(day, words) for day, words in sorted(by_day.items()))[-_OFFERED:]


def _ends(revision: Revision) -> Ends:
    return Ends(revision.low, revision.best, revision.high)
