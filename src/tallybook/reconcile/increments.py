"""Increments: "three more" extend the total that the same source had given before."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.grounds import Constraint
from tallybook.reconcile.sums import number

_SOON: Final = timedelta(days=7)
"""What is added without a day is added to a total only if told within so many days after it."""

Lives = Sequence[tuple[Evidence, date | None]]


@dataclass(frozen=True, slots=True)
class Extended:
    """A floor out of a total and what was added to it; from when to when all of it stands."""

    constraint: Constraint
    known: date | None
    gone: date | None


def extended(lives: Lives) -> Iterator[Extended]:
    """Every total of one source with what the same source added to it afterwards.

    lives: the evidence of one question, and from when it is taken back. "40 dead", then "three
    more": at least 43; then "two more": 45. A new total begins anew. Only what follows its total is
    added: told on a later day, of a later day where it names one, and by no text that tells the
    new total itself.
    """
    by_origin: dict[tuple[str, str], list[tuple[Evidence, date | None]]] = defaultdict(list)
    for one, gone in lives:
        if one.bears and one.kind is not Kind.LEVEL and one.known is not None:
            by_origin[one.origin].append((one, gone))
    for said in by_origin.values():
        yield from _chain(sorted(said, key=lambda each: each[0].order))


def _chain(said: Lives) -> Iterator[Extended]:
    totals = [(one, gone) for one, gone in said if not one.is_partial and one.low is not None]
    orders = [one.order for one, _ in totals]
    telling = {report for one, _ in totals for report in one.reports}
    terms: list[tuple[Evidence, date | None]] = []
    for one, gone in said:
        if not one.claim.increment or not one.low or one.known is None:
            continue
        spot = bisect_left(orders, one.order)
        # with another total between, what is added may be in that already; who brings it to a
        # total in the same report tells so himself
        if not spot or not _is_before(totals[spot - 1][0], one) or one.reports & telling:
            terms = []
            continue
        last = totals[spot - 1]
        if not terms or terms[0][0] is not last[0]:
            terms = [last]
        if len(terms) > 1 and not _follows(terms[-1][0], one):
            continue
        terms.append((one, gone))
        yield _sum(terms)


def _is_before(total: Evidence, more: Evidence) -> bool:
    """Was the total told, and of a time, before what is added?"""
    if total.known is None or more.known is None or total.known >= more.known:
        return False
    if total.is_background is not more.is_background:
        return False
    began = more.statement.period.first if more.statement.period is not None else None
    if began is not None and more.kind is Kind.TOTAL:
        return total.at is not None and total.at < began
    return more.known - total.known <= _SOON


def _follows(earlier: Evidence, later: Evidence) -> bool:
    """Is the second addition no repetition of the first: another number, of a later day?"""
    if earlier.known is None or later.known is None or earlier.known >= later.known:
        return False
    ours, theirs = earlier.statement.period, later.statement.period
    if ours is not None and theirs is not None and ours.last and theirs.first:
        return ours.last < theirs.first
    return (earlier.low, earlier.high) != (later.low, later.high)


def _sum(terms: Lives) -> Extended:
    told = [one for one, _ in terms]
    lows = [one.low for one in told if one.low is not None]
    rule = f"what was added to an earlier total: {' + '.join(number(low) for low in lows)}"
    ends = [gone for _, gone in terms if gone is not None]
    last = told[-1]
    floor = Constraint(sum(lows, Decimal(0)), None, rule, last, last.at, False, tuple(told[:-1]))
    return Extended(floor, last.known, min(ends, default=None))
