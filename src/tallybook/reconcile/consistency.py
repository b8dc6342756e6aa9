"""Consistency: the largest sets of constraints that can all hold, and the pairs that cannot.

Constraints are intervals on one line, so a set of them holds together exactly where any two of
them do (Helly's theorem in one dimension): the smallest conflicts are pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tallybook.reconcile.constraints import Constraint

_MOST_PAIRS: Final = 20


@dataclass(frozen=True, slots=True)
class Hull:
    """`[low, high]` over the largest consistent sets, and which constraints cannot all hold."""

    low: Decimal | None
    high: Decimal | None
    clashes: tuple[tuple[Constraint, Constraint], ...]


def hull_of(constraints: Sequence[Constraint]) -> Hull:
    """The interval where all hold; where they cannot, the hull of what the largest sets give.

    A set's size is its number of witnesses: an echo adds none.
    """
    low, high = _meet(constraints)
    if low is None or high is None or low <= high:
        return Hull(low, high, ())
    points = sorted({end for one in constraints for end in (one.low, one.high) if end is not None})
    most, largest = -1, set[tuple[Constraint, ...]]()
    for point in points:
        holding = tuple(one for one in constraints if _holds(one, point))
        size = len({one.evidence.statement.id for one in holding if _is_witness(one)})
        if size > most:
            most, largest = size, {holding}
        elif size == most:
            largest.add(holding)
    meets = [_meet(holding) for holding in largest]
    lows, highs = [meet[0] for meet in meets], [meet[1] for meet in meets]
    return Hull(
        None if None in lows else min(end for end in lows if end is not None),
        None if None in highs else max(end for end in highs if end is not None),
        _clashes(constraints),
    )


def _meet(constraints: Sequence[Constraint]) -> tuple[Decimal | None, Decimal | None]:
    low = max((one.low for one in constraints if one.low is not None), default=None)
    high = min((one.high for one in constraints if one.high is not None), default=None)
    return low, high


def _holds(one: Constraint, point: Decimal) -> bool:
    return (one.low is None or one.low <= point) and (one.high is None or point <= one.high)


def _is_witness(one: Constraint) -> bool:
    return one.evidence.statement.independent


def _clashes(constraints: Sequence[Constraint]) -> tuple[tuple[Constraint, Constraint], ...]:
    """The pairs that cannot both hold, the widest apart first; at most twenty are named."""
    floors = sorted(
        (one for one in constraints if one.low is not None),
        key=lambda one: (-(one.low or 0), one.evidence.statement.id),
    )
    ceilings = sorted(
        (one for one in constraints if one.high is not None),
        key=lambda one: (one.high or 0, one.evidence.statement.id),
    )
    pairs: dict[frozenset[str], tuple[Constraint, Constraint]] = {}
    for floor in floors[:_MOST_PAIRS]:
        for ceiling in ceilings[:_MOST_PAIRS]:
            assert floor.low is not None
            assert ceiling.high is not None
            if floor.low <= ceiling.high:
                break
            names = frozenset((floor.evidence.statement.id, ceiling.evidence.statement.id))
            if len(names) == 2:
                pairs.setdefault(names, (floor, ceiling))
    return tuple(pairs.values())[:_MOST_PAIRS]
