"""Sweeping: the hull of the largest consistent sets of intervals, without trying every point whole.

Where no constraint rests on several statements, a statement is right wherever all its intervals
hold, and an origin wherever all its statements are: intervals again. How many origins are right at
each point follows from how many intervals have begun and ended by it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from heapq import heappop, heappush
from typing import Final

from tallybook.reconcile.grounds import Constraint

End = Decimal | None
Span = tuple[End, End]

_NEVER: Final = (Decimal(1), Decimal(0))


def hull_by_sweep(
    constraints: Sequence[Constraint], points: Sequence[Decimal], origins: Iterable[set[str]]
) -> Span:
    """Low and high over the largest sets that can hold together at one of the points.

    constraints: each of one statement. points: in order, all answers that need to be tried.
    origins: the statements of each by which the size of a set is counted.
    """
    spans: dict[str, Span] = {}
    for one in constraints:
        name = one.evidence.statement.id
        spans[name] = _meet(spans.get(name, (None, None)), (one.low, one.high))
    right = _counts(points, [_met_by(names, spans) for names in origins])
    most = max(right)
    best = [point for point, count in zip(points, right, strict=True) if count == most]
    told = [span for span in spans.values() if _holds(span)]
    sizes = _counts(best, told)
    worlds = _worlds(best, told)
    largest = _Largest(sizes)
    lows: list[End] = []
    highs: list[End] = []
    for size, (low, high) in zip(sizes, worlds, strict=True):
        first = 0 if low is None else bisect_left(best, low)
        last = len(best) if high is None else bisect_right(best, high)
        if largest.within(first, last) == size:  # else another world holds all of it and more
            lows.append(low)
            highs.append(high)
    return (
        None if None in lows else min(end for end in lows if end is not None),
        None if None in highs else max(end for end in highs if end is not None),
    )


def _meet(left: Span, right: Span) -> Span:
    if left is _NEVER:
        return _NEVER
    low = left[0] if right[0] is None or (left[0] is not None and left[0] >= right[0]) else right[0]
    high = (
        left[1] if right[1] is None or (left[1] is not None and left[1] <= right[1]) else right[1]
    )
    return (low, high) if _holds((low, high)) else _NEVER


def _holds(span: Span) -> bool:
    return span[0] is None or span[1] is None or span[0] <= span[1]


def _met_by(names: Iterable[str], spans: Mapping[str, Span]) -> Span:
    """Where all of an origin's statements are right."""
    found: Span = (None, None)
    for name in names:
        found = _meet(found, spans[name])
    return found


def _counts(points: Sequence[Decimal], spans: Iterable[Span]) -> list[int]:
    """How many spans hold each point."""
    steps = [0] * (len(points) + 1)
    for span in spans:
        low, high = span
        first = 0 if low is None else bisect_left(points, low)
        end = len(points) if high is None else bisect_right(points, high)
        if first < end:
            steps[first] += 1
            steps[end] -= 1
    found, held = [], 0
    for step in steps[:-1]:
        held += step
        found.append(held)
    return found


def _worlds(points: Sequence[Decimal], spans: Sequence[Span]) -> list[Span]:
    """Of the spans that hold each point the highest low and the lowest high."""
    lows = _innermost(points, spans)
    mirrored = [
        (None if high is None else -high, None if low is None else -low) for low, high in spans
    ]
    highs = _innermost([-point for point in reversed(points)], mirrored)
    return [
        (low, None if high is None else -high)
        for low, high in zip(lows, reversed(highs), strict=True)
    ]


def _innermost(points: Sequence[Decimal], spans: Sequence[Span]) -> list[End]:
    """Of the spans that hold each point the highest low, None where none has one."""
    begun = sorted((span for span in spans if span[0] is not None), key=lambda span: span[0] or 0)
    heap: list[tuple[Decimal, int]] = []
    found: list[End] = []
    number = 0
    for point in points:
        while number < len(begun) and (low := begun[number][0]) is not None and low <= point:
            heappush(heap, (-low, number))
            number += 1
        while heap and (high := begun[heap[0][1]][1]) is not None and high < point:
            heappop(heap)
        found.append(-heap[0][0] if heap else None)
    return found


class _Largest:
    """The largest of any run of numbers, found at once."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._rows = [list(numbers)]
        width = 1
        while 2 * width <= len(numbers):
            row = self._rows[-1]
            self._rows.append([max(row[i], row[i + width]) for i in range(len(row) - width)])
            width *= 2

    def within(self, first: int, end: int) -> int:
        """The largest from the first number to the one before the end; the run is not empty."""
        level = (end - first).bit_length() - 1
        row = self._rows[level]
        return max(row[first], row[end - (1 << level)])
