"""Disputes: what cannot all hold, of what kind the disagreement is, and what remains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tallybook.catalogue.conflicts import Conflicts, load_conflicts
from tallybook.model import Conflict, Stance
from tallybook.model.containment import GENERAL_ROLES, place_key
from tallybook.reconcile.consistency import Hull, hull_of
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.grounds import Constraint, Ground, Listed
from tallybook.reconcile.naming import days, figure, joined, people, place_phrase
from tallybook.reconcile.naming_speakers import origin


@cache
def _called() -> Conflicts:
    """What parties are called: a reason is read by people."""
    return load_conflicts()


@dataclass(frozen=True, slots=True)
class Disputed:
    """The ground after its disagreements were weighed.

    hull: the interval where all hold, or the hull of what each largest consistent set gives.
    conflicts: clashes, denials and corrections. contested: does any but a correction stand?
    """

    hull: Hull
    conflicts: Sequence[Conflict]
    contested: bool


def disputes_of(ground: Ground) -> Disputed:
    """The hull of all that stands, with the denials by other parties and what was taken back."""
    hull = _hull(ground)
    clashes = tuple(_clash(floor, ceiling, ground) for floor, ceiling in hull.clashes)

    def conflicts() -> Iterable[Conflict]:
        denials = (_denial(one, denial) for denial, one in ground.denials)
        return (*clashes, *dict.fromkeys(denials), *ground.corrections)

    return Disputed(hull, Listed(conflicts), contested=bool(clashes or ground.denied.doubted))


def _hull(ground: Ground) -> Hull:
    """The hull of all that stands.

    A denial and what it denies cannot both hold: where as many deny a figure as give it, the
    hull takes in the answer without it.
    """
    hull, denied = hull_of(ground.weighed), ground.denied
    if not denied.doubted or denied.deniers < denied.givers:
        return hull
    rest = hull_of(ground.undoubted)
    return Hull(
        None if hull.low is None or rest.low is None else min(hull.low, rest.low),
        None if hull.high is None or rest.high is None else max(hull.high, rest.high),
        hull.clashes,
    )


def _clash(floor: Constraint, ceiling: Constraint, ground: Ground) -> Conflict:
    names = sorted({one.statement.id for one in (*floor.proof, *ceiling.proof)})
    reason = (
        f"{_said(floor.proof, ground)} cannot be with {_said(ceiling.proof, ground)}: "
        f"{_why(floor, ceiling, ground)}"
    )
    return Conflict(kind_of(floor, ceiling), tuple(names), reason)


def kind_of(floor: Constraint, ceiling: Constraint) -> str:
    """Of what kind a disagreement is, by how the two figures bear on the question.

    definition: they count by different measures; scope: at other places or of other people; time:
    of other days; else a dispute over one and the same thing.
    """
    told = (*floor.proof, *ceiling.proof)
    if len({one.statement.measure for one in told}) > 1:
        return "definition"
    places = {place_key(one.place) for one in told if one.place is not None}
    roles = {one.of.role for one in told if one.of.role not in GENERAL_ROLES}
    others = {one.of.parties for one in told if one.of.parties}
    units = {one.of.unit for one in told}
    if len(places) > 1 or len(roles) > 1 or len(others) > 1 or len(units) > 1:
        return "scope"
    if not (floor.is_direct and ceiling.is_direct):
        return "time" if _times_differ(told) else "scope"
    return "time" if _times_differ(told) else "dispute"


def _times_differ(told: Sequence[Evidence]) -> bool:
    """Do the figures say that they are of different days?"""
    if len({one.kind for one in told}) > 1:
        return True
    windows = {
        (period.first, period.last) if one.kind is Kind.INCIDENT else (one.counts_from, None)
        for one in told
        if (period := one.statement.period) is not None
        and (period.first is not None or period.last is not None)
    }
    return len(windows) > 1


def _said(told: Sequence[Evidence], ground: Ground) -> str:
    """ "Ministry A's “at least 40”", with what is counted where that differs from the question."""
    return joined(list(dict.fromkeys(_one_said(one, ground) for one in told)))


def _one_said(one: Evidence, ground: Ground) -> str:
    said = f"“{figure(one)}” of {origin(one, _called())}"
    other = _subject(one, ground)
    return f"{said} ({other})" if other else said


def _subject(one: Evidence, ground: Ground) -> str:
    """What a figure counts, as far as it is not what is asked."""
    question, words = ground.question, list[str]()
    if one.of.key != question.of.key and one.of.is_stated:
        words.append(people(one.of, one.statement.unit, _called()))
    if one.statement.measure != question.measure:
        words.append(_title(one.statement.measure))
    same_place = one.place is None or (
        question.place is not None and place_key(one.place) == place_key(question.place)
    )
    if not same_place:
        words.append(place_phrase(one.place))
    period = one.statement.period
    asked = (question.first, question.last)
    if one.kind is Kind.INCIDENT and period and (period.first, period.last) != asked:
        words.append(days(period.first, period.last))
    return " ".join(word for word in words if word)


def _why(floor: Constraint, ceiling: Constraint, ground: Ground) -> str:
    question = ground.question
    counted = " ".join(
        word
        for word in (
            people(question.of, question.unit, _called()),
            _title(question.measure),
            place_phrase(question.place),
            days(question.first, question.last) or _as_of(ground),
        )
        if word
    )
    rules = [one.rule for one in (floor, ceiling) if not one.is_direct]
    if not rules:
        both = "both count" if len({*floor.proof, *ceiling.proof}) == 2 else "all count"
        return f"{both} {counted}"
    return f"of {counted}, {' and '.join(dict.fromkeys(rules))}"


def _as_of(ground: Ground) -> str:
    return "" if ground.day is None else f"by {days(ground.day, ground.day).removeprefix('on ')}"


def _title(measure: str) -> str:
    return measure.replace("_", " ")


def _denial(one: Evidence, denial: Evidence) -> Conflict:
    names = tuple(sorted((one.statement.id, denial.statement.id)))
    reason = f"{origin(denial, _called())} denies “{figure(one)}” of {origin(one, _called())}"
    return Conflict("denial", names, reason)


def correction(old: Evidence, new: Evidence) -> Conflict:
    """What a source took back, and by what."""
    who = origin(new, _called())
    if new.statement.stance == Stance.DENIED:
        reason = f"{who} denies “{figure(old)}”, which had been said before"
    else:
        reason = f"{who} now says “{figure(new)}”, which takes back “{figure(old)}”"
    return Conflict("correction", (old.statement.id, new.statement.id), reason)
