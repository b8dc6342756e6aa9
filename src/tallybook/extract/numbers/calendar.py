"""Calendar: dates and clock times, so that their digits count nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tallybook.extract.numbers.digits import plain_value
from tallybook.extract.numbers.neighbours import is_plural
from tallybook.extract.numbers.small import HYPHENS
from tallybook.extract.numbers.tokens import Gap, Tokens
from tallybook.language.number_words import NumberWords

_RANGES: Final = frozenset("-‐‑–/")


@dataclass(frozen=True, slots=True)
class Label:
    """Tokens `first` up to `last` (excluded) and their kind: date, time, year, identifier, …"""

    first: int
    last: int
    kind: str
    value: Decimal | None = None


def number_of(tokens: Tokens, at: int) -> int | None:
    """What a lone run of digits is worth, None elsewhere."""
    if tokens.kind(at) != "digits" or len(tokens.word(at)) > 4:
        return None
    value = plain_value(tokens.raw(at))
    return None if value is None else int(value)


def is_year(number: int | None) -> bool:
    """Is it a year that news speaks of?"""
    return number is not None and 1000 <= number <= 2100


def _is_day(tokens: Tokens, at: int) -> bool:
    number = number_of(tokens, at)
    if number is None or not 1 <= number <= 31 or len(tokens.word(at)) > 2:
        return False
    following = tokens.word(at + 1)
    grouped = following in (",", ".") and tokens.is_glued(at + 1) and tokens.is_glued(at + 2)
    return not (grouped and tokens.kind(at + 2) == "digits")


def _past_ordinal(tokens: Tokens, words: NumberWords, at: int) -> int:
    ending = words.has("ordinal_ending", tokens.word(at)) and tokens.is_glued(at)
    return at + 1 if ending else at


def _is_month(tokens: Tokens, words: NumberWords, at: int) -> bool:
    if words.has("month_never_after", tokens.word(at - 1)):
        return False  # "Viña del Mar"
    return words.has("month", tokens.word(at)) and tokens.is_capital(at)


def _past_year(tokens: Tokens, at: int) -> int:
    """The position after ", 2024" or " 2024"."""
    start = at + 1 if tokens.word(at) == "," else at
    number = number_of(tokens, start)
    if is_year(number) and len(tokens.word(start)) == 4 and tokens.gap(start) == Gap.SPACE:
        following = tokens.word(start + 1)
        glued = tokens.is_glued(start + 1) and tokens.is_glued(start + 2)
        if not (glued and following in (",", ".") and tokens.kind(start + 2) == "digits"):
            return start + 1
    return at


def read_month_first(tokens: Tokens, words: NumberWords, at: int) -> Label | None:
    """ "Dec 17", "December 17-18, 2024", "February 2022"."""
    if not _is_month(tokens, words, at):
        return None
    day = at + 2 if tokens.word(at + 1) == "." else at + 1
    year = _past_year(tokens, day)
    if year > day:
        return Label(at, year, "date")
    if not _is_day(tokens, day) or tokens.gap(day) == Gap.LINE:
        return None
    last = _past_ordinal(tokens, words, day + 1)
    if tokens.word(last) in _RANGES and _is_day(tokens, last + 1):
        last = _past_ordinal(tokens, words, last + 2)
    end = _past_year(tokens, last)
    if end == last and words.has("month_alone_before", tokens.word(at - 1)):
        return None
    return Label(at, end, "date")


def read_day_first(tokens: Tokens, words: NumberWords, at: int) -> Label | None:
    """ "17 December", "17th of December 2024", "17-18 December"."""
    if not _is_day(tokens, at) or (tokens.is_glued(at) and tokens.kind(at - 1) == "word"):
        return None
    last = _past_ordinal(tokens, words, at + 1)
    joins = tokens.word(last) in _RANGES or words.has("day_joiner", tokens.word(last))
    if joins and _is_day(tokens, last + 1):
        last = _past_ordinal(tokens, words, last + 2)
    if words.has("partitive", tokens.word(last)) and last > at + 1:
        last += 1
    if tokens.word(last) in HYPHENS:
        last += 1
    if not _is_month(tokens, words, last) or tokens.gap(last) == Gap.LINE:
        return None
    last += 1
    if tokens.word(last) in HYPHENS and is_year(number_of(tokens, last + 1)):
        return Label(at, last + 2, "date")
    year = _past_year(tokens, last)
    short = tokens.kind(last) == "digits" and len(tokens.word(last)) == 2
    if short and tokens.kind(last + 1) not in ("word", "digits"):
        year = last + 1  # 2 JUN 89 (AFP)
    return Label(at, year, "date")


def read_clock(tokens: Tokens, words: NumberWords, at: int) -> Label | None:
    """ "5:30 pm", "17:30", "9 a.m.", "9-11 am", "1430 GMT"."""
    last = _past_hour(tokens, at)
    if last is None:
        return None
    colon = tokens.word(at + 1) == ":" and last > at + 1
    if tokens.word(last) in _RANGES:
        last = _past_hour(tokens, last + 1) or last
    following = words.phrases["time_after"].at(tokens.words, last)
    if following is not None:
        end = following[1]
        zone = words.phrases["time_after"].at(tokens.words, end)
        return Label(at, zone[1] if zone else end, "time")
    military = (
        words.has("hour_before", tokens.word(at - 1))
        and len(tokens.word(at)) == 4
        and int(tokens.word(at)) % 100 < 60
        and not is_plural(tokens, words, last)
    )
    return Label(at, last, "time") if colon or military else None


def _past_hour(tokens: Tokens, at: int) -> int | None:
    number = number_of(tokens, at)
    if number is None:
        return None
    sign, minutes = tokens.word(at + 1), tokens.word(at + 2)
    if sign in (":", ".") and tokens.kind(at + 2) == "digits" and len(minutes) == 2:
        if tokens.is_glued(at + 1) and tokens.is_glued(at + 2) and number <= 24:
            return at + 3
        return None
    return at + 1 if number <= 24 or (len(tokens.word(at)) == 4 and number <= 2400) else None
