"""Subjects: what a question is about, as a phrase of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.language.answer_words import load_answer_words
from tallybook.model import Measure
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.naming import counted, day_name, days, figure, people, place_phrase
from tallybook.reconcile.questions import Question

_NOBODY: Final = Conflicts()


def is_money(unit: str) -> bool:
    """Is it a currency's code?"""
    return len(unit) == 3 and unit.isupper()


def counted_words(
    words: str, question: Question, day: date | None, measures: Mapping[str, Measure], by: Conflicts
) -> str:
    """ "at least 30 North Korean soldiers killed in Kursk Oblast by 18 December 2024"."""
    if is_money(question.unit):
        rest = _money_rest(question, day)
        return f"a sum of {words} ({rest})" if rest else f"a sum of {words}"
    whom = people_of(question, by)
    phrase = " ".join(part for part in (whom, *_rest(question, day, measures)) if part)
    told = counted(words, whom)
    if not whom:
        return f"{words} {phrase}".rstrip()
    return " ".join(part for part in (told, *_rest(question, day, measures)) if part)


def subject(
    question: Question, day: date | None, measures: Mapping[str, Measure], sides: Conflicts
) -> str:
    """ "North Korean soldiers killed or wounded in Kursk Oblast by 18 December 2024"."""
    if is_money(question.unit):
        return _money_rest(question, day)
    parts = (people_of(question, sides), *_rest(question, day, measures))
    return " ".join(part for part in parts if part)


def people_of(question: Question, sides: Conflicts) -> str:
    """Of whom or what; a word that opens a sentence somewhere is not taken for a name."""
    whom = people(question.of, question.unit, sides)
    if question.unit == "person" or not whom[:1].isupper():
        return whom
    lower = f"{whom[:1].lower()}{whom[1:]}"
    opens = any(_opens(one, whom) for one in question.evidence)
    return lower if opens or any(one.of.text == lower for one in question.evidence) else whom


def _opens(one: Evidence, whom: str) -> bool:
    """Do the words stand at the head of their sentence, before their number?"""
    return one.of.text == whom and one.claim.text.startswith(whom)


def title(name: str, measures: Mapping[str, Measure]) -> str:
    """ "killed or wounded"."""
    measure = measures.get(name)
    return (measure.title if measure is not None else name.replace("_", " ")).lower()


def amount(one: Evidence, measures: Mapping[str, Measure], sides: Conflicts) -> str:
    """ "around 200 Russian and North Korean soldiers killed": a figure of another question."""
    unit, name = one.statement.unit, title(one.statement.measure, measures)
    whom = people(one.of, unit, sides)
    if unit != "person" and _opens(one, whom):
        whom = f"{whom[:1].lower()}{whom[1:]}"
    told = counted(figure(one), whom)
    return told if is_money(unit) else f"{told} {name if unit == 'person' else _done(name)}"


def _rest(
    question: Question, day: date | None, measures: Mapping[str, Measure]
) -> tuple[str, str, str]:
    name = title(question.measure, measures)
    is_named = question.unit == "person" or not people(question.of, question.unit, _NOBODY)
    shown = name if is_named else _done(name)
    return shown, place_phrase(question.place), _when(question, day)


def _done(name: str) -> str:
    """What a measure says of things: "lost" of "equipment lost"; else its title in brackets."""
    return load_answer_words().done.get(name, f"({name})")


def _money_rest(question: Question, day: date | None) -> str:
    words = question.of.text.strip()
    whom = words if words.casefold() not in load_answer_words().lists.pronouns else ""
    return ", ".join(
        part for part in (whom, place_phrase(question.place), _when(question, day)) if part
    )


def _when(question: Question, day: date | None) -> str:
    if question.kind is Kind.INCIDENT:
        return days(question.first, question.last) or _lowered(question.words)
    if day is None:
        return ""
    return f"{'as of' if question.kind is Kind.LEVEL else 'by'} {day_name(day)}"


def _lowered(words: str) -> str:
    """ "that spring" of "That spring": a determiner is no name."""
    first = words.split(" ")[0].casefold()
    is_plain = first in load_answer_words().lists.determiners
    return f"{words[:1].lower()}{words[1:]}" if is_plain else words
