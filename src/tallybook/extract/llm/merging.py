"""Merging: the claims of two extractors as one list, with marks where they differ.

A number that both read is one claim, the embedded extractor's, with its fields. What the model
reads otherwise is marked on it, for a person to look at; so is what only one of them found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.extract.llm.grounding import number_span
from tallybook.extract.llm.page import Span
from tallybook.model import Claim, Mark

_ONLY: Final = "claim"


@dataclass(frozen=True, slots=True)
class Sides:
    """Who made which claims. unread: stretches that the model was not asked about, or in vain."""

    embedded: str
    model: str
    unread: tuple[Span, ...] = ()

    def was_read(self, claim: Claim) -> bool:
        """Could the model have found the claim?"""
        return not any(start <= claim.start < end for start, end in self.unread)


def merge(embedded: Sequence[Claim], proposed: Sequence[Claim], sides: Sides) -> list[Claim]:
    """All claims, in the order of the text."""
    pairs = _pairs(embedded, proposed)
    taken = set(pairs.values())
    others = {proposed[at].id: embedded[own].id for own, at in pairs.items()}
    merged = [
        replace(claim, review=(*claim.review, *_differences(claim, proposed[pairs[own]], others)))
        if own in pairs
        else _alone(claim, sides.model)
        if sides.was_read(claim)
        else claim
        for own, claim in enumerate(embedded)
    ]
    kept = [
        _alone(replace(claim, part_of=_whole(claim, others)), sides.embedded)
        for at, claim in enumerate(proposed)
        if at not in taken
    ]
    return sorted([*merged, *kept], key=lambda claim: (claim.start, claim.end))


def _pairs(embedded: Sequence[Claim], proposed: Sequence[Claim]) -> dict[int, int]:
    """By position, who reads the same number: first of the same measure, then of any."""
    spans = [number_span(claim) for claim in proposed]
    pairs: dict[int, int] = {}
    for same_measure in (True, False):
        for own, claim in enumerate(embedded):
            if own in pairs:
                continue
            here = number_span(claim)
            fitting = [
                at
                for at, other in enumerate(proposed)
                if at not in pairs.values()
                and _overlap(here, spans[at])
                and (other.measure == claim.measure or not same_measure)
            ]
            if fitting:
                pairs[own] = max(fitting, key=lambda at: _shared(here, spans[at]))
    return pairs


def _alone(claim: Claim, missing: str) -> Claim:
    """The claim with a mark that the other extractor did not find it."""
    return replace(claim, review=(*claim.review, Mark(_ONLY, missing, None)))


def _whole(claim: Claim, others: dict[str, str]) -> str | None:
    """The id of the claim that stands for its whole in the merged list."""
    return None if claim.part_of is None else others.get(claim.part_of, claim.part_of)


def _differences(claim: Claim, other: Claim, others: dict[str, str]) -> list[Mark]:
    """A mark for each field in which the other reads otherwise, with what it reads."""
    marks = [
        Mark(name, other.made_by, read(other), *_span(name, other))
        for name, read in _FIELDS.items()
        if read(claim) != read(other)
    ]
    whole = _whole(other, others)
    if claim.part_of != whole:
        marks.append(Mark("part_of", other.made_by, whole))
    return marks


def _number(claim: Claim) -> str:
    quantity = claim.quantity
    low, high = ("" if end is None else format(end, "f") for end in (quantity.low, quantity.high))
    return f"{low} to {high} ({quantity.form})"


def _place(claim: Claim) -> str | None:
    place = claim.place
    return None if place is None else place.name or place.text


def _period(claim: Claim) -> str | None:
    period = claim.period
    if period is None:
        return None
    return f"{period.first or ''} to {period.last or ''}" if period.first or period.last else "?"


def _of(claim: Claim) -> str | None:
    of = claim.of
    told = [*of.parties, *(each for each in (of.role, of.unit) if each is not None)]
    return " ".join(told) or None


def _origin(claim: Claim) -> str | None:
    return None if claim.origin is None else claim.origin.source.name


_FIELDS: Final[dict[str, Callable[[Claim], str | None]]] = {
    "measure": lambda claim: claim.measure,
    "quantity": _number,
    "of": _of,
    "place": _place,
    "period": _period,
    "attribution": _origin,
    "stance": lambda claim: claim.stance.value,
    "scope": lambda claim: claim.scope.value,
}


def _span(name: str, claim: Claim) -> tuple[int | None, int | None]:
    """Where the words stand by which the field was set."""
    for part in claim.parts:
        if part.field == name:
            return part.start, part.end
    return None, None


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])
