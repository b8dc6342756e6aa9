"""Policies after published practice: how others who count the dead choose among figures.

All of them choose among the figures of the question itself: of each independent origin the last,
and of a running total only those of the day that the answer speaks to. Where nobody gave such a
figure, what follows by containment stands. Disagreements are named alike under every policy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from tallybook.model import Form
from tallybook.reconcile.constraints import Constraint, Ground
from tallybook.reconcile.disputes import disputes_of
from tallybook.reconcile.evidence import Kind
from tallybook.reconcile.policies_reading import End, Reading, choose, follow
from tallybook.reconcile.vague import meant_by, unknown_plural

Worth = Callable[[Constraint], Decimal | None]

_ACLED: Final = "acled"
_PLURAL: Final = Decimal(2)


def ucdp(ground: Ground) -> Reading:
    """Low, best and high as the Uppsala Conflict Data Program publishes them.

    Source: UCDP Georeferenced Event Dataset, codebook, on the variables `best` (the most likely,
    most reliable estimate), `low` (the most conservative) and `high` (the highest that is still
    reliable), and UCDP Battle-Related Deaths Dataset, codebook: where no source can be told to be
    the more reliable one, the lower figure is the best estimate. Told from memory, not quoted.
    What this program cannot do is judge reliability: it takes every origin that stands as equally
    reliable, and only for the best estimate a number before words without one. An open end ("at
    least 30") counts as its number. The codebook's own numbers for vague words could not be
    checked, so that these keep the interval of the convention by which they were read.
    """
    figures = competing(ground)
    if not figures:
        return _without_figures(ground, "UCDP chooses among figures of the question itself")
    ends = [
        *_lowest("low", figures, _least, "UCDP: the most conservative figure"),
        *_lowest("best", _firm(figures), _least, "UCDP: of equally reliable figures the lower"),
        *_highest("high", figures, _most, "UCDP: the highest figure"),
    ]
    return choose(ground, disputes_of(ground), ends, why=_out_of(figures, "UCDP"))


def acled(ground: Ground) -> Reading:
    """One number, the most conservative that was reported.

    Source: Armed Conflict Location & Event Data Project (ACLED), Codebook, "Reported fatalities",
    and its note "Fatalities" (2023): where reports differ or are vague, the most conservative
    estimate is used; 10 for "tens", 12 for "dozens", 100 for "hundreds", and 10 for a plural that
    nobody numbers in an active conflict. Vague words are read again by the convention `acled`,
    however the ledger read them; "about" and "at least" are dropped. Low, best and high are that
    one number.
    """
    figures = competing(ground)
    found = _lowest("low", figures, _coded, "ACLED: the most conservative figure")
    if not figures:
        found = _unnumbered(ground)
    if not found:
        return _without_figures(ground, "ACLED chooses among figures of the question itself")
    least = found[0]
    ends = [End(name, least.value, least.rule, least.by) for name in ("low", "best", "high")]
    return choose(ground, disputes_of(ground), ends, why=_out_of(figures, "ACLED"))


def airwars(ground: Ground) -> Reading:
    """From the lowest to the highest figure that any source gave; no best.

    Source: Airwars, "Methodology" (airwars.org/about/methodology): each incident of harm has a
    minimum and a maximum, the lowest and the highest figure that its sources give, and the range
    of a campaign is the sum of the minima to the sum of the maxima over its incidents. Told from
    memory, not quoted. A running total of which separate incidents are known is that sum; the
    figures that sources give for the total itself are not mixed into it. The grades are in
    `grading.py`.
    """
    incidents = ground.incidents
    if incidents and ground.question.kind is Kind.TOTAL:
        return _summed(ground)
    figures = competing(ground)
    if not figures:
        return _without_figures(ground, "Airwars chooses among figures of the question itself")
    ends = [
        *_lowest("low", figures, _least, "Airwars: the lowest figure of an incident"),
        *_highest("high", figures, _most, "Airwars: the highest figure of an incident"),
    ]
    return choose(ground, disputes_of(ground), ends, why=_out_of(figures, "Airwars"))


def majority(ground: Ground) -> Reading:
    """The figure on which the most independent origins agree; of several such, the lowest.

    Source: the vote that research on truth discovery starts from, with copies not counted: Dong,
    Berti-Équille and Srivastava, "Integrating conflicting data: the role of source dependence",
    VLDB 2009. Two origins agree where they give the same figure, in whatever words.
    """
    figures = competing(ground)
    if not figures:
        return _without_figures(ground, "the majority is sought among figures of the question")
    said: dict[tuple[Decimal | None, Decimal | None], list[Constraint]] = defaultdict(list)
    for one in figures:
        said[(one.evidence.low, one.evidence.high)].append(one)
    (low, high), agreed = min(
        said.items(), key=lambda each: (-len(each[1]), each[0][0] or 0, each[0][1] or 0)
    )
    rule = f"majority: {len(agreed)} of {_origins(figures)}"
    if len(agreed) == 1 and len(figures) > 1:
        rule = f"majority: no two of {_origins(figures)} agree, so the lowest figure"
    best = low if low is not None and low == high else None
    ends = [
        End(name, value, rule, tuple(agreed))
        for name, value in (("low", low), ("best", best), ("high", high))
        if value is not None
    ]
    return choose(ground, disputes_of(ground), ends, why=rule)


def competing(ground: Ground) -> list[Constraint]:
    """The figures of the question itself that compete: each independent origin's last one.

    A running total of another day is none: it was right, or not, about that day. Of one happening,
    what was counted on another day competes.
    """
    question = ground.question
    told = [
        one
        for one in ground.constraints
        if one.is_direct and one.evidence.bears and not one.evidence.is_some
    ]
    if not question.is_happening:
        of_day = [one for one in told if one.evidence.at == ground.day or one.evidence.at is None]
        told = of_day or told
    told = [one for one in told if one.evidence.statement.independent] or told
    last: dict[tuple[str, str], Constraint] = {}
    for one in sorted(told, key=lambda each: each.evidence.order):
        last[one.evidence.origin] = one
    return list(last.values())


def _least(one: Constraint) -> Decimal | None:
    """The lower end of a figure; "at most 12" says only 12."""
    low, high = one.evidence.low, one.evidence.high
    return _number_said(one) or (low if low is not None else high)


def _most(one: Constraint) -> Decimal | None:
    """The upper end of a figure; "at least 30" says only 30."""
    low, high = one.evidence.low, one.evidence.high
    return _number_said(one) or (high if high is not None else low)


def _firm(figures: Sequence[Constraint]) -> Sequence[Constraint]:
    """The figures with a number; where none has one, all."""
    return [one for one in figures if not one.evidence.is_vague] or figures


def _coded(one: Constraint) -> Decimal | None:
    """The one number that ACLED would write down."""
    meant = meant_by(one.evidence.claim.quantity, _ACLED)
    return _least(one) if meant is None else meant[0]


def _number_said(one: Constraint) -> Decimal | None:
    """The number itself of "about 200" (180 to 220 by the convention, even about it)."""
    low, high = one.evidence.low, one.evidence.high
    if one.evidence.claim.quantity.form is Form.NEARLY:
        return high
    if one.evidence.claim.quantity.form is Form.ABOUT and low is not None and high is not None:
        return (low + high) / 2
    return None


def _lowest(name: str, figures: Sequence[Constraint], worth: Worth, rule: str) -> list[End]:
    values = [value for one in figures if (value := worth(one)) is not None]
    return _end(name, figures, worth, rule, min(values)) if values else []


def _highest(name: str, figures: Sequence[Constraint], worth: Worth, rule: str) -> list[End]:
    values = [value for one in figures if (value := worth(one)) is not None]
    return _end(name, figures, worth, rule, max(values)) if values else []


def _end(
    name: str, figures: Sequence[Constraint], worth: Worth, rule: str, value: Decimal
) -> list[End]:
    return [End(name, value, rule, tuple(one for one in figures if worth(one) == value))]


def _unnumbered(ground: Ground) -> list[End]:
    """ACLED's number for a plural that nobody numbers, where that is all that is said."""
    question = ground.question
    if question.unit != "person" or question.kind is Kind.LEVEL:
        return []
    said = [
        Constraint(None, None, "", one, None, True)
        for one in question.evidence
        if one.claim.quantity.form is Form.UNSTATED
        and one.statement.low == _PLURAL
        and one.statement.stance in ("asserted", "claimed", "estimated")
        and (one.known is None or (ground.until is not None and one.known <= ground.until))
    ]
    if not said or ground.constraints:
        return []
    return [End("low", unknown_plural(_ACLED), "ACLED: a plural without a number", tuple(said))]


def _summed(ground: Ground) -> Reading:
    """The sums of the incidents' minima and of their maxima."""
    ends: list[End] = []
    rules = (("low", "minima", _least, min), ("high", "maxima", _most, max))
    for name, word, worth, choice in rules:
        total, by = Decimal(0), list[Constraint]()
        for incident in ground.incidents:
            values = [value for one in incident if (value := worth(one)) is not None]
            if not values:
                continue
            chosen = choice(values)
            total += chosen
            by.append(next(one for one in incident if worth(one) == chosen))
        rule = f"Airwars: the sum of the {word} of {len(by)} incidents"
        ends.extend([End(name, total, rule, tuple(by))] if by else [])
    return choose(ground, disputes_of(ground), ends, why="Airwars sums the known incidents")


def _without_figures(ground: Ground, why: str) -> Reading:
    return follow(ground, disputes_of(ground), None, why=f"{why}, and there is none")


def _out_of(figures: Sequence[Constraint], who: str) -> str:
    return f"{who} chooses out of the figures of {_origins(figures)}" if figures else who


def _origins(figures: Sequence[Constraint]) -> str:
    return f"{len(figures)} origin{'' if len(figures) == 1 else 's'}"
