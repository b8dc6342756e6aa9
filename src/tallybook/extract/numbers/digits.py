"""Numbers in digits: grouping, decimals, scripts, and what stays unclear."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tallybook.extract.numbers.tokens import Tokens

COMMAS: Final = ",，٬"
POINTS: Final = ".．٫"
_MARKS: Final = "'’"
_MOST_GROUPS: Final = 12
_MOST_DIGITS: Final = 15


@dataclass(frozen=True, slots=True)
class DigitNumber:
    """A number in digits from token `first` up to `last` (excluded).

    value: None where it cannot be told (two scripts in one number, too long to be a count).
    grouped: with marks between thousands. unclear: one point before three digits, "1.204", which
    is 1204 to half of the world; `value` is then the decimal.
    """

    first: int
    last: int
    value: Decimal | None
    grouped: bool = False
    unclear: bool = False


def read_digits(tokens: Tokens, first: int) -> DigitNumber | None:
    """The longest number in digits at `first`, None where no digits stand."""
    if tokens.kind(first) == "sign" and tokens.word(first) in POINTS:
        return _bare_decimal(tokens, first)
    if tokens.kind(first) != "digits":
        return None
    groups, signs = _collect(tokens, first)
    for count in range(len(groups), 1, -1):
        found = _interpret(tokens, first, groups[:count], signs[: count - 1])
        if found is not None:
            return found
        if _is_list(groups[:count], signs[: count - 1]):
            break
    return _single(first, groups[0])


def plain_value(digits: str) -> Decimal | None:
    """What a run of digits is worth; None for mixed scripts and for what is too long to count."""
    if len(digits) > _MOST_DIGITS:
        return None
    if digits.isascii():
        return Decimal(digits)
    zeros = {ord(char) - unicodedata.decimal(char) for char in digits}
    if len(zeros) != 1:
        return None
    return Decimal("".join(str(unicodedata.decimal(char)) for char in digits))


def _bare_decimal(tokens: Tokens, point: int) -> DigitNumber | None:
    """`.25`, where nothing is glued before the point."""
    if tokens.kind(point + 1) != "digits" or not tokens.is_glued(point + 1):
        return None
    if tokens.is_glued(point) and tokens.kind(point - 1) != "sign":
        return None
    digits = tokens.raw(point + 1)
    value = _joined("0", digits)
    return DigitNumber(point, point + 2, value)


def _collect(tokens: Tokens, first: int) -> tuple[list[str], list[str]]:
    """Runs of digits and the signs between them, as far as they could be one number."""
    groups = [tokens.raw(first)]
    signs: list[str] = []
    at = first
    while len(groups) < _MOST_GROUPS:
        if tokens.kind(at + 1) == "digits" and tokens.is_grouping_space(at + 1):
            if len(tokens.word(at + 1)) != 3 or len(groups[0]) > 3 or any(s != " " for s in signs):
                break
            if _is_glued_on(tokens, at + 1):
                break
            signs.append(" ")
            at += 1
        elif (
            tokens.kind(at + 1) == "sign"
            and tokens.word(at + 1) in COMMAS + POINTS + _MARKS
            and tokens.kind(at + 2) == "digits"
            and tokens.is_glued(at + 1)
            and tokens.is_glued(at + 2)
        ):
            signs.append(_sign(tokens.word(at + 1)))
            at += 2
        else:
            break
        groups.append(tokens.raw(at))
    return groups, signs


def _is_glued_on(tokens: Tokens, at: int) -> bool:
    """Is a run of digits a part of something longer, such as a date or a word?"""
    following = tokens.word(at + 1)
    return tokens.is_glued(at + 1) and (
        tokens.kind(at + 1) == "word"
        or (following in "/:-" and tokens.kind(at + 2) == "digits" and tokens.is_glued(at + 2))
    )


def _sign(written: str) -> str:
    if written in COMMAS:
        return ","
    return "." if written in POINTS else "'"


def _interpret(
    tokens: Tokens, first: int, groups: list[str], signs: list[str]
) -> DigitNumber | None:
    last = first + len(groups) + sum(sign != " " for sign in signs)
    kinds = set(signs)
    head, tail = groups[0], groups[1:]
    if len(kinds) == 1:
        sign = signs[0]
        if sign == "." and len(groups) == 2:
            unclear = len(tail[0]) == 3 and len(head) <= 3 and head.strip("0") != ""
            return DigitNumber(first, last, _joined(head, tail[0]), unclear=unclear)
        if _are_thousands(head, tail) or (sign == "," and _are_lakhs(head, tail)):
            return _grouped(first, last, groups)
        in_list = tokens.is_glued(first) and tokens.word(first - 1) in COMMAS
        if sign == "," and len(groups) == 2 and len(tail[0]) in (1, 2) and not in_list:
            return DigitNumber(first, last, _joined(head, tail[0]))
        return None
    grouping, final = signs[0], signs[-1]
    if final not in ",." or grouping == final or set(signs[:-1]) != {grouping}:
        return None
    inner = tail[:-1]
    if _are_thousands(head, inner) or (grouping == "," and _are_lakhs(head, inner)):
        value = _joined("".join((head, *inner)), tail[-1])
        return DigitNumber(first, last, value, grouped=True)
    return None


def _is_list(groups: list[str], signs: list[str]) -> bool:
    """`22,24,26`: numbers with commas between them, none of them grouped."""
    return set(signs) == {","} and not any(len(group) == 3 for group in groups[1:])


def _are_thousands(head: str, tail: list[str]) -> bool:
    return 1 <= len(head) <= 3 and head[0] != "0" and all(len(group) == 3 for group in tail)


def _are_lakhs(head: str, tail: list[str]) -> bool:
    """Indian grouping: 12,34,567."""
    if len(tail) < 2 or not 1 <= len(head) <= 2 or head[0] == "0":
        return False
    return len(tail[-1]) == 3 and all(len(group) == 2 for group in tail[:-1])


def _grouped(first: int, last: int, groups: list[str]) -> DigitNumber:
    return DigitNumber(first, last, plain_value("".join(groups)), grouped=True)


def _single(first: int, digits: str) -> DigitNumber:
    return DigitNumber(first, first + 1, plain_value(digits))


def _joined(whole: str, decimals: str) -> Decimal | None:
    left, right = plain_value(whole), plain_value(decimals)
    if left is None or right is None:
        return None
    return left + right.scaleb(-len(decimals))
