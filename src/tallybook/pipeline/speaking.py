"""Who speaks in a ledger: each source, what it said, where that was carried, who cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.link import find_statements
from tallybook.link.origins import Origin, carrier_of, origin_of
from tallybook.model import Claim, SourceKind, Statement
from tallybook.pipeline.answers import dated, judged_in
from tallybook.store import Ledger


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source, and what the ledger has of it.

    branch: what it is, by the catalogue or by its words: "intelligence", "medical", "person"; ""
    where nothing tells it. party: for whom it speaks; speaks_for: the body that a person spoke for
    when last heard. statements: how many carry its name; first, last: the days of its claims.
    """

    name: str
    kind: SourceKind
    branch: str
    party: str | None
    speaks_for: str | None
    claims: int
    statements: int
    reports: int
    outlets: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Citing:
    """An outlet that carries a source's figures. via: who stands between them, if anybody does."""

    outlet: str
    source: str
    party: str | None
    claims: int
    statements: int
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """The claims that count, and the statements that they carry."""

    claims: Sequence[Claim]
    statements: Sequence[Statement]


def hear(ledger: Ledger, measure: str | None = None) -> Heard:
    """What the ledger's claims say, of one measure or of all."""
    claims = list(dated(ledger.claims(measure), ledger.days_said()))
    judged = judged_in(ledger, claims)
    found = find_statements(claims, judged.links, judged.signatures)
    return Heard(claims, found.statements)


def speakers(heard: Heard, catalogue: SourceCatalogue, party: str | None = None) -> list[Speaker]:
    """Every source that is heard, of one party or of all; who made most statements first."""
    said = _by_statement(heard.statements)
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    origins: dict[tuple[str, str], Origin] = {}
    for claim in heard.claims:
        origin = origin_of(claim)
        if party is None or (origin.party or "").upper() == party.upper():
            groups[origin.key].append(claim)
            known = origins.setdefault(origin.key, origin)
            origins[origin.key] = min(known, origin, key=lambda one: (one.rank, one.name))
    found = [_speaker(origins[key], claims, said, catalogue) for key, claims in groups.items()]
    return sorted(found, key=lambda one: (-one.statements, -one.claims, one.name, one.party or ""))


def _speaker(
    origin: Origin, claims: Sequence[Claim], said: Mapping[str, str], catalogue: SourceCatalogue
) -> Speaker:
    days = sorted(day for claim in claims if (day := _day(claim)) is not None)
    first, last = (days[0], days[-1]) if days else (None, None)
    return Speaker(
        name=origin.name,
        kind=origin.kind,
        branch=_branch(origin, catalogue),
        party=origin.party,
        speaks_for=catalogue.speaks_for(origin.name, last),
        claims=len({claim.id for claim in claims}),
        statements=_count(claims, said),
        reports=len({claim.report for claim in claims}),
        outlets=len({carrier_of(claim) for claim in claims}),
        first=first,
        last=last,
    )


def _branch(origin: Origin, catalogue: SourceCatalogue) -> str:
    """What the source is: its kind in the catalogue, or what an unnamed one's words tell."""
    entry = catalogue.entry(origin.name)
    if entry is not None:
        return entry.kind
    if origin.kind is SourceKind.OUTLET:
        return ""
    identity = catalogue.identify(origin.name)
    return identity.branch if origin.kind is SourceKind.ANONYMOUS else identity.kind


def citings(heard: Heard, party: str | None = None) -> list[Citing]:
    """Which outlet cites which source, how often; its own voice is no citing."""
    said = _by_statement(heard.statements)
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in heard.claims:
        origin, outlet = origin_of(claim), carrier_of(claim)
        if party is not None and (origin.party or "").upper() != party.upper():
            continue
        if origin.name.casefold() != outlet.casefold():
            groups[outlet, origin.name, origin.party or ""].append(claim)
    found = [
        Citing(
            outlet,
            source,
            of or None,
            len({claim.id for claim in claims}),
            _count(claims, said),
            tuple(sorted({name for claim in claims for name in _between(claim)})),
        )
        for (outlet, source, of), claims in groups.items()
    ]
    return sorted(found, key=lambda one: (-one.claims, one.outlet, one.source, one.party or ""))


def _between(claim: Claim) -> Iterable[str]:
    """The agency that made the text, and the speakers between outlet and origin."""
    ends = {carrier_of(claim), origin_of(claim).name}
    names = [credit.source.name for credit in claim.attribution[1:]]
    return [name for name in (claim.agency, *names) if name is not None and name not in ends]


def _by_statement(statements: Iterable[Statement]) -> dict[str, str]:
    return {claim: one.id for one in statements for claim in one.carriers}


def _count(claims: Iterable[Claim], said: Mapping[str, str]) -> int:
    return len({said[claim.id] for claim in claims if claim.id in said})


def _day(claim: Claim) -> date | None:
    return claim.published if claim.post is None else claim.post.date()
