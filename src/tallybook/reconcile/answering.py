"""Answering: one plain sentence. Every number in it is in the words of a claim, or a named sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tallybook.catalogue.conflicts import Conflicts
from tallybook.language.answer_words import load_answer_words
from tallybook.model import Form, Measure, Stance
from tallybook.reconcile.constraints import Constraint, Ground
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.grading import Standing, parties_behind
from tallybook.reconcile.naming import figure, joined, people, place_phrase, with_the
from tallybook.reconcile.naming_speakers import is_plural, origin
from tallybook.reconcile.policies import Reading
from tallybook.reconcile.questions import Question
from tallybook.reconcile.subjects import amount, counted_words, is_money, subject

_NAMED_AT_MOST = 3
_VERBS = {"denied": ("denies", "deny"), "estimated": ("estimates", "estimate")}
_SAYS = ("says", "say")


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
    numbered = sorted(
        (one for one in telling.evidence if one.bears and not one.is_some), key=_by_day
    )
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


def _by_day(one: Evidence) -> tuple[object, ...]:
    """By the day it speaks to: a corrected early row, though said last, is not the newest word."""
    return (one.at or one.known or date.min, one.order)


def _subject(telling: Telling) -> str:
    return subject(telling.question, telling.ground.day, telling.measures, telling.sides)


def _agreed(telling: Telling, numbered: Sequence[Evidence]) -> str:
    lead = _lead(telling, numbered)
    seconds = [one for one in numbered if _same(one, lead) and one.origin != lead.origin]
    tellers = joined(list(dict.fromkeys(_who(telling, one) for one in (lead, *seconds))))
    amount_told = counted_words(
        figure(lead), telling.question, telling.ground.day, telling.measures, telling.sides
    )
    others = list(_others(telling, lead, seconds, numbered))
    said = [f"{amount_told}, according to {tellers}{_own_other(lead, numbered)}"]
    if others:
        said.append(joined(others[:_NAMED_AT_MOST]))
    if len(others) > _NAMED_AT_MOST:
        said.append("others give other figures")
    return "; ".join(said)


def _others(
    telling: Telling, lead: Evidence, seconds: Sequence[Evidence], numbered: Sequence[Evidence]
) -> Iterator[str]:
    """ "several dozen according to A and B", each origin with its last figure, the newest first."""
    told = {lead.origin, *(one.origin for one in seconds)}
    last: dict[tuple[str, str], Evidence] = {}
    for one in reversed(numbered):
        if one.origin not in told and not _same(one, lead):
            last.setdefault(one.origin, one)
    by_figure: dict[object, list[Evidence]] = {}
    for one in last.values():
        by_figure.setdefault((one.low, one.high, _is_old(telling, one)), []).append(one)
    for alike in by_figure.values():
        who = joined(list(dict.fromkeys(_who(telling, one) for one in alike)))
        before = "earlier " if _is_old(telling, alike[0]) else ""
        yield f"{before}{figure(alike[0])} according to {who}"


def _own_other(lead: Evidence, numbered: Sequence[Evidence]) -> str:
    """What the leading source itself said otherwise: last before, or since, which is never left."""
    own = [one for one in numbered if one.origin == lead.origin and not _same(one, lead)]
    since = [
        one
        for one in own
        if one.known and lead.known and one.known > lead.known and _by_day(one) > _by_day(lead)
    ]
    if since:
        return f", and since then {figure(since[-1])}"
    before = [one for one in own if _by_day(one) < _by_day(lead)]
    return f", after {figure(before[-1])} before" if before else ""


def _same(one: Evidence, other: Evidence) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _is_old(telling: Telling, one: Evidence) -> bool:
    """Does it speak to another day than the answer? A floor of yesterday is one today, too."""
    day, form = telling.ground.day, one.claim.quantity.form
    if one.kind is Kind.INCIDENT or one.at is None or day is None or one.at >= day:
        return False
    return one.kind is Kind.LEVEL or form not in (Form.VAGUE, Form.AT_LEAST, Form.MORE_THAN)


def _lead(telling: Telling, numbered: Sequence[Evidence]) -> Evidence:
    """What sets the floor; else what sets the ceiling; else what was said last."""
    own = {one.statement.id for one in numbered}
    for setter in telling.reading.setters:
        if setter.evidence.statement.id in own and not setter.also:
            return setter.evidence
    return numbered[-1]


def _contested(telling: Telling, numbered: Sequence[Evidence]) -> str:
    own = {one.statement.id for one in telling.evidence}
    sides = _clashing(telling)
    if len(sides) < 2:
        sides = [numbered[0], numbered[-1]] if len(numbered) > 1 else list(numbered)
    parts = list[str]()
    for one in sorted(sides, key=lambda one: one.order):
        said = _says(telling, one, is_own=one.statement.id in own)
        who = f"{_who(telling, one)} "
        again = bool(parts) and parts[-1].startswith(who)
        parts.append(f"also {said.removeprefix(who)}" if again else said)
    return f"{_subject(telling)}: {', but '.join(parts)}"


def _clashing(telling: Telling) -> list[Evidence]:
    """What contradicts what first of all, be it of this question or of one that bounds it."""
    by_id = {one.evidence.statement.id: one.evidence for one in telling.ground.constraints}
    by_id |= {one.statement.id: one for one in telling.evidence}
    named = (name for conflict in telling.reading.conflicts[:1] for name in conflict.statements)
    return [by_id[name] for name in named if name in by_id]


def _says(telling: Telling, one: Evidence, *, is_own: bool) -> str:
    """ "HUR (Ukraine) says at least 30", "the army denies that there were any".

    is_own: of the question itself; a figure of another tells of whom and where it is.
    """
    who, verb = _who(telling, one), _VERBS.get(one.statement.stance, _SAYS)[is_plural(one)]
    if one.statement.stance == "denied" and one.claim.quantity.form in (Form.UNSTATED, Form.NONE):
        return f"{who} {verb} that there were any"
    nobody = figure(one).casefold() in load_answer_words().lists.nobody
    told = "none" if nobody else figure(one)
    if not is_own:
        asked = telling.question
        alike = (one.of.key, one.statement.measure) == (asked.of.key, asked.measure)
        told = _there(telling, one, told if alike else None)
    return f"{who} {verb} {told}"


def _there(telling: Telling, one: Evidence, told: str | None = None) -> str:
    """A figure of another question, with its place where that differs: "40 killed in Alba"."""
    told = told or amount(one, telling.measures, telling.sides)
    here, there = place_phrase(telling.question.place), place_phrase(one.place)
    return told if there in ("", here) else f"{told} {there}"


def _drawn(telling: Telling, wider: Evidence) -> str:
    together = people(wider.of, wider.statement.unit, telling.sides)
    return (
        f"nobody has counted {_subject(telling)} alone; {_who(telling, wider)} put {together} "
        f"together at {figure(wider)}, and they cannot be more than that"
    )


def _unnumbered(telling: Telling) -> str:
    tellers = joined(list(dict.fromkeys(_who(telling, one) for one in telling.evidence)))
    about = _subject(telling)
    if not tellers:
        return f"no figure stands for {about}" if about else "no figure stands"
    if all(one.claim.quantity.form is Form.UNSTATED for one in telling.evidence):
        return f"{about}: {tellers} gave no number"
    told = [one for one in telling.evidence if one.claim.quantity.form is not Form.UNSTATED]
    said = "; ".join(dict.fromkeys(_speaks(telling, one) for one in told))
    return f"{about}: {said}" if about and not is_money(telling.question.unit) else said


def _speaks(telling: Telling, one: Evidence) -> str:
    """A figure that was given and is no answer by itself, and why not."""
    money = is_money(telling.question.unit)
    about = _subject(telling) if money else ""
    told = f"{'a sum of ' if money else ''}{figure(one)}{f' ({about})' if about else ''}"
    plural = is_plural(one)
    if one.statement.stance == Stance.DENIED:
        denied = told if money else f"that there were {told}"
        return f"{_who(telling, one)} {_VERBS['denied'][plural]} {denied}"
    said = f"{_who(telling, one)} {'speak' if plural else 'speaks'} of {told}"
    if one.is_partial:
        return f"{said}, which is no count of the whole"
    return f"{said} as {one.statement.stance}, which bounds nothing"


def _beyond(telling: Telling, numbered: Sequence[Evidence]) -> Iterator[str]:
    """The floor or ceiling that comes from another question, or from several, with its reason."""
    own = {one.statement.id for one in numbered}
    own |= {one.statement.id for one in telling.question.drawn_from}
    for setter in telling.reading.setters:
        one = setter.evidence
        if setter.also:
            yield _derived(telling, setter)
        elif not setter.is_direct and one.statement.id not in own:
            is_wide = one.place is not None and one.place.precision != "place"
            if setter.low is not None:
                nested = f"among them {_there(telling, one)}"
            elif is_wide:
                nested = f"they are among {_there(telling, one)}"
            else:
                nested = f"they are among {amount(one, telling.measures, telling.sides)}"
            yield f"{nested}, according to {_who(telling, one)}"
            own.add(one.statement.id)


def _derived(telling: Telling, setter: Constraint) -> str:
    """ "at least 20 together: 12 civilians according to A and 8 soldiers according to B"."""
    terms = [f"{_there(telling, one)} according to {_who(telling, one)}" for one in setter.proof]
    word, value = ("at least", setter.low) if setter.low is not None else ("at most", setter.high)
    assert value is not None
    return f"{word} {value.normalize():,f} by arithmetic ({setter.rule}): {joined(terms)}"


def _taken_back(telling: Telling) -> Iterator[str]:
    by_origin: dict[tuple[str, str], list[Evidence]] = {}
    for old, new in telling.ground.withdrawn:
        if old.origin != new.origin:
            continue  # it only repeated what another has taken back
        by_origin.setdefault(old.origin, []).append(old)
    for olds in by_origin.values():
        taken = "have taken back their" if is_plural(olds[0]) else "has taken back its"
        figures = list(dict.fromkeys(figure(one) for one in sorted(olds, key=_by_day)))
        shown, more = figures[-_NAMED_AT_MOST:], len(figures) - _NAMED_AT_MOST
        if more > 0:
            shown.append(f"{more} other figures" if more > 1 else "another figure")
        yield f"{_who(telling, olds[0])} {taken} earlier {joined(shown)}"


def _silence(telling: Telling) -> list[str]:
    """Who fights and gave no figure."""
    spoke = [one.statement.party for one in (*telling.question.evidence, *_clashing(telling))]
    quiet = parties_behind(telling.silent, telling.standing, spoke)
    names = list(dict.fromkeys(telling.sides.name_of(party) for party in quiet))
    return [silence(names)] if names else []


def silence(names: Sequence[str]) -> str:
    """ "neither Russia nor North Korea has given a figure"."""
    shown = [with_the(name) for name in names]
    if len(shown) == 1:
        plural = names[0] in load_answer_words().lists.plural_parties
        return f"{shown[0]} {'have' if plural else 'has'} given no figure"
    verb = "have" if names[-1] in load_answer_words().lists.plural_parties else "has"
    return f"neither {', '.join(shown[:-1])} nor {shown[-1]} {verb} given a figure"


def _who(telling: Telling, one: Evidence) -> str:
    return origin(one, telling.sides)
