"""Plotting: a tally of the ledger with all that its chart must be told, as spec or as file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.charts import ChartOptions, altair_chart, chart_spec
from tallybook.model import Claim, Tally
from tallybook.pipeline.answers import Question, answer_all, dated, find_tally
from tallybook.pipeline.weighing import load_answer
from tallybook.reconcile.grading import sides_towards
from tallybook.store import Ledger


@dataclass(frozen=True, slots=True)
class Plotted:
    """A tally with the claims that carry its statements and the side of each statement."""

    tally: Tally
    claims: Mapping[str, Claim]
    sides: Mapping[str, str]

    def spec(self, options: ChartOptions | None = None) -> dict[str, Any]:
        """The Vega-Lite spec of its chart."""
        return chart_spec(self.tally, self.claims, self.options(options))

    def chart(self, options: ChartOptions | None = None) -> Any:
        """Its chart as an Altair chart, which a notebook shows."""
        return altair_chart(self.tally, self.claims, self.options(options))

    def options(self, options: ChartOptions | None = None) -> ChartOptions:
        """The options, told the sides."""
        return replace(options or ChartOptions(), sides=self.sides)


def find_plotted(
    ledger: str, prefix: str, question: Question | None = None, measures: Sequence[Path] = ()
) -> Plotted:
    """The tally whose id begins so in the ledger at that path or URL, ready to be drawn.

    question: as of which day and by which policy. UsageError where no tally or several fit.
    """
    with Ledger(ledger) as opened:
        wanted = question or Question()
        tally = find_tally(answer_all(opened, wanted, load_answer(measures)), prefix)
        claims = {
            claim.id: claim
            for claim in dated(opened.claims(as_of=wanted.as_of), opened.days_said())
        }
    carriers = {name for statement in tally.statements for name in statement.carriers}
    shown = {name: claim for name, claim in claims.items() if name in carriers}
    return Plotted(tally, shown, sides_towards(tally, shown, load_conflicts()))
