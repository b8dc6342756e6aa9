"""Ceilings: the upper ends of a question by their day, for what lies within it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model.containment import place_key
from tallybook.reconcile.evidence import Evidence, Kind, Order
from tallybook.reconcile.grounds import direct, is_known
from tallybook.reconcile.questions import Question

_COMPARED: Final = 16
"""Of what rises the nearest figure is the lowest; of so many the lowest is taken."""


class Ceilings:
    """A question's own upper ends; of what rises, the nearest after a day is the lowest.

    The upper end of a vague word is a convention's, not the speaker's: once another figure of the
    whole lies above it ("several dozen", then "several hundred"), it caps nothing else. Nor does a
    figure of several places of a country cap the country.
    """

    def __init__(self, whole: Question, lives: Sequence[tuple[Evidence, date | None]]) -> None:
        """lives: the evidence, and from when it is taken back (None: never)."""
        self._gone = {one.statement.id: gone for one, gone in lives if gone is not None}
        lows = sorted(
            ((one.known or date.min, one.low) for one, _ in lives if one.low is not None),
            key=lambda each: each[0],
        )
        self._days = [known for known, _ in lows]
        self._floors: list[Decimal] = []
        for _, low in lows:
            self._floors.append(max(low, self._floors[-1]) if self._floors else low)
        found = [one for one, _ in lives if one.high is not None and _caps(one, whole)]
        self.series = sorted([*found, *whole.drawn_from], key=_day_of)

    def from_day(self, day: date | None) -> list[Evidence]:
        """The figures that speak to the day or a later one, the nearest first."""
        start = bisect_left(self.series, day or date.max, key=lambda one: one.at or date.max)
        return self.series[start : start + _COMPARED]

    def days(self, begun: date | None = None) -> set[date | None]:
        """The days on which a figure that speaks to `begun` or later came or went."""
        near = self.series if begun is None else self.from_day(begun)
        gone = {self._gone.get(one.statement.id) for one in near}
        return {one.known for one in near} | {day for day in gone if day is not None}

    def usable(self, day: date | None, until: date | None, part: Question) -> list[Evidence]:
        """Those that hold the part as it stood on the day, as far as known by `until`."""
        return [
            one
            for one in self.from_day(day)
            if _reaches(one, day, part) and self._stands(one, until)
        ]

    def least(
        self,
        day: date | None,
        until: date | None,
        part: Question,
        beside: Evidence | None = None,
    ) -> Evidence | None:
        """The lowest that is usable; beside: another figure whose day it is to be of."""
        found = self.usable(day, until, part)
        if beside is not None and day is None:
            found = [one for one in found if one.reports & beside.reports]
        return min(found, key=lambda one: (one.high or 0, one.order), default=None)

    def _stands(self, one: Evidence, until: date | None) -> bool:
        if not is_known(one, until):
            return False
        gone = self._gone.get(one.statement.id)
        if gone is not None and until is not None and gone <= until:
            return False
        if not one.is_vague or one.high is None:
            return True
        known = bisect_left(self._days, until or date.min)
        while known < len(self._days) and self._days[known] <= (until or date.min):
            known += 1
        return known == 0 or self._floors[known - 1] <= one.high


def _caps(one: Evidence, whole: Question) -> bool:
    if direct(one, whole).high is None:
        return False
    said = one.statement.place
    if said is None or one.place is None or whole.place is None:
        return True
    several = said.precision == "country" and place_key(said) != place_key(one.place)
    return not several or place_key(whole.place) != place_key(one.place)


def _day_of(one: Evidence) -> tuple[date, Order]:
    return (one.at or date.max, one.order)


def _reaches(one: Evidence, day: date | None, question: Question) -> bool:
    """Does the whole's figure still hold the part as it stood on `day`?"""
    if question.kind is Kind.LEVEL:
        return one.at == day
    if one.at is None or day is None:
        return one.at is day and bool(one.reports & question.reports)
    return one.at >= day
