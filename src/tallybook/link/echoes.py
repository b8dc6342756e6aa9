"""Echoes: statements that only repeat a figure somebody else gave before, and are no witness."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from tallybook.link.agreement import NEAR, compare_facts, number_of, reality_of, said_on
from tallybook.link.grouping import Group, Key, careful_first
from tallybook.link.judging import link
from tallybook.link.origins import origin_of
from tallybook.model import Claim, Link, SourceKind, Verdict

_COMPARED = 8


def echo_keys(group: Group) -> Iterator[Key]:
    """The keys under which a group is found by what may only repeat it."""
    yield from _keys(group.claims[0])


def heard_before(group: Group, near: Callable[[Key], Collection[Group]]) -> Group | None:
    """The group whose figure this one only repeats; None for a witness of its own.

    An outlet's own voice, or an unnamed source of a party, that gives a figure which a better
    named or an earlier origin gave of the same thing within days adds no witness: ten outlets
    with one agency's figure are one. near: the groups under a key.
    """
    first = group.claims[0]
    if origin_of(first).rank < 2:
        return None
    for key in _keys(first, spread=1):
        for other in sorted(near(key), key=_order)[:_COMPARED]:
            if _order(other) < _order(group) and _may_repeat(other.claims[0], first):
                return other
    return None


def _may_repeat(source: Claim, echo: Claim) -> bool:
    ours, theirs = origin_of(source), origin_of(echo)
    if theirs.kind is SourceKind.ANONYMOUS and (theirs.party is None or ours.party != theirs.party):
        return False
    return source.report != echo.report and compare_facts(source, echo).score > 0


def unsure_link(source: Claim, echo: Claim) -> Link:
    """That the second claim may only repeat the first."""
    who, whose = origin_of(echo).name, origin_of(source).name
    reason = f"{who} names no source of its own for the figure that {whose} gave: no second witness"
    return link(source, echo, Verdict.UNSURE, 0.5, (reason,))


def _order(group: Group) -> Key:
    first = group.claims[0]
    said = min((day for claim in group.claims if (day := said_on(claim))), default=date.max)
    return (origin_of(first).rank, said, careful_first(first))


def _keys(claim: Claim, spread: int = 0) -> Iterator[Key]:
    """Only numbers can be echoed ("thousands" is anybody's word), of people or places named."""
    number = number_of(claim.quantity)
    said = said_on(claim)
    if number[0] != "number" or said is None:
        return
    shared = (claim.measure, claim.quantity.unit, number[1], reality_of(claim.stance))
    era = said.toordinal() // NEAR.days
    grounds: list[Key] = [("party", party) for party in claim.of.parties]
    if claim.place is not None and not claim.of.parties:
        grounds += [("country", country) for country in claim.place.countries]
    for ground in grounds:
        for step in range(-spread, spread + 1):
            yield (*shared, *ground, era + step)
