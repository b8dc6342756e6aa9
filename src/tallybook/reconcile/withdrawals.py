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
    # what an outlet repeated in its own voice falls with the figure of the source it came from
    for one in told:
        for old, new in list(gone.values()):
            echoes = one.is_voice and (one.low, one.high) == (old.low, old.high)
            if echoes and _before(one, new):
                gone.setdefault(one.statement.id, (one, new))
    for said in by_origin.values():
        for denial in (one for one in said if one.statement.stance == Stance.DENIED):
            for one in said:
                if one.bears and _before(one, denial) and could_equal(one, denial):
                    gone.setdefault(one.statement.id, (one, denial))
    return [one for one in told if one.statement.id not in gone], list(gone.values())


def _takes_back(later: Evidence, earlier: Evidence) -> bool:
    """Does the same source's newer figure leave no room for its older one?"""
    if earlier.kind is Kind.LEVEL or earlier.is_loose or earlier.low is None:
        return False
    dated = earlier.kind is later.kind is Kind.TOTAL and earlier.at != later.at
    if earlier.reports & later.reports and not dated:
        return False  # one report tells both: two things, not a correction
    spots = {_spot(later), _spot(earlier)} - {None}
    return (
        len(spots) < 2
        and _before(earlier, later)
        and _are_of_one_kind(later, earlier)
        and later.high is not None
        and later.high < earlier.low
    )


def _are_of_one_kind(later: Evidence, earlier: Evidence) -> bool:
    """Both totals, or both of one happening; who counts its dead may put it either way."""
    if later.kind is earlier.kind and later.start == earlier.start:
        return True
    starts = {later.start, earlier.start} - {None}
    return not later.of.parties and Kind.LEVEL not in (later.kind, earlier.kind) and len(starts) < 2


def _spot(one: Evidence) -> tuple[str, ...] | None:
    return place_key(one.place) if one.place is not None else None


def _before(earlier: Evidence, later: Evidence) -> bool:
    if earlier.known is None or later.known is None:
        return False
    totals = earlier.kind is later.kind is Kind.TOTAL
    if totals and earlier.known == later.known and earlier.at and later.at:
        return earlier.at < later.at  # "193 on Thursday, 176 now"
    return earlier.known < later.known


def could_equal(left: Evidence, right: Evidence) -> bool:
    """Could the two figures be one?"""
    return left.claim.quantity.could_equal(right.claim.quantity)
