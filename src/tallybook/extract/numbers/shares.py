"""Shares and ordinals: "a third of the crew", "one in five", "the third attack"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tallybook.extract.numbers.reader import NumberReader
from tallybook.extract.numbers.small import HYPHENS

_ROUND: Final = frozenset({Decimal(10), Decimal(100), Decimal(1000)})


@dataclass(frozen=True, slots=True)
class Share:
    """A share (or ordinal) from token `first` up to `last` (excluded)."""

    first: int
    last: int
    value: Decimal
    rule: str


def read_share(numbers: NumberReader, first: int) -> Share | None:
    """A share at `first`: in words, as a fraction in digits, or one number out of another."""
    return _of_two(numbers, first) or _in_words(numbers, first) or _in_digits(numbers, first)


def _in_words(numbers: NumberReader, first: int) -> Share | None:
    tokens, words = numbers.tokens, numbers.words
    if tokens.kind(first) == "digits":
        return None
    sign = words.value("fraction_sign", tokens.word(first))
    if sign is not None and tokens.kind(first - 1) != "digits":
        return Share(first, first + 1, sign, "fraction_sign")
    share = numbers.fraction(first)
    if share is None or share.value >= 1:
        return None
    if words.value("half", tokens.word(first)) is not None:
        if words.has("half_of_two", tokens.word(first - 1)) or tokens.word(first - 1) in HYPHENS:
            return None
        if tokens.word(first) != "half" or tokens.word(first + 1) in HYPHENS:
            return None
    following = tokens.word(share.last)
    if words.has("article", tokens.word(first)):
        if tokens.kind(share.last) == "word" and not words.has("share_of", following):
            return None
        if following in HYPHENS:
            return None
    return Share(first, share.last, share.value, share.rules[0])


def _in_digits(numbers: NumberReader, first: int) -> Share | None:
    found = numbers.slash_fraction(first)
    if found is None or found.value >= 1:
        return None
    return Share(first, found.last, found.value, "slash")


def _of_two(numbers: NumberReader, first: int) -> Share | None:
    """ "one in five", "nine out of ten", "60 in 100"; never "killed one in 2014"."""
    tokens, words = numbers.tokens, numbers.words
    above = numbers.numeral(first, joined=False)
    if above is None or above.scale != 1:
        return None
    at = above.last
    if tokens.word(at) in HYPHENS:
        at += 1
    joiner = words.phrases["share_base"].at(tokens.words, at)
    if joiner is None:
        return None
    rule_end = joiner[1]
    if tokens.word(rule_end) in HYPHENS:
        rule_end += 1
    below = numbers.numeral(rule_end)
    if below is None or not 0 < above.value < below.value:
        return None
    if not _is_ratio(numbers, above.value, below.value, below.last, tokens.word(rule_end - 1)):
        return None
    return Share(first, below.last, above.value / below.value, "share_base")


def _is_ratio(numbers: NumberReader, above: Decimal, below: Decimal, last: int, word: str) -> bool:
    tokens, words = numbers.tokens, numbers.words
    if words.phrases["unit"].at(tokens.words, last) is not None:
        return False
    if not words.has("share_in", word) and below <= 10:
        return True
    if 1900 <= below <= 2100:
        return False
    if above == 1:
        return below != 1
    return below in _ROUND or words.has("age_head", tokens.word(last))


def read_ordinal(numbers: NumberReader, first: int) -> Share | None:
    """ "94th", "third", "twenty-first"."""
    tokens, words = numbers.tokens, numbers.words
    if tokens.kind(first) == "digits":
        numeral = numbers.numeral(first)
        if numeral is None or numeral.scale != 1:
            return None
        glued = tokens.is_glued(numeral.last)
        if not glued or not words.has("ordinal_ending", tokens.word(numeral.last)):
            return None
        return Share(first, numeral.last + 1, numeral.value, "ordinal_ending")
    worth = words.value("ordinal", tokens.word(first))
    if worth is not None:
        return Share(first, first + 1, worth, "ordinal")
    tens = words.value("tens", tokens.word(first))
    following, last = numbers.after_hyphen(first + 1)
    worth = words.value("ordinal", following)
    if tens is None or worth is None or worth >= 10:
        return None
    return Share(first, last, tens + worth, "ordinal")
