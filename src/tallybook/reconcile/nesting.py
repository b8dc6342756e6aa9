"""Nesting: under which keys a question finds those within it and those that hold it.

No question meets every other: only those of one family of measures, one unit, a party shared and a
place that holds the other's are asked whether one lies within the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tallybook.model import Place
from tallybook.model.containment import place_chain
from tallybook.reconcile.questions import Question

Key = tuple[object, ...]

_ANYBODY: Final = "*"
_NO_PARTY: Final = ""


def kept_at(question: Question, families: Mapping[str, str]) -> Iterator[Key]:
    """Where a question is found by those that lie within it."""
    own = (*own_keys(question.place), *_bout(question, is_whole=True))
    parties = {*question.of.parties, _ANYBODY}
    if not question.of.parties:
        parties.add(_NO_PARTY)
    for shared in _shared(question, parties, families):
        yield from (("at", *shared, *key) for key in own)


def kept_inside(question: Question, families: Mapping[str, str]) -> Iterator[Key]:
    """Where a question is found by those that hold it."""
    chain = (*_chain(question.place), *_bout(question))
    for shared in _shared(question, {*question.of.parties, _ANYBODY}, families):
        yield from (("inside", *shared, *key) for key in chain)


def wholes_at(question: Question, families: Mapping[str, str]) -> Iterator[Key]:
    """Where a question finds those that may hold it."""
    chain = (*_chain(question.place), *_bout(question))
    for shared in _shared(question, {*question.of.parties, _NO_PARTY}, families):
        yield from (("at", *shared, *key) for key in chain)


def parts_at(question: Question, families: Mapping[str, str]) -> Iterator[Key]:
    """Where a question finds those that may lie within it."""
    own = (*own_keys(question.place), *_bout(question, is_whole=True))
    for shared in _shared(question, set(question.of.parties) or {_ANYBODY}, families):
        yield from (("inside", *shared, *key) for key in own)


def own_keys(place: Place | None) -> tuple[Key, ...]:
    """The keys of the place itself; one that spans countries has each of theirs."""
    chain = _chain(place)
    spans = place is not None and place.precision in ("country", "region")
    return chain if spans else chain[:1]


def _bout(question: Question, *, is_whole: bool = False) -> tuple[Key, ...]:
    """The key of its bout of fighting; as a whole only where it tells no place."""
    if not question.is_bout or (is_whole and question.place is not None):
        return ()
    return (("bout", question.first),)


def _chain(place: Place | None) -> tuple[Key, ...]:
    return (("nowhere",),) if place is None else place_chain(place)


def _shared(question: Question, parties: set[str], families: Mapping[str, str]) -> Iterator[Key]:
    family = families.get(question.measure, question.measure)
    yield from ((family, question.unit, party) for party in sorted(parties))
