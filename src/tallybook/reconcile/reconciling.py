"""Reconciling: every question that the statements answer, with its answer and history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tallybook.catalogue.conflicts import Conflicts
from tallybook.errors import UnknownName
from tallybook.model import (
    Claim,
    Measure,
    Period,
    Revision,
    Scope,
    Statement,
    Tally,
    content_id,
)
from tallybook.reconcile.answering import Telling, answer_of
from tallybook.reconcile.constraints import Case, Ground, Shelf
from tallybook.reconcile.containing import Nesting
from tallybook.reconcile.drawing import draw_questions, fold_vague
from tallybook.reconcile.evidence import Evidence, Kind, gather, loosen
from tallybook.reconcile.grading import (
    count_origins,
    grade_of,
    sides_of,
    silent_sides,
    standing_of,
)
from tallybook.reconcile.placing import adopt_places
from tallybook.reconcile.policies import POLICIES, Policy, Reading
from tallybook.reconcile.questions import Question, find_questions
from tallybook.reconcile.recalled import with_own_time

_UNSIDED = frozenset({"money"})
_SCOPES = {Kind.INCIDENT: Scope.INCIDENT, Kind.TOTAL: Scope.CUMULATIVE, Kind.LEVEL: Scope.CURRENT}


@dataclass(frozen=True, slots=True)
class _Settings:
    """What every question is answered with."""

    measures: Mapping[str, Measure]
    sides: Conflicts | None
    as_of: date | None
    policy: str
    convention: str


def reconcile(
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    *,
    measures: Mapping[str, Measure],
    sides: Conflicts | None = None,
    as_of: date | None = None,
    policy: str = "bounds",
    convention: str = "default",
) -> list[Tally]:
    """Tallies out of statements and the claims that carry them, whatever their order.

    sides: the conflicts that say who stands against whom. as_of: only what was public by the end
    of that day; what has no date is then left out. policy: a name in POLICIES, else UnknownName.
    convention: the name of the one by which vague words became intervals.
    """
    if policy not in POLICIES:
        raise UnknownName("policy", policy, sorted(POLICIES))
    settings = _Settings(measures, sides, as_of, policy, convention)
    gathered = with_own_time(gather(claims, statements, measures, as_of))
    gathered = adopt_places(gathered, measures)
    evidence = [loosen(one, sides) for one in gathered]
    questions = find_questions(evidence, measures, sides)
    questions = fold_vague(questions, Nesting(questions, measures))
    questions += draw_questions(questions, measures)
    nesting = Nesting(questions, measures)
    shelf = Shelf()
    tallies = [
        _tally(Case(question, nesting.kin_of(question), measures, shelf), settings)
        for question in questions
    ]
    return sorted(tallies, key=_by_interest)


def _by_interest(tally: Tally) -> tuple[object, ...]:
    """The best witnessed first, then the largest."""
    return (-tally.origins, -(tally.low or tally.high or 0), tally.id)


def _tally(case: Case, settings: _Settings) -> Tally:
    question = case.question
    policy = POLICIES[settings.policy]
    ground, reading, revisions = _history(case, policy)
    answers = _still_said(_answers(case), ground)
    floors = [one.evidence for one in reading.setters if one.low is not None]
    witnesses = _each_once((*answers, *floors))
    listed = _each_once((*_answers(case), *(one.evidence for one in reading.setters)))
    known = [one.known for one in listed if one.known is not None]
    day = settings.as_of or max(known, default=None)
    tellers = [one.statement.party for one in witnesses if one.statement.party is not None]
    standing = standing_of(question, settings.sides, ground.day or day, tellers)
    given = sides_of(witnesses, standing)
    silent = () if question.measure in _UNSIDED else silent_sides(given, standing)
    answer = answer_of(
        Telling(
            question,
            ground,
            reading,
            answers,
            standing,
            silent,
            settings.measures,
            settings.sides or Conflicts(),
        )
    )
    return Tally(
        id=question.id,
        measure=question.measure,
        of=question.of,
        place=question.place,
        period=_period(question, ground),
        scope=_SCOPES[question.kind],
        unit=question.unit,
        low=reading.low,
        best=reading.best,
        high=reading.high,
        grade=grade_of(witnesses, given, contested=reading.contested),
        policy=settings.policy,
        convention=settings.convention,
        as_of=day,
        origins=count_origins(witnesses),
        sides=given,
        silent=silent,
        contested=reading.contested,
        conflict=reading.conflicts,
        statements=tuple(one.statement for one in listed),
        bounds=reading.bounds,
        revisions=revisions,
        answer=answer,
    )


def _answers(case: Case) -> list[Evidence]:
    """The figures of the question itself and its incidents, and the count it is drawn from."""
    question = case.question
    return _each_once((*question.evidence, *case.nested, *question.drawn_from))


def _each_once(evidence: Iterable[Evidence]) -> list[Evidence]:
    unique = {one.statement.id: one for one in evidence}
    return sorted(unique.values(), key=lambda one: one.order)


def _still_said(listed: Sequence[Evidence], ground: Ground) -> list[Evidence]:
    gone = {old.statement.id for old, _ in ground.withdrawn}
    return [one for one in listed if one.statement.id not in gone]


def _period(question: Question, ground: Ground) -> Period | None:
    if question.kind is Kind.INCIDENT:
        if question.first is None and question.last is None and not question.words:
            return None
        return Period(question.words, question.first, question.last)
    first = question.first
    if first is not None and ground.day is not None and first > ground.day:
        first = None
    return None if first is ground.day is None else Period("", first, ground.day)


def _history(case: Case, policy: Policy) -> tuple[Ground, Reading, tuple[Revision, ...]]:
    """The answer at the end of each day on which something new became known."""
    revisions: list[Revision] = []
    for day in case.days() or [None]:
        ground = case.ground(day)
        reading = policy(ground)
        revision = Revision(day, reading.low, reading.best, reading.high, reading.because)
        before = revisions[-1] if revisions else None
        if before is not None and _ends(before) == _ends(revision):
            continue
        name = content_id("revision", case.question.id, day, *_ends(revision), *revision.because)
        revisions.append(
            replace(revision, id=name, supersedes=before.id if before is not None else None)
        )
    return ground, reading, tuple(revisions)


def _ends(revision: Revision) -> tuple[object, ...]:
    return (revision.low, revision.best, revision.high)
