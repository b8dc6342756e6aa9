"""Tallying: the answer to one question, with all that stands behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Grade, Period, Revision, Scope, Stance, Statement, Tally, content_id
from tallybook.model.containment import place_key
from tallybook.reconcile.answering import Telling, answer_of
from tallybook.reconcile.bouts import start_of
from tallybook.reconcile.consistency import count_clashes
from tallybook.reconcile.constraints import Case, Ground
from tallybook.reconcile.containing import Kin
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.gathering import Settings
from tallybook.reconcile.grading import (
    Standing,
    count_origins,
    grade_of,
    sides_of,
    silent_sides,
    standing_of,
)
from tallybook.reconcile.moves import find_moves
from tallybook.reconcile.naming import day_name
from tallybook.reconcile.policies import POLICIES, Policy, Reading
from tallybook.reconcile.questions import Question
from tallybook.reconcile.reasons import why_moved
from tallybook.reconcile.scales import is_far_below

_UNSIDED: Final = frozenset({"money"})
_SCOPES: Final = {
    Kind.INCIDENT: Scope.INCIDENT,
    Kind.TOTAL: Scope.CUMULATIVE,
    Kind.LEVEL: Scope.CURRENT,
}


def tally_of(
    case: Case, kin: Kin, beside: Iterable[Question], settings: Settings, name: str | None = None
) -> Tally:
    """The answer to a question by the policy that is set.

    kin: the questions within it and those that hold it. beside: those of other measures or roles at
    its spot, in which a figure may turn up again. name: what a person called it.
    """
    question = case.question
    policy = POLICIES[settings.policy]
    sides = settings.sides or Conflicts()
    steps = _steps(case, policy)
    _, ground, reading = steps[-1]
    answers = _still_said(_answers(case), ground)
    witnesses = _each_once((*answers, *_floors(answers, reading)))
    named = {name for conflict in reading.conflicts for name in conflict.statements}
    proofs = [one for constraint in ground.constraints for one in constraint.proof]
    listed = _each_once(
        (
            *_answers(case),
            *(one for constraint in reading.setters for one in constraint.proof),
            *(one for one in proofs if one.statement.id in named),
        )
    )
    known = [one.known for one in listed if one.known is not None]
    day = settings.shown_as_of or settings.as_of or max(known, default=None)
    tellers = [one.statement.party for one in witnesses if one.statement.party is not None]
    standing = standing_of(question, settings.sides, ground.day or day, tellers)
    given = sides_of(witnesses, standing)
    silent = () if question.measure in _UNSIDED else silent_sides(given, standing)
    grade = _grade(witnesses, given, ground, reading, settings)
    telling = Telling(
        question, ground, reading, answers, standing, silent, settings.measures, sides
    )
    near = [one for other in beside for one in other.evidence]
    takers = {new.statement.id for old, new in ground.withdrawn if old.origin == new.origin}
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
        grade=grade,
        policy=settings.policy,
        convention=_conventions(listed) or settings.convention,
        as_of=day,
        origins=count_origins(witnesses),
        sides=given,
        silent=silent,
        contested=reading.contested,
        conflict=tuple(reading.conflicts),
        statements=tuple(_told(one, question, takers) for one in listed),
        bounds=reading.bounds,
        revisions=_revisions(steps, _Witnesses(_answers(case), standing), settings),
        answer=answer_of(telling),
        moves=find_moves(question.evidence, ground.withdrawn, near, sides),
        parts=tuple(one.id for one in kin.parts),
        wholes=tuple(one.id for one in kin.wholes),
        name=name,
        more_conflicts=_more_conflicts(ground, reading),
    )


def _more_conflicts(ground: Ground, reading: Reading) -> int:
    """How many pairs of figures cannot both hold, beside those that are named."""
    named = [one for one in reading.conflicts if one.kind not in ("denial", "correction")]
    pairs = sum(1 for one in named if len(one.statements) == 2)
    return max(0, count_clashes(ground.constraints) - pairs) if named else 0


def _told(one: Evidence, question: Question, takers: Collection[str]) -> Statement:
    """The statement, and what was taken to be so of it, as its words name no place or no day.

    takers: the statements by which sources took back their own.
    """
    said, taken = one.statement, []
    if one.bout is not None and start_of(one) is None:
        since = day_name(one.bout)
        taken.append(f"it names no first day: the fighting since {since} is the only that fits")
    elif said.place is None and one.place is not None and one.bout is None:
        where = one.place.name or one.place.text
        taken.append(f"it names no place: {where}, of which its report tells, is taken")
    elif said.place is None and question.place is not None:
        taken.append("it names no place: this is the only question that fits")
    if one.kind is Kind.INCIDENT and question.first is not None and _is_undated(said):
        taken.append("it names no day: this is the only happening that fits")
    if said.id in takers and said.stance == Stance.DENIED:
        taken.append("it takes back its speaker's own figure: no witness of it")
        said = replace(said, independent=False)
    return replace(said, reasons=(*said.reasons, *taken)) if taken else said


def _is_undated(said: Statement) -> bool:
    return said.period is None or (said.period.first is None and said.period.last is None)


def _conventions(evidence: Iterable[Evidence]) -> str:
    """The conventions by which the vague words of some figures were read."""
    found = {one.claim.quantity.convention for one in evidence}
    return " + ".join(sorted(name for name in found if name))


Step = tuple[date | None, Ground, Reading]


def _answers(case: Case) -> list[Evidence]:
    """The figures of the question itself and its incidents, and the count it is drawn from.

    Who counts the 22 dead of one strike is no witness for the 38,584 of the war; an army's losses
    are told fight by fight.
    """
    question, nested = case.question, case.nested
    most = max((one.low for one in question.evidence if one.low is not None), default=None)
    if most is not None and not question.of.parties:
        nested = [one for one in nested if not is_far_below(one, most)]
    return _each_once((*question.evidence, *nested, *question.drawn_from))


def _each_once(evidence: Iterable[Evidence]) -> list[Evidence]:
    unique = {one.statement.id: one for one in evidence}
    return sorted(unique.values(), key=lambda one: one.order)


def _floors(answers: Sequence[Evidence], reading: Reading) -> list[Evidence]:
    """Who gave the figure that sets the low; a sum is nobody's, where anybody answers at all."""
    told = any(one.bears for one in answers)
    setters = [one for one in reading.setters if one.low is not None]
    return [one.evidence for one in setters if not (told and one.also)]


def _still_said(listed: Sequence[Evidence], ground: Ground) -> list[Evidence]:
    """What its source has not taken back, of all who are asked about.

    A town's dead are no answer for the country where anybody gives the country's, nor is a level
    of a part on another day.
    """
    gone = {old.statement.id for old, _ in ground.withdrawn}
    question, where = ground.question, ground.question.place
    own = {one.statement.id for one in question.evidence if one.statement.id not in gone}
    told = any(one.bears for one in question.evidence if one.statement.id in own)
    found = []
    for one in listed:
        apart = False
        if where is not None and one.place is not None:
            apart = place_key(one.place) != place_key(where)
        other_day = question.kind is Kind.LEVEL and one.at != ground.day
        nested = told and one.statement.id not in own
        is_part = apart and not question.of.parties and (other_day or nested)
        if one.statement.id not in gone and not is_part:
            found.append(one)
    return found


def _period(question: Question, ground: Ground) -> Period | None:
    if question.kind is Kind.INCIDENT:
        if question.first is None and question.last is None and not question.words:
            return None
        return Period(question.words, question.first, question.last)
    first = question.first
    if first is not None and ground.day is not None and first > ground.day:
        first = None
    return None if first is ground.day is None else Period("", first, ground.day)


def _steps(case: Case, policy: Policy) -> list[Step]:
    """The answer at the end of each day on which something new became known."""
    found: list[Step] = []
    for day in case.days() or [None]:
        ground = case.ground(day)
        found.append((day, ground, policy(ground)))
    return found


def _revisions(
    steps: Sequence[Step], witnesses: _Witnesses, settings: Settings
) -> tuple[Revision, ...]:
    """A revision for each step at which the answer moved."""
    revisions: list[Revision] = []
    for day, ground, reading in steps:
        before = revisions[-1] if revisions else None
        ends = (reading.low, reading.best, reading.high)
        if before is not None and (before.low, before.best, before.high) == ends:
            continue
        name = content_id("revision", ground.question.id, day, *ends, *reading.because)
        revision = Revision(
            at=day,
            low=reading.low,
            best=reading.best,
            high=reading.high,
            because=reading.because,
            supersedes=before.id if before is not None else None,
            id=name,
            policy=settings.policy,
            grade=witnesses.grade(day, ground, reading, settings).value,
            why=why_moved(before, reading),
        )
        revisions.append(revision)
    return tuple(revisions)


class _Witnesses:
    """Who had given a figure by a day, one piece of evidence for each speaker.

    Days are asked in their order: what was taken back by one is so by the next.
    """

    def __init__(self, answers: Sequence[Evidence], standing: Standing) -> None:
        self._standing = standing
        self._told: dict[tuple[object, ...], list[Evidence]] = {}
        self._gone: set[str] = set()
        self._spots: dict[tuple[object, ...], int] = {}
        self._seen = 0
        for one in answers:
            key = (*one.origin, one.bears, one.statement.independent)
            self._told.setdefault(key, []).append(one)

    def grade(
        self, day: date | None, ground: Ground, reading: Reading, settings: Settings
    ) -> Grade:
        """The grade of the answer as it was then."""
        self._gone.update(old.statement.id for old, _ in ground.withdrawn[self._seen :])
        self._seen = len(ground.withdrawn)
        first = (self._first(key) for key in self._told)
        heard = [one for one in first if one is not None and _is_public(one, day)]
        witnesses = _each_once((*heard, *_floors(heard, reading)))
        given = sides_of(witnesses, self._standing)
        return _grade(witnesses, given, ground, reading, settings)

    def _first(self, key: tuple[object, ...]) -> Evidence | None:
        """What one speaker said first of what stands: no other of his is public before."""
        told, spot = self._told[key], self._spots.get(key, 0)
        while spot < len(told) and told[spot].statement.id in self._gone:
            spot += 1
        self._spots[key] = spot
        return told[spot] if spot < len(told) else None


def _is_public(one: Evidence, day: date | None) -> bool:
    return one.known is None or (day is not None and one.known <= day)


def _grade(
    witnesses: Sequence[Evidence],
    given: Sequence[str],
    ground: Ground,
    reading: Reading,
    settings: Settings,
) -> Grade:
    return grade_of(
        witnesses,
        given,
        contested=reading.contested,
        policy=settings.policy,
        question=ground.question,
    )
