"""Vague words by another convention than the one they were read by."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Final

from tallybook.catalogue.conventions import Interval, load_convention
from tallybook.language.number_words import NumberWords, load_number_words
from tallybook.language.phrases import phrase_words
from tallybook.model import Form, Quantity

_SCALES: Final = ("hundred", "group", "scale")


def meant_by(quantity: Quantity, convention: str) -> Interval | None:
    """What a vague quantity's words mean by the convention; None where none of them is known.

    Two vague words in one quantity ("dozens, several dozens") count as the first.
    """
    if quantity.form not in (Form.VAGUE, Form.AT_LEAST, Form.MORE_THAN):
        return None
    return _meant(quantity.words, convention)


def unknown_plural(convention: str) -> Decimal:
    """What the convention takes for a plural without a number ("soldiers were killed")."""
    return load_convention(convention).meaning("multiple")[0]


@cache
def _meant(text: str, convention: str) -> Interval | None:
    words, tokens = load_number_words(), phrase_words(text)
    for at in range(len(tokens)):
        for role in ("quantifier", "plural"):
            found = words.phrases[role].at(tokens, at)
            if found is not None:
                rule, end = found
                return load_convention(convention).meaning(rule.key, _steps(words, tokens, end))
    return None


def _steps(words: NumberWords, tokens: tuple[str, ...], at: int) -> list[tuple[str, Decimal]]:
    """ "hundred", "of thousands": by what the word is multiplied, and the name of each."""
    steps: list[tuple[str, Decimal]] = []
    while at < len(tokens):
        if words.has("partitive", tokens[at]):
            at += 1
            continue
        worth = next((found for role in _SCALES if (found := words.value(role, tokens[at]))), None)
        plural = words.phrases["plural"].at(tokens, at)
        if worth is None and plural is not None and plural[0].base:
            worth = plural[0].base
        if worth is None:
            return steps
        steps.append((tokens[at], worth))
        at += 1
    return steps
