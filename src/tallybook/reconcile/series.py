"""Series: what each source says of other people or by other measures, found without a search."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tallybook.model.containment import place_key
from tallybook.reconcile.evidence import Evidence, Kind


def set_of(one: Evidence) -> object:
    """What must be alike for one figure to supersede another: kind, measure, place, days."""
    period = one.statement.period
    spot = place_key(one.place) if one.place is not None and one.of.parties else None
    first = period.first if period is not None and one.kind is Kind.INCIDENT else one.counts_from
    return (one.kind, one.statement.measure, one.statement.unit, one.of.key, spot, first)


def are_kin(one: Evidence, other: Evidence) -> bool:
    """Other people or another measure of the same side, spot and days."""
    ours, theirs = one.statement, other.statement
    differs = ours.measure != theirs.measure or one.of.role != other.of.role
    spots = {place_key(each.place) for each in (one, other) if each.place is not None}
    return (
        differs
        and one.kind is other.kind
        and ours.unit == theirs.unit
        and one.of.parties == other.of.parties
        and len(spots) < 2
        and one.start == other.start
    )


class Series:
    """What each source says of other people or by other measures, found by its day and its set."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._told: dict[object, list[Evidence]] = defaultdict(list)
        self._rows: dict[object, list[Evidence]] = defaultdict(list)
        for one in sorted(evidence, key=lambda each: each.order):
            self._told[one.origin, one.known].append(one)
            self._rows[one.origin, set_of(one)].append(one)

    def told_with(self, other: Evidence) -> Iterator[Evidence]:
        """What its source made known on the same day, of kin of it, in order."""
        told = self._told.get((other.origin, other.known), ())
        return (one for one in told if are_kin(one, other))

    def before(self, one: Evidence, other: Evidence) -> Evidence | None:
        """The source's last figure of the set of this one before it that is of kin of the other."""
        row = self._rows.get((one.origin, set_of(one)), ())
        for spot in range(bisect_left(row, one.order, key=lambda each: each.order) - 1, -1, -1):
            if are_kin(row[spot], other):
                return row[spot]
        return None
