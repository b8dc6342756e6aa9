"""Count: what a frame gives."""

from __future__ import annotations

from dataclasses import dataclass

from tallybook.extract.frames.triggers import Way
from tallybook.extract.quantities import QuantityMention
from tallybook.model import Quantity


@dataclass(frozen=True, slots=True)
class Count:
    """A measure and a quantity with the tokens that say so.

    start, end: the claim's span. head: the token by which the counted phrase hangs in the tree;
    noun: the counted noun or None; trigger: the measure's word. whole: for a sub-count
    ("including 12 children") the span of the count that it is part of.
    """

    measure: str
    quantity: Quantity
    start: int
    end: int
    head: int
    noun: int | None
    trigger: int
    way: Way
    rule: str
    strong: bool
    mention: QuantityMention | None = None
    increment: bool = False
    whole: tuple[int, int] | None = None
    direct: bool = True
