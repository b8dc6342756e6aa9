"""Adverts: what a paragraph sells behind its last sentence, "To order a copy for £12 go to …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tallybook.clean.units import Unit, make_unit
from tallybook.language.page import PageWords

_LONGEST: Final = 500
"""Characters of the longest advert: what goes on longer is the story."""


def without_adverts(text: str, units: Sequence[Unit], words: PageWords) -> list[Unit]:
    """The units, each cut in two where an advert ends it: the advert becomes a unit of its own."""
    return [part for unit in units for part in _parts(text, unit, words)]


def is_advert(unit: Unit, words: PageWords) -> bool:
    """Does a short paragraph begin as adverts do, and does nobody speak in it?"""
    if unit.is_clipped or unit.end - unit.start > _LONGEST:
        return False
    found = words.adverts.match(unit.head)
    return found is not None and not any(mark in unit.head for mark in '“«"')


def _parts(text: str, unit: Unit, words: PageWords) -> Iterator[Unit]:
    first = max(unit.start, unit.end - _LONGEST)
    for found in words.adverts.finditer(text, first, unit.end):
        at = found.start("advert")
        if at > first and found.start() > unit.start:
            rest = make_unit(text, at, unit.end, after_blank=False)
            if is_advert(rest, words):
                end = unit.start + len(text[unit.start : at].rstrip(" \t•·*>"))
                yield make_unit(text, unit.start, end, unit.after_blank)
                yield rest
                return
    yield unit
