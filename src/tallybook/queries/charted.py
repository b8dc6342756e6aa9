"""The chart of a tally: what a page must know to show it, and its spec, the same as `plot`'s."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from tallybook.charts import (
    ChartOptions,
    Scale,
    Size,
    Spec,
    answer_of,
    chart_spec,
    description_of,
    size_of,
    title_of,
)
from tallybook.model import Claim, Tally
from tallybook.queries.asked_ways import Asked
from tallybook.queries.newest import Newest
from tallybook.queries.tally_facts import facts_of, is_large
from tallybook.queries.view import View
from tallybook.reconcile.grading import sides_towards

WIDTHS: Final = (390, 760, 1184)
"""The widths that are drawn for a page before it can say how wide it is: phone, tablet, desk."""
_SAMPLE: Final = 200
"""Of more statements every so-manieth is enough to tell how large the chart will be."""
_KEPT: Final = 300


@dataclass(frozen=True, slots=True)
class ChartView:
    """What a page must know of a tally's chart; the spec itself is asked for by an address.

    absent: why there is no chart, in words; empty where there is one. note: what to know before
    it is read. scale: as asked for. is_log: what comes of that. sizes: one for each of WIDTHS.
    asked: how the tally was asked for, by the names that addresses use; empty as it usually is.
    """

    tally: str
    title: str
    answer: str
    description: str
    statements: int
    absent: str
    note: str
    scale: Scale
    is_log: bool
    sizes: tuple[Size, ...]
    asked: Mapping[str, str]


def chart_view(
    view: View,
    tally: Tally,
    claims: Mapping[str, Claim] | None = None,
    *,
    asked: Asked | None = None,
    scale: Scale = Scale.AUTO,
) -> ChartView:
    """The chart of a tally of the view, or of one that was worked out of these claims.

    It is found once for each way to ask.
    """
    kept: Newest[ChartView] = view.once("charts of tallies", lambda _: Newest(_KEPT))
    way = asked or Asked()
    found = kept.get((tally.id, way, scale))
    if found is None:
        found = _chart_view(view, tally, view.claims if claims is None else claims, way, scale)
        kept.put((tally.id, way, scale), found)
    return found


def _chart_view(
    view: View, tally: Tally, claims: Mapping[str, Claim], asked: Asked, scale: Scale
) -> ChartView:
    absent = facts_of(view, tally, claims, asked).undrawn
    specs = () if absent else _samples(view, tally, claims, scale)
    return ChartView(
        tally=tally.id,
        title=title_of(tally),
        answer=answer_of(tally),
        description=description_of(tally, len(tally.statements)),
        statements=len(tally.statements),
        absent=absent,
        note="" if absent or not is_unbound(tally) else _UNBOUND,
        scale=scale,
        is_log=any(is_logarithmic(spec) for spec in specs),
        sizes=tuple(size_of(spec, width) for spec, width in zip(specs, WIDTHS, strict=False)),
        asked=address_of(asked),
    )


def spec_of(
    view: View, tally: Tally, claims: Mapping[str, Claim] | None, look: ChartOptions
) -> Spec:
    """The spec of the tally's chart: what `plot` and a notebook draw for the same options."""
    known = view.claims if claims is None else claims
    sides = sides_towards(tally, known, view.sides)
    return chart_spec(tally, known, replace(look, sides=sides))


def is_logarithmic(spec: Spec) -> bool:
    """Is the count drawn so?"""
    found: str = spec["encoding"]["y"]["scale"]["type"]
    return found == "symlog"


def is_unbound(tally: Tally) -> bool:
    """Does nothing that was said set a bound?"""
    return tally.low is None and tally.high is None


def address_of(asked: Asked) -> dict[str, str]:
    """How a tally is asked for, as addresses say it; what is usual goes without saying."""
    return {
        name: str(value)
        for name, value, usual in (
            ("as_of", asked.as_of, None),
            ("on", asked.on, None),
            ("policy", asked.policy, Asked().policy),
            ("convention", asked.convention, None),
        )
        if value != usual
    }


_UNBOUND: Final = (
    "Nothing in this chart sets a bound: it is denied, feared, planned or counted of others."
)


def _samples(
    view: View, tally: Tally, claims: Mapping[str, Claim], scale: Scale
) -> tuple[Spec, ...]:
    """Specs as large as those of the tally, of a part of it where it is very large."""
    step = -(-len(tally.statements) // _SAMPLE)
    moves = -(-len(tally.revisions) // _SAMPLE)
    if step > 1 or moves > 1:
        kept = tally.statements[:: max(step, 1)]
        tally = replace(tally, statements=kept, revisions=tally.revisions[:: max(moves, 1)])
    sides = sides_towards(tally, claims, view.sides)
    looks = [ChartOptions(width=w, scale=scale, titled=False, sides=sides) for w in WIDTHS]
    return tuple(chart_spec(tally, claims, look) for look in looks)


def prepare_charts(view: View) -> None:
    """Finds what the pages of very large tallies need, so that no reader waits for it."""
    for tally in view.tallies.values():
        if is_large(tally):
            chart_view(view, tally)
