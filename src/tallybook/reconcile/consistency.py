"""Consistency: the largest sets of statements that can all hold, and the smallest that cannot.

Constraints are intervals on one line, so a set of them holds together exactly where any two of
them do (Helly's theorem in one dimension): the smallest conflicts are pairs of constraints. One
that is a sum or a difference rests on several statements, any of which may be the wrong one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tallybook.model.containment import place_key
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.grounds import Constraint
from tallybook.reconcile.sweeping import hull_by_sweep

_MOST_PAIRS: Final = 20
_MOST_CHOICES: Final = 40


@dataclass(frozen=True, slots=True)
class Hull:
    """`[low, high]` over the largest consistent sets, and which constraints cannot all hold."""

    low: Decimal | None
    high: Decimal | None
    clashes: tuple[tuple[Constraint, Constraint], ...]


@dataclass(frozen=True, slots=True)
class _World:
    """What can hold together: how many origins are wholly right, and what then remains."""

    origins: int
    statements: frozenset[str]
    low: Decimal | None
    high: Decimal | None


def hull_of(constraints: Sequence[Constraint]) -> Hull:
    """The interval where all hold; where they cannot, the hull of what the largest sets give.

    A set's size is the number of independent origins all of whose statements it holds: an echo
    adds none, nor does a source that says a thing twice.
    """
    low, high = _meet(constraints)
    if low is None or high is None or low <= high:
        return Hull(low, high, ())
    origins: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in constraints:
        for evidence in one.proof:
            if evidence.statement.independent:
                origins[evidence.origin].add(evidence.statement.id)
    # any other answer can rise to one of these without leaving anything that it satisfies
    points = sorted({low, *(one.high for one in constraints if one.high is not None)})
    find = _hull_by_trial if any(one.also for one in constraints) else hull_by_sweep
    return Hull(*find(constraints, points, list(origins.values())), clashes_of(constraints))


def _hull_by_trial(
    constraints: Sequence[Constraint], points: Sequence[Decimal], origins: Sequence[set[str]]
) -> tuple[Decimal | None, Decimal | None]:
    """Low and high over the largest sets, each of the points tried as the answer."""
    worlds: dict[frozenset[str], _World] = {}
    for point in points:
        for world in _worlds_at(point, constraints, origins):
            worlds.setdefault(world.statements, world)
    most = max(world.origins for world in worlds.values())
    best = [world for world in worlds.values() if world.origins == most]
    best = [one for one in best if not any(one.statements < other.statements for other in best)]
    lows, highs = [one.low for one in best], [one.high for one in best]
    return (
        None if None in lows else min(end for end in lows if end is not None),
        None if None in highs else max(end for end in highs if end is not None),
    )


def _worlds_at(
    point: Decimal, constraints: Sequence[Constraint], origins: Sequence[set[str]]
) -> Iterator[_World]:
    """What may be right if this is the answer: of a sum that is too high any term may be wrong."""
    failing = [one for one in constraints if not _holds(one, point)]
    wrong = {one.evidence.statement.id for one in failing if not one.also}
    open_ = [ids for one in failing if one.also and not (ids := _ids(one)) & wrong]
    for more in _choices(open_):
        dropped = wrong | more
        kept = [one for one in constraints if not _ids(one) & dropped]
        statements = frozenset(name for one in kept for name in _ids(one))
        right = sum(1 for names in origins if not names & dropped)
        yield _World(right, statements, *_meet(kept))


def _choices(sets: Sequence[frozenset[str]]) -> list[set[str]]:
    """The fewest statements of which each set has one: single ones where one is in all."""
    if not sets:
        return [set()]
    common = frozenset.intersection(*sets)
    if common:
        return [{name} for name in sorted(common)[:_MOST_CHOICES]]
    chosen: set[str] = set()
    left = list(sets)
    while left:
        names = sorted({name for one in left for name in one})
        pick = max(names, key=lambda name: sum(name in one for one in left))
        chosen.add(pick)
        left = [one for one in left if pick not in one]
    return [chosen]


def _ids(one: Constraint) -> frozenset[str]:
    return frozenset(evidence.statement.id for evidence in one.proof)


def _meet(constraints: Sequence[Constraint]) -> tuple[Decimal | None, Decimal | None]:
    low = max((one.low for one in constraints if one.low is not None), default=None)
    high = min((one.high for one in constraints if one.high is not None), default=None)
    return low, high


def _holds(one: Constraint, point: Decimal) -> bool:
    return (one.low is None or one.low <= point) and (one.high is None or point <= one.high)


def clashes_of(constraints: Sequence[Constraint]) -> tuple[tuple[Constraint, Constraint], ...]:
    """The pairs that cannot both hold, the widest apart first; at most twenty are named.

    A pair whose statements hold those of another pair is left out: the smaller set says it all.
    """
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
            for pair in _smallest(_needed(floor, ceiling.high), ceiling):
                names = _ids(pair[0]) | _ids(pair[1])
                if len(names) > 1:
                    pairs.setdefault(names, pair)
    smallest = [pair for names, pair in pairs.items() if not any(other < names for other in pairs)]
    return tuple(smallest)[:_MOST_PAIRS]


def count_clashes(constraints: Iterable[Constraint]) -> int:
    """How many pairs of statements cannot both hold; sums of several statements aside."""
    floors: dict[str, Decimal] = {}
    ceilings: dict[str, Decimal] = {}
    for one in constraints:
        name = one.evidence.statement.id
        if not one.also and one.low is not None:
            floors[name] = max(one.low, floors.get(name, one.low))
        if not one.also and one.high is not None:
            ceilings[name] = min(one.high, ceilings.get(name, one.high))
    lows = sorted(floors.values())
    above = sum(len(lows) - bisect_right(lows, high) for high in ceilings.values())
    alone = sum(1 for name, high in ceilings.items() if name in floors and floors[name] > high)
    return above - alone


def _smallest(floor: Constraint, ceiling: Constraint) -> Iterator[tuple[Constraint, Constraint]]:
    """The pair; where two of the figures that it rests on cannot be together already, those two."""
    found = False
    for low in floor.proof if floor.also or ceiling.also else ():
        for high in ceiling.proof:
            apart = low.low is not None and high.high is not None and low.low > high.high
            if apart and _of_one_set(low, high):
                found = True
                yield (
                    Constraint(low.low, None, floor.rule, low, None, False),
                    Constraint(None, high.high, ceiling.rule, high, None, False),
                )
    if not found:
        yield floor, ceiling


def _of_one_set(left: Evidence, right: Evidence) -> bool:
    """Do both count the same of the same people in the same place?"""
    places = {place_key(one.place) if one.place is not None else None for one in (left, right)}
    return (
        left.statement.measure == right.statement.measure
        and left.of.key == right.of.key
        and len(places) == 1
    )


def _needed(floor: Constraint, ceiling: Decimal) -> Constraint:
    """Of a plain sum only the terms without which it would not pass the ceiling."""
    terms = sorted(floor.proof, key=lambda one: (-(one.low or 0), one.order))
    if not floor.also or sum(one.low or 0 for one in terms) != floor.low:
        return floor
    total, kept = Decimal(0), list[int]()
    for index, one in enumerate(terms):
        kept.append(index)
        total += one.low or 0
        if total > ceiling:
            break
    first, *rest = (terms[index] for index in kept)
    return Constraint(total, None, floor.rule, first, floor.holds_from, False, tuple(rest))
