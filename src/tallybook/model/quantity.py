"""Quantity: an interval of Decimal with the form and the words that gave it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """How the words put the number (codebook §3)."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    NEARLY = "nearly"
    BETWEEN = "between"
    VAGUE = "vague"
    UNSTATED = "unstated"
    NONE = "none"


SHARE: Final = "share"
"""The unit of a part of a whole, from 0 to 1."""


_PLACES: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`[low, high]`, either end None where it is open.

    unit: "person", "household", a currency code such as "USD", or the counted thing; of a rate,
    that by a stretch of time ("person/month"); of a share, "share" ("a quarter" is 0.25).
    convention: the name of the convention that turned vague words into the interval, else None.
    """

    low: Decimal | None
    high: Decimal | None
    form: Form
    unit: str = "person"
    words: str = ""
    convention: str | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high} in {self.words!r}")

    @property
    def is_count(self) -> bool:
        """Is it a number of things, and no rate or share, which nothing may be tallied from?"""
        return is_count_unit(self.unit)

    def could_equal(self, other: Quantity) -> bool:
        """Do the two intervals share a value, in the same unit?"""
        if self.unit != other.unit:
            return False
        return not (_below(self.high, other.low) or _below(other.high, self.low))

    def is_within(self, other: Quantity) -> bool:
        """Does the other interval hold the whole of this one?"""
        low_fits = other.low is None or (self.low is not None and self.low >= other.low)
        high_fits = other.high is None or (self.high is not None and self.high <= other.high)
        return self.unit == other.unit and low_fits and high_fits


def is_count_unit(unit: str) -> bool:
    """Is it a unit of counts: neither a share nor a rate ("person/month")?"""
    return unit != SHARE and "/" not in unit


def as_share(value: Decimal) -> Decimal:
    """A part of a whole to six places, beyond which no report speaks: a third is 0.333333."""
    return value.quantize(_PLACES).normalize()


def _below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low
