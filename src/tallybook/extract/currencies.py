"""Currencies: "500,000 rupees" are Indian in India; where no country is told they stay rupees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallybook.catalogue.currencies import Currencies
from tallybook.model import Claim


def with_currencies(claims: Sequence[Claim], currencies: Currencies) -> list[Claim]:
    """Each sum's currency by its place, its speaker, or the one country of the report."""
    everywhere = {code for claim in claims for code in _countries(claim)}
    return [_settled(claim, currencies, everywhere) for claim in claims]


def _settled(claim: Claim, currencies: Currencies, everywhere: set[str]) -> Claim:
    name, stroke, per = claim.quantity.unit.partition("/")
    known = currencies.get(name)
    if claim.measure != "money" or known is None:
        return claim
    nearest = [code for code in _countries(claim) if code in known]
    told = nearest[:1] or sorted({known[code] for code in everywhere if code in known})
    if len(told) != 1:
        return claim
    code = known.get(told[0], told[0])
    return replace(claim, quantity=replace(claim.quantity, unit=f"{code}{stroke}{per}"))


def _countries(claim: Claim) -> Iterator[str]:
    """The countries that a claim speaks of, the nearest to the sum first."""
    if claim.place is not None:
        yield from claim.place.countries
    for credit in claim.attribution:
        if credit.source.party is not None:
            yield credit.source.party
