"""Reconciling: every question that the statements answer, with its answer and history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Claim, Measure, Statement, Tally
from tallybook.reconcile.gathering import Settings
from tallybook.reconcile.questions import Question
from tallybook.reconcile.reckoning import Reckoner


def reconcile(
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    *,
    measures: Mapping[str, Measure],
    sides: Conflicts | None = None,
    as_of: date | None = None,
    on: date | None = None,
    policy: str = "bounds",
    convention: str = "default",
) -> list[Tally]:
    """Tallies out of statements and the claims that carry them, whatever their order.

    sides: the conflicts that say who stands against whom. as_of: only what was public by the end
    of that day; what has no date is then left out. on: the day for which answers hold, by all that
    is known. policy: a name in POLICIES, else UnknownName. convention: the name of the one by which
    vague words became intervals.
    """
    settings = Settings(measures, sides, as_of, on, policy, convention)
    reckoner = Reckoner(settings)
    reckoner.update(statements, (), {claim.id: claim for claim in claims})
    return reckoner.tallies()


def find_questions(
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    *,
    measures: Mapping[str, Measure],
    sides: Conflicts | None = None,
) -> list[Question]:
    """Every question that the statements answer, in the order of their ids."""
    reckoner = Reckoner(Settings(measures, sides))
    reckoner.update(statements, (), {claim.id: claim for claim in claims}, answering=False)
    return sorted(reckoner.questions(), key=lambda one: one.id)
