"""Claim: one mention of a quantity in one report, with everything the text says about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from tallybook.model.identity import content_id
from tallybook.model.period import Period
from tallybook.model.place import Place
from tallybook.model.population import Population
from tallybook.model.quantity import Quantity
from tallybook.model.report import Role
from tallybook.model.source import Attribution


class Stance(StrEnum):
    """How surely it is said (codebook §7)."""

    ASSERTED = "asserted"
    ESTIMATED = "estimated"
    CLAIMED = "claimed"
    DENIED = "denied"
    UNCONFIRMED = "unconfirmed"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
    FORECAST = "forecast"


class Scope(StrEnum):
    """Of one happening, of a running total, or of a level now."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Part:
    """A node of the explanation: which words, by which rule, set which field."""

    field: str
    rule: str
    start: int | None = None
    end: int | None = None
    text: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Another extractor reads a field of the claim otherwise: for a person to look at.

    field: the claim's key, or "claim" where the other does not find the claim at all. made_by: the
    other extractor. value: what it reads, None for nothing. start, end: the words it reads it from.
    """

    field: str
    made_by: str
    value: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One mention. `text` is the report's text[start:end]: the quantity and what is counted.

    background: it tells of what was over long before the report's day: no news of that day.
    """

    report: str
    text: str
    start: int
    end: int
    quantity: Quantity
    measure: str
    of: Population
    block: Role
    sentence: tuple[int, int]
    rule: str
    made_by: str
    stance: Stance
    scope: Scope
    confidence: float
    by: Population | None = None
    place: Place | None = None
    period: Period | None = None
    attribution: tuple[Attribution, ...] = ()
    part_of: str | None = None
    increment: bool = False
    disclaimer: tuple[int, int] | None = None
    background: bool = False
    post: datetime | None = None
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published: date | None = None
    path: str | None = None
    review: tuple[Mark, ...] = ()
    parts: tuple[Part, ...] = field(default=(), compare=False)
    _id: str = field(default="", init=False, compare=False, repr=False)

    @property
    def id(self) -> str:
        """The same reading of the same words by the same maker is the same claim."""
        if not self._id:
            object.__setattr__(self, "_id", self._content_id())
        return self._id

    def _content_id(self) -> str:
        quantity = self.quantity
        return content_id(
            "claim",
            self.report,
            self.start,
            self.end,
            self.measure,
            quantity.form,
            _digits(quantity.low),
            _digits(quantity.high),
            quantity.words,
            self.of.text,
            self.made_by,
        )

    def counted_as(self, quantity: Quantity) -> Claim:
        """The same mention, by the same id, its words taken to mean another quantity."""
        found = replace(self, quantity=quantity)
        object.__setattr__(found, "_id", self.id)
        return found

    @property
    def origin(self) -> Attribution | None:
        """The speaker nearest to the content; None is the outlet's own voice."""
        return self.attribution[0] if self.attribution else None


def _digits(value: Decimal | None) -> str | None:
    """One writing for equal numbers: 5.6E+9 and 5600000000 are the same claim."""
    return None if value is None else format(value.normalize(), "f")
