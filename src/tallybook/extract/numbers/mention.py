"""Mention: one quantity where it stands in a text, and what kind of number it is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tallybook.model import Quantity

_DENIED: Final = "under_denial"


class Kind(StrEnum):
    """What a number is of. Only `count`, `one`, `article`, `none` and `money` can be claims.

    article: "a soldier", "another man"; one: "one soldier"; none: "no", "nobody", "zero".
    number: negative or fractional, of nothing that is counted. unclear: cannot be told ("1.204
    people"). attribute: inside a compound ("a 200-strong force", unit "strong").
    """

    COUNT = "count"
    ONE = "one"
    ARTICLE = "article"
    NONE = "none"
    MONEY = "money"
    PERCENT = "percent"
    SHARE = "share"
    RATE = "rate"
    MEASUREMENT = "measurement"
    DURATION = "duration"
    FREQUENCY = "frequency"
    AGE = "age"
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    ORDINAL = "ordinal"
    SCORE = "score"
    IDENTIFIER = "identifier"
    ATTRIBUTE = "attribute"
    NUMBER = "number"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """One quantity where it stands.

    start, end: with its modifiers and its unit; number_start, number_end: the number alone.
    kind: see Kind. counts_noun: must a noun follow ("a", "no")? per: "day" in "200 a day".
    increment: "12 more", "another 12", "12 others"; added: the word that says so.
    partitive: "one of the men". nominal: the figure itself where there is one ("about 200": 200).
    rules: the names of the rules that made it. tail: where the modifier behind its noun stands
    ("30 people or more"); 0, 0 without one.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    quantity: Quantity
    kind: Kind
    counts_noun: bool = False
    per: str | None = None
    increment: bool = False
    added: str = ""
    partitive: bool = False
    nominal: Decimal | None = None
    rules: tuple[str, ...] = ()
    tail: tuple[int, int] = (0, 0)

    @property
    def is_denied(self) -> bool:
        """Is it none only because its verb is denied ("has not lost a single tank")?"""
        return _DENIED in self.rules
