"""Narrowing: the narrowest place and days that all carriers of one statement could mean.

A headline says the country and the body the town: both carry a figure of the town.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from tallybook.link.times import is_resolved, periods_meet
from tallybook.model import Claim, Period, Place, Scope
from tallybook.model.containment import Containment, place_key, place_within, places_could_agree

T = TypeVar("T")


def narrowest_place(claims: Sequence[Claim]) -> Place | None:
    """The narrowest place that no carrier contradicts, the best attributed first among equals.

    Where each is contradicted, or none is resolved, the first.
    """
    told: dict[tuple[str, ...], Place] = {}
    for place in (claim.place for claim in claims):
        if place is not None:
            told.setdefault(place_key(place), place)
    places = list(told.values())
    named = [place for place in places if place.name is not None]
    return _narrowest(named, places_could_agree, _is_inside) or next(iter(named or places), None)


def narrowest_period(claims: Sequence[Claim], scope: Scope) -> Period | None:
    """The fewest days that no carrier contradicts; of a total or a level the first that are known.

    What was counted since Monday is not narrowed by a headline that tells of today.
    """
    periods = [claim.period for claim in claims if claim.period is not None]
    resolved = list(dict.fromkeys(one for one in periods if is_resolved(one)))
    if scope is Scope.INCIDENT:
        happened = [one.period for one in claims if one.scope is scope and one.period is not None]
        days = list(dict.fromkeys(one for one in happened if is_resolved(one)))
        found = _narrowest(days, periods_meet, _is_during)
        if found is not None:
            return found
    return next(iter(resolved or periods), None)


def _narrowest(
    told: Sequence[T], could_agree: Callable[[T, T], bool], is_inside: Callable[[T, T], bool]
) -> T | None:
    """Of those that agree with all, the innermost; of several, the first."""
    agreed = [one for one in told if all(could_agree(one, other) for other in told)]
    found: T | None = None
    for one in agreed:
        if found is None or is_inside(one, found):
            found = one
    return found


def _is_inside(place: Place, around: Place) -> bool:
    return place_within(place, around) is Containment.YES


def _is_during(period: Period, around: Period) -> bool:
    begins = (period.first or date.min) >= (around.first or date.min)
    ends = (period.last or date.max) <= (around.last or date.max)
    ours, theirs = (period.first, period.last), (around.first, around.last)
    return begins and ends and ours != theirs
