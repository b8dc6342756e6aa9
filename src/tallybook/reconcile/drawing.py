"""Drawing: questions that nobody answered but a wider figure bounds; and vague ones folded away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tallybook.model import Measure, Population, content_id
from tallybook.model.containment import (
    FORCE_ROLES,
    GENERAL_ROLES,
    Containment,
    measure_within,
    place_chain,
    place_key,
    place_within,
)
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.nesting import Key, own_keys
from tallybook.reconcile.questions import Question


def draw_share(
    union: Question, party: str, beside: Sequence[Question], measures: Mapping[str, Measure]
) -> Question | None:
    """One party's share of a count of several, where that party is asked about already.

    "200 soldiers of A and B killed" beside a tally of A's killed or wounded there draws the
    question of A's killed: bounded by both, though nobody counted it. beside: the questions about
    that party alone; None where they do not draw one.
    """
    ceilings = tuple(one for one in union.evidence if one.high is not None)
    alike = [one for one in beside if _is_beside(union, one)]
    if not ceilings or any(one.measure == union.measure for one in alike):
        return None
    wider = [
        one
        for one in alike
        if measure_within(union.measure, one.measure, measures) is Containment.YES
    ]
    if not wider:
        return None
    return _share(union, ceilings, min(wider, key=lambda one: one.id).of)


def beside_keys(one: Question) -> Iterator[Key]:
    """Under what a union finds the questions beside it: those at its place or around it."""
    if len(one.of.parties) != 1 or one.of.unit is not None:
        return
    shared = (one.of.parties[0], one.is_happening, one.unit)
    if one.place is None:
        yield from ((*shared, "report", report) for report in one.reports)
    else:
        yield from ((*shared, "at", *key) for key in own_keys(one.place))


def union_keys(union: Question, party: str) -> Iterator[Key]:
    """Where a union finds the questions about one of its parties."""
    shared = (party, union.is_happening, union.unit)
    if union.place is None:
        yield from ((*shared, "report", report) for report in union.reports)
    else:
        yield from ((*shared, "at", *key) for key in place_chain(union.place))


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
        id=content_id("tally", "share", union.id, *key, *days),
        of=mine,
        evidence=(),
        drawn_from=ceilings,
    )


def is_foldable(question: Question) -> bool:
    """Does it stand on one vague mention, or on some of those that are asked about elsewhere?

    "1.2 of the 3.5 million have been paid": no answer to how many there are.
    """
    alone = question.evidence[0] if len(question.evidence) == 1 else None
    return alone is not None and (alone.is_vague or alone.is_some)


def is_of_its_whole(part: Question, whole: Question) -> bool:
    """Does the report itself say of what figure of the whole the part's is some?"""
    named = {one.claim.part_of for one in part.evidence if one.is_some} - {None}
    return any(named & set(one.statement.carriers) for one in whole.evidence)


def fold_into(question: Question, wholes: Sequence[Question]) -> Question | None:
    """The wider question of the same thing that takes in one that stands on a vague mention.

    No question is made of a single vague mention where a fitting one exists.
    """
    fits = [
        whole
        for whole in wholes
        if whole.evidence
        and _takes_in(whole, question)
        and (not is_foldable(whole) or _breadth(whole) > _breadth(question))
    ]
    return min(fits, key=_breadth, default=None)


def with_folded(question: Question, folded: Sequence[Question]) -> Question:
    """The question with the evidence of those folded into it."""
    if not folded:
        return question
    more = [one for each in folded for one in each.evidence]
    evidence = tuple(sorted((*question.evidence, *more), key=lambda one: one.order))
    return replace(question, evidence=evidence)


def _breadth(one: Question) -> tuple[bool, int, str]:
    """Narrowest place first."""
    ranks = ("place", "admin1", "country", "region")
    precision = one.place.precision if one.place is not None else None
    rank = ranks.index(precision) if precision in ranks else len(ranks)
    return (one.kind is Kind.TOTAL, rank, one.id)


def _is_one_role(whole: Question, vague: Question) -> bool:
    """ "Dozens" of children are no count of all; soldiers of an army are those of the army."""
    roles = {None if one.of.role in GENERAL_ROLES else one.of.role for one in (whole, vague)}
    return len(roles) == 1 or (bool(whole.of.parties) and roles <= {None, *FORCE_ROLES})


def _takes_in(whole: Question, vague: Question) -> bool:
    """The same thing counted, only wider; a dated or closely placed incident stays its own."""
    if whole.measure != vague.measure or whole.of.parties != vague.of.parties:
        return False
    if whole.of.unit != vague.of.unit or whole.by != vague.by:
        return False
    if not _is_one_role(whole, vague):
        return False
    if whole.kind is vague.kind:
        return True
    narrow = vague.place is not None and vague.place.precision == "place"
    return not (narrow or vague.first or vague.words)
