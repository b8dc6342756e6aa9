"""The real steps that answer: link and reconcile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.link import find_statements
from tallybook.model import Claim, Statement, Tally
from tallybook.pipeline.answers import Answer
from tallybook.reconcile import reconcile


def load_answer(own_measures: Sequence[Path] = ()) -> Answer:
    """The functions that make statements of claims, and tallies of statements."""
    measures = load_measures(extra=own_measures).definitions
    sides = load_conflicts()

    def weigh(
        claims: Sequence[Claim], statements: Sequence[Statement], as_of: date | None, policy: str
    ) -> list[Tally]:
        # What was not yet known on the day is gone from the claims already: undated reports count
        # from when they were read, which the claims themselves do not say.
        tallies = reconcile(
            claims,
            statements,
            measures=measures,
            sides=sides,
            policy=policy,
            convention=_conventions(claims),
        )
        if as_of is None:
            return tallies
        return [replace(tally, as_of=as_of) for tally in tallies]

    return Answer(find_statements, weigh)


def _conventions(claims: Sequence[Claim]) -> str:
    """The conventions by which the claims' vague words were read."""
    names = {claim.quantity.convention for claim in claims if claim.quantity.convention}
    return " + ".join(sorted(names)) or "default"
