"""Withdrawals: what a source took back, by a denial or by a lower figure later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from tallybook.model import Stance
from tallybook.model.containment import place_key
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.piles import Alike, Piles, Row

Pair = tuple[Evidence, Evidence]


def still_said(told: Sequence[Evidence]) -> tuple[list[Evidence], list[Pair]]:
    """What its source has not taken back by a denial or a lower figure later, and what it has."""
    gone = taken_back(told)
    return [one for one in told if one.statement.id not in gone], list(gone.values())


def taken_back(told: Sequence[Evidence]) -> dict[str, Pair]:
    """What its source took back, with what took it back first; by the statement's id.

    As that is the first, what was taken back by a day does not depend on what was said later.
    """
    gone: dict[str, Pair] = {}
    by_origin: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one in sorted(told, key=lambda each: each.order):
        if one.known is not None and one.claim.origin is not None:
            by_origin[one.origin].append(one)
    for said in by_origin.values():
        _by_lower_figures(said, gone)
    _echoes(told, gone)
    for said in by_origin.values():
        _by_denials(said, gone)
    _by_carriers(told, gone)
    _echoes(told, gone)
    return gone


def is_echo(old: Evidence, new: Evidence) -> bool:
    """Did it fall only because an outlet had repeated in its own voice what another took back?"""
    return old.is_voice and old.origin != new.origin


def _by_lower_figures(said: Sequence[Evidence], gone: dict[str, Pair]) -> None:
    """One source's figures in the order they were said, each held against those before it."""
    standing = Piles(_hour, _could_take_back, lambda: Piles(_reports, _are_told_apart, Alike))
    for number, later in enumerate(said):
        if later.high is not None and not later.is_partial and not later.is_loose:
            for row in sorted(standing.take(later, later.high)):
                gone[row.one.statement.id] = (row.one, later)
        if later.low is not None and later.kind is not Kind.LEVEL and not later.is_loose:
            standing.lay(Row(later.low, number, later))


def _echoes(told: Iterable[Evidence], gone: dict[str, Pair]) -> None:
    """What an outlet repeated in its own voice falls with the figure of its source."""
    fallen: dict[tuple[Decimal | None, Decimal | None], list[Pair]] = defaultdict(list)
    for old, new in sorted(gone.values(), key=lambda pair: pair[1].order):
        fallen[(old.low, old.high)].append((old, new))
    for one in told:
        if one.is_voice and one.statement.id not in gone:
            for _, new in fallen.get((one.low, one.high), ()):
                if _before(one, new):
                    gone[one.statement.id] = (one, new)
                    break


def _by_denials(said: Sequence[Evidence], gone: dict[str, Pair]) -> None:
    for denial in (one for one in said if one.statement.stance == Stance.DENIED):
        for one in said:
            if one.bears and _before(one, denial) and denies(denial, one):
                known = gone.get(one.statement.id)
                if known is None or denial.order < known[1].order:
                    gone[one.statement.id] = (one, denial)


def _by_carriers(told: Sequence[Evidence], gone: dict[str, Pair]) -> None:
    """A figure that came through one outlet alone, whosever it is, falls with its own note."""
    notes = [one for one in told if one.statement.stance == Stance.DENIED]
    for note in sorted(notes, key=lambda each: each.order):
        outlet = note.claim.publisher if note.is_voice else note.statement.origin
        for one in told:
            if not (one.bears and outlet is not None and outlet in _came_through(one)):
                continue
            known = gone.get(one.statement.id)
            first = known is None or (note.known or date.max) < (known[1].known or date.max)
            if first and _before(one, note) and denies(note, one):
                gone[one.statement.id] = (one, note)


def _came_through(one: Evidence) -> set[str]:
    """The outlets without which nobody would have it: who prints it alone, and whom he cites."""
    if len(one.reports) > 1:
        return set()
    cited = {credit.source.name for credit in one.claim.attribution[1:]}
    return cited | ({one.claim.publisher} if one.claim.publisher is not None else set())


def _hour(one: Evidence) -> tuple[object, ...]:
    """All that `_could_take_back` asks of an older figure."""
    return (one.known, one.kind, one.at, one.start, _spot(one))


def _could_take_back(later: Evidence, earlier: Evidence) -> bool:
    """By when, where and of what both are: could the newer figure of a source take the older back?

    Of an earlier day it does not: a row of March that is mended in May leaves April's alone.
    """
    if _are_dated(later, earlier) and later.at and earlier.at and later.at < earlier.at:
        return False
    spots = {_spot(later), _spot(earlier)} - {None}
    return len(spots) < 2 and _before(earlier, later) and _are_of_one_kind(later, earlier)


def _reports(one: Evidence) -> frozenset[str]:
    """All that `_are_told_apart` asks of an older figure of one hour."""
    return one.reports


def _are_told_apart(later: Evidence, earlier: Evidence) -> bool:
    """One report that tells both tells of two things, and corrects nothing."""
    return _are_dated(later, earlier) or not earlier.reports & later.reports


def _are_dated(later: Evidence, earlier: Evidence) -> bool:
    """Totals of two days?"""
    return earlier.kind is later.kind is Kind.TOTAL and earlier.at != later.at


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


def denies(denial: Evidence, one: Evidence) -> bool:
    """Is it this figure that is denied?

    "Not 30" denies 30, "at least 30" and "20 to 40", but not "at least 12", which 30 would satisfy
    like any number above it. A denial without a number denies them all.
    """
    if not could_equal(one, denial):
        return False
    if denial.is_vague or (denial.low is None and denial.statement.low is None):
        return True
    said, ends = denial.statement, (one.statement.low, one.statement.high)
    closed = None not in ends
    return closed or bool({said.low, said.high} & (set(ends) - {None}))
