"""Policies: how low, best and high are chosen out of the same ground. One named function each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from tallybook.model import Form
from tallybook.reconcile.consistency import Hull
from tallybook.reconcile.constraints import Ground
from tallybook.reconcile.disputes import disputes_of
from tallybook.reconcile.policies_published import acled, airwars, majority, ucdp
from tallybook.reconcile.policies_reading import End, Policy, Reading, choose, follow

__all__ = ["POLICIES", "Policy", "Reading", "bounds", "latest"]


def bounds(ground: Ground) -> Reading:
    """Only what follows: the highest floor and the lowest ceiling by containment.

    best: an exact figure of the question itself, said last, where nothing contests it. Source:
    Tallybook's own; that pairs are the smallest disagreements is Helly's theorem on a line.
    """
    disputed = disputes_of(ground)
    return follow(ground, disputed, _best(ground, disputed.hull))


def latest(ground: Ground) -> Reading:
    """What was said last of the question itself, whoever said it.

    Source: the practice of news desks, whose newest figure replaces the one before; there is no
    codebook of it.
    """
    disputed = disputes_of(ground)
    own = [one for one in ground.constraints if one.is_direct]
    if not own:
        return follow(ground, disputed, None, why="nobody gave a figure of the question itself")
    last = max(own, key=lambda one: one.evidence.order)
    said = last.evidence
    best = said.low if said.claim.quantity.form is Form.EXACT else None
    rule = "latest: what was said last"
    ends = [
        End(name, value, rule, (last,))
        for name, value in (("low", said.low), ("best", best), ("high", said.high))
        if value is not None
    ]
    return choose(ground, disputed, ends, why="what was said last")


def _best(ground: Ground, hull: Hull) -> Decimal | None:
    if hull.clashes:
        return None
    exact = [
        one.evidence
        for one in ground.weighed
        if one.is_direct and one.high is not None and one.evidence.claim.quantity.form is Form.EXACT
    ]
    if not exact:
        return hull.low if hull.low is not None and hull.low == hull.high else None
    best = max(exact, key=lambda one: one.order).low
    fits = best is not None and (hull.low is None or hull.low <= best)
    return best if fits and best is not None and (hull.high is None or best <= hull.high) else None


POLICIES: Final[Mapping[str, Policy]] = {
    "bounds": bounds,
    "latest": latest,
    "ucdp": ucdp,
    "acled": acled,
    "airwars": airwars,
    "majority": majority,
}
"""Every policy by its name."""
