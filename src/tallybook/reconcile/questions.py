"""Questions: which figures answer the same one. A running total, a level, or one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Measure, Place, Population, content_id
from tallybook.model.containment import (
    FORCE_ROLES,
    GENERAL_ROLES,
    place_key,
)
from tallybook.reconcile.evidence import Evidence, Kind, is_force
from tallybook.reconcile.happenings import find_happenings
from tallybook.reconcile.placing import widest
from tallybook.reconcile.stories import by_story
from tallybook.reconcile.tolls import join_tolls

_KIND_WORD = {Kind.INCIDENT: "incident", Kind.TOTAL: "total", Kind.LEVEL: "level"}


@dataclass(frozen=True, slots=True)
class Question:
    """Measure × population × place × period × scope, with the evidence that answers it.

    by: whose doing, where that matters (None: anybody's). first, last: the days of a happening, or
    the first day that a total counts from. drawn_from: for a question that nobody answered
    directly, the wider statements that hold it.
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


def find_questions(
    evidence: Sequence[Evidence], measures: Mapping[str, Measure], sides: Conflicts | None
) -> list[Question]:
    """Every question that the evidence answers, each piece of evidence in one of them."""
    happenings = find_happenings([one for one in evidence if one.kind is Kind.INCIDENT])
    totals = _totals([one for one in evidence if one.kind is not Kind.INCIDENT], sides)
    totals, happenings = join_tolls(totals, happenings, sides)
    found: dict[str, Question] = {}
    for group in (*totals, *happenings):
        question = _question(group)
        if question.id in found:  # alike in all that the id is made of, and yet judged apart
            question = replace(
                question, id=content_id("tally", question.id, question.evidence[0].statement.id)
            )
        found[question.id] = question
    return sorted(found.values(), key=lambda one: one.id)


def _totals(evidence: Sequence[Evidence], sides: Conflicts | None) -> list[list[Evidence]]:
    groups: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for one in evidence:
        key = (
            one.kind,
            one.statement.measure,
            one.statement.unit,
            one.of.parties,
            one.of.unit,
            inflictors(one, sides),
            _window(one, sides),
        )
        groups[key].append(one)
    return [
        placed
        for group in groups.values()
        for same_role in _by_role(group)
        for placed in (_by_place(same_role) if same_role[0].of.parties else by_story(same_role))
    ]


def _window(one: Evidence, sides: Conflicts | None) -> tuple[date, date] | None:
    """The closed days that a total is of, where they make it another question.

    An army's losses told "in September" are a running total as of September; the toll of 2015 is
    none of this year's.
    """
    period = one.statement.period
    if one.is_background and period is not None and period.first and period.last:
        return period.first, period.last
    if one.kind is Kind.LEVEL or period is None or period.first is None or period.last is None:
        return None
    if one.counts_from is None and not one.is_recalled:
        return None  # "the toll rose to 128 on Wednesday" is as of that day
    fights = is_force(one.of) and (sides is None or bool(sides.of(one.of.parties, one.known)))
    return None if fights and one.counts_from is None else (period.first, period.last)


def inflictors(one: Evidence, sides: Conflicts | None) -> tuple[str, ...]:
    """Whose doing, where it is not what a war implies: nobody says "by the enemy" each time."""
    if one.by is None or not one.by.parties or one.kind is Kind.LEVEL:
        return ()
    if sides is not None:
        for war in sides.of(one.of.parties, one.known):
            ours = war.camp_of(one.of.parties)
            if ours is not None and not set(one.by.parties) & set(ours.parties):
                return ()
    return one.by.parties


def _by_role(group: Sequence[Evidence]) -> Iterable[list[Evidence]]:
    """Split by role; a party's figure without a role is its army's where just one army fits."""
    roles: dict[str | None, list[Evidence]] = defaultdict(list)
    for one in group:
        roles[None if one.of.role in GENERAL_ROLES else one.of.role].append(one)
    armed = [role for role in roles if role in FORCE_ROLES]
    if None in roles and len(armed) == 1 and group[0].of.parties:
        roles[armed[0]].extend(roles.pop(None))
    return roles.values()


def _by_place(group: Sequence[Evidence]) -> Iterable[list[Evidence]]:
    """Split by place; a figure without a place joins the widest where there is only one."""
    places: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    nowhere: list[Evidence] = []
    for one in group:
        if one.place is None:
            nowhere.append(one)
        else:
            places[place_key(one.place)].append(one)
    tops = widest([found[0].place for found in places.values() if found[0].place is not None])
    if nowhere and len(tops) == 1:
        places[place_key(tops[0])].extend(nowhere)
    elif nowhere:
        places[()].extend(nowhere)
    return places.values()


def _question(group: Sequence[Evidence]) -> Question:
    told = sorted(group, key=lambda one: one.order)
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
        key = (*key, first, last)
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
    )


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
