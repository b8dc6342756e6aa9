"""Sums: disjoint parts add. The heaviest set of parts of which no two can count the same thing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.reconcile.evidence import Evidence

_STEPS: Final = 4000
_STEPS_OF_MANY: Final = 400
"""So many sets are tried in a tangle of overlapping parts before the best so far is taken."""

_MANY: Final = 24

_TERMS_NAMED: Final = 6


def heaviest(weights: Sequence[Decimal], overlaps: Sequence[set[int]]) -> list[int]:
    """The set of the greatest weight of which no two overlap, tangle by tangle.

    overlaps: to each, those that it overlaps with or may. Exact where a tangle is small; in a large
    one a sound answer that may fall short of the greatest.
    """
    chosen: list[int] = []
    for tangle in tangles(overlaps):
        chosen += solve(sorted(tangle), weights, overlaps)
    return sorted(chosen)


def tangles(overlaps: Sequence[set[int]]) -> list[list[int]]:
    """The parts grouped so that no two of different groups overlap."""
    seen: set[int] = set()
    found: list[list[int]] = []
    for start in range(len(overlaps)):
        if start in seen:
            continue
        seen.add(start)
        group, waiting = [start], [start]
        while waiting:
            for other in sorted(overlaps[waiting.pop()]):
                if other not in seen:
                    seen.add(other)
                    group.append(other)
                    waiting.append(other)
        found.append(group)
    return found


def solve(
    tangle: Sequence[int],
    weights: Mapping[int, Decimal] | Sequence[Decimal],
    overlaps: Sequence[set[int]],
) -> list[int]:
    """The heaviest set within one tangle: branch and bound, the heaviest first."""
    order = sorted(tangle, key=lambda i: (-weights[i], i))
    if len(order) == 1:
        return order
    rest = [Decimal(0)] * (len(order) + 1)
    for index in range(len(order) - 1, -1, -1):
        rest[index] = rest[index + 1] + weights[order[index]]
    best: list[int] = []
    most = Decimal(-1)
    stack: list[tuple[int, list[int], Decimal]] = [(0, [], Decimal(0))]
    steps, limit = 0, _STEPS if len(order) <= _MANY else max(_STEPS_OF_MANY, 2 * len(order))
    while stack and steps < limit:
        steps += 1
        index, chosen, weight = stack.pop()
        if weight + rest[index] <= most:
            continue
        if index == len(order):
            best, most = chosen, weight
            continue
        one = order[index]
        stack.append((index + 1, chosen, weight))
        if not overlaps[one].intersection(chosen):
            stack.append((index + 1, [*chosen, one], weight + weights[one]))
    return sorted(best)


def on_a_line(spans: Sequence[tuple[date, date]], weights: Sequence[Decimal]) -> list[int]:
    """The heaviest set of spans of days of which no two touch; exact, however many there are."""
    order = sorted(range(len(spans)), key=lambda i: (spans[i][1], spans[i][0], i))
    ends = [spans[i][1].toordinal() for i in order]
    best: list[Decimal] = [Decimal(0)]
    before: list[int] = []
    for place, i in enumerate(order):
        free = bisect_left(ends, spans[i][0].toordinal() - 1, 0, place)
        before.append(free)
        best.append(max(best[place], best[free] + weights[i]))
    chosen: list[int] = []
    place = len(order)
    while place:
        i = order[place - 1]
        if best[place] == best[place - 1]:
            place -= 1
        else:
            chosen.append(i)
            place = before[place - 1]
    return sorted(chosen)


def rule_of(told: Sequence[Evidence]) -> str:
    """ "disjoint parts add: 12 + 8"."""
    shown = told if len(told) <= _TERMS_NAMED + 1 else told[:_TERMS_NAMED]
    more = f" and {len(told) - len(shown)} more" if len(shown) < len(told) else ""
    terms = " + ".join(number(one.low or Decimal(0)) for one in shown)
    return f"disjoint parts add: {terms}{more}"


def number(value: Decimal) -> str:
    """A number as it is read: 1,250."""
    return f"{value.normalize():,f}"
