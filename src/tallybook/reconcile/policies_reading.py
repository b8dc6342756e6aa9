"""Readings: what a policy makes of the ground, each end with its proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tallybook.model import Bound, Conflict
from tallybook.reconcile.constraints import Constraint, Ground
from tallybook.reconcile.disputes import Disputed
from tallybook.reconcile.evidence import Evidence, Order
from tallybook.reconcile.naming import joined


@dataclass(frozen=True, slots=True)
class Reading:
    """What a policy makes of the ground.

    because: the claims that set low and high. why: one plain sentence: what was chosen out of what.
    """

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    bounds: tuple[Bound, ...]
    conflicts: Sequence[Conflict]
    contested: bool
    because: tuple[str, ...]
    setters: tuple[Constraint, ...]
    why: str = ""


Policy = Callable[[Ground], Reading]
"""From all that bears on a question to the answer."""


@dataclass(frozen=True, slots=True)
class End:
    """One end that a policy chose: its value, the rule in words, and what was said for it."""

    name: str
    value: Decimal
    rule: str
    by: tuple[Constraint, ...]


def follow(ground: Ground, disputed: Disputed, best: Decimal | None, *, why: str = "") -> Reading:
    """The reading in which low and high are the hull of all that stands."""
    hull, until = disputed.hull, ground.until
    floors, ceilings = _proofs(ground)
    all_of = ground.weighed
    if hull.low is not None:
        floors = _led_by([one for one in all_of if one.low == hull.low], floors)
    if hull.high is not None:
        ceilings = _led_by([one for one in all_of if one.high == hull.high], ceilings)
    setters = (
        *(one for one in floors if one.low is not None and one.low == hull.low),
        *(one for one in ceilings if one.high is not None and one.high == hull.high),
    )
    told = [
        f"{end} {_number(value)}: {_words(by.proof)}, by the rule “{by.rule}”"
        for end, value, by in (
            *(("low", one.low, one) for one in setters[:1] if one.low == hull.low),
            *(("high", one.high, one) for one in setters[-1:] if one.high == hull.high),
        )
        if value is not None
    ]
    return Reading(
        low=hull.low,
        best=best,
        high=hull.high,
        bounds=_listed(floors, ceilings, until),
        conflicts=disputed.conflicts,
        contested=disputed.contested,
        because=_because(setters, until),
        setters=setters,
        why=_sentence(why, told) if told else _sentence("nothing that was said sets an end", ()),
    )


def choose(ground: Ground, disputed: Disputed, ends: Sequence[End], *, why: str) -> Reading:
    """The reading with the ends that a policy chose, their proofs before all others.

    An end that is not among them stays open.
    """
    values = {end.name: end.value for end in ends}
    until = ground.until
    proofs = tuple(
        Bound(end.name, end.value, end.rule, _because(end.by, until)) for end in ends if end.by
    )
    setters = tuple(
        replace(
            one,
            low=end.value if end.name == "low" else None,
            high=end.value if end.name == "high" else None,
            rule=end.rule,
        )
        for end in ends
        if end.name != "best"
        for one in end.by
    )
    told = [
        f"{end.name} {_number(end.value)}: {_words([one.evidence for one in end.by])}"
        for end in ends
    ]
    return Reading(
        low=values.get("low"),
        best=values.get("best"),
        high=values.get("high"),
        bounds=(*proofs, *_listed(*_proofs(ground), until)),
        conflicts=disputed.conflicts,
        contested=disputed.contested,
        because=_because([one for end in ends for one in end.by], until),
        setters=setters,
        why=_sentence(why, told),
    )


def _proofs(ground: Ground) -> tuple[list[Constraint], list[Constraint]]:
    floors = _tightest((one for one in ground.weighed if one.low is not None), is_low=True)
    ceilings = _tightest((one for one in ground.weighed if one.high is not None), is_low=False)
    return floors, ceilings


def _led_by(setting: Sequence[Constraint], tightest: list[Constraint]) -> list[Constraint]:
    """The tightest of each rule, and before them what sets the end where figures cannot all hold.

    Then the end is the hull of several answers, and none of the tightest need set it.
    """
    if not tightest or not setting or any(one in setting for one in tightest):
        return tightest
    return [min(setting, key=lambda one: (not one.is_direct, one.evidence.order)), *tightest]


def _listed(
    floors: Iterable[Constraint], ceilings: Iterable[Constraint], until: date | None
) -> tuple[Bound, ...]:
    lows = (_bound("low", one, until) for one in floors)
    return (*lows, *(_bound("high", one, until) for one in ceilings))


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
    return Bound(end, value, one.rule, one.claims_by(until))


def _because(constraints: Iterable[Constraint], until: date | None) -> tuple[str, ...]:
    return tuple(sorted({claim for one in constraints for claim in one.claims_by(until)}))


_NAMED_AT_MOST = 3


def _words(evidence: Sequence[Evidence]) -> str:
    """ "“at least 30” (HUR)", each of those that it rests on."""
    said = [(" ".join(one.claim.quantity.words.split()), one.statement.origin) for one in evidence]
    told = list(dict.fromkeys(f"“{words or 'no number'}” ({who})" for words, who in said))
    more = [f"{len(told) - _NAMED_AT_MOST} more"] if len(told) > _NAMED_AT_MOST else []
    return joined([*told[:_NAMED_AT_MOST], *more])


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _sentence(why: str, told: Sequence[str]) -> str:
    sentence = ": ".join(part for part in (why, "; ".join(told)) if part)
    return f"{sentence[:1].upper()}{sentence[1:]}."
