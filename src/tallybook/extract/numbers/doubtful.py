"""Doubtful: figures that nobody can tell: letters for digits, contradictory commas and points."""

from __future__ import annotations

import unicodedata
from typing import Final

from tallybook.extract.numbers.calendar import Label
from tallybook.extract.numbers.digits import COMMAS, POINTS, read_digits
from tallybook.extract.numbers.neighbours import is_plural
from tallybook.extract.numbers.tokens import Gap, Tokens
from tallybook.language.number_words import NumberWords

_SIGNS: Final = frozenset(COMMAS + POINTS + "'’")
_MOST: Final = 24


def read_doubtful(tokens: Tokens, words: NumberWords, at: int) -> Label | None:
    """A figure before a counted noun that cannot be told: "3O people", "1,20,4 people".

    Letters that look like digits are not guessed, and neither is which comma groups. None where
    the figure is plain, or where nothing is counted.
    """
    if tokens.kind(at) == "word":
        return _alone(tokens, words, at)
    if tokens.kind(at) != "digits":
        return None
    first = at
    while tokens.is_glued(first) and _is_lookalike(tokens, words, first - 1):
        first -= 1
    last, lettered = at + 1, first < at
    while last - at < _MOST and tokens.is_glued(last):
        if _is_lookalike(tokens, words, last):
            lettered = True
        elif tokens.kind(last) != "digits" and not _joins(tokens, words, last):
            break
        last += 1
    if tokens.is_glued(first) and tokens.kind(first - 1) in ("word", "digits"):
        return None
    if not is_plural(tokens, words, last) or tokens.is_glued(last):
        return None
    if not lettered:
        plain = read_digits(tokens, at)
        if plain is None or plain.last >= last:
            return None
    return Label(first, last, "unclear")


def are_apart(tokens: Tokens, words: NumberWords, right: int, last: int) -> bool:
    """ "1 2 people": do two figures before a counted noun follow each other over a blank?"""
    digits = tokens.kind(right - 1) == tokens.kind(right) == "digits"
    return digits and tokens.gap(right) == Gap.SPACE and is_plural(tokens, words, last)


def _joins(tokens: Tokens, words: NumberWords, at: int) -> bool:
    """A comma or point with a figure glued behind it."""
    if tokens.word(at) not in _SIGNS or not tokens.is_glued(at + 1):
        return False
    return tokens.kind(at + 1) == "digits" or _is_lookalike(tokens, words, at + 1)


def _is_lookalike(tokens: Tokens, words: NumberWords, at: int) -> bool:
    """Letters that are taken for digits, and digits that stand raised or in a circle."""
    word = tokens.word(at)
    if not word or tokens.kind(at) == "digits" or len(word) > 6:
        return False
    if words.value("fraction_sign", word) is not None:
        return False
    return all(words.has("lookalike", sign) or _is_odd_digit(sign) for sign in word)


def _alone(tokens: Tokens, words: NumberWords, at: int) -> Label | None:
    """Foreign letters alone that look like digits, before an English plural: "З people"."""
    word = tokens.word(at)
    foreign = all(words.has("foreign_lookalike", sign) or _is_odd_digit(sign) for sign in word)
    if not foreign or tokens.is_glued(at) or words.value("fraction_sign", word) is not None:
        return None
    counted = tokens.word(at + 1).isascii() and is_plural(tokens, words, at + 1)
    return Label(at, at + 1, "unclear") if counted else None


def _is_odd_digit(sign: str) -> bool:
    return not sign.isascii() and unicodedata.numeric(sign, None) is not None
