"""Answering: one plain sentence. Every number in it is in the words of a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Form, Measure
from tallybook.reconcile.constraints import Ground
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.grading import ADVERSARY, OWN, Standing
from tallybook.reconcile.naming import counted, days, figure, joined, origin, people, place_phrase
from tallybook.reconcile.policies import Reading
from tallybook.reconcile.questions import Question

_NAMED_AT_MOST = 3
_VERBS = {"denied": "denies", "estimated": "estimates"}


@dataclass(frozen=True, slots=True)
class Telling:
    """All that the sentence is made of."""

    question: Question
    ground: Ground
    reading: Reading
    evidence: Sequence[Evidence]
    standing: Standing
    silent: Sequence[str]
    measures: Mapping[str, Measure]
    sides: Conflicts


def answer_of(telling: Telling) -> str:
    """The answer to the question in one sentence that a newcomer understands."""
    numbered = [one for one in telling.evidence if one.bears and not one.is_some]
    if telling.question.drawn_from:
        said = _drawn(telling, telling.question.drawn_from[-1])
    elif not numbered:
        said = _unnumbered(telling)
    elif telling.reading.contested and telling.reading.conflicts:
        said = _contested(telling, numbered)
    else:
        said = _agreed(telling, numbered)
    clauses = [
        said,
        *_beyond(telling, numbered),
        *_taken_back(telling),
        *(_silence(telling) if numbered else []),
    ]
    sentence = "; ".join(clauses)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _subject(telling: Telling) -> str:
    """ "North Korean soldiers killed or wounded in Kursk Oblast by 18 December 2024"."""
    question = telling.question
    return " ".join(
        word
        for word in (
            _counted_people(telling),
            _title(telling, question.measure),
            place_phrase(question.place),
            _when(telling),
        )
        if word
    )


def _counted_people(telling: Telling) -> str:
    question = telling.question
    whom = people(question.of, question.unit, telling.sides)
    if _is_money(question.unit):
        return f"({whom})" if whom else ""
    return whom


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _title(telling: Telling, name: str) -> str:
    measure = telling.measures.get(name)
    if _is_money(telling.question.unit):
        return ""
    title = (measure.title if measure is not None else name.replace("_", " ")).lower()
    return title if telling.question.unit == "person" else f"({title})"


def _when(telling: Telling) -> str:
    question, day = telling.question, telling.ground.day
    if question.kind is Kind.INCIDENT:
        return days(question.first, question.last) or question.words
    if day is None:
        return ""
    return f"{'as of' if question.kind is Kind.LEVEL else 'by'} {_written(day)}"


def _written(day: date) -> str:
    return days(day, day).removeprefix("on ")


def _agreed(telling: Telling, numbered: Sequence[Evidence]) -> str:
    lead = _lead(telling, numbered)
    seconds = [one for one in numbered if figure(one) == figure(lead) and one.origin != lead.origin]
    tellers = joined(list(dict.fromkeys(_who(telling, one) for one in (lead, *seconds))))
    said = f"{counted(figure(lead), _subject(telling)).rstrip()}, according to {tellers}"
    others: dict[tuple[str, str], str] = {}
    for one in reversed(numbered):
        if figure(one) != figure(lead):
            others.setdefault(one.origin, f"{figure(one)} according to {_who(telling, one)}")
    shown = list(others.values())[:_NAMED_AT_MOST]
    if len(others) > len(shown):
        shown.append("others give other figures")
    return f"{said}; {joined(shown)}" if shown else said


def _lead(telling: Telling, numbered: Sequence[Evidence]) -> Evidence:
    """What sets the floor; else what sets the ceiling; else what was said last."""
    own = {one.statement.id for one in numbered}
    for setter in telling.reading.setters:
        if setter.evidence.statement.id in own:
            return setter.evidence
    return numbered[-1]


def _contested(telling: Telling, numbered: Sequence[Evidence]) -> str:
    by_id = {one.statement.id: one for one in telling.evidence}
    sides = [
        by_id[name]
        for conflict in telling.reading.conflicts[:1]
        for name in conflict.statements
        if name in by_id
    ]
    if len(sides) < 2:
        sides = [numbered[0], numbered[-1]] if len(numbered) > 1 else list(numbered)
    parts = [
        f"{_who(telling, one)} {_VERBS.get(one.statement.stance, 'says')} {figure(one)}"
        for one in sorted(sides, key=lambda one: one.order)
    ]
    return f"{_subject(telling)}: {', but '.join(parts)}"


def _drawn(telling: Telling, wider: Evidence) -> str:
    together = people(wider.of, wider.statement.unit, telling.sides)
    return (
        f"nobody has counted {_subject(telling)} alone; {_who(telling, wider)} put {together} "
        f"together at {figure(wider)}, and they cannot be more than that"
    )


def _unnumbered(telling: Telling) -> str:
    tellers = joined(list(dict.fromkeys(_who(telling, one) for one in telling.evidence)))
    if not tellers:
        return f"no figure stands for {_subject(telling)}"
    if all(one.claim.quantity.form is Form.UNSTATED for one in telling.evidence):
        return f"{_subject(telling)}: {tellers} gave no number"
    told = [one for one in telling.evidence if one.claim.quantity.form is not Form.UNSTATED]
    parts = [f"{_who(telling, one)} speaks of {figure(one)}, {_why_not(one)}" for one in told]
    subject = _subject(telling)
    said = "; ".join(dict.fromkeys(parts))
    return f"{subject}: {said}" if subject else said


def _why_not(one: Evidence) -> str:
    """Why a figure that was given is no answer by itself."""
    if one.is_partial:
        return "which is no count of the whole"
    return f"which is {one.statement.stance} and bounds nothing"


def _beyond(telling: Telling, numbered: Sequence[Evidence]) -> list[str]:
    """The floor or ceiling that comes from another question, with its reason."""
    own = {one.statement.id for one in numbered}
    own |= {one.statement.id for one in telling.question.drawn_from}
    found: list[str] = []
    for setter in telling.reading.setters:
        one = setter.evidence
        if setter.is_direct or one.statement.id in own:
            continue
        whom = people(one.of, one.statement.unit, telling.sides)
        title = _title(telling, one.statement.measure)
        amount = f"{counted(figure(one), whom)} {title}".strip()
        nested = f"among them {amount}" if setter.low is not None else f"they are among {amount}"
        found.append(f"{nested}, according to {_who(telling, one)}")
        own.add(one.statement.id)
    return found


def _taken_back(telling: Telling) -> list[str]:
    return [
        f"{_who(telling, old)} has taken back its earlier {figure(old)}"
        for old, _ in telling.ground.withdrawn
    ]


def _silence(telling: Telling) -> list[str]:
    """Who fights and gave no figure."""
    quiet: list[str] = []
    if OWN in telling.silent:
        quiet += [telling.sides.name_of(party) for party in telling.standing.own_parties()]
    if ADVERSARY in telling.silent:
        quiet += [telling.sides.name_of(party) for party in telling.standing.adversaries()]
    quiet = list(dict.fromkeys(quiet))
    if not quiet:
        return []
    if len(quiet) == 1:
        return [f"{quiet[0]} has given no figure"]
    return [f"neither {', '.join(quiet[:-1])} nor {quiet[-1]} has given a figure"]


def _who(telling: Telling, one: Evidence) -> str:
    return origin(one, telling.sides)
