"""Withdrawals: what a source took back, by a denial or by a lower figure later."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.model import Stance
from tallybook.model.containment import place_key
from tallybook.reconcile.evidence import Evidence, Kind


def still_said(told: Sequence[Evidence]) -> tuple[list[Evidence], list[tuple[Evidence, Evidence]]]:
    """What its source has not taken back by a denial or a lower figure later, and what it has."""
    gone: dict[str, tuple[Evidence, Evidence]] = {}
    by_origin: dict[tuple[str, str], list[Evidence]] = {}
    for one in told:
        if one.known is not None and one.claim.origin is not None:
            by_origin.setdefault(one.origin, []).append(one)
    for said in by_origin.values():
        lowest: Evidence | None = None
        for one in sorted(said, key=lambda e: e.order, reverse=True):
            if lowest is not None and _takes_back(lowest, one):
                gone[one.statement.id] = (one, lowest)
            counts = one.high is not None and not one.is_partial and not one.is_loose
            if counts and (lowest is None or (one.high or 0) < (lowest.high or 0)):
                lowest = one
        for denial in (one for one in said if one.statement.stance == Stance.DENIED):
            for one in said:
                if one.bears and _before(one, denial) and could_equal(one, denial):
                    gone.setdefault(one.statement.id, (one, denial))
    return [one for one in told if one.statement.id not in gone], list(gone.values())


def _takes_back(later: Evidence, earlier: Evidence) -> bool:
    """Does the same source's newer figure leave no room for its older one?"""
    if earlier.kind is Kind.LEVEL or earlier.is_loose or earlier.low is None:
        return False
    spots = {_spot(later), _spot(earlier)} - {None}
    return (
        len(spots) < 2
        and _before(earlier, later)
        and later.kind is earlier.kind
        and later.start == earlier.start
        and later.high is not None
        and later.high < earlier.low
    )


def _spot(one: Evidence) -> tuple[str, ...] | None:
    return place_key(one.place) if one.place is not None else None


def _before(earlier: Evidence, later: Evidence) -> bool:
    return earlier.known is not None and later.known is not None and earlier.known < later.known


def could_equal(left: Evidence, right: Evidence) -> bool:
    """Could the two figures be one?"""
    return left.claim.quantity.could_equal(right.claim.quantity)
