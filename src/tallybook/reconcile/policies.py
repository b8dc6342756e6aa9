"""Policies: how low, best and high are chosen out of the same ground. One named function each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Bound, Conflict, Form
from tallybook.reconcile.consistency import Hull, hull_of
from tallybook.reconcile.constraints import Constraint, Ground
from tallybook.reconcile.evidence import Order
from tallybook.reconcile.withdrawals import could_equal


@dataclass(frozen=True, slots=True)
class Reading:
    """What a policy makes of the ground. because: the claims that set low and high."""

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    bounds: tuple[Bound, ...]
    conflicts: tuple[Conflict, ...]
    contested: bool
    because: tuple[str, ...]
    setters: tuple[Constraint, ...]


Policy = Callable[[Ground], Reading]
"""From all that bears on a question to the answer."""


def bounds(ground: Ground) -> Reading:
    """Only what follows: the highest floor and the lowest ceiling by containment.

    best: an exact figure of the question itself, said last, where nothing contests it.
    """
    hull, denials = _hull(ground)
    return _reading(ground, hull, denials, _best(ground, hull), hull.low, hull.high)


def latest(ground: Ground) -> Reading:
    """What was said last of the question itself, whoever said it; wire desks count so."""
    hull, denials = _hull(ground)
    own = [one for one in ground.constraints if one.is_direct]
    if not own:
        return _reading(ground, hull, denials, None, hull.low, hull.high)
    last = max(own, key=lambda one: one.evidence.order).evidence
    best = last.low if last.claim.quantity.form is Form.EXACT else None
    return _reading(ground, hull, denials, best, last.low, last.high)


POLICIES: Final[Mapping[str, Policy]] = {"bounds": bounds, "latest": latest}
"""Every policy by its name."""


def _hull(ground: Ground) -> tuple[Hull, tuple[Conflict, ...]]:
    """The hull of all that stands, and the denials by another party.

    A denial and what it denies cannot both hold: where as many deny a figure as give it, the
    hull takes in the answer without it.
    """
    hull = hull_of(ground.constraints)
    # an outlet that mends its own page denies nobody else's figure
    denials = [
        one
        for one in ground.question.evidence
        if one.statement.stance == "denied" and not one.is_voice
    ]
    named: list[Conflict] = []
    doubted: list[Constraint] = []
    for denial in denials:
        for one in ground.constraints:
            is_other = one.evidence.origin != denial.origin
            if one.is_direct and is_other and could_equal(one.evidence, denial):
                pair = (one.evidence.statement.id, denial.statement.id)
                named.append(Conflict("denial", tuple(sorted(pair))))
                doubted.append(one)
    deniers = {denial.origin for denial in denials}
    givers = {one.evidence.origin for one in doubted}
    if doubted and len(deniers) >= len(givers):
        rest = hull_of([one for one in ground.constraints if one not in doubted])
        hull = Hull(
            None if hull.low is None or rest.low is None else min(hull.low, rest.low),
            None if hull.high is None or rest.high is None else max(hull.high, rest.high),
            hull.clashes,
        )
    return hull, tuple(named)


def _best(ground: Ground, hull: Hull) -> Decimal | None:
    if hull.clashes:
        return None
    exact = [
        one.evidence
        for one in ground.constraints
        if one.is_direct and one.high is not None and one.evidence.claim.quantity.form is Form.EXACT
    ]
    if not exact:
        return hull.low if hull.low is not None and hull.low == hull.high else None
    best = max(exact, key=lambda one: one.order).low
    fits = best is not None and (hull.low is None or hull.low <= best)
    return best if fits and best is not None and (hull.high is None or best <= hull.high) else None


def _reading(
    ground: Ground,
    hull: Hull,
    denials: Sequence[Conflict],
    best: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
) -> Reading:
    until = ground.until
    floors = _tightest((one for one in ground.constraints if one.low is not None), is_low=True)
    ceilings = _tightest((one for one in ground.constraints if one.high is not None), is_low=False)
    setters = (*(one for one in floors if one.low == low), *(c for c in ceilings if c.high == high))
    clashes = tuple(_conflict(floor, ceiling) for floor, ceiling in hull.clashes)
    taken_back = tuple(
        Conflict("correction", (old.statement.id, new.statement.id))
        for old, new in ground.withdrawn
    )
    because = {claim for one in setters for claim in one.evidence.claims_by(until)}
    return Reading(
        low=low,
        best=best,
        high=high,
        bounds=(
            *(_bound("low", one, until) for one in floors),
            *(_bound("high", one, until) for one in ceilings),
        ),
        conflicts=(*clashes, *dict.fromkeys(denials), *taken_back),
        contested=bool(clashes or denials),
        because=tuple(sorted(because)),
        setters=setters,
    )


def _tightest(constraints: Iterable[Constraint], *, is_low: bool) -> list[Constraint]:
    """The tightest of each rule, the tightest rule first."""

    def slack(one: Constraint) -> tuple[Decimal, bool, Order]:
        value = (one.low if is_low else one.high) or Decimal(0)
        return (-value if is_low else value, not one.is_direct, one.evidence.order)

    found: dict[str, Constraint] = {}
    for one in sorted(constraints, key=slack):
        found.setdefault(one.rule, one)
    return list(found.values())


def _bound(end: str, one: Constraint, until: date | None) -> Bound:
    value = one.low if end == "low" else one.high
    assert value is not None
    return Bound(end, value, one.rule, one.evidence.claims_by(until))


def _conflict(floor: Constraint, ceiling: Constraint) -> Conflict:
    """What kind of disagreement it is, by how the two figures bear on the question."""
    if floor.is_direct and ceiling.is_direct:
        kind = "dispute"
    elif floor.evidence.statement.measure != ceiling.evidence.statement.measure:
        kind = "definition"
    else:
        kind = "scope"
    pair = (floor.evidence.statement.id, ceiling.evidence.statement.id)
    return Conflict(kind, tuple(sorted(pair)))
