"""Drawing: questions that nobody answered but a wider figure bounds; and vague ones folded away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tallybook.model import Measure, Population, content_id
from tallybook.model.containment import Containment, measure_within, place_key, place_within
from tallybook.reconcile.containing import Nesting
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.questions import Question


def draw_questions(
    questions: Sequence[Question], measures: Mapping[str, Measure]
) -> Iterator[Question]:
    """One party's share of a count of several, where that party is asked about already.

    "200 soldiers of A and B killed" beside a tally of A's killed or wounded there draws the
    question of A's killed: bounded by both, though nobody counted it.
    """
    by_party: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        if len(question.of.parties) == 1 and question.of.unit is None:
            by_party[question.of.parties[0]].append(question)
    for union in questions:
        ceilings = tuple(one for one in union.evidence if one.high is not None)
        if len(union.of.parties) < 2 or not ceilings:
            continue
        for party in union.of.parties:
            alike = [one for one in by_party[party] if _is_beside(union, one)]
            if any(one.measure == union.measure for one in alike):
                continue
            wider = [
                one
                for one in alike
                if measure_within(union.measure, one.measure, measures) is Containment.YES
            ]
            if wider:
                yield _share(union, ceilings, wider[0].of)


def _is_beside(union: Question, one: Question) -> bool:
    if one.is_happening != union.is_happening or one.unit != union.unit:
        return False
    if one.by and one.by != union.by:
        return False
    if union.place is None or one.place is None:
        return union.place is one.place and bool(union.reports & one.reports)
    return place_within(union.place, one.place) is Containment.YES


def _share(union: Question, ceilings: tuple[Evidence, ...], of: Population) -> Question:
    mine = replace(of, role=union.of.role or of.role)
    where = place_key(union.place) if union.place is not None else None
    key = (str(union.kind), union.measure, union.unit, *mine.key, where, union.by)
    days = (union.first, union.last, union.words)
    return replace(
        union,
        id=content_id("tally", "share", *key, *days),
        of=mine,
        evidence=(),
        drawn_from=ceilings,
    )


def fold_vague(questions: Sequence[Question], nesting: Nesting) -> list[Question]:
    """No question stands on one vague mention where a wider one of the same thing takes it in."""
    into: dict[str, str] = {}
    for question in questions:
        if len(question.evidence) == 1 and question.evidence[0].is_vague:
            fits = [
                whole
                for whole in nesting.kin_of(question).wholes
                if whole.evidence and _takes_in(whole, question) and into.get(whole.id) is None
            ]
            if fits:
                into[question.id] = min(fits, key=lambda one: _breadth(one)).id
    folded: dict[str, list[Evidence]] = defaultdict(list)
    for question in questions:
        goal = question.id
        while goal in into:
            goal = into[goal]
        if goal != question.id:
            folded[goal].extend(question.evidence)
    return [
        replace(one, evidence=tuple(sorted((*one.evidence, *folded[one.id]), key=_order)))
        if one.id in folded
        else one
        for one in questions
        if one.id not in into
    ]


def _order(one: Evidence) -> tuple[object, ...]:
    return one.order


def _breadth(one: Question) -> tuple[bool, int, str]:
    """Narrowest place first."""
    ranks = ("place", "admin1", "country", "region")
    precision = one.place.precision if one.place is not None else None
    rank = ranks.index(precision) if precision in ranks else len(ranks)
    return (one.kind is Kind.TOTAL, rank, one.id)


def _takes_in(whole: Question, vague: Question) -> bool:
    """The same thing counted, only wider; a dated or closely placed incident stays its own."""
    if whole.measure != vague.measure or whole.of.parties != vague.of.parties:
        return False
    if whole.of.unit != vague.of.unit or whole.by != vague.by:
        return False
    if whole.kind is vague.kind:
        return True
    narrow = vague.place is not None and vague.place.precision == "place"
    return not (narrow or vague.first or vague.words)
