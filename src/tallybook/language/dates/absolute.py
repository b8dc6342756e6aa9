"""Dates of the calendar: 17 December 2024, Dec. 17, 2024-12-17, February 2022, the 1970s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from tallybook.language.dates import expressions as ex
from tallybook.language.dates.reading import Match, Reading
from tallybook.language.dates.words import DateWords

_BEFORE_DAY = {
    "on",
    "since",
    "until",
    "till",
    "by",
    "from",
    "to",
    "before",
    "after",
    "between",
    ",",
}


def absolute(reading: Reading, i: int) -> Match:
    """The longest calendar date, month or decade that begins at token i."""
    if not 0 <= i < len(reading.tokens):
        return None
    numeric = reading.tokens[i].is_number
    fitting = _OF_NUMBERS if numeric else _by_opening(reading.words).get(reading.word(i), ())
    found = [rule(reading, i) for rule in fitting]
    return max((each for each in found if each), key=lambda each: each[1], default=None)


def _with_weekday(reading: Reading, i: int) -> Match:
    """Tuesday, December 17; Friday the 11th; Friday (17 May)."""
    weekday = reading.weekday(i)
    if weekday is None:
        return None
    number, at = weekday
    if reading.is_one_of(at, {",", "("}):
        at += 1
    if reading.word(at) == "the" and (day := reading.ordinal(at + 1)):
        following = _month_first(reading, at) or _day_first(reading, at)
        return _named_day(following, number) or (ex.Day(day[0], weekday=number), day[1])
    found = _month_first(reading, at) or _day_first(reading, at) or _numeric(reading, at)
    if found is None or not isinstance(found[0], ex.Day):
        return None
    closes = reading.word(at - 1) == "(" and reading.word(found[1]) == ")"
    return replace(found[0], weekday=number), found[1] + closes


def _named_day(found: Match, weekday: int) -> Match:
    if found is None or not isinstance(found[0], ex.Day):
        return found
    return replace(found[0], weekday=weekday), found[1]


def _month_first(reading: Reading, i: int) -> Match:
    """December 17th, 2024; Dec. 17; May the twenty-first; in December 17 is no day."""
    month = reading.month(i)
    if month is not None and reading.is_verb(i) and not reading.is_one_of(i - 1, _BEFORE_DAY):
        return None
    if month is None or reading.word(i - 1) == "in":
        return _month_first_with_year(reading, i)
    at = month[1]
    if reading.is_one_of(at, {",", "-", "/", "."}) and reading.touches(at):
        at += 1
    day = reading.day_number(at)
    if day is None or (reading.goes_on(at) and reading.word(day[1]) != ","):
        return None
    year, end = _year_after(reading, day[1], touching=False)
    return ex.Day(day[0], month[0], year), end


def _month_first_with_year(reading: Reading, i: int) -> Match:
    month = reading.month(i)
    day = None if month is None else reading.day_number(month[1])
    if month is None or day is None:
        return None
    year, end = _year_after(reading, day[1], touching=False)
    return None if year is None else (ex.Day(day[0], month[0], year), end)


def _day_first(reading: Reading, i: int) -> Match:
    """17 December 2024; the 17th of December; 7 JUL 89."""
    day = reading.day_number(i)
    if day is None:
        return None
    at = day[1]
    if reading.is_one_of(at, {"of", ".", "-", "/"}):
        at += 1
    month = reading.month(at)
    if month is None:
        return None
    year, end = _year_after(reading, month[1], touching=reading.is_one_of(at - 1, {"-", "/"}))
    if year is None:
        short = reading.short_year(month[1])
        # "On 17 December 30 people died": a word behind it makes the 30 a count.
        if short is not None and not reading.word(short[1]).isalpha():
            return ex.Day(day[0], month[0], short[0]), short[1]
        end = at + 1
    return ex.Day(day[0], month[0], year), end


def _year_after(reading: Reading, i: int, touching: bool) -> tuple[int | None, int]:
    """The year after a day or month, behind a comma, "of" or a hyphen; else None and i."""
    at = i
    marks = {",", "of"} | ({"-", "/"} if touching else set())
    if reading.is_one_of(at, marks):
        at += 1
    year = reading.year(at)
    if year is None and reading.word(at - 1) == "," and reading.touches(at):
        number = reading.digits(at, 1900, 2199, widths=(4,))
        year = None if number is None else (number, at + 1)
    return (year[0], year[1]) if year else (None, i)


def _numeric(reading: Reading, i: int) -> Match:
    """2024-12-17, 12/17/2024 in the language's order, 17.12.2024, 2019-sep-1."""
    parts: list[int] = []
    at = i
    mark = reading.word(i + 1)
    if mark not in {"-", "/", "."}:
        return None
    while len(parts) < 3:
        number = reading.digits(at, 0, 9999, widths=(1, 2, 4))
        if number is None and len(parts) == 1:
            number = reading.words.months.get(reading.word(at))
        if number is None:
            return None
        parts.append(number)
        if len(parts) < 3 and reading.word(at + 1) != mark:
            return None
        at += 2
    end = at - 1
    return _ordered(reading, i, parts, mark, end)


def _ordered(reading: Reading, i: int, parts: list[int], mark: str, end: int) -> Match:
    if len(reading.word(i)) == 4:
        year, month, day = parts
    else:
        first, second, year = parts
        if len(reading.word(end - 1)) == 1 or (mark == "." and len(reading.word(end - 1)) < 4):
            return None
        month_first = reading.words.month_first and mark != "."
        month, day = (first, second) if month_first else (second, first)
        if month > 12 >= day:
            month, day = day, month
        if len(reading.word(end - 1)) == 2:
            year += 1900 if year >= 50 else 2000
    if not (1 <= month <= 12 and 1 <= day <= 31 and year):
        return None
    return ex.Day(day, month, year), end


def _slashed(reading: Reading, i: int) -> Match:
    """10/25 after a preposition: a day without a year."""
    if not reading.is_one_of(i - 1, {"on", "to", "until", "since", "from", "between", "and"}):
        return None
    first = reading.digits(i, 1, 31, widths=(1, 2))
    second = reading.digits(i + 2, 1, 31, widths=(1, 2))
    if first is None or second is None or reading.word(i + 1) != "/" or not reading.touches(i + 2):
        return None
    month, day = (first, second) if reading.words.month_first else (second, first)
    if month > 12 >= day:
        month, day = day, month
    return (ex.Day(day, month), i + 3) if month <= 12 else None


def _month_and_year(reading: Reading, i: int) -> Match:
    """February 2022, June of 1999, Feb. '22, 2016 November, 2015-03, 3/2015."""
    month = reading.month(i)
    if month is not None:
        year, end = _year_after(reading, month[1], touching=True)
        if year is not None:
            return ex.Month(month[0], year), end
        if reading.is_one_of(month[1], {"'", "’"}) and (short := reading.short_year(month[1])):
            return ex.Month(month[0], short[0]), short[1]
        return None
    return _year_and_month(reading, i)


def _year_and_month(reading: Reading, i: int) -> Match:
    first = reading.digits(i, 1000, 2199, widths=(4,))
    if first is not None:
        at = i + 2 if reading.is_one_of(i + 1, {",", "-", "/", "."}) else i + 1
        month = reading.words.months.get(reading.word(at))
        if month is not None and not reading.is_verb(at):
            return ex.Month(month, first), at + 1
        number = reading.digits(at, 1, 12, widths=(1, 2))
        joined = at == i + 2 and reading.is_one_of(i + 1, {"-", "/"})
        return (ex.Month(number, first), at + 1) if joined and number else None
    number = reading.digits(i, 1, 12, widths=(1, 2))
    year = reading.digits(i + 2, 1900, 2199, widths=(4,))
    if number and year and reading.is_one_of(i + 1, {"-", "/"}):
        return ex.Month(number, year), i + 3
    return None


def _decade(reading: Reading, i: int) -> Match:
    """The 1970s, the '70s, the seventies."""
    at = i + 1 if reading.word(i) == "the" else i
    year = reading.digits(at, 1000, 2199, widths=(4,))
    if year is not None and year % 10 == 0:
        end = at + 2 if reading.is_one_of(at + 1, {"s", "'s", "’s"}) else 0
        return (ex.Years(year, year + 9), end) if end and reading.touches(at + 1) else None
    if at == i:
        return None
    named = reading.words.decades.get(reading.word(at))
    if named is not None:
        return ex.Years(named, named + 9), at + 1
    if reading.is_one_of(at, {"'", "’"}):
        at += 1
    short = reading.digits(at, 20, 90, widths=(2,))
    if short is not None and short % 10 == 0 and reading.is_one_of(at + 1, {"s", "'s", "’s"}):
        return ex.Years(1900 + short, 1909 + short), at + 2
    return None


def _holiday(reading: Reading, i: int) -> Match:
    """Christmas Day, New Year's Eve 2023."""
    found = reading.named(i, reading.words.holidays)
    if found is None:
        return None
    (month, day), at = found
    year, end = _year_after(reading, at, touching=False)
    return ex.Day(day, month, year), end


_Rule = Callable[[Reading, int], Match]

_RULES: tuple[_Rule, ...] = (
    _with_weekday,
    _month_first,
    _day_first,
    _numeric,
    _slashed,
    _month_and_year,
    _decade,
    _holiday,
)
_OF_NUMBERS: tuple[_Rule, ...] = (_day_first, _numeric, _slashed, _month_and_year, _decade)


@cache
def _by_opening(words: DateWords) -> Mapping[str, tuple[_Rule, ...]]:
    """By its first word, the rules that may fit, in their order; numbers in digits apart."""
    months = {*words.months}
    openings: Mapping[_Rule, set[str]] = {
        _with_weekday: {*words.weekdays},
        _month_first: months,
        _day_first: {"the", *words.ordinals, *words.numbers},
        _numeric: set(),
        _slashed: set(),
        _month_and_year: months,
        _decade: {"the"},
        _holiday: {phrase[0] for phrase in words.holidays},
    }
    every = set[str]().union(*openings.values())
    return {word: tuple(rule for rule in _RULES if word in openings[rule]) for word in every}
