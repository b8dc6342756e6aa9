"""Grounds: all that bears on a question on one day, as constraints of its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar, overload

from tallybook.model import Conflict
from tallybook.model.containment import Containment, place_within
from tallybook.reconcile.containing import SAME
from tallybook.reconcile.denying import NOTHING_DENIED, Denied
from tallybook.reconcile.evidence import Evidence, Kind, Order
from tallybook.reconcile.questions import Question


@dataclass(frozen=True, slots=True)
class Constraint:
    """`low <= answer <= high`, either end None where open, by a rule, out of one statement.

    holds_from: the day from which the low holds. is_direct: it answers the question itself. also:
    the further evidence that a sum or a difference rests on.
    """

    low: Decimal | None
    high: Decimal | None
    rule: str
    evidence: Evidence
    holds_from: date | None
    is_direct: bool
    also: tuple[Evidence, ...] = ()

    @property
    def proof(self) -> tuple[Evidence, ...]:
        """All the evidence that it rests on."""
        return (self.evidence, *self.also)

    @property
    def order(self) -> tuple[bool, Order]:
        """The question's own figures first, then what was known first."""
        return (not self.is_direct, self.evidence.order)

    def claims_by(self, day: date | None) -> tuple[str, ...]:
        """The claims that it rests on and that were public by that day; None asks for all."""
        return tuple(dict.fromkeys(name for one in self.proof for name in one.claims_by(day)))


Item = TypeVar("Item")


class Listed(Sequence[Item]):
    """A sequence that is worked out only where somebody looks at it."""

    def __init__(self, find: Callable[[], Iterable[Item]]) -> None:
        self._find = find
        self._found: tuple[Item, ...] | None = None

    def _all(self) -> tuple[Item, ...]:
        if self._found is None:
            self._found = tuple(self._find())
        return self._found

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Item]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())


class First(Listed[Item]):
    """The first so many of a sequence that stays as it is, without a copy of them."""

    def __init__(self, of: Sequence[Item], count: int) -> None:
        self._of, self._count = of, count

    def _all(self) -> tuple[Item, ...]:
        return tuple(self._of[: self._count])

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self._of[number] for number in range(*index.indices(self._count))]
        return self._of[range(self._count)[index]]

    def __len__(self) -> int:
        return self._count


@dataclass(frozen=True, slots=True)
class Ground:
    """All that bears on a question on one day: what policies choose from.

    day: to which the answer speaks. until: by whose end it was known, None for all that is known.
    constraints: every figure that stands and all that follows from kin. withdrawn: what its own
    source took back, with what took it. incidents: of a running total, the standing figures of each
    separate incident in it that was over by the day. binding: those of the constraints that can set
    an end or disagree, so that a long history need not be weighed whole on each of its days; all of
    them where None. denied: how many figures of the question others deny. undoubted: what binds
    without these. denials: each denial with a figure that it denies. corrections: what was
    withdrawn, in words.
    """

    question: Question
    day: date | None
    until: date | None
    constraints: Sequence[Constraint]
    withdrawn: Sequence[tuple[Evidence, Evidence]]
    incidents: Sequence[tuple[Constraint, ...]] = ()
    binding: tuple[Constraint, ...] | None = None
    denied: Denied = NOTHING_DENIED
    undoubted: Sequence[Constraint] = ()
    denials: Sequence[tuple[Evidence, Evidence]] = ()
    corrections: Sequence[Conflict] = ()

    @property
    def weighed(self) -> Sequence[Constraint]:
        """What can set an end or disagree: no more needs to be looked at for the bounds."""
        return self.constraints if self.binding is None else self.binding


def direct(one: Evidence, question: Question) -> Constraint:
    """A figure of the question itself; of a narrower place or time it is only a floor."""
    whole_place = (
        one.place is None
        or question.place is None
        or not question.of.parties  # one source's count of one event, however widely placed
        or place_within(question.place, one.place) is Containment.YES
    )
    whole_time = one.start is None or (question.first is not None and one.start <= question.first)
    covers = whole_place and (whole_time or one.kind is not Kind.TOTAL) and not one.is_some
    is_incident_of_total = one.kind is Kind.INCIDENT and question.kind is Kind.TOTAL
    of_it = question.first == one.start or (question.is_toll and one.start is None)
    covers = covers and (not is_incident_of_total or of_it)
    high = one.high if covers else None
    return Constraint(one.low, high, SAME, one, holds_from(one, question), True)


def holds_from(one: Evidence, whole: Question) -> date | None:
    """A figure counts from the day it speaks to: of an incident in a total, that it was told on.

    What is told later of an incident is no reproach to a total of days before: tolls rise.
    """
    period = one.statement.period
    if one.kind is Kind.INCIDENT and not whole.is_happening and period is not None:
        days = [day for day in (period.last, one.at) if day is not None]
        return max(days, default=None)
    return one.at


def by(when: date | None, day: date | None) -> bool:
    """Had it happened by that day? What has no date is taken to have."""
    return when is None or day is None or when <= day


def is_known(one: Evidence, until: date | None) -> bool:
    """Was it known by the end of that day? The undated always; for None, they alone."""
    return one.known is None or (until is not None and one.known <= until)
