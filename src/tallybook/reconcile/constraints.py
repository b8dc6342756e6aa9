"""Constraints: what each piece of evidence says about the answer to a question on its day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Form, Measure
from tallybook.model.containment import FORCE_ROLES, Containment, place_within
from tallybook.reconcile.containing import SAME, Kin, relation
from tallybook.reconcile.evidence import Evidence, Kind, Order
from tallybook.reconcile.questions import Question
from tallybook.reconcile.withdrawals import still_said

_WHOLES_COMPARED: Final = 16
_LOOSE: Final = 2
"""A vague word's upper end yields to a number up to so many times as high."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """`low <= answer <= high`, either end None where open, by a rule, out of one statement.

    holds_from: the day from which the low holds. is_direct: it answers the question itself.
    """

    low: Decimal | None
    high: Decimal | None
    rule: str
    evidence: Evidence
    holds_from: date | None
    is_direct: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """All that bears on a question on one day: what policies choose from.

    day: to which the answer speaks. until: by whose end it was known, None for all that is known.
    withdrawn: what its own source took back, with what took it.
    """

    question: Question
    day: date | None
    until: date | None
    constraints: tuple[Constraint, ...]
    withdrawn: tuple[tuple[Evidence, Evidence], ...]


class Case:
    """A question with its parts' floors and its wholes' ceilings, ready to be asked for any day."""

    def __init__(
        self, question: Question, kin: Kin, measures: Mapping[str, Measure], shelf: Shelf
    ) -> None:
        self.question = question
        self.nested: list[Evidence] = []
        self._floors: list[Constraint] = list(self._find_floors(kin.parts, measures, shelf))
        self._ceilings = [
            (relation(question, whole, measures), shelf.ceilings(whole)) for whole in kin.wholes
        ]

    def _find_floors(
        self, parts: Iterable[Question], measures: Mapping[str, Measure], shelf: Shelf
    ) -> Iterator[Constraint]:
        """The parts' lows in the order they became known, each higher than all before it."""
        found: list[Constraint] = []
        for part in parts:
            rule = relation(part, self.question, measures)
            same = part.measure == self.question.measure and _same_people(part, self.question)
            for one in shelf.standing(part):
                if same:
                    self.nested.append(one)
                if one.low is not None and one.low > 0:
                    holds = _holds_from(one, self.question)
                    found.append(Constraint(one.low, None, rule, one, holds, False))
        highest: Decimal | None = None
        for floor in sorted(found, key=lambda c: (*c.evidence.order[:1], -(c.low or 0), c.rule)):
            assert floor.low is not None
            if highest is None or floor.low > highest:
                highest = floor.low
                yield floor

    def days(self) -> list[date | None]:
        """The days on which something that bears on the question became known, in order."""
        known = {one.known for one in self._all_evidence()}
        return sorted(known, key=lambda day: day or date.min)

    def _all_evidence(self) -> Iterator[Evidence]:
        yield from self.question.evidence
        yield from self.question.drawn_from
        yield from (floor.evidence for floor in self._floors)
        begun = min((one.known or date.min for one in self.question.evidence), default=date.min)
        for _, series in self._ceilings:
            yield from series[_first_at(series, begun) :][:_WHOLES_COMPARED]

    def ground(self, until: date | None) -> Ground:
        """What was known by the end of that day, with the undated; for None, the undated alone."""

        def is_known(one: Evidence) -> bool:
            return one.known is None or (until is not None and one.known <= until)

        standing, withdrawn = still_said([one for one in self.question.evidence if is_known(one)])
        floors = [floor for floor in self._floors if is_known(floor.evidence)]
        drawn = [one.at for one in self.question.drawn_from if is_known(one)]
        own = [_direct(one, self.question) for one in standing if one.bears]
        day = _day(own, floors, self.question.kind)
        if drawn:
            day = max((at for at in drawn if at is not None), default=None)
        if self.question.kind is Kind.LEVEL:
            floors = [floor for floor in floors if floor.evidence.at == day]
            own = _loosen([one for one in own if one.evidence.at == day])
        else:
            own = _loosen([_open_unless_last(one, day) for one in own])
            floors = [f for f in floors if _by(f.holds_from, day)]
        ceilings = self._ceilings_on(day, is_known)
        given = [one for one in own if one.low is not None or one.high is not None]
        return Ground(self.question, day, until, (*given, *floors, *ceilings), tuple(withdrawn))

    def _ceilings_on(
        self, day: date | None, is_known: Callable[[Evidence], bool]
    ) -> Iterator[Constraint]:
        for rule, series in self._ceilings:
            near = series[_first_at(series, day or date.max) :][:_WHOLES_COMPARED]
            usable = [one for one in near if _reaches(one, day, self.question) and is_known(one)]
            if usable:
                best = min(usable, key=lambda e: (e.high or 0, e.order))
                yield Constraint(None, best.high, rule, best, None, False)


class Shelf:
    """What many cases ask of the same questions, worked out once."""

    def __init__(self) -> None:
        self._standing: dict[str, list[Evidence]] = {}
        self._ceilings: dict[str, list[Evidence]] = {}

    def standing(self, question: Question) -> list[Evidence]:
        """The evidence that its source has not taken back."""
        if question.id not in self._standing:
            self._standing[question.id] = still_said(question.evidence)[0]
        return self._standing[question.id]

    def ceilings(self, whole: Question) -> list[Evidence]:
        """The whole's own ceilings by their day: of what rises, the nearest is the lowest.

        The upper end of a vague word is a convention's, not the speaker's: once another figure of
        the whole lies above it ("several dozen", then "several hundred"), it caps nothing else.
        """
        if whole.id not in self._ceilings:
            standing = self.standing(whole)
            floor = max((one.low for one in standing if one.low is not None), default=Decimal(0))
            found = [
                one
                for one in standing
                if one.high is not None
                and _direct(one, whole).high is not None
                and not (one.is_vague and floor > one.high)
            ]
            self._ceilings[whole.id] = sorted([*found, *whole.drawn_from], key=_day_of)
        return self._ceilings[whole.id]


def _day_of(one: Evidence) -> tuple[date, Order]:
    return (one.at or date.max, one.order)


def _first_at(series: Sequence[Evidence], day: date) -> int:
    return bisect_left(series, day, key=lambda one: one.at or date.max)


def _same_people(part: Question, whole: Question) -> bool:
    ours, theirs = part.of, whole.of
    return (ours.parties, ours.unit) == (theirs.parties, theirs.unit) and (
        ours.role == theirs.role or (bool(ours.parties) and ours.role in FORCE_ROLES)
    )


def _holds_from(one: Evidence, whole: Question) -> date | None:
    """An incident counts in a total from its last day; a figure said, from the day it speaks to."""
    period = one.statement.period
    if one.kind is Kind.INCIDENT and not whole.is_happening and period is not None:
        return period.last or one.at
    return one.at


def _direct(one: Evidence, question: Question) -> Constraint:
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
    covers = covers and (not is_incident_of_total or question.first == one.start)
    high = one.high if covers else None
    return Constraint(one.low, high, SAME, one, _holds_from(one, question), True)


def _day(own: Sequence[Constraint], floors: Sequence[Constraint], kind: Kind) -> date | None:
    """The day that the answer speaks to: the latest on which a figure says something new.

    A later figure that only repeats a floor already known leaves the day where it is, so that an
    exact count is not undone by a vaguer one.
    """
    if kind is Kind.LEVEL:
        numbers = [c for c in own if not c.evidence.is_vague]
        firm = numbers or [c for c in floors if not c.evidence.is_vague] or list(own)
        return max((c.evidence.at for c in firm if c.evidence.at is not None), default=None)
    capped = [c.evidence.at for c in own if c.high is not None and c.evidence.at is not None]
    day = max(capped, default=None)
    floor = (
        max(
            (c.low for c in (*own, *floors) if c.low is not None and _by(c.holds_from, day)),
            default=None,
        )
        if day is not None
        else None
    )
    newer = [
        (c.low, c.holds_from)
        for c in (*own, *floors)
        if c.low is not None
        and c.holds_from is not None
        and (day is None or c.holds_from > day)
        and (floor is None or c.low > floor)
    ]
    if not newer:
        return day
    highest = max(low for low, _ in newer)
    return min(when for low, when in newer if low == highest)


def _by(when: date | None, day: date | None) -> bool:
    """Had it happened by that day? What has no date is taken to have."""
    return when is None or day is None or when <= day


def _open_unless_last(one: Constraint, day: date | None) -> Constraint:
    """Of what only rises, an earlier count is no ceiling later, nor a later one a floor earlier."""
    low = one.low if _by(one.holds_from, day) else None
    high = one.high if one.evidence.at == day else None
    return replace(one, low=low, high=high)


def _loosen(own: Sequence[Constraint]) -> list[Constraint]:
    """Open the ceilings that another figure of the same day may have overtaken."""
    return [
        replace(one, high=None)
        if one.high is not None and any(_overtakes(other, one) for other in own)
        else one
        for one in own
    ]


def _overtakes(other: Constraint, one: Constraint) -> bool:
    if other is one or other.low is None or one.high is None or other.low <= one.high:
        return False
    ours, theirs = one.evidence, other.evidence
    near = ours.claim.quantity.form is Form.VAGUE and other.low <= _LOOSE * one.high
    if near or ours.is_loose or ours.origin == theirs.origin:
        return True
    if ours.at is None and theirs.at is None:
        return not ours.reports & theirs.reports
    if ours.at is not None and theirs.at is not None and ours.at != theirs.at:
        return False
    apart = not ours.reports & theirs.reports
    one_party = ours.statement.party == theirs.statement.party
    vague = ours.claim.quantity.form is Form.VAGUE
    return apart and ((vague and one_party) or ours.is_voice or theirs.is_voice)


def _reaches(one: Evidence, day: date | None, question: Question) -> bool:
    """Does the whole's figure still hold the part as it stood on `day`?"""
    if question.kind is Kind.LEVEL:
        return one.at == day
    if one.at is None or day is None:
        return one.at is day and bool(one.reports & question.reports)
    return one.at >= day
