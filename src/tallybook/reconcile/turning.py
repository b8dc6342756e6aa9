"""Turning: what a source's newer figure does to its older one."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tallybook.model import Form, Turn
from tallybook.reconcile.evidence import Evidence, Kind

EARLIER: Final = "earlier-figure"
"""The rule of a claim that a text gives as what was said before ("after earlier saying eight")."""

CORRECTED: Final = "series-correction"
"""The rule of a claim of a series in which its source mends what it had said before."""

Ends = tuple[Decimal | None, Decimal | None]


def is_earlier(one: Evidence) -> bool:
    """Does its text give it as what was said before?"""
    return one.claim.rule == EARLIER


def is_mended(one: Evidence) -> bool:
    """Does its series give it as a correction?"""
    return one.claim.rule == CORRECTED


def turn_of(earlier: Evidence, later: Evidence, taken: dict[str, Evidence]) -> Turn | None:
    """What the later figure does to the earlier one; None where it changes nothing."""
    before, after = ends(earlier), ends(later)
    if before == after:
        return None
    if is_mended(later) and (below(after, before) or below(before, after)):
        return Turn.CORRECTION
    if below(after, before):
        corrected = earlier.statement.id in taken or (
            is_earlier(earlier) and later.kind is not Kind.LEVEL
        )
        return Turn.CORRECTION if corrected else Turn.FALL
    if before[0] is None or after[0] is None:
        return None
    if after[0] > before[0]:
        return Turn.RISE
    return Turn.FALL if _is_lower(before, after) else None


def ends(one: Evidence) -> Ends:
    """Low and high, as said."""
    return one.statement.low, one.statement.high


def below(left: Ends, right: Ends) -> bool:
    """Does the whole of the left lie below the right?"""
    return left[1] is not None and right[0] is not None and left[1] < right[0]


def _is_lower(before: Ends, after: Ends) -> bool:
    """Is it a lower figure, and not one that is only vaguer or narrower?"""
    if before[0] is None or after[0] is None or after[0] >= before[0]:
        return False
    if before[1] is None or after[1] is None:
        return before[1] is after[1] is None  # "at least 30", then "at least 20"
    return after[1] < before[1]


def is_slip(left: Evidence, right: Evidence) -> bool:
    """Could one be a misprint of the other: one source's exact figures, told of one day on one day?

    The digits stand in another order (26, 62), or there is a nought too many (30, 300), in two
    papers, and no hour tells which was said first. Nobody can tell then which it was.
    """
    ours, theirs = left.claim.quantity, right.claim.quantity
    if left.origin != right.origin or left.reports & right.reports:
        return False
    if (left.known, left.at) != (right.known, right.at) or left.is_voice:
        return False
    if left.claim.post is not None or right.claim.post is not None:
        return False
    exact = ours.form is theirs.form is Form.EXACT
    return exact and _digits_about(str(left.statement.low), str(right.statement.low))


def _digits_about(left: str, right: str) -> bool:
    if left == right or not (left.isdigit() and right.isdigit()):
        return False
    short, long = sorted((left, right), key=len)
    return sorted(left) == sorted(right) or (len(short) > 1 and long == f"{short}0")


def is_less(one: Evidence, other: Evidence) -> bool:
    """Does the other begin lower, though the first may hold beside it ("at least ten" for 40)?"""
    before, after = ends(one)[0], ends(other)[0]
    return before is not None and after is not None and after < before
