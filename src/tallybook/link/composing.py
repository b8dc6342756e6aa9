"""Composing: one statement out of the claims that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tallybook.catalogue.owners import is_agency
from tallybook.link.agreement import number_of, reality_of, said_on
from tallybook.link.families import carrier_of, may_speak_for
from tallybook.link.narrowing import narrowest_period, narrowest_place
from tallybook.link.origins import Origin, origin_of
from tallybook.link.witnesses import Witness
from tallybook.model import Claim, Population, Scope, SourceKind, Stance, Statement, content_id
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


def statement_id(claims: Sequence[Claim]) -> str:
    """The id of the statement of these claims, the best attributed first.

    It hangs on the earliest carrier, so that later carriers leave it as it is.
    """
    first = claims[0]
    return content_id(
        "statement",
        *speaker_of(claims).key,
        first.measure,
        *number_of(first.quantity),
        reality_of(first.stance),
        min(claims, key=_in_time).id,
    )


def speaker_of(claims: Sequence[Claim]) -> Origin:
    """The origin of the first claim; of copies of one text, the agency that is credited.

    Where no outlet credits one, an agency that prints it itself, else the outlet that did so first.
    A body's spokesman speaks for it, where others give his figure as the body's own.
    """
    first = origin_of(claims[0])
    if not first.is_voice or first.is_own_work:
        return _body_of(claims, first) or first
    voices = (claim for claim in claims if origin_of(claim).is_voice)
    return origin_of(min(voices, key=lambda one: (_is_outlet(one), _in_time(one))))


def _body_of(claims: Sequence[Claim], first: Origin) -> Origin | None:
    """The one body named as a source of the figure that the first speaker may speak for."""
    credit = claims[0].origin
    if credit is None or first.is_outlet:
        return None
    others = {origin_of(one) for one in claims}
    bodies = {
        one
        for one in others
        if one.party == first.party
        and one.name != first.name
        and one.kind is SourceKind.NAMED
        and may_speak_for(credit, one.name)
    }
    return bodies.pop() if len(bodies) == 1 else None


def _is_outlet(claim: Claim) -> bool:
    return claim.agency is None and not is_agency(carrier_of(claim))


def compose_heard(claims: Sequence[Claim], witness: Witness) -> Statement:
    """The statement of these claims, with whether it is a witness and of whom an echo."""
    repeated = None if witness.repeats is None else statement_id(witness.repeats)
    return compose(
        claims,
        independent=witness.independent,
        echo_of=repeated,
        reasons=witness.reasons,
    )


def compose(
    claims: Sequence[Claim],
    *,
    independent: bool = True,
    echo_of: str | None = None,
    reasons: tuple[str, ...] = (),
) -> Statement:
    """The statement of these claims, the best attributed first: its figure and words stand.

    The others fill in what the first leaves open. independent, echo_of, reasons: is it a witness of
    its own, what does it repeat where it is none, and why.
    """
    first = claims[0]
    origin = speaker_of(claims)
    scope = _scope(claims)
    carriers = sorted(claims, key=_in_time)
    days = [day for claim in claims if (day := said_on(claim)) is not None]
    return Statement(
        id=statement_id(claims),
        origin=origin.name,
        party=origin.party,
        measure=first.measure,
        of=_population(claims),
        place=narrowest_place(claims),
        period=narrowest_period(claims, scope),
        scope=scope,
        low=first.quantity.low,
        high=first.quantity.high,
        unit=first.quantity.unit,
        stance=_stance(claims),
        said=min(days, default=None),
        carriers=tuple(claim.id for claim in carriers),
        independent=independent,
        echo_of=echo_of,
        reasons=reasons,
    )


def _in_time(claim: Claim) -> tuple[object, ...]:
    return (said_on(claim) or date.max, claim.report, claim.start, claim.id)


def _population(claims: Sequence[Claim]) -> Population:
    nearer = [claim.of for claim in _with_the_speaker(claims) if claim.of.is_stated]
    stated = nearer + [claim.of for claim in claims if claim.of.is_stated]
    base = next((of for of in stated if of.parties), nearer[0] if nearer else claims[0].of)
    role = next((of.role for of in (base, *nearer) if of.role not in GENERAL_ROLES), base.role)
    unit = next((of.unit for of in (base, *stated) if of.unit), None)
    return replace(base, role=role, unit=unit)


def _with_the_speaker(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of reports that credit somebody; all where none does.

    What an outlet alone calls them ("19 of the civilians") does not narrow what the ministry said.
    """
    crediting = {claim.report for claim in claims if claim.attribution}
    return [claim for claim in claims if not crediting or claim.report in crediting]


def _scope(claims: Sequence[Claim]) -> Scope:
    for claim in claims:
        if claim.scope is Scope.INCIDENT and claim.period is not None:
            return Scope.INCIDENT
    return claims[0].scope


def _stance(claims: Sequence[Claim]) -> Stance:
    attributed = [claim for claim in claims if claim.attribution] or list(claims)
    return min((claim.stance for claim in attributed), key=_SURENESS.index)
