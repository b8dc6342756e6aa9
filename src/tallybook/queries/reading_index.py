"""Which claims a report has, and which tallies a claim serves: indices over a whole view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tallybook.model import Claim, Statement, Tally
from tallybook.queries.reading_notes import Serves
from tallybook.queries.view import View
from tallybook.queries.words import question

Carried = Mapping[str, Sequence[tuple[str, int]]]
"""claim: the tallies that it serves, each with the place of its statement there."""


def claims_by_report(view: View) -> Mapping[str, Sequence[Claim]]:
    """report: its claims that count, in the order of its text."""
    return view.once("reading.claims_by_report", _claims_by_report)


def carried(view: View) -> Carried:
    """claim: the tallies whose statements it carries."""
    return view.once("reading.carried", _carried)


def serving(view: View, claims: Sequence[Claim]) -> Mapping[str, Sequence[Serves]]:
    """claim: the tallies that it serves, told for people, for some claims."""
    index = carried(view)
    found: dict[str, list[Serves]] = {}
    for claim in claims:
        for name, place in index.get(claim.id, ()):
            tally = view.tallies[name]
            found.setdefault(claim.id, []).append(_serves(tally, tally.statements[place], claim.id))
    return found


def _serves(tally: Tally, statement: Statement, claim: str) -> Serves:
    ends = dict.fromkeys(bound.end for bound in tally.bounds if claim in bound.because)
    asks = tally.name or question(tally)
    return Serves(tally.id, asks, statement.id, len(statement.carriers), tuple(ends))


def _claims_by_report(view: View) -> Mapping[str, Sequence[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in view.claims.values():
        found[claim.report].append(claim)
    for claims in found.values():
        claims.sort(key=lambda one: (one.start, one.end, one.id))
    return dict(found)


def _carried(view: View) -> Carried:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for tally in view.tallies.values():
        for place, statement in enumerate(tally.statements):
            for claim in statement.carriers:
                found[claim].append((tally.id, place))
    return dict(found)
