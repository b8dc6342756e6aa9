"""Denying: which figures of a question are denied, by whom, and from which day on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from tallybook.model import Stance
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.timeline import Timeline
from tallybook.reconcile.withdrawals import Pair, denies

Numbered = tuple[Decimal, int]
"""An end of a figure, and the figure's place among all."""


class Denied(NamedTuple):
    """How many figures stand denied at the end of a day, how many speakers deny, and how many
    gave what they deny."""

    doubted: int
    deniers: int
    givers: int


NOTHING_DENIED: Final = Denied(0, 0, 0)


class Denying:
    """The denials of a question's figures by others than who gave them.

    Who takes back his own figure denies nobody else's, unless it is the very same.
    """

    def __init__(self, told: Sequence[Evidence], gone: Mapping[str, Pair]) -> None:
        """told: all that is said of the question. gone: what its source took back, by the id."""
        self._gone = gone
        self._takers = {new.statement.id for _, new in gone.values()}
        self._denials = [
            one for one in told if one.statement.stance == Stance.DENIED and not one.is_voice
        ]
        self._spots = _Spots([one for one in told if one.bears] if self._denials else [])
        first: dict[tuple[str, str], date] = {}
        for one in self._denials:
            since = one.known or date.min
            first[one.origin] = min(since, first.get(one.origin, since))
        self._deniers = sorted(first.values())
        self.doubted_since: dict[str, date] = {}
        figures: dict[str, Evidence] = {}
        for denial, one in self._pairs():
            since = max(denial.known or date.min, one.known or date.min)
            name = one.statement.id
            figures[name] = one
            self.doubted_since[name] = min(since, self.doubted_since.get(name, since))
        self._timeline: Timeline[Evidence] = Timeline(
            (one, self.doubted_since[name], self._gone_from(name)) for name, one in figures.items()
        )
        self._forget()

    def _forget(self) -> None:
        self._doubted = 0
        self._givers: dict[tuple[str, str], int] = defaultdict(int)

    def _come(self, one: Evidence) -> None:
        self._doubted += 1
        self._givers[one.origin] += 1

    def _go(self, one: Evidence) -> None:
        self._doubted -= 1
        self._givers[one.origin] -= 1
        if not self._givers[one.origin]:
            del self._givers[one.origin]

    def on(self, until: date | None) -> Denied:
        """What stands denied by the end of that day; for None, of the undated alone."""
        self._timeline.play(until, self._forget, self._come, self._go)
        deniers = bisect_right(self._deniers, until or date.min)
        return Denied(self._doubted, deniers, len(self._givers))

    def pairs(self, until: date | None) -> Iterator[tuple[Evidence, Evidence]]:
        """Each denial with each figure that it denies, as both were known by that day."""
        day = until or date.min
        for denial, one in self._pairs():
            gone = self._gone_from(one.statement.id)
            if max(denial.known or date.min, one.known or date.min) <= day and (
                gone is None or gone > day
            ):
                yield denial, one

    def _gone_from(self, name: str) -> date | None:
        pair = self._gone.get(name)
        return None if pair is None else pair[1].known or date.min

    def _pairs(self) -> Iterator[tuple[Evidence, Evidence]]:
        for denial in self._denials:
            takes_back = denial.statement.id in self._takers
            for one in self._spots.near(denial):
                is_it = _ends(one) == _ends(denial) or (not takes_back and denies(denial, one))
                if is_it and one.origin != denial.origin:
                    yield denial, one


class _Spots:
    """Figures by their ends, so that a denial meets only those that it could deny."""

    def __init__(self, figures: Sequence[Evidence]) -> None:
        self._figures = figures
        self._by_end: dict[Decimal | None, list[int]] = defaultdict(list)
        self._open: list[int] = []
        self._closed: dict[int, list[Numbered]] = defaultdict(list)
        for number, one in enumerate(figures):
            for end in {*_ends(one)}:
                self._by_end[end].append(number)
            low, high = one.claim.quantity.low, one.claim.quantity.high
            if low is None or high is None:
                self._open.append(number)
            else:
                self._closed[_width(low, high)].append((low, number))
        for row in self._closed.values():
            row.sort()
        self._ajar = [n for n in self._open if None not in _ends(figures[n])]

    def near(self, denial: Evidence) -> Iterator[Evidence]:
        """All that it could deny, in their order, and some others."""
        is_wide = denial.is_vague or denial.statement.low is None
        found = set(self._open if is_wide else self._ajar)
        for end in {*_ends(denial)}:
            found.update(self._by_end.get(end, ()))
        found.update(self._meeting(denial))
        return (self._figures[number] for number in sorted(found))

    def _meeting(self, denial: Evidence) -> Iterable[int]:
        low, high = denial.claim.quantity.low, denial.claim.quantity.high
        for width, row in self._closed.items():
            begin = 0 if low is None else bisect_left(row, (low - 2**width, -1))
            end = len(row) if high is None else bisect_right(row, (high, len(self._figures)))
            yield from (number for _, number in row[begin:end])


def _width(low: Decimal, high: Decimal) -> int:
    """The power of two that no figure of its row is wider than."""
    return int(high - low).bit_length()


def _ends(one: Evidence) -> tuple[Decimal | None, Decimal | None]:
    return one.statement.low, one.statement.high
