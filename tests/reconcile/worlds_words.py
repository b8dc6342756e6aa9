"""Words of a world: who speaks, in which outlets, and in which words that are true."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st
from tests.claims import VAGUE, source

SPEAKERS = (
    source("Defence Ministry of Beta", "XB"),
    source("Staff of Gamma", "XC"),
    source("Interior Ministry of Xanadu", "XA"),
    source("Relief Watch"),
    source("Hospital Union"),
    source("officials", "XA", unnamed=True),
    None,
)
OUTLETS = ("Alba Post", "Borun Times", "Morning Star", "Radio Four", "The Ledger")
WIRE = "Wire Service"


@dataclass(frozen=True)
class Telling:
    """How a world is told."""

    lies: bool = False
    echoes: bool = True
    loose: bool = True
    totals: bool = True
    levels: bool = True
    inflictors: bool = True
    more: bool = True
    most: int = 7


@st.composite
def true_words(draw, truth: int) -> str:
    """Words that are true of the number."""
    slack = draw(st.integers(0, 5))
    forms = ["exact", "at least", "at most", "between", "about", "more than", "vague"]
    form = draw(st.sampled_from(forms))
    if form == "between":
        return f"{max(0, truth - slack)}-{truth + slack}"
    if form == "about":
        near = truth + draw(st.integers(-(truth // 12), truth // 12))
        return f"about {near}"
    if form == "more than" and truth > slack:
        return f"more than {truth - slack - 1}"
    fits = sorted(word for word, (low, high) in VAGUE.items() if low <= truth <= high)
    if form == "vague" and fits:
        return draw(st.sampled_from(fits))
    if form == "at most":
        return f"at most {truth + slack}"
    return f"at least {max(0, truth - slack)}" if form == "at least" else str(truth)
