"""Meeting: under which keys groups of claims are kept, so that a repeat finds what it repeats.

A figure of people or places that are named is met by those. One that tells neither ("14 were
killed") can only be known by its report: it meets what is as bare, and, where its number is seldom
met, whatever has that number within days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tallybook.link.agreement import NEAR, is_telling, number_of, reality_of, said_on
from tallybook.link.origins import grounds_of
from tallybook.model import Claim

Said = Sequence[Claim]
"""The claims of one statement, the best attributed first."""

Key = tuple[object, ...]

_BARE: Final = ("bare",)
_ANY: Final = ("any",)


def kept_under(claims: Said) -> frozenset[Key]:
    """All keys under which the group can be found."""
    first = claims[0]
    found = {("told", claim.report) for claim in claims} | set(_reports(claims))
    found.update(_dated(claims, [*_grounds(claims), *([] if has_ground(claims) else [_BARE])]))
    if is_telling(first.quantity):
        found.update(_dated(claims, [_ANY]))
    return frozenset(found)


def looked_up(claims: Said) -> frozenset[Key]:
    """The keys under which stands all that bears on the group's verdict."""
    is_bare, telling = not has_ground(claims), is_telling(claims[0].quantity)
    spots = [*_grounds(claims), *([_BARE] if is_bare or telling else [])]
    spots += [_ANY] if is_bare and telling else []
    return frozenset({*_reports(claims), *_dated(claims, spots)})


def told_in(report: str) -> Key:
    """The key of all that a report tells."""
    return ("told", report)


def share_ground(left: Said, right: Said) -> bool:
    """Do both name a party that is counted, or else a country?"""
    return not set(_grounds(left)).isdisjoint(_grounds(right))


def has_ground(claims: Said) -> bool:
    """Is a party or a country named?"""
    return any(grounds_of(claim) for claim in claims)


def _shared(claims: Said) -> Key:
    first = claims[0]
    return (first.measure, first.quantity.unit, reality_of(first.stance))


def _reports(claims: Said) -> Iterator[Key]:
    """Within one report an outlet's own words are held against its sources'."""
    shared = _shared(claims)
    yield from (("report", claim.report, *shared) for claim in claims)


def _dated(claims: Said, spots: Sequence[Key]) -> Iterator[Key]:
    shared, number = _shared(claims), number_of(claims[0].quantity)
    eras = {day.toordinal() // NEAR.days for claim in claims if (day := said_on(claim))}
    for spot in spots:
        for era in eras:
            yield from ((*shared, *number, *spot, era + step) for step in (0, 1))


def _grounds(claims: Said) -> list[Key]:
    return list({ground for claim in claims for ground in grounds_of(claim)})
