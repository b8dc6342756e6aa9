"""Does the page speak to its reader, and does it ask for something?"""

from __future__ import annotations

import re
from typing import Final

from tallybook.clean.units import QUOTED, Unit
from tallybook.language.page import PageWords

_LONGEST_ASK: Final = 120  # words; a longer paragraph is an article in one line
# The sums that readers are asked for, not those of governments.
_MONEY: Final = re.compile(
    r"[$€£]\s?\d{1,3}(?:\.\d\d)?(?![\d,.]*\d)(?!\s*(?:m|bn|k|million|billion|trillion)\b)",
    re.IGNORECASE,
)


def has_quotation(unit: Unit) -> bool:
    """Does somebody speak in it?"""
    return QUOTED.search(unit.head) is not None


def asks_reader(unit: Unit, words: PageWords) -> bool:
    """A paragraph in which the page asks its reader for money, a click or a subscription."""
    if unit.is_clipped or len(unit.words) > _LONGEST_ASK:
        return False
    plain = unit.unquoted
    spoken = 2 * bool(plain & words.second_person) or bool(plain & words.first_person)
    if spoken and spoken + len(plain & words.own_asks) > 2:
        return True
    asked = bool(plain & words.second_person) and not plain.isdisjoint(words.asks)
    return asked and _MONEY.search(unit.head) is not None


def goes_on_asking(unit: Unit, words: PageWords) -> bool:
    """Below such a line weaker words go on with it: "Your support makes a difference"."""
    plain = unit.unquoted
    return bool(plain & words.second_person) and not plain.isdisjoint(words.asks)


def is_addressed(unit: Unit, words: PageWords) -> bool:
    """Does it speak in the page's own "we" or to "you" outside of quotations?"""
    plain = unit.unquoted
    return bool(plain & words.second_person) or bool(plain & words.first_person)
