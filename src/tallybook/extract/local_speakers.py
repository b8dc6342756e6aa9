"""Local speakers: "the governor", "police" are the authorities of the place that they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallybook.language.people import PeopleWords
from tallybook.model import Attribution, Claim, Place, SourceKind


def with_local_party(
    chain: Sequence[Attribution], place: Place | None, people: PeopleWords
) -> tuple[Attribution, ...]:
    """The chain with the country of the place as party of an authority that names no other."""
    if not chain or place is None or place.country is None:
        return tuple(chain)
    first = chain[0]
    words = set(first.text.lower().replace(",", " ").split())
    if first.source.party is not None or not words & people.authorities:
        return tuple(chain)
    return (replace(first, source=replace(first.source, party=place.country)), *chain[1:])


def with_known_parties(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims; who was once told to speak for a place speaks for it all through the report.

    "Ana Lund, who heads the clinic in Kalach, said … Lund said …": one speaker, of one country.
    Whom the report tells to be of two is left as told.
    """
    known: dict[str, set[str]] = {}
    for claim in claims:
        for one in claim.attribution:
            if one.source.party is not None and one.source.kind is SourceKind.NAMED:
                known.setdefault(one.source.name, set()).add(one.source.party)
    for claim in claims:
        chain = tuple(_with_party(one, known) for one in claim.attribution)
        yield claim if chain == claim.attribution else replace(claim, attribution=chain)


def _with_party(one: Attribution, known: dict[str, set[str]]) -> Attribution:
    source = one.source
    parties = known.get(source.name, set()) if source.name[:1].isupper() else set()
    if source.party is not None or source.kind is not SourceKind.NAMED or len(parties) != 1:
        return one
    return replace(one, source=replace(source, party=next(iter(parties))))
