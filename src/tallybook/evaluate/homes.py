"""Homes: the question that each claim was put to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tallybook.catalogue.conflicts import Conflicts
from tallybook.link import find_statements
from tallybook.model import Claim, Measure
from tallybook.reconcile import find_questions


def find_homes(
    claims: Sequence[Claim], measures: Mapping[str, Measure], sides: Conflicts | None
) -> dict[str, str]:
    """Claim to the id of the question that its statement answers; none for what answers none."""
    statements = find_statements(claims).statements
    return {
        claim: question.id
        for question in find_questions(claims, statements, measures=measures, sides=sides)
        for one in question.evidence
        for claim in one.statement.carriers
    }
