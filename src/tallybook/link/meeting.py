"""Meeting: under which keys groups of claims are kept, so that a repeat finds what it repeats.

A figure of people or places that are named is met by those. One that tells neither ("14 were
killed") can only be known by its report: it meets what is as bare, and, where its number is seldom
met, whatever has that number within days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tallybook.link.agreement import NEAR, is_telling, number_of, reality_of, said_on
from tallybook.link.origins import grounds_of, origin_of
from tallybook.link.rounding import could_be_words
from tallybook.model import Claim

Said = Sequence[Claim]
"""The claims of one statement, the best attributed first."""

Key = tuple[object, ...]

_BARE: Final = ("bare",)
_ANY: Final = ("any",)


def heard(claims: Said) -> Key:
    """Who is heard first: the better named, then the earlier."""
    first = claims[0]
    said = min((day for claim in claims if (day := said_on(claim))), default=date.max)
    return (origin_of(first).rank, said, first.report, first.start, first.id)


def are_own_words(claims: Said) -> bool:
    """May they be a report's own words for a figure that it credits to somebody?"""
    origin = origin_of(claims[0])
    voice = origin.is_voice and not origin.is_own_work
    return voice and could_be_words(claims[0].quantity)


def kept_under(claims: Said) -> frozenset[Key]:
    """All keys under which the group can be found."""
    first = claims[0]
    found = {("told", claim.report) for claim in claims} | set(_reports(claims))
    if not origin_of(first).is_voice:
        found.update(_credited(claims))
    found.update(_dated(claims, [*_grounds(claims), *([] if has_ground(claims) else [_BARE])]))
    if is_telling(first.quantity):
        found.update(_dated(claims, [_ANY]))
    return frozenset(found)


def looked_up(claims: Said) -> frozenset[Key]:
    """The keys under which stands all that bears on the group's verdict."""
    is_bare, telling = not has_ground(claims), is_telling(claims[0].quantity)
    spots = [*_grounds(claims), *([_BARE] if is_bare or telling else [])]
    spots += [_ANY] if is_bare and telling else []
    own = _credited(claims) if are_own_words(claims) else ()
    return frozenset({*_reports(claims), *own, *_dated(claims, spots)})


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
    """Within one report one figure meets itself, of whomever it is told."""
    shared, number = _shared(claims), number_of(claims[0].quantity)
    yield from (("report", claim.report, *shared, *number) for claim in claims)


def _credited(claims: Said) -> Iterator[Key]:
    """Within one report an outlet's own words are held against its sources' figures."""
    shared = _shared(claims)
    yield from (("credited", claim.report, *shared) for claim in claims)


def _dated(claims: Said, spots: Sequence[Key]) -> Iterator[Key]:
    shared, number = _shared(claims), number_of(claims[0].quantity)
    eras = {day.toordinal() // NEAR.days for claim in claims if (day := said_on(claim))}
    for spot in spots:
        for era in eras:
            yield from ((*shared, *number, *spot, era + step) for step in (0, 1))


def _grounds(claims: Said) -> list[Key]:
    return list({ground for claim in claims for ground in grounds_of(claim)})
