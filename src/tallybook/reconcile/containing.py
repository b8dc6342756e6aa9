"""Containing: which questions lie within which, and in what respect. Yes, no, or unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tallybook.model import Measure, Tally
from tallybook.model.apartness import Apart
from tallybook.model.containment import (
    Containment,
    all_of,
    measure_within,
    place_chain,
    place_key,
    place_within,
    population_within,
)
from tallybook.reconcile.apart import apart
from tallybook.reconcile.evidence import Kind, is_force
from tallybook.reconcile.questions import Question

SAME = "same question"
Key = tuple[object, ...]
_AGO = timedelta(days=60)
_ANYBODY = "*"
_NO_PARTY = ""


def answers_itself(tally: Tally) -> bool:
    """Does a figure of its own set an end of the answer, or do all follow from other questions?"""
    ends = (tally.low, tally.best, tally.high)
    return any(bound.rule == SAME and bound.value in ends for bound in tally.bounds)


def within(part: Question, whole: Question, measures: Mapping[str, Measure]) -> Containment:
    """Is everything that `part` counts counted by `whole`? Only a plain yes bounds anything."""
    if part.unit != whole.unit:
        return Containment.NO
    return all_of(
        _kinds(part, whole),
        measure_within(part.measure, whole.measure, measures),
        _populations(part, whole),
        _inflictors(part, whole),
        _places(part, whole),
        _times(part, whole),
    )


def _kinds(part: Question, whole: Question) -> Containment:
    if Kind.LEVEL in (part.kind, whole.kind):
        return Containment.YES if part.kind is whole.kind else Containment.NO
    if whole.is_happening and not part.is_happening:
        return Containment.NO
    return Containment.YES


def _populations(part: Question, whole: Question) -> Containment:
    if part.of.key == whole.of.key:
        return Containment.YES
    return population_within(part.of, whole.of)


def _inflictors(part: Question, whole: Question) -> Containment:
    if not whole.by or part.by == whole.by:
        return Containment.YES
    if not part.by:
        return Containment.UNKNOWN
    return Containment.YES if set(part.by) <= set(whole.by) else Containment.NO


def _places(part: Question, whole: Question) -> Containment:
    if whole.place is None and part.is_bout and whole.is_bout:
        return Containment.YES  # wherever the one bout was fought
    if part.place is None and whole.place is None:
        return Containment.YES if part.reports & whole.reports else Containment.UNKNOWN
    return place_within(part.place, whole.place)


def _times(part: Question, whole: Question) -> Containment:
    """Days of a happening, or the day from which a total counts; its end is weighed later."""
    if part.is_background is not whole.is_background and None in (part.first, part.last):
        return Containment.UNKNOWN
    if part.words and part.first is None and not is_force(whole.of) and part.id != whole.id:
        return Containment.UNKNOWN  # "that spring": nobody can tell which
    if not whole.is_happening:
        if whole.first is None:
            if not part.is_happening and part.first is not None:
                # "since March": the other may count from a later day
                begun = _has_begun_by(whole, part.first)
                return Containment.YES if begun else Containment.UNKNOWN
            return Containment.UNKNOWN if _is_long_before(part, whole) else Containment.YES
        if part.first is None:
            return _told_together(part, whole)
        return Containment.YES if part.first >= whole.first else Containment.NO
    if part.first is None or part.last is None or whole.first is None or whole.last is None:
        return _told_together(part, whole)
    if part.last < whole.first or whole.last < part.first:
        return Containment.NO
    inside = whole.first <= part.first and part.last <= whole.last
    return Containment.YES if inside else Containment.UNKNOWN


def _has_begun_by(whole: Question, day: date) -> bool:
    """Does the total count from that day or before? "Last week's" begun by the week's first."""
    told = (one.statement.period for one in whole.evidence if one.bears)
    firsts = [period.first for period in told if period is not None and period.first is not None]
    return bool(firsts) and min(firsts) <= day


def _is_long_before(part: Question, whole: Question) -> bool:
    """Was it over long before anybody gave the total? "178 so far" need not count an older toll.

    An army's running losses count from the start of its war.
    """
    told = min((one.known for one in whole.evidence if one.known is not None), default=None)
    if is_force(whole.of) or told is None or part.last is None:
        return False
    return part.last < (told if part.is_background else told - _AGO)


def _told_together(part: Question, whole: Question) -> Containment:
    """Without days, figures of one report and one spot are taken to be of one happening.

    Not where they count the same of the same people: those were judged apart already.
    """
    alike = part.measure == whole.measure and part.of.key == whole.of.key
    alike = alike or part.is_background is not whole.is_background
    together = not alike and bool(part.reports & whole.reports) and _one_spot(part, whole)
    return Containment.YES if together else Containment.UNKNOWN


def _one_spot(part: Question, whole: Question) -> bool:
    if part.place is None or whole.place is None:
        return part.place is whole.place
    return place_key(part.place) == place_key(whole.place)


def beside_at(question: Question, families: Mapping[str, str]) -> Iterator[Key]:
    """Under which keys a question finds those that may lie beside it in one whole.

    Running totals of one land; of happenings those of the very same days. The incidents of a war
    are not held against each other: a total says next to nothing of each.
    """
    family = families.get(question.measure, question.measure)
    shared = ("beside", family, question.unit, question.kind, question.is_happening)
    times: list[Key] = [()]
    if question.is_happening:
        dated = question.first is not None
        times = [(question.first, question.last)] if dated else [(r,) for r in question.reports]
    chain = (("nowhere",),) if question.place is None else place_chain(question.place)
    yield from ((*shared, *time, *key) for time in times for key in chain)


def is_beside(
    question: Question,
    other: Question,
    wholes: Sequence[Question],
    measures: Mapping[str, Measure],
) -> bool:
    """Does the other lie in one of the question's wholes, and can nothing be counted by both?"""
    alike = [
        whole
        for whole in wholes
        if whole.kind is question.kind and whole.is_happening is question.is_happening
    ]
    if not alike or other.id == question.id or apart(question, other, measures) is Apart.NO:
        return False
    return any(
        whole.id != other.id and within(other, whole, measures) is Containment.YES
        for whole in alike
    )


def relation(part: Question, whole: Question, measures: Mapping[str, Measure]) -> str:
    """In which respects the part is narrower, in words."""
    reasons: list[str] = []
    if part.measure != whole.measure:
        reasons.append(f"{_title(part, measures)} is part of {_title(whole, measures)}")
    if part.of.key != whole.of.key:
        reasons.append("the people counted are part of those counted")
    if part.place is not None and whole.place is not None and not _one_spot(part, whole):
        reasons.append(f"{part.place.name} lies within {whole.place.name}")
    if part.is_happening and not whole.is_happening:
        reasons.append("an incident lies within the running total")
    return "; ".join(reasons) or SAME


def _title(question: Question, measures: Mapping[str, Measure]) -> str:
    measure = measures.get(question.measure)
    return measure.title.lower() if measure is not None else question.measure


@dataclass(frozen=True, slots=True)
class Kin:
    """The questions that lie within one, those that hold it, and those beside it in one of them.

    beside: apart from the question, so that of the whole it has only what they leave.
    """

    parts: tuple[Question, ...]
    wholes: tuple[Question, ...]
    beside: tuple[Question, ...] = ()
