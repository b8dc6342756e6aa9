"""Questions: which figures answer the same one. A running total, a level, or one happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tallybook.model import Place, Population, content_id
from tallybook.model.containment import (
    place_key,
)
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.placing import widest

_KIND_WORD = {Kind.INCIDENT: "incident", Kind.TOTAL: "total", Kind.LEVEL: "level"}


@dataclass(frozen=True, slots=True)
class Question:
    """Measure × population × place × period × scope, with the evidence that answers it.

    by: whose doing, where that matters (None: anybody's). first, last: the days of a happening, or
    the first day that a total counts from. drawn_from: for a question that nobody answered
    directly, the wider statements that hold it. is_bout: is it of one bout of fighting, all of it
    fought in one neighbourhood?
    """

    id: str
    kind: Kind
    measure: str
    unit: str
    of: Population
    place: Place | None
    by: tuple[str, ...]
    first: date | None
    last: date | None
    words: str
    evidence: tuple[Evidence, ...]
    drawn_from: tuple[Evidence, ...] = ()
    is_toll: bool = False
    is_bout: bool = False

    @property
    def is_happening(self) -> bool:
        """Is it of one happening, be it by a toll that was told as a running total?"""
        return self.kind is Kind.INCIDENT or self.is_toll

    @property
    def is_background(self) -> bool:
        """Is it told of as history alone?"""
        return all(one.is_background for one in (*self.evidence, *self.drawn_from))

    @property
    def reports(self) -> frozenset[str]:
        """Every report that speaks of it."""
        told = (*self.evidence, *self.drawn_from)
        return frozenset(report for one in told for report in one.reports)


def question_of(group: Sequence[Evidence]) -> Question:
    """The question that figures of one thing answer."""
    told = _with_parts(sorted(group, key=lambda one: one.order))
    total = next((one for one in told if one.kind is not Kind.INCIDENT), None)
    lead = total or told[0]
    of = best_population(told)
    place = best_place(told)
    happened = [one for one in told if one.kind is Kind.INCIDENT]
    first, last, words = _days(happened, told)
    kind = lead.kind
    where = place_key(place) if place is not None else None
    by = _common_by(told)
    key: tuple[object, ...] = (_KIND_WORD[kind], lead.statement.measure, lead.statement.unit)
    key = (*key, *of.key, where, by)
    if kind is Kind.INCIDENT:
        key = (*key, first, last, words) if first or last else (*key, told[0].statement.id)
    elif happened:
        key = (*key, "toll", first, happened[0].statement.id if first is None else "")
    elif first is not None:
        key = (*key, first) if all(one.is_running for one in told) else (*key, first, last)
    return Question(
        id=content_id("tally", *key),
        kind=kind,
        measure=lead.statement.measure,
        unit=lead.statement.unit,
        of=of,
        place=place,
        by=by,
        first=first,
        last=last,
        words=words,
        evidence=tuple(told),
        is_toll=bool(happened) and kind is not Kind.INCIDENT,
        is_bout=all(one.bout is not None and one.is_local for one in told),
    )


def _with_parts(told: Sequence[Evidence]) -> list[Evidence]:
    """The figures, each that is some of another one of these told as such."""
    wholes = {one.claim.part_of for one in told if one.is_partial} - {None}
    if not wholes:
        return list(told)
    here = {name for one in told for name in one.statement.carriers if name in wholes}
    return [
        replace(one, is_among=True) if one.is_partial and one.claim.part_of in here else one
        for one in told
    ]


def _common_by(told: Sequence[Evidence]) -> tuple[str, ...]:
    named = {one.by.parties if one.by is not None else () for one in told}
    return named.pop() if len(named) == 1 else ()


def _days(
    happened: Sequence[Evidence], told: Sequence[Evidence]
) -> tuple[date | None, date | None, str]:
    """The days of the happening, the narrowest that are given; or from when a total counts."""
    periods = [one.statement.period for one in happened if one.statement.period is not None]
    dated = [one for one in periods if one.first is not None and one.last is not None]
    if dated:
        first = max(one.first for one in dated if one.first is not None)
        last = min(one.last for one in dated if one.last is not None)
        return (first, last, "") if first <= last else (dated[0].first, dated[0].last, "")
    if happened:
        words = sorted(one.text for one in periods if one.text)
        return None, None, words[0] if words else ""
    starts = [one.counts_from for one in told if one.bears]
    known = [start for start in starts if start is not None]
    if not known or len(known) < len(starts):
        return None, None, ""
    ends = [one.statement.period.last for one in told if one.bears and one.statement.period]
    return min(known), max((end for end in ends if end is not None), default=None), ""


def best_population(told: Sequence[Evidence]) -> Population:
    """The fullest and shortest words for the people counted."""
    stated = [one.of for one in told if one.of.is_stated] or [told[0].of]
    fullest = max((of.key for of in stated), key=lambda key: (bool(key[0]), bool(key[1]), str(key)))
    alike = [of for of in stated if of.key == fullest]
    return min(alike, key=lambda of: (not of.text, len(of.text), of.text))


def best_place(told: Sequence[Evidence]) -> Place | None:
    """The widest place said; by the most common words where there are several."""
    places = [one.place for one in told if one.place is not None]
    if not places:
        return None
    tops = widest(list({place_key(place): place for place in places}.values())) or places
    return min(tops, key=lambda place: (place_key(place), place.text))
