"""Local speakers: "the governor", "police" are the authorities of the place that they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallybook.language.people import PeopleWords
from tallybook.model import Attribution, Place


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
