"""Days of the calendar that a line states, apart from any report: 17 December 2024."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from tallybook.language.dates import expressions as ex
from tallybook.language.dates.grammar import Grammar
from tallybook.language.dates.resolution import resolve
from tallybook.language.dates.tokens import tokenize
from tallybook.language.dates.words import load_date_words

_REACH: Final = 400  # code points of a line that are read
_POINTED: Final = re.compile(r"(?<![\d.])((?:19|20)\d\d)([./])(\d{1,2})\2(\d{1,2})(?!\d)")


def first_day(text: str, year: int | None = None, language: str = "en") -> date | None:
    """The first day of the calendar in a line; without its year only if `year` supplies one.

    >>> first_day("Filed on Tuesday, Dec. 17, 2024 in Kyiv")
    datetime.date(2024, 12, 17)
    """
    text = _POINTED.sub(r"\1-\3-\4", text[:_REACH])
    tokens = tokenize(text, 0, len(text))
    grammar = Grammar(tokens, load_date_words(language))
    i = 0
    while i < len(tokens):
        found = grammar.single(i) if grammar.can_start(i) else None
        if found is not None and isinstance(found[0], ex.Day) and found[0].month is not None:
            known = _resolved(found[0], year)
            if known is not None:
                return known
        i = found[1] if found is not None else i + 1
    return None


def only_day(text: str, year: int | None = None, language: str = "en") -> date | None:
    """The day that a line states and nothing beside it: Tuesday, 17 December 2024."""
    text = _POINTED.sub(r"\1-\3-\4", text[:_REACH])
    tokens = tokenize(text, 0, len(text))
    grammar = Grammar(tokens, load_date_words(language))
    days: list[date] = []
    i = 0
    while i < len(tokens):
        found = grammar.single(i) if grammar.can_start(i) else None
        if found is not None and isinstance(found[0], ex.Day) and found[0].month is not None:
            known = _resolved(found[0], year)
            days += [] if known is None else [known]
        elif (found is not None and not isinstance(found[0], ex.Weekday)) or (
            found is None and tokens[i].word[0].isalnum()
        ):
            return None
        i = found[1] if found is not None else i + 1
    return days[0] if len(days) == 1 else None


def _resolved(day: ex.Day, year: int | None) -> date | None:
    if day.year is None and year is not None:
        day = ex.Day(day.day, day.month, year, day.weekday)
    known = resolve(day, None)[0]
    # A supplied year under which the 17th is no Tuesday is not the year.
    agrees = known is not None and (day.weekday is None or known.weekday() == day.weekday)
    return known if agrees else None
