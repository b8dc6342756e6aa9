"""Measure: what is counted, and where it stands in the tree of measures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Accrual(StrEnum):
    """`events` add up and never fall; a `stock` is a level at a time."""

    EVENTS = "events"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of thing that is counted.

    parents: the measures that hold this one whole (killed is within killed_or_wounded).
    unit: the unit of a count where the words name none ("person", "home", "USD", ...). unites: the
    measures that together make up this one whole (killed and wounded are all casualties).
    """

    name: str
    title: str
    accrual: Accrual
    unit: str = "person"
    parents: tuple[str, ...] = ()
    description: str = ""
    unites: tuple[str, ...] = ()
