"""Moves: how each source's own figure changed, in the order in which it was said.

A newer figure of one source supersedes its older one. Which of five turns it is:

- *rise*: it begins above the older one;
- *correction*: it leaves the older one no room, of what can only rise, or says that it was wrong;
- *fall*: it is lower, of what may fall, or without saying that the older one was wrong;
- *retraction*: the source denies what it had said;
- *reclassification*: what one of its figures lost, another of the same day gained (the missing
  found dead, civilians counted as fighters).

A figure follows the newest one that speaks to the same day or an earlier one, whenever it was said:
a row of a series that is corrected long afterwards moves the figure of its own day.

A fall is never left out. A figure that only narrows the older one, or is vaguer, is no move.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Form, Move, SourceKind, Stance, Turn
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.naming import days, quoted
from tallybook.reconcile.naming_speakers import origin
from tallybook.reconcile.series import Series, set_of
from tallybook.reconcile.turning import below, ends, is_earlier, is_less, is_mended, turn_of

_NOBODY: Final = Conflicts()
Pair = tuple[Evidence, Evidence]


@dataclass(frozen=True, slots=True)
class _Step:
    """A source's newer figure after its older one."""

    earlier: Evidence
    later: Evidence
    turn: Turn


def find_moves(
    evidence: Iterable[Evidence],
    withdrawn: Sequence[Pair] = (),
    kin: Iterable[Evidence] = (),
    sides: Conflicts = _NOBODY,
) -> tuple[Move, ...]:
    """The moves of every source that speaks of one question, by the day they were made known.

    withdrawn: what its own source took back, with what took it. kin: what is said of other
    measures or other people in the same happening or running total, in which a figure may turn up
    again. sides: what the parties are called.
    """
    told = [one for one in evidence if one.known is not None and not one.is_partial]
    taken = {old.statement.id: new for old, new in withdrawn if old.origin == new.origin}
    steps = [*_own_steps(told, taken), *_retractions(told, taken), *_party_steps(told)]
    series = Series(one for one in kin if one.known is not None and not one.is_partial)
    found: dict[tuple[str, str], Move] = {}
    for step in sorted(steps, key=lambda each: (each.later.order, each.earlier.order)):
        turn, gained = step.turn, None
        if turn in (Turn.FALL, Turn.CORRECTION):
            gained = _gained(step, series)
            turn = turn if gained is None else Turn.RECLASSIFICATION
        why = _why(step, turn, gained, sides)
        names = (step.earlier.statement.id, step.later.statement.id)
        why = f"{why[:1].upper()}{why[1:]}"
        found.setdefault(names, Move(turn, *names, step.later.known, why))
    return tuple(found.values())


def _by_origin(evidence: Iterable[Evidence]) -> dict[tuple[str, str], list[Evidence]]:
    series: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one in evidence:
        series[one.origin].append(one)
    return series


def _own_steps(told: Sequence[Evidence], taken: dict[str, Evidence]) -> Iterator[_Step]:
    """Each source's figures of one set, one after the other."""
    for said in _by_origin(told).values():
        rows: dict[object, list[Evidence]] = defaultdict(list)
        for one in said:
            if one.bears or is_earlier(one):
                rows[set_of(one)].append(one)
        for row in rows.values():
            for earlier, later in _followed(_in_turn(row, taken)):
                turn = turn_of(earlier, later, taken)
                if turn is not None:
                    yield _Step(earlier, later, turn)


def _followed(row: Sequence[Evidence]) -> Iterator[Pair]:
    """Each with the one it follows: the newest said before it of its day or an earlier day."""
    said: list[tuple[date, int]] = []
    for number, later in enumerate(row):
        spot = (later.at or date.min, number)
        at = bisect_right(said, spot)
        if at:
            yield row[said[at - 1][1]], later
        insort(said, spot)


def _in_turn(row: Sequence[Evidence], taken: dict[str, Evidence]) -> list[Evidence]:
    """In the order in which they were said; of one day, what a post's time tells, else upwards.

    What a text gives as said before comes before all else of its day. Of two figures of one day
    that no time tells apart the lower is left out: nothing tells which came first, so they are no
    change, unless the source took it back (`taken`).
    """

    def key(one: Evidence) -> tuple[object, ...]:
        post = one.claim.post.isoformat() if one.claim.post is not None else ""
        low = one.low if one.low is not None else one.statement.low
        same_day = (one.at or date.min, post, low or 0, one.statement.id)
        return (one.known or date.min, not is_earlier(one), *same_day)

    found: list[Evidence] = []
    for one in sorted(row, key=key):
        if found and _are_beside(found[-1], one) and found[-1].statement.id not in taken:
            found.pop()
        found.append(one)
    return found


def _are_beside(left: Evidence, right: Evidence) -> bool:
    """Are both told of one day and on one day, neither as said before nor by a post's time?"""
    if is_earlier(left) or is_mended(right):
        return False
    days = left.known == right.known and left.at == right.at
    return days and left.claim.post == right.claim.post


def _retractions(told: Sequence[Evidence], taken: dict[str, Evidence]) -> Iterator[_Step]:
    """What its source denies, up to the figure that it gives instead in the same report."""
    beside: dict[object, list[Evidence]] = defaultdict(list)
    for one in told if taken else ():
        for report in one.reports:
            beside[one.origin, one.known, report].append(one)
    for one in told:
        denial = taken.get(one.statement.id)
        if denial is not None and denial.statement.stance == Stance.DENIED:
            near = {
                each.statement.id: each
                for report in denial.reports
                for each in beside[denial.origin, denial.known, report]
            }
            yield _Step(one, _instead(one, near.values()) or denial, Turn.RETRACTION)


def _instead(one: Evidence, beside: Iterable[Evidence]) -> Evidence | None:
    """The lower figure of the same set that stands beside the denial, where it gives one."""
    found = [
        each
        for each in beside
        if each.bears
        and set_of(each) == set_of(one)
        and turn_of(one, each, {}) is None
        and is_less(one, each)
    ]
    return found[0] if len(found) == 1 else None


def _party_steps(told: Sequence[Evidence]) -> Iterator[_Step]:
    """From one speaker of a party to another, where an unnamed official speaks for it.

    Two named bodies of one state may count differently; an unnamed official has no count of his
    own, so that his figure is the party's newer one. Only where the two leave each other no room.
    """
    rows: dict[object, list[Evidence]] = defaultdict(list)
    for one in told:
        if one.bears and one.statement.party is not None and one.statement.independent:
            rows[(one.statement.party, set_of(one))].append(one)
    for row in rows.values():
        for earlier, later in _followed(_in_turn(row, {})):
            if earlier.origin == later.origin or earlier.known == later.known:
                continue
            if not (_is_unnamed(earlier) or _is_unnamed(later)):
                continue
            if below(ends(earlier), ends(later)):
                yield _Step(earlier, later, Turn.RISE)
            elif below(ends(later), ends(earlier)):
                yield _Step(earlier, later, Turn.FALL)


def _is_unnamed(one: Evidence) -> bool:
    said = one.claim.origin
    return said is not None and said.source.kind is SourceKind.ANONYMOUS


def _gained(step: _Step, series: Series) -> Pair | None:
    """Another figure of the same source that rose, on the same day, by as much as this one fell."""
    lost = _difference(step.later, step.earlier)
    if lost is None:
        return None
    for one in series.told_with(step.later):
        if not _is_exact(one):
            continue
        last = series.before(one, step.later)
        if last is not None and _difference(last, one) == lost:
            return last, one
        if last is None and one.statement.low == lost:
            return one, one
    return None


def _difference(low: Evidence, high: Evidence) -> Decimal | None:
    """By how much the second exceeds the first; None where either is no exact number."""
    if not (_is_exact(low) and _is_exact(high)):
        return None
    first, second = low.statement.low, high.statement.low
    return second - first if first is not None and second is not None and second > first else None


def _is_exact(one: Evidence) -> bool:
    return one.claim.quantity.form in (Form.EXACT, Form.NONE)


_VERBS: Final = {
    Turn.RISE: "rises",
    Turn.FALL: "falls",
    Turn.CORRECTION: "is corrected",
    Turn.RETRACTION: "is taken back",
    Turn.RECLASSIFICATION: "is counted otherwise",
}


def _why(step: _Step, turn: Turn, gained: Pair | None, sides: Conflicts) -> str:
    """In words: who said what, and what became of it."""
    earlier, later = step.earlier, step.later
    who, old = origin(later, sides), f"“{quoted(earlier)}”"
    if earlier.origin != later.origin:
        who = f"{origin(earlier, sides)} said {old}, {who} “{quoted(later)}”"
        return f"{who}: for one party the figure {_VERBS[turn]}{_on(later)}"
    if turn is Turn.RETRACTION:
        now = "" if later.statement.stance == Stance.DENIED else f" and says “{quoted(later)}”"
        return f"{who} takes back its {old}{now}{_on(later)}"
    said = f"{who} said {old}{_on(earlier)} and says “{quoted(later)}”{_on(later)}"
    if turn is Turn.FALL and not below(ends(later), ends(earlier)):
        return f"{said}: lower, without contradicting it"
    if gained is not None:
        other = gained[1]
        name = other.statement.measure.replace("_", " ")
        name = name if name != later.statement.measure.replace("_", " ") else str(other.of.role)
        return f"{said}: what is gone is now among the {name}, “{quoted(other)}”"
    return f"{said}: the figure {_VERBS[turn]}"


def _on(one: Evidence) -> str:
    """ " on 18 December 2024"; "" where it is told only as what was said before."""
    return "" if is_earlier(one) else f" {days(one.known, one.known)}"
