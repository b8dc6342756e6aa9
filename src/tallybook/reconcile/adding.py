"""Adding: the floor that the disjoint parts of a question give together, as of any day.

Two parts are added where nothing can be counted by both. Which may overlap is worked out once; as
days go by only the tangles of overlapping parts that a new figure touches are weighed again.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from heapq import nsmallest
from itertools import combinations
from typing import Final

from tallybook.model import Measure
from tallybook.reconcile.evidence import Kind
from tallybook.reconcile.grounds import Constraint, by
from tallybook.reconcile.questions import Question
from tallybook.reconcile.sums import on_a_line, rule_of, solve, tangles
from tallybook.reconcile.timeline import Timeline
from tallybook.reconcile.together import Living, Overlaps, Part, find_parts

_FEW: Final = 64
"""So many sets of parts are held each against each; of more, those with days and the rest apart."""

_CROWD: Final = 64
"""So many parts of the same days are held against each other."""

_STRETCH: Final = 28
"""A large tangle is weighed in stretches of so many days."""

_TERMS_AT_MOST: Final = 200

_EVER: Final = (date.min, date.max)


class Adding:
    """The heaviest set of disjoint parts of one question, kept as figures come and go."""

    def __init__(
        self,
        question: Question,
        parts: Sequence[Question],
        measures: Mapping[str, Measure],
        living: Living,
    ) -> None:
        self._is_level = question.kind is Kind.LEVEL
        self._overlaps = Overlaps(parts, measures)
        self._parts = find_parts(question, parts, living, self._overlaps)
        self._nodes = sorted({part.members for part in self._parts})
        self._index = {members: i for i, members in enumerate(self._nodes)}
        self._clash: list[set[int]] | None = None
        self._timeline = Timeline((part, part.known, part.gone) for part in self._parts)
        self._clear()

    def _clear(self) -> None:
        self._alive: list[list[Part]] = [[] for _ in self._nodes]
        self._best: dict[int, Part] = {}
        self._since: list[tuple[date, int]] = []
        self._changed: set[int] = set()
        self._chosen: dict[int, list[int]] = {}
        self._terms: list[Part] = []
        self._asked: tuple[date | None, ...] = ()
        self._day: date | None = None  # that the best parts are of; date.max for None

    def play(self, until: date | None) -> None:
        """Bring the state to the end of that day."""
        self._timeline.play(until, self._clear, self._come, self._go)

    def _come(self, part: Part) -> None:
        node = self._index[part.members]
        insort(self._alive[node], part, key=lambda each: each.rank)
        self._changed.add(node)
        insort(self._since, (part.holds or date.min, node))

    def _go(self, part: Part) -> None:
        node = self._index[part.members]
        self._alive[node] = [each for each in self._alive[node] if each is not part]
        self._changed.add(node)
        self._since.remove((part.holds or date.min, node))

    def on(self, day: date | None, floor: Decimal | None) -> Constraint | None:
        """The sum of the heaviest disjoint parts, where it is above every floor by itself."""
        if self._changed or self._asked != (day,):
            found = self._level_on(day) if self._is_level else self._rising_on(day)
            self._terms = nsmallest(_TERMS_AT_MOST, found, key=lambda part: part.rank)
            self._changed, self._asked = set(), (day,)
        terms = self._terms
        low = sum((part.low for part in terms), Decimal(0))
        told = [one for part in terms for one in part.evidence]
        if len(told) < 2 or (floor is not None and low <= floor):
            return None
        holds = max((part.holds for part in terms if part.holds is not None), default=None)
        return Constraint(low, None, rule_of(told), told[0], holds, False, tuple(told[1:]))

    def _level_on(self, day: date | None) -> list[Part]:
        """Of a level only what is told of the very day."""
        best: dict[int, Part] = {}
        for node, alive in enumerate(self._alive):
            for part in alive:
                if all(one.at == day for one in part.evidence):
                    best[node] = part
                    break
        few = sorted(best, key=lambda node: best[node].rank)[:_FEW]
        clash = self._clashes(few)
        return [best[node] for node in _solved(few, best, clash)]

    def _rising_on(self, day: date | None) -> list[Part]:
        if self._clash is None:
            self._prepare()
        assert self._clash is not None
        asked = day or date.max
        touched = set(range(len(self._nodes))) if self._day is None else self._changed
        if self._day is not None and asked != self._day:
            early, late = sorted((asked, self._day))
            start = bisect_right(self._since, (early, len(self._nodes)))
            end = bisect_right(self._since, (late, len(self._nodes)))
            touched = touched | {node for _, node in self._since[start:end]}
        dirty: set[int] = set()
        for node in touched:
            dirty |= self._renew(node, day)
        self._day = asked
        for tangle in dirty:
            members = [node for node in self._tangles[tangle] if node in self._best]
            self._chosen[tangle] = self._weigh(tangle, members)
        terms = [self._best[node] for chosen in self._chosen.values() for node in chosen]
        wide = self._widest()
        return max((terms, wide), key=_weight)

    def _renew(self, node: int, day: date | None) -> set[int]:
        """Find the node's best part that holds by the day; the tangle to be weighed again."""
        alive = self._alive[node]
        best = next((part for part in alive if by(part.holds, day)), None)
        if best is self._best.get(node):
            return set()
        if best is None:
            del self._best[node]
        else:
            self._best[node] = best
        tangle = self._tangle_of.get(node)
        return set() if tangle is None else {tangle}

    def _weigh(self, tangle: int, members: Sequence[int]) -> list[int]:
        """The heaviest of one tangle: exact on a line of days, else branch and bound."""
        assert self._clash is not None
        if self._is_line[tangle]:
            spans = [self._overlaps.days(self._nodes[i]) or _EVER for i in members]
            line = on_a_line(spans, [self._best[i].low for i in members])
            return [members[i] for i in line]
        return _solved(members, self._best, self._clash)

    def _widest(self) -> list[Part]:
        """Of many parts, the heaviest of those without days, for themselves."""
        if len(self._nodes) <= _FEW:
            return []
        wide = [node for node in self._wide if node in self._best]
        few = sorted(wide, key=lambda node: self._best[node].rank)[:_FEW]
        return [self._best[node] for node in _solved(few, self._best, self._clashes(few))]

    def _prepare(self) -> None:
        """Which nodes may overlap. Of many, those without days are not mixed with the dated."""
        spans = [self._overlaps.days(members) for members in self._nodes]
        nodes = list(range(len(self._nodes)))
        self._touching: list[set[int]] = [set() for _ in nodes]
        self._wide = [node for node in nodes if spans[node] is None]
        if len(nodes) <= _FEW:
            self._clash = self._all_clashes(nodes)
            for i, j in combinations(nodes, 2):
                if _touch(spans[i] or _EVER, spans[j] or _EVER):
                    self._touching[i].add(j)
                    self._touching[j].add(i)
            kept = nodes
        else:
            dated = [node for node in nodes if spans[node] is not None]
            self._clash, kept = self._clashes_on_days(dated, spans)
        keep = set(kept)
        self._tangles: list[list[int]] = []
        self._is_line: list[bool] = []
        for group in tangles(self._clash):
            if keep.issuperset(group):
                for members, is_line in self._split(sorted(group), spans):
                    self._tangles.append(members)
                    self._is_line.append(is_line)
        self._tangle_of = {node: i for i, group in enumerate(self._tangles) for node in group}

    def _split(
        self, group: list[int], spans: Sequence[tuple[date, date] | None]
    ) -> Iterator[tuple[list[int], bool]]:
        """A tangle as it is weighed: whole, or, where it is large, in stretches of days.

        What reaches beyond its stretch is left out, so that stretches stay apart.
        """
        assert self._clash is not None
        if len(group) > 2 and all(self._touching[i] == self._clash[i] for i in group):
            yield group, True
        elif len(group) <= _FEW:
            yield group, False
        else:
            stretches: dict[int, list[int]] = defaultdict(list)
            for node in group:
                first, last = (day.toordinal() for day in spans[node] or _EVER)
                if first // _STRETCH == (last + 1) // _STRETCH:
                    stretches[first // _STRETCH].append(node)
            for members in stretches.values():
                place = {node: i for i, node in enumerate(members)}
                near = [{place[o] for o in self._clash[n] if o in place} for n in members]
                yield from (([members[i] for i in part], False) for part in tangles(near))

    def _all_clashes(self, nodes: Sequence[int]) -> list[set[int]]:
        found = self._clashes(nodes)
        return [found.get(node, set()) for node in range(len(self._nodes))]

    def _clashes(self, nodes: Sequence[int]) -> dict[int, set[int]]:
        clash: dict[int, set[int]] = {node: set() for node in nodes}
        for i, j in combinations(nodes, 2):
            if self._overlaps.of(self._nodes[i], self._nodes[j]):
                clash[i].add(j)
                clash[j].add(i)
        return clash

    def _clashes_on_days(
        self, dated: Iterable[int], spans: Sequence[tuple[date, date] | None]
    ) -> tuple[list[set[int]], list[int]]:
        """Parts more than a day apart cannot overlap: only neighbours are held together."""
        clash: list[set[int]] = [set() for _ in self._nodes]
        kept: list[int] = []
        active: list[int] = []
        for i in sorted(dated, key=lambda node: (spans[node] or _EVER, node)):
            span = spans[i] or _EVER
            active = [j for j in active if _touch(spans[j] or _EVER, span)]
            if len(active) >= _CROWD:
                continue  # more of the same days than can be told apart: left out
            for j in active:
                self._touching[i].add(j)
                self._touching[j].add(i)
                if self._overlaps.of(self._nodes[i], self._nodes[j]):
                    clash[i].add(j)
                    clash[j].add(i)
            active.append(i)
            kept.append(i)
        return clash, kept


def _solved(
    nodes: Sequence[int], best: Mapping[int, Part], clash: Mapping[int, set[int]] | list[set[int]]
) -> list[int]:
    """The heaviest nodes of which no two clash."""
    place = {node: i for i, node in enumerate(nodes)}
    near = [{place[other] for other in clash[node] if other in place} for node in nodes]
    weights = [best[node].low for node in nodes]
    return [nodes[i] for group in tangles(near) for i in solve(group, weights, near)]


def _touch(left: tuple[date, date], right: tuple[date, date]) -> bool:
    """Do the days overlap or follow each other?"""
    early, late = sorted((left, right))
    return late[0].toordinal() - early[1].toordinal() <= 1


def _weight(parts: Sequence[Part]) -> Decimal:
    return sum((part.low for part in parts), Decimal(0))
