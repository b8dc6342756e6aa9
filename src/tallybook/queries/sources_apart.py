"""How far a source's figures lie from others', tally by tally.

Only like is held against like: statements of a tally's own question, by witnesses of their own.
Of a running total, figures of nearly one day; of an incident, each one's last. The ratio is of
the source's figure to the median of the others'. An interval stands with its middle, an open one
with the end that it states.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Final

from tallybook.model import Scope, Stance, Statement, Tally
from tallybook.model.quantity import is_count_unit

ENOUGH: Final = 3
"""So many tallies must be comparable before anything is said of "usually"."""
_NEAR_DAYS: Final = 7
_STEPS: Final = 40
_SAME: Final = (Decimal("0.95"), Decimal("1.05"))
_NO_FIGURE: Final = frozenset(
    {Stance.DENIED, Stance.HYPOTHETICAL, Stance.PLANNED, Stance.FORECAST, Stance.UNCONFIRMED}
)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A tally in which a source and others give figures.

    own: the source's figure; low, high: the least and the greatest of the others', others: how
    many they are. times: the source's figure over the median of theirs.
    """

    tally: str
    own: Decimal
    low: Decimal
    high: Decimal
    others: int
    times: Decimal


@dataclass(frozen=True, slots=True)
class Apart:
    """All comparable tallies of a source, the best witnessed first."""

    ratios: tuple[Ratio, ...]

    @property
    def usual(self) -> Decimal | None:
        """How many times what others say it usually says; None where too few tallies tell."""
        if len(self.ratios) < ENOUGH:
            return None
        return median(one.times for one in self.ratios)

    @property
    def words(self) -> str:
        """ "usually 1.4 times what others say", or why nothing can be said."""
        usual = self.usual
        if usual is None:
            return "too few to say"
        if _SAME[0] <= usual <= _SAME[1]:
            return "usually about what others say"
        return f"usually {rounded(usual)} times what others say"


def rounded(times: Decimal) -> str:
    """Two figures of it: "1.4", "0.72", "12".

    >>> rounded(Decimal("1.4449")), rounded(Decimal("120.2"))
    ('1.4', '120')
    """
    if times >= 10:
        return format(times.quantize(Decimal(1)), "f")
    return format(times.quantize(Decimal("0.1") if times >= 1 else Decimal("0.01")), "f")


def apart_of(tallies: Iterable[Tally]) -> dict[Key, Apart]:
    """For each source that can be held against others: folded name and party to its ratios."""
    found: dict[Key, list[Ratio]] = defaultdict(list)
    for tally in tallies:
        for key, ratio in _ratios(tally):
            found[key].append(ratio)
    return {key: Apart(tuple(some)) for key, some in found.items()}


def middle(one: Statement) -> Decimal | None:
    """The figure that stands for a statement: the middle of its interval, or its one stated end."""
    if one.low is None or one.high is None:
        return one.low if one.high is None else one.high
    return (one.low + one.high) / 2


def _ratios(tally: Tally) -> Iterator[tuple[Key, Ratio]]:
    said = _figures(tally)
    if len(said) < 2:
        return
    for key, own in said.items():
        rest = {other: some for other, some in said.items() if other != key}
        pairs = list(_pairs(own, rest, tally.scope))
        if pairs:
            yield key, _ratio(tally, pairs)


Figure = tuple[date, Decimal]


def _figures(tally: Tally) -> dict[Key, list[Figure]]:
    """Each witness's figures of just what the tally asks, in the order of their days."""
    found: dict[Key, list[Figure]] = defaultdict(list)
    for one in tally.statements:
        value = middle(one)
        if value is not None and value > 0 and one.said is not None and _is_like(one, tally):
            found[one.origin.casefold(), one.party or ""].append((one.said, value))
    for some in found.values():
        some.sort()
    return found


def _is_like(one: Statement, tally: Tally) -> bool:
    return (
        one.independent
        and one.stance not in _NO_FIGURE
        and one.measure == tally.measure
        and one.scope is tally.scope
        and one.unit == tally.unit
        and is_count_unit(one.unit)
        and one.of.parties == tally.of.parties
        and one.of.role == tally.of.role
    )


def _pairs(
    own: Sequence[Figure], rest: Mapping[Key, Sequence[Figure]], scope: Scope
) -> Iterator[tuple[Decimal, list[Decimal]]]:
    """Figures of the source, the last first, each with what the others say to the same."""
    if scope is Scope.INCIDENT:
        yield own[-1][1], [some[-1][1] for some in rest.values()]
        return
    step = max(1, len(own) // _STEPS)
    for day, value in own[::-step]:
        near = [found for some in rest.values() if (found := _nearest(some, day)) is not None]
        if near:
            yield value, near


def _nearest(some: Sequence[Figure], day: date) -> Decimal | None:
    """The figure of the nearest day, None where none is near."""
    at = bisect_left(some, (day, Decimal(0)))
    around = some[max(0, at - 1) : at + 1]
    best = min(around, key=lambda one: abs((one[0] - day).days), default=None)
    return best[1] if best is not None and abs((best[0] - day).days) <= _NEAR_DAYS else None


def _ratio(tally: Tally, pairs: Sequence[tuple[Decimal, list[Decimal]]]) -> Ratio:
    own, others = pairs[0]
    times = median(value / median(some) for value, some in pairs)
    return Ratio(tally.id, own, min(others), max(others), len(others), times)
