"""Labels: digits that count nothing: names of things, addresses, telephone numbers, dates."""

from __future__ import annotations

from typing import Final

from tallybook.extract.numbers.calendar import (
    Label,
    is_year,
    read_clock,
    read_day_first,
    read_month_first,
)
from tallybook.extract.numbers.digits import plain_value
from tallybook.extract.numbers.neighbours import is_plural
from tallybook.extract.numbers.small import HYPHENS
from tallybook.extract.numbers.tokens import Tokens
from tallybook.language.number_words import NumberWords

_CHAIN: Final = frozenset("/.-‐‑–:")
_MOST_CHAIN: Final = 12
_GROUP: Final = 3
_MILLION: Final = 1_000_000
_ALWAYS_DATES: Final = frozenset({("9", "11"), ("24", "7")})


def read_label(tokens: Tokens, words: NumberWords, at: int) -> Label | None:
    """The label that begins at a token, None where a quantity may stand."""
    if tokens.kind(at) == "word":
        return read_month_first(tokens, words, at)
    if tokens.kind(at) != "digits":
        return None
    return (
        _chain(tokens, at)
        or read_clock(tokens, words, at)
        or read_day_first(tokens, words, at)
        or _glued(tokens, words, at)
        or _long_or_zeros(tokens, at)
    )


def _chain(tokens: Tokens, at: int) -> Label | None:
    """Digits glued by signs: 12/17/2024, 2024-12-17, 192.168.1.2, 555-1234, 9/11, 2017-19."""
    parts, signs, last = [tokens.word(at)], [], at + 1
    while (
        len(parts) < _MOST_CHAIN
        and tokens.word(last) in _CHAIN
        and tokens.kind(last + 1) == "digits"
        and tokens.is_glued(last)
        and tokens.is_glued(last + 1)
    ):
        signs.append(tokens.word(last))
        parts.append(tokens.word(last + 1))
        last += 2
    if len(parts) >= 3:
        return _long_chain(at, last, parts, signs)
    if len(parts) == 2:
        return _short_chain(at, last, parts, signs[0])
    return None


def _long_chain(at: int, last: int, parts: list[str], signs: list[str]) -> Label | None:
    if ":" in signs:
        return Label(at, last, "time")
    if set(signs) == {"."} and all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3:
        return None  # 1.204.500 is a number
    if "." in signs and set(signs) != {"."}:
        return None  # 1.5-2.5
    sizes = tuple(len(part) for part in parts)
    if len(parts) == 3 and (sizes[0] == 4 or sizes[2] in (2, 4)) and max(sizes) <= 4:
        return Label(at, last, "date")
    return Label(at, last, "identifier")


def _short_chain(at: int, last: int, parts: list[str], sign: str) -> Label | None:
    left, right = parts
    if sign == ":":
        clock = len(right) == 2 and len(left) <= 2
        return None if clock else Label(at, last, "score")
    if sign == "/":
        if (left, right) in _ALWAYS_DATES:
            return Label(at, last, "date")
        whole = len(left) == 4 and len(right) in (2, 4)
        return Label(at, last, "year") if whole else None
    if sign == ".":
        return None
    if len(left) == 4 and is_year(int(left)):
        if len(right) == 2 and right[0] == "0":
            return Label(at, last, "date")
        spans = len(right) == 2 and int(right) > int(left[2:])
        if spans or (len(right) == 4 and is_year(int(right)) and int(left) <= int(right)):
            return Label(at, last, "year") if int(left) >= 1900 else None
    if len(right) == 4 and len(left) == 3 and sign in HYPHENS:
        return Label(at, last, "identifier")
    return None


def _glued(tokens: Tokens, words: NumberWords, at: int) -> Label | None:
    """MH17, F-16s, COVID-19, 4x4, 3D, #5."""
    last = at + 1
    if tokens.is_glued(at):
        before = tokens.kind(at - 1)
        if before == "word" and not _is_prefix(tokens, words, at - 1):
            return Label(at, _past_glued(tokens, last), "identifier")
        if tokens.word(at - 1) in ("#", "№", "@", "_"):
            return Label(at, last, "identifier")
        hyphen = tokens.word(at - 1) in HYPHENS and tokens.is_glued(at - 1)
        if hyphen and (_is_lettered(tokens, at - 2) or _is_name(tokens, words, at - 2)):
            return Label(at, _past_glued(tokens, last), "identifier")
    if tokens.is_glued(last) and tokens.kind(last) == "word" and not _may_end(tokens, words, last):
        return Label(at, _past_glued(tokens, last), "identifier")
    return None


def _is_lettered(tokens: Tokens, at: int) -> bool:
    """Digits glued to letters, as in AB3-1099."""
    return tokens.kind(at) == "digits" and tokens.kind(at - 1) == "word" and tokens.is_glued(at)


def _is_prefix(tokens: Tokens, words: NumberWords, at: int) -> bool:
    found = words.phrases["unit_before"].at((tokens.word(at),), 0)
    if found is None or found[0].kind != "money":
        return False
    return tokens.kind(at) != "word" or len(tokens.word(at)) > 1 or is_lone_sign(tokens, words, at)


def is_lone_sign(tokens: Tokens, words: NumberWords, at: int) -> bool:
    """Is a lone letter one of money: "P37 million", "N5,000", and no "room P37"?"""
    if not tokens.is_capital(at) or not tokens.is_glued(at + 1):
        return False
    if tokens.is_glued(at) and tokens.kind(at - 1) in ("word", "digits"):
        return False
    grouped = tokens.word(at + 2) == "," and len(tokens.word(at + 3)) == _GROUP
    last = at + 1
    while tokens.kind(last) == "digits" or tokens.word(last) in {".", ","}:
        last += 1
    scale = words.value("scale", tokens.word(last)) or words.value("suffix", tokens.word(last))
    return grouped or (scale is not None and scale >= _MILLION)


def _is_name(tokens: Tokens, words: NumberWords, at: int) -> bool:
    """Does the word before a hyphen make a name with the digits ("F-16"), and no range?"""
    if tokens.kind(at) != "word":
        return False
    word = tokens.word(at)
    if words.has("name_never", word) or (word in words.starters and len(word) != 1):
        return False
    return words.phrases["unit"].at((word,), 0) is None or tokens.kind(at - 1) != "digits"


def _may_end(tokens: Tokens, words: NumberWords, at: int) -> bool:
    """May these letters be glued to digits: a unit, a multiplier, an ending?"""
    word = tokens.word(at)
    if words.value("suffix", word) is not None or words.value("fraction_sign", word) is not None:
        return True
    if words.value("scale", word) is not None or words.has("ordinal_ending", word):
        return True
    return any(
        words.phrases[role].at(tokens.words, at) is not None
        for role in ("unit", "after", "decade_after", "age_after")
    )


def _past_glued(tokens: Tokens, at: int) -> int:
    while tokens.is_glued(at) and tokens.kind(at) in ("word", "digits"):
        at += 1
    return at


def _long_or_zeros(tokens: Tokens, at: int) -> Label | None:
    digits = tokens.word(at)
    if len(digits) <= 15 and plain_value(digits) is None:
        return Label(at, at + 1, "unclear")
    if len(digits) > 15:
        return Label(at, at + 1, "identifier")
    if len(digits) == 1 or digits[0] != "0":
        return None
    last = at + 1
    while tokens.kind(last) == "digits" and tokens.is_grouping_space(last):
        last += 1  # a telephone number
    return Label(at, last, "identifier")


def is_name_before(tokens: Tokens, words: NumberWords, first: int, last: int) -> bool:
    """ "Resolution 2254", "Brigade 47", "No. 10": does the word before make the digits a name?"""
    if words.phrases["identifier_before"].before(tokens.words, first) is not None:
        word = tokens.word(first - 1)
        if not words.has("no", word):
            return True
        return tokens.is_capital(first - 1)
    if not words.has("name_before", tokens.word(first - 1)):
        return False
    # Where all words stand in capitals, "week 30 young men" looks like "Brigade 47".
    reach = 3 if tokens.is_shouted(last) and tokens.is_shouted(last + 1) else 1
    counted = any(is_plural(tokens, words, at) for at in range(last, last + reach))
    return tokens.is_capital(first - 1) and not counted
