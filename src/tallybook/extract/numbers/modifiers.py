"""Modifiers: what "at least", "nearly", "or more" do to an interval, one inside the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from tallybook.catalogue.conventions import Convention
from tallybook.extract.numbers.amounts import Amount
from tallybook.extract.numbers.neighbours import fits
from tallybook.extract.numbers.tokens import Tokens
from tallybook.language.number_words import NumberWords, Rule
from tallybook.model import Form

_BOUNDED: Final = frozenset({Form.AT_LEAST, Form.MORE_THAN, Form.AT_MOST, Form.LESS_THAN})
_COMPARING: Final = frozenset("<>=")
_WAVE: Final = "~"
_MOST_WORDS: Final = 6
_AHEAD: Final = (1, 2)
"""Where the noun of a short number stands, counted from the number."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval with its form; whole: of things that are counted whole."""

    low: Decimal | None
    high: Decimal | None
    form: Form


@dataclass(frozen=True, slots=True)
class Modified:
    """The modifiers on one side of a number.

    at: where they begin (before the number) or end (after it). added: the words of an increment.
    """

    at: int
    forms: tuple[tuple[Form, str], ...] = ()
    added: str = ""


def modifiers_before(tokens: Tokens, words: NumberWords, end: int, floor: int) -> Modified:
    """The modifiers that end right before `end`, innermost first; none begins before `floor`."""
    found = Modified(end)
    for _ in range(_MOST_WORDS):
        step = _modifier_before(tokens, words, found, floor)
        if step is None:
            return found
        found = step
    return found


def _modifier_before(
    tokens: Tokens, words: NumberWords, found: Modified, floor: int
) -> Modified | None:
    formed = words.phrases["before"].before(tokens.words, found.at, floor)
    if formed is not None:
        rule, start = formed
        if not fits(rule, tokens, words, start, found.at) or _is_other_sign(tokens, start):
            return None
        if _is_bullet(tokens, start, found.at):
            return None
        if any(tokens.word(found.at + ahead) in rule.unless_before for ahead in _AHEAD):
            return None  # "12 drones over nine regions"
        return replace(found, at=start, forms=(*found.forms, (Form(rule.form), rule.name)))
    grown = words.phrases["increment_before"].before(tokens.words, found.at, floor)
    if grown is not None and not found.added:
        return replace(found, at=grown[1], added=tokens.word(found.at - 1))
    if not found.forms:
        return None
    adverb = words.phrases["adverb"].before(tokens.words, found.at, floor)
    return None if adverb is None else replace(found, at=adverb[1])


def _is_other_sign(tokens: Tokens, start: int) -> bool:
    """ "=>30" and "<>30" say nothing."""
    return tokens.word(start) in _COMPARING and tokens.word(start - 1) in _COMPARING


def _is_bullet(tokens: Tokens, start: int, end: int) -> bool:
    """ "~ Two soldiers were killed" opens a line of a list; "~40" and "> 30" are about a number."""
    if tokens.kind(start) != "sign" or end - start > 1 or tokens.is_glued(end):
        return False
    return tokens.kind(end) == "word" or (start == 0 and tokens.word(start) == _WAVE)


def modifiers_after(
    tokens: Tokens, words: NumberWords, start: int, is_number: bool = False
) -> Modified:
    """The modifiers that begin at `start`; is_number: does a number follow them?"""
    found = Modified(start)
    for _ in range(2):
        formed = words.phrases["after"].at(tokens.words, found.at)
        if formed is not None and _may_follow(tokens, words, formed[0], found.at, formed[1]):
            rule, last = formed
            found = replace(found, at=last, forms=(*found.forms, (Form(rule.form), rule.name)))
            continue
        grown = words.phrases["increment_after"].at(tokens.words, found.at)
        if grown is not None and not found.added and _may_grow(tokens, words, grown[1]):
            found = replace(found, at=grown[1], added=tokens.word(grown[1] - 1))
    return found


def _may_follow(tokens: Tokens, words: NumberWords, rule: Rule, first: int, last: int) -> bool:
    word = tokens.word(last)
    if words.has("comparing", word) or tokens.kind(last) == "digits" or word in words.starters:
        return False
    if tokens.kind(first) == "sign" and tokens.word(first) not in ",":
        return tokens.is_glued(first)
    return True


def _may_grow(tokens: Tokens, words: NumberWords, last: int) -> bool:
    """ "12 more than last year" compares."""
    return not words.has("comparing", tokens.word(last))


def modify(
    amount: Amount, forms: tuple[tuple[Form, str], ...], convention: Convention, whole: bool
) -> Bounds:
    """The interval under its modifiers, innermost first.

    A bound holds for the figure itself: "at least some 30" is at least 30. Inside a bound or
    around a range, "about" says nothing more.
    """
    bounds = Bounds(amount.low, amount.high, amount.form)
    for form, _ in forms:
        if bounds.form not in _BOUNDED:
            bounds = _modified(bounds, form, amount, convention, whole)
    return bounds


def _modified(
    inner: Bounds, form: Form, amount: Amount, convention: Convention, whole: bool
) -> Bounds:
    step = Decimal(1) if whole else Decimal(0)
    low, high = amount.low, amount.high
    if form == Form.AT_LEAST:
        return Bounds(inner.low if inner.form == Form.NEARLY else low, None, form)
    if form == Form.MORE_THAN:
        return Bounds(low + step, None, form)
    if high is None:
        return inner
    if form == Form.AT_MOST:
        return Bounds(None, high, form)
    if form == Form.LESS_THAN:
        return Bounds(None, high - step, form)
    if form == Form.NEARLY and amount.form != Form.VAGUE:
        return Bounds(convention.almost(high), high, form)
    if form == Form.ABOUT and amount.form == Form.EXACT and inner.form == Form.EXACT:
        return Bounds(*convention.around(high), form)
    return inner
