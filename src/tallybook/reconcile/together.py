"""Together: what may be added, each figure by itself and several that one report counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

from tallybook.model import Measure
from tallybook.model.apartness import Apart
from tallybook.reconcile.apart import apart, days_of, is_within_days
from tallybook.reconcile.evidence import Evidence, Order
from tallybook.reconcile.grounds import holds_from
from tallybook.reconcile.questions import Question
from tallybook.reconcile.sums import heaviest

_TOGETHER_AT_MOST: Final = 8

Lives = Sequence[tuple[Evidence, date | None]]
Living = Callable[[Question], Lives]
Members = tuple[str, ...]
Counter = tuple[str, tuple[str, str]]
"""A report, and who counts in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A floor of something within the whole, by one figure or by several of one report.

    members: the questions that it counts. holds: the day from which it does. known, gone: from when
    to when all of it stands. rank: the highest first; of equal ones what was known first.
    """

    low: Decimal
    evidence: tuple[Evidence, ...]
    members: Members
    holds: date | None
    known: date | None
    gone: date | None
    rank: tuple[Decimal, tuple[Order, ...]]


def _part(
    evidence: Sequence[Evidence],
    members: Members,
    holds: date | None,
    known: date | None,
    gone: date | None,
) -> Part:
    low = sum((one.low for one in evidence if one.low is not None), Decimal(0))
    rank = (-low, tuple(one.order for one in evidence))
    return Part(low, tuple(evidence), members, holds, known, gone, rank)


class Overlaps:
    """Which questions may count the same thing; worked out once for a pair."""

    def __init__(self, questions: Iterable[Question], measures: Mapping[str, Measure]) -> None:
        self._by_id = {one.id: one for one in questions}
        self._measures = measures
        self._known: dict[tuple[str, str], Apart] = {}

    def between(self, left: str, right: str) -> Apart:
        """Are the two questions apart?"""
        if left == right:
            return Apart.NO
        pair = (left, right) if left < right else (right, left)
        if pair not in self._known:
            one, other = (self._by_id[name] for name in pair)
            self._known[pair] = apart(one, other, self._measures)
        return self._known[pair]

    def of(self, left: Members, right: Members) -> bool:
        """May the two sets of questions count the same thing?"""
        return any(self.between(one, other) is not Apart.YES for one in left for other in right)

    def days(self, members: Members) -> tuple[date, date] | None:
        """The days of all the questions, None where any has none."""
        spans = [days_of(self._by_id[name]) for name in members]
        known = [span for span in spans if span is not None]
        if len(known) < len(spans) or not known:
            return None
        return min(span[0] for span in known), max(span[1] for span in known)


def find_parts(
    whole: Question, parts: Iterable[Question], living: Living, overlaps: Overlaps
) -> list[Part]:
    """Everything within the whole that may be added: every floor, and those of one speaker.

    What only one count tells apart is added as one speaker gives it in one report.
    """
    found: list[Part] = []
    counted: dict[tuple[str, tuple[str, str]], dict[str, tuple[Evidence, date | None]]] = (
        defaultdict(dict)
    )
    for part in parts:
        for one, gone in living(part):
            if one.low is None or one.low <= 0 or not is_within_days(one, part):
                continue
            since = holds_from(one, whole)
            found.append(_part((one,), (part.id,), since, one.known, gone))
            for report in one.reports:
                told = counted[report, one.origin]
                best = told.get(part.id)
                if best is None or _rank(one) < _rank(best[0]):
                    told[part.id] = (one, gone)
    sets: dict[tuple[str, ...], Part] = {}
    for _, told in sorted(counted.items()):
        if len(told) > 1:
            for part_ in _beside(whole, told, overlaps):
                sets[tuple(one.statement.id for one in part_.evidence)] = part_
    return [*found, *sets.values()]


def _rank(one: Evidence) -> tuple[Decimal, Order]:
    return (-(one.low or Decimal(0)), one.order)


def _beside(
    whole: Question, told: Mapping[str, tuple[Evidence, date | None]], overlaps: Overlaps
) -> Iterator[Part]:
    """The heaviest set of what one report counts beside each other, where it alone tells apart."""
    linked: dict[str, set[str]] = defaultdict(set)
    names = sorted(told, key=lambda name: _rank(told[name][0]))
    for left, right in combinations(names[: 4 * _TOGETHER_AT_MOST], 2):
        if overlaps.between(left, right) is Apart.TOGETHER:
            linked[left].add(right)
            linked[right].add(left)
    order = [name for name in names if name in linked][:_TOGETHER_AT_MOST]
    clash = [
        {j for j, other in enumerate(order) if i != j and overlaps.between(name, other) is Apart.NO}
        for i, name in enumerate(order)
    ]
    lows = [told[name][0].low or Decimal(0) for name in order]
    chosen = sorted(order[i] for i in heaviest(lows, clash))
    if not any(linked[name].intersection(chosen) for name in chosen):
        return
    evidence = tuple(told[name][0] for name in chosen)
    ends = [gone for name in chosen if (gone := told[name][1]) is not None]
    yield _part(
        evidence,
        tuple(chosen),
        _latest([holds_from(one, whole) for one in evidence]),
        _latest([one.known for one in evidence]),
        min(ends, default=None),
    )


def _latest(days: Sequence[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
