"""Beside a tally: its parts, what holds it, and what else is counted at the same spot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.catalogue.phrases import subject
from tallybook.model import Tally
from tallybook.queries.asked_around import around, spot_of
from tallybook.queries.view import View

BESIDE: Final = 10
"""So many tallies of a kind are named on a page."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A tally by its id, its question and its newest answer."""

    id: str
    subject: str
    answer: str
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    grade: str
    origins: int


@dataclass(frozen=True, slots=True)
class Related:
    """Some tallies of a kind, the best witnessed first, of so many."""

    tallies: tuple[Beside, ...]
    of: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.of - len(self.tallies)


@dataclass(frozen=True, slots=True)
class Relatives:
    """parts: tallies that lie within it. wholes: that hold it. others: of other measures, or days,
    of the same people at the same place."""

    parts: Related
    wholes: Related
    others: Related

    @property
    def are_any(self) -> bool:
        """Is there any?"""
        return any(one.of for one in (self.parts, self.wholes, self.others))


def relatives(view: View, tally: Tally) -> Relatives:
    """What stands beside a tally of the view."""
    of = around(view)
    kin = {tally.id, *tally.parts, *tally.wholes}
    others = [name for name in of.beside.get(spot_of(tally), ()) if name not in kin]
    own = _days(tally)

    def far(name: str) -> tuple[bool, int]:
        """Of the same days first."""
        days = _days(view.tallies[name])
        apart = abs((days[1] - own[1]).days) if days[1] and own[1] else 10**6
        return days != own, apart

    return Relatives(
        _related(view, tally.parts),
        _related(view, tally.wholes),
        _related(view, sorted((name for name in others if name in view.tallies), key=far)),
    )


def _related(view: View, names: Iterable[str]) -> Related:
    here = [name for name in names if name in view.tallies]
    return Related(tuple(beside(view.tallies[name]) for name in here[:BESIDE]), len(here))


def beside(tally: Tally) -> Beside:
    """A tally in short."""
    told = tally.name or subject(tally)
    return Beside(
        tally.id,
        f"{told[:1].upper()}{told[1:]}",
        tally.answer,
        tally.low,
        tally.best,
        tally.high,
        tally.grade.value,
        tally.origins,
    )


def _days(tally: Tally) -> tuple[date | None, date | None]:
    period = tally.period
    return (None, None) if period is None else (period.first, period.last)
