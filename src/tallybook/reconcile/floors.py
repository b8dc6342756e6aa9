"""Floors: the lows of what lies within a question, as they stood at the end of any day."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Measure
from tallybook.reconcile.containing import relation
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.grounds import Constraint, holds_from
from tallybook.reconcile.lows import Lows
from tallybook.reconcile.questions import Question
from tallybook.reconcile.timeline import Timeline

_RULES_NAMED: Final = 8
"""So many of the rules that give a floor are shown, the tightest first."""

Lives = Sequence[tuple[Evidence, date | None]]
Living = Callable[[Question], Lives]


class Floors:
    """What the parts of a question, each by itself, say of it."""

    def __init__(
        self,
        question: Question,
        parts: Sequence[Question],
        measures: Mapping[str, Measure],
        living: Living,
    ) -> None:
        self._is_level = question.kind is Kind.LEVEL
        lives: list[tuple[tuple[str, Constraint], date | None, date | None]] = []
        for part in parts:
            rule = relation(part, question, measures)
            for one, gone in living(part):
                if one.low is not None and one.low > 0:
                    floor = Constraint(one.low, None, rule, one, holds_from(one, question), False)
                    lives.append(((part.id, floor), one.known, gone))
        self._timeline: Timeline[tuple[str, Constraint]] = Timeline(lives)
        self.days = self._timeline.days
        self._clear()

    def _clear(self) -> None:
        self.lows = Lows()
        self._by_rule: dict[str, Lows] = defaultdict(Lows)
        self._at: dict[date | None, list[Constraint]] = defaultdict(list)
        self._since: list[date] = []
        self._highest: dict[str, Decimal] = {}
        self.most = Decimal(0)  # no sum of parts is higher

    def play(self, until: date | None) -> None:
        """Bring the state to the end of that day."""
        self._timeline.play(until, self._clear, self._come, self._go)

    def _come(self, floor: tuple[str, Constraint]) -> None:
        part, one = floor
        self.lows.add(one)
        if one.holds_from is not None:
            insort(self._since, one.holds_from)
        before, low = self._highest.get(part, Decimal(0)), one.low or Decimal(0)
        if low > before:
            self._highest[part] = low
            self.most += low - before
        self._by_rule[one.rule].add(one)
        if self._is_level:
            self._at[one.evidence.at].append(one)

    def _go(self, floor: tuple[str, Constraint]) -> None:
        _, one = floor
        if one.holds_from is not None:
            del self._since[bisect_left(self._since, one.holds_from)]
        self.lows.remove(one)
        self._by_rule[one.rule].remove(one)
        if self._is_level:
            self._at[one.evidence.at].remove(one)

    @property
    def last(self) -> date | None:
        """The latest day from which any of them holds, None where none has a day."""
        return self._since[-1] if self._since else None

    def last_level(self) -> date | None:
        """The latest day of which a part has a number."""
        days = [
            at
            for at, group in self._at.items()
            if at is not None and any(not one.evidence.is_vague for one in group)
        ]
        return max(days, default=None)

    def on(self, day: date | None) -> list[Constraint]:
        """The highest floor of each rule, the highest first."""
        if self._is_level:
            best: dict[str, Constraint] = {}
            for one in sorted(self._at.get(day, ()), key=_highest_first):
                best.setdefault(one.rule, one)
            return list(best.values())[:_RULES_NAMED]
        found: list[Constraint] = []
        ranked = sorted(
            ((lows.highest, rule) for rule, lows in self._by_rule.items() if lows),
            key=lambda pair: (-(pair[0] or 0), pair[1]),
        )
        for highest, rule in ranked:
            if len(found) >= _RULES_NAMED and (highest or 0) < (found[-1].low or 0):
                break
            top = self._by_rule[rule].top(day)
            if top is not None:
                found.append(top)
                found.sort(key=_highest_first)
        return found[:_RULES_NAMED]


def _highest_first(one: Constraint) -> tuple[object, ...]:
    return (-(one.low or 0), one.evidence.order, one.rule)
