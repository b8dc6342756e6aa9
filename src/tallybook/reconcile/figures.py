"""Figures: what was said of the question itself, as it stood at the end of any day."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Form
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.grounds import Constraint, by, direct
from tallybook.reconcile.lows import Lows
from tallybook.reconcile.questions import Question
from tallybook.reconcile.timeline import Timeline
from tallybook.reconcile.turning import is_slip

_LOOSE: Final = 2
"""A vague word's upper end yields to a number up to so many times as high."""

_FLOORS_NAMED: Final = 3
"""So many of the highest floors are weighed against a ceiling that they cannot be with."""

Lives = Iterable[tuple[Evidence, date | None]]


class Figures:
    """The standing figures of one question, indexed so that one day costs next to nothing."""

    def __init__(self, question: Question, lives: Lives) -> None:
        """lives: the evidence that bears, and from when it is taken back (None: never)."""
        self._question = question
        self._is_level = question.kind is Kind.LEVEL
        made = [(direct(one, question), one.known, gone) for one, gone in lives if one.bears]
        self._timeline: Timeline[Constraint] = Timeline(made)
        self._clear()

    def _clear(self) -> None:
        self.lows = Lows()
        self._capped: list[date] = []
        self._numbered: list[date] = []
        self._any: list[date] = []
        self._at: dict[date | None, dict[str, Constraint]] = defaultdict(dict)
        self._by_origin: dict[tuple[str, str], Lows] = defaultdict(Lows)

    def play(self, until: date | None) -> None:
        """Bring the state to the end of that day."""
        self._timeline.play(until, self._clear, self._come, self._go)

    def _come(self, one: Constraint) -> None:
        at = one.evidence.at
        self._at[at][one.evidence.statement.id] = one
        if one.low is not None:
            self.lows.add(one)
            self._by_origin[one.evidence.origin].add(one)
        for days in self._days_of(one):
            insort(days, at or date.min)

    def _go(self, one: Constraint) -> None:
        at = one.evidence.at
        del self._at[at][one.evidence.statement.id]
        if one.low is not None:
            self.lows.remove(one)
            self._by_origin[one.evidence.origin].remove(one)
        for days in self._days_of(one):
            del days[bisect_left(days, at or date.min)]

    def _days_of(self, one: Constraint) -> Iterator[list[date]]:
        if one.evidence.at is not None:
            yield self._any
            if one.high is not None:
                yield self._capped
            if not one.evidence.is_vague:
                yield self._numbered

    @property
    def last_capped(self) -> date | None:
        """The latest day to which a figure with an upper end speaks."""
        return self._capped[-1] if self._capped else None

    @property
    def last_level(self) -> tuple[date | None, date | None]:
        """The latest day of a number, and of any figure."""
        numbered = self._numbered[-1] if self._numbered else None
        return numbered, self._any[-1] if self._any else None

    def ends_on(self, day: date | None) -> tuple[Decimal | None, Decimal | None]:
        """The highest floor and the lowest ceiling that were said themselves."""
        top = self._lows_on(day).top(day)
        highs = [self._on(one, day).high for one in self._at.get(day, {}).values()]
        least = min((high for high in highs if high is not None), default=None)
        return None if top is None else top.low, least

    def all_on(self, day: date | None) -> list[Constraint]:
        """Every figure that says something of the day."""
        groups = (self._at.get(day, {}),) if self._is_level else tuple(self._at.values())
        found = [self._on(one, day) for group in groups for one in group.values()]
        given = [one for one in found if one.low is not None or one.high is not None]
        return sorted(given, key=lambda one: one.evidence.order)

    def binding_on(self, day: date | None, among: Figures | None = None) -> list[Constraint]:
        """Those that can set an end or disagree: what has an upper end, and the floors beside it.

        Of floors below every ceiling only the highest matters; above one, each origin's highest.
        among: what is said of these says all of them, where these are but some of them.
        """
        told = among or self
        capped = [told._on(one, day) for one in self._at.get(day, {}).values()]
        capped = [one for one in capped if one.high is not None]
        found = {one.evidence.statement.id: one for one in capped}
        lows = self._lows_on(day)
        least = min((one.high for one in capped if one.high is not None), default=None)
        top = lows.top(day)
        beside: list[Constraint | None] = [top]
        if top is not None and top.low is not None and least is not None and top.low > least:
            highs = sorted({one.high for one in capped if one.high is not None})
            beside += [lows.top(day, high) for high in highs]
            beside += self.above(least, day)
        for one in beside:
            if one is not None:
                found.setdefault(one.evidence.statement.id, told._on(one, day))
        return sorted(found.values(), key=lambda one: one.evidence.order)

    def above(self, ceiling: Decimal, day: date | None) -> list[Constraint]:
        """The floors that no answer under the ceiling satisfies: the highest, and each origin's."""
        found: list[Constraint] = []
        for one in self._lows_on(day).down(day, every=True):
            if one.low is None or one.low <= ceiling or len(found) == _FLOORS_NAMED:
                break
            found.append(one)
        for lows in self._origins_on(day):
            top = lows.top(day)
            if top is not None and top.low is not None and top.low > ceiling:
                found.append(top)
        return found

    def _lows_on(self, day: date | None) -> Lows:
        """The floors that bear on the day: of a level only those of the day itself."""
        return _lows(self._at.get(day, {}).values()) if self._is_level else self.lows

    def _origins_on(self, day: date | None) -> Iterable[Lows]:
        if not self._is_level:
            return self._by_origin.values()
        groups: dict[tuple[str, str], Lows] = defaultdict(Lows)
        for one in self._at.get(day, {}).values():
            if one.low is not None:
                groups[one.evidence.origin].add(one)
        return groups.values()

    def _on(self, one: Constraint, day: date | None) -> Constraint:
        """Of what only rises, an earlier count is no ceiling later, nor a later one a floor before.

        A ceiling that another figure of the same day may have overtaken is open.
        """
        low = one.low if self._is_level or by(one.holds_from, day) else None
        high = one.high if one.evidence.at == day else None
        if high is not None and self._is_overtaken(one, high, day):
            high = None
        return one if (low, high) == (one.low, one.high) else replace(one, low=low, high=high)

    def _is_overtaken(self, one: Constraint, high: Decimal, day: date | None) -> bool:
        lows = self._lows_on(day)
        top = lows.top(day)
        if top is None or top.low is None or top.low <= high:
            return False
        ours = one.evidence
        if ours.is_loose:
            return True
        if ours.claim.quantity.form is Form.VAGUE:
            near = lows.top(day, _LOOSE * high)
            if near is not None and near.low is not None and near.low > high:
                return True
        mine = (
            _lows(c for c in self._at.get(day, {}).values() if c.evidence.origin == ours.origin)
            if self._is_level
            else self._by_origin[ours.origin]
        )
        own = mine.top(day)
        if own is not None and own.low is not None and own.low > high:
            return not is_slip(own.evidence, ours)
        newer = False
        for other in lows.down(day, every=True):
            if other.low is None or other.low <= high:
                break
            if _overtakes(other, ours) or self._is_some_of(ours, other.evidence):
                newer = True
            elif not (other.evidence.is_voice or ours.is_voice):
                return False  # a named source disputes it: it stands, and is contested
        return newer

    def _is_some_of(self, ours: Evidence, theirs: Evidence) -> bool:
        """Beside the higher toll of one report, may a figure without a day be some of it?"""
        is_toll = self._question.kind is Kind.TOTAL and ours.kind is Kind.INCIDENT
        return is_toll and theirs.kind is Kind.TOTAL and bool(ours.reports & theirs.reports)


def _lows(constraints: Iterable[Constraint]) -> Lows:
    lows = Lows()
    for one in constraints:
        if one.low is not None:
            lows.add(one)
    return lows


def _overtakes(other: Constraint, ours: Evidence) -> bool:
    """Is the other's higher figure, told of the same day or of none, only newer?"""
    theirs = other.evidence
    if ours.reports & theirs.reports:
        return False
    if ours.at is None and theirs.at is None:
        return True
    if theirs.at is not None and theirs.at != ours.at:
        return False
    one_party = ours.statement.party == theirs.statement.party
    vague = ours.claim.quantity.form is Form.VAGUE
    return (vague and one_party) or ours.is_voice or theirs.is_voice


def newest_day(figures: Figures, floors: Sequence[Lows]) -> date | None:
    """The day that the answer speaks to: the latest on which a figure says something new.

    A later figure that only repeats a floor already known leaves the day where it is, so that an
    exact count is not undone by a vaguer one. floors: the question's own, and those of its parts.
    """
    day = figures.last_capped
    known = [top.low for lows in floors if (top := lows.top(day)) is not None]
    floor = max((low for low in known if low is not None), default=None)
    found = [lows.newest(day, floor if day is not None else None) for lows in floors]
    newer = [one for one in found if one is not None]
    if not newer:
        return day
    highest = max(low for low, _ in newer)
    return min(when for low, when in newer if low == highest)
