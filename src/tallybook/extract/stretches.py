"""Stretches: periods so long that many happenings fill them."""

from __future__ import annotations

from typing import Final

from tallybook.language.scope_words import ScopeWords
from tallybook.model import Period

LONG: Final = 25
"""Days from which a told span is a stretch."""
_YEAR: Final = 366


def days_of(period: Period | None) -> int:
    """How many days lie between its first and its last; 0 where one is not told."""
    if period is None or period.first is None or period.last is None:
        return 0
    return (period.last - period.first).days


def is_long(period: Period | None, words: ScopeWords) -> bool:
    """ "In three weeks", "this year", "between December and April"."""
    if period is None:
        return False
    text = period.text.lower().replace("-", " ").replace("’s", "").replace("'s", "")
    said, named = words.running, set(text.split())
    if named & said.some_day and not named & said.spans:
        return False
    if named & said.stretches or (named & said.year and named & said.turning):
        return True
    if any(run in text for run in said.last):
        return True
    if period.first is None or period.last is None:
        return False
    days = (period.last - period.first).days
    return days > _YEAR or (days >= LONG and bool(named & said.spans))
