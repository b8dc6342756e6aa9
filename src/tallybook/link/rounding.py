"""Rounding: could vague or round words stand for a figure that is said beside them?"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tallybook.model import Form, Quantity

_SPREAD: Final = Decimal("1.5")
_SEVERAL: Final = Decimal(2)
_LOOSE: Final = frozenset({Form.VAGUE, Form.ABOUT, Form.BETWEEN, Form.NEARLY})
_FLOORS: Final = frozenset({Form.AT_LEAST, Form.MORE_THAN})


def could_be_words(words: Quantity) -> bool:
    """Could they be of any figure but the very same?"""
    return words.form is Form.UNSTATED or words.form in _LOOSE or words.form in _FLOORS


def could_be_words_for(words: Quantity, figure: Quantity) -> bool:
    """Could the words ("dozens", "more than 20", "heavy losses") be of the figure (24)?

    >>> from decimal import Decimal
    >>> more = Quantity(Decimal(21), None, Form.MORE_THAN, words="more than 20")
    >>> exact = Quantity(Decimal(24), Decimal(24), Form.EXACT, words="24")
    >>> could_be_words_for(more, exact), could_be_words_for(exact, more)
    (True, False)
    """
    value = figure.low if figure.low is not None else figure.high
    if words.unit != figure.unit or value is None or figure.form is Form.UNSTATED:
        return False
    if words.form is Form.UNSTATED:
        return value >= (words.low or _SEVERAL)
    if words.form in _LOOSE:
        return (words.low or 0) <= value and (words.high is None or value <= words.high)
    if words.form in _FLOORS and words.low is not None:
        return words.low <= value <= words.low * _SPREAD
    return False
