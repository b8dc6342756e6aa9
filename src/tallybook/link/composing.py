"""Composing: one statement out of the claims that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tallybook.link.agreement import number_of, reality_of, said_on
from tallybook.link.origins import origin_of
from tallybook.model import Claim, Period, Place, Population, Scope, Stance, Statement, content_id
from tallybook.model.containment import GENERAL_ROLES

_SURENESS: Final = (
    Stance.ASSERTED,
    Stance.CLAIMED,
    Stance.ESTIMATED,
    Stance.UNCONFIRMED,
    Stance.DENIED,
    Stance.PLANNED,
    Stance.FORECAST,
    Stance.HYPOTHETICAL,
)


def compose(claims: Sequence[Claim], *, independent: bool) -> Statement:
    """The statement of these claims, the best attributed first: its figure and words stand.

    The others fill in what the first leaves open. The id is that of the earliest carrier, so that
    later carriers leave it as it is.
    """
    first = claims[0]
    origin = origin_of(first)
    period = _period(claims)
    carriers = sorted(claims, key=_in_time)
    days = [day for claim in claims if (day := said_on(claim)) is not None]
    return Statement(
        id=content_id(
            "statement",
            *origin.key,
            first.measure,
            *number_of(first.quantity),
            reality_of(first.stance),
            carriers[0].id,
        ),
        origin=origin.name,
        party=origin.party,
        measure=first.measure,
        of=_population(claims),
        place=_place(claims),
        period=period,
        scope=_scope(claims),
        low=first.quantity.low,
        high=first.quantity.high,
        unit=first.quantity.unit,
        stance=_stance(claims),
        said=min(days, default=None),
        carriers=tuple(claim.id for claim in carriers),
        independent=independent,
    )


def _in_time(claim: Claim) -> tuple[object, ...]:
    return (said_on(claim) or date.max, claim.report, claim.start, claim.id)


def _population(claims: Sequence[Claim]) -> Population:
    stated = [claim.of for claim in claims if claim.of.is_stated]
    base = next((of for of in stated if of.parties), stated[0] if stated else claims[0].of)
    role = next((of.role for of in (base, *stated) if of.role not in GENERAL_ROLES), base.role)
    unit = next((of.unit for of in (base, *stated) if of.unit), None)
    return replace(base, role=role, unit=unit)


def _place(claims: Sequence[Claim]) -> Place | None:
    places = [claim.place for claim in claims if claim.place is not None]
    return next(
        (place for place in places if place.name is not None), places[0] if places else None
    )


def _period(claims: Sequence[Claim]) -> Period | None:
    periods = [claim.period for claim in claims if claim.period is not None]
    resolved = (one for one in periods if one.first is not None or one.last is not None)
    return next(resolved, periods[0] if periods else None)


def _scope(claims: Sequence[Claim]) -> Scope:
    for claim in claims:
        if claim.scope is Scope.INCIDENT and claim.period is not None:
            return Scope.INCIDENT
    return claims[0].scope


def _stance(claims: Sequence[Claim]) -> Stance:
    attributed = [claim for claim in claims if claim.attribution] or list(claims)
    return min((claim.stance for claim in attributed), key=_SURENESS.index)
