"""Days that a page states in full."""

from __future__ import annotations

from datetime import date

from tallybook.language.dates import Grammar, load_date_words, resolve, tokenize
from tallybook.language.dates import expressions as ex


def find_day(text: str, year: int | None) -> date | None:
    """The first day of the calendar in a line; without its year only if `year` supplies one."""
    words = load_date_words("en")
    tokens = tokenize(text, 0, min(len(text), 400))
    grammar = Grammar(tokens, words)
    i = 0
    while i < len(tokens):
        found = grammar.single(i) if grammar.can_start(i) else None
        if found is not None and isinstance(found[0], ex.Day) and found[0].month is not None:
            day = found[0]
            if day.year is None and year is not None:
                day = ex.Day(day.day, day.month, year, day.weekday)
            known = resolve(day, None)[0]
            if known is not None and _agrees(known, day.weekday):
                return known
        i = found[1] if found is not None else i + 1
    return None


def _agrees(day: date, weekday: int | None) -> bool:
    """A supplied year under which the 17th is no Tuesday is not the year."""
    return weekday is None or day.weekday() == weekday
