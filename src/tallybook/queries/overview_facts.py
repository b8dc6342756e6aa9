"""What lists of tallies are made of: for each tally which reports and outlets carry it, on which
days somebody spoke, when it last changed, and how much it weighs beside others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Tally
from tallybook.queries.view import View
from tallybook.queries.wire import outlet
from tallybook.reconcile.containing import answers_itself

_KEPT: Final = "overview facts"
_NONE: Final = Decimal(-1)
_LIVES: Final = "killed"
"""How the names of measures of lives lost begin."""
_LIVES_WEIGH: Final = 1
"""Lives lost weigh as much more as one more report."""

Weight = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one tally beside its answer.

    reports: those that carry it. outlets: how many mastheads. said: the days on which somebody
    spoke, in order. changed: the day of its newest change, None where it has none. weight: sorts
    the most telling first. size: the largest figure of its answer, -1 where it has none.
    is_recalled: is it only told as history, long after it was over? counts_people: is it people
    that are counted, with an origin that stands behind the count?
    """

    tally: Tally
    reports: frozenset[str]
    outlets: int
    said: tuple[date, ...]
    changed: date | None
    weight: Weight
    size: Decimal
    is_recalled: bool
    counts_people: bool

    @property
    def counts_lives(self) -> bool:
        """Is it lives lost, and does anybody stand behind it?"""
        return self.counts_people and self.tally.measure.startswith(_LIVES)


def facts(view: View) -> Mapping[str, Fact]:
    """The facts of each tally, by its id, in the view's order."""
    return view.once(_KEPT, _facts)


def _facts(view: View) -> Mapping[str, Fact]:
    before: Mapping[str, Fact] = view.before(_KEPT) or {}
    found: dict[str, Fact] = {}
    for name, tally in view.tallies.items():
        older = before.get(name)
        is_same = older is not None and older.tally is tally
        found[name] = older if is_same and older is not None else _fact(tally, view)
    return found


def _fact(tally: Tally, view: View) -> Fact:
    carriers = [
        view.claims[name]
        for each in tally.statements
        for name in each.carriers
        if name in view.claims
    ]
    reports = frozenset(claim.report for claim in carriers)
    said = sorted({each.said for each in tally.statements if each.said is not None})
    outlets = len({outlet(claim) for claim in carriers})
    return Fact(
        tally,
        reports,
        outlets,
        tuple(said),
        _changed(tally),
        _weight(tally, len(reports)),
        max((end for end in (tally.low, tally.best, tally.high) if end is not None), default=_NONE),
        bool(carriers) and all(claim.background for claim in carriers),
        _counts_people(tally),
    )


def _changed(tally: Tally) -> date | None:
    """The day of the newest revision, or of a source's newest step where that is later."""
    revised, moved = (each.at for each in tally.revisions), (each.at for each in tally.moves)
    return max((day for day in (*revised, *moved) if day is not None), default=None)


def _counts_people(tally: Tally) -> bool:
    return tally.unit == "person" and tally.origins > 0


def _weight(tally: Tally, reports: int) -> Weight:
    """People first, then by how many reports and origins speak; sums of money come last."""
    lives = tally.measure.startswith(_LIVES)
    return (
        not _counts_people(tally),
        -(reports + (_LIVES_WEIGH if lives else 0)),
        not lives,
        not answers_itself(tally),
        -tally.origins,
        -len(tally.revisions),
        tally.id,
    )
