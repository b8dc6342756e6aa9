"""Disputes: what cannot all hold, of what kind the disagreement is, and what remains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tallybook.catalogue.conflicts import Conflicts, load_conflicts
from tallybook.model import Conflict, Stance
from tallybook.model.containment import GENERAL_ROLES, place_key
from tallybook.reconcile.consistency import Hull, hull_of
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.grounds import Constraint, Ground, Listed, is_known
from tallybook.reconcile.naming import days, figure, joined, people, place_phrase
from tallybook.reconcile.naming_speakers import origin
from tallybook.reconcile.withdrawals import denies, is_echo


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
    hull, denials = _with_denials(ground)
    clashes = tuple(_clash(floor, ceiling, ground) for floor, ceiling in hull.clashes)

    def conflicts() -> Iterable[Conflict]:
        taken_back = ground.corrections
        if taken_back is None:
            pairs = (pair for pair in ground.withdrawn if not is_echo(*pair))
            taken_back = [correction(old, new) for old, new in pairs]
        return (*clashes, *dict.fromkeys(denials), *taken_back)

    return Disputed(hull, Listed(conflicts), contested=bool(clashes or denials))


def _with_denials(ground: Ground) -> tuple[Hull, tuple[Conflict, ...]]:
    """The hull of all that stands, and the denials by another party.

    A denial and what it denies cannot both hold: where as many deny a figure as give it, the
    hull takes in the answer without it. Who takes back his own figure denies nobody else's, unless
    it is the very same.
    """
    hull = hull_of(ground.weighed)
    denials = denials_of(ground)
    if not denials:
        return hull, ()
    named: list[Conflict] = []
    doubted: set[str] = set()
    givers: set[tuple[str, str]] = set()
    gone = {old.statement.id for old, _ in ground.withdrawn}
    takers = {new.statement.id for _, new in ground.withdrawn}
    standing = [
        one
        for one in ground.question.evidence
        if one.bears and one.statement.id not in gone and is_known(one, ground.until)
    ]
    for denial in denials:
        for one in standing:
            same = _ends(one) == _ends(denial)
            is_his = one.origin == denial.origin
            takes_back = denial.statement.id in takers
            if not is_his and (same or (not takes_back and denies(denial, one))):
                named.append(_denial(one, denial))
                doubted.add(one.statement.id)
                givers.add(one.origin)
    deniers = {denial.origin for denial in denials}
    if doubted and len(deniers) >= len(givers):
        kept = [one for one in ground.constraints if not doubted & _resting_on(one)]
        rest = hull_of(kept)
        hull = Hull(
            None if hull.low is None or rest.low is None else min(hull.low, rest.low),
            None if hull.high is None or rest.high is None else max(hull.high, rest.high),
            hull.clashes,
        )
    return hull, tuple(named)


def denials_of(ground: Ground) -> list[Evidence]:
    """Who denies a figure of the question; an outlet that mends its page denies nobody else's."""
    told = ground.denials if ground.binding is not None else ground.question.evidence
    return [
        one
        for one in told
        if one.statement.stance == Stance.DENIED
        and not one.is_voice
        and is_known(one, ground.until)
    ]


def _resting_on(one: Constraint) -> set[str]:
    """The figures of the question itself that it rests on."""
    return {one.evidence.statement.id} if one.is_direct else set()


def _ends(one: Evidence) -> tuple[Decimal | None, Decimal | None]:
    return one.statement.low, one.statement.high


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
