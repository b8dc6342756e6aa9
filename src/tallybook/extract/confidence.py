"""Confidence: the probability that the whole claim is right, every field of it.

A logistic regression over what is known of the claim when it is written: its rule, measure, form,
how many other claims its sentence holds, whether its place stands in the same sentence, and so on.
The weights are data (language/<code>/confidence.toml), fitted by `python -m tools.confidence` to
the corpus; `tallybook eval confidence` measures how far they can be trusted on text that no weight
was fitted to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import exp
from typing import Final

from tallybook.language.confidence import Weights
from tallybook.model import Claim

_SHORT: Final = 90
_LONG: Final = 200
_MOST: Final = 4


def with_confidence(claims: Sequence[Claim], weights: Weights) -> list[Claim]:
    """The claims of one report, in order, each with its probability of being right."""
    siblings: dict[tuple[int, int], int] = {}
    for claim in claims:
        siblings[claim.sentence] = siblings.get(claim.sentence, 0) + 1
    return [
        replace(claim, confidence=probability(features(claim, siblings[claim.sentence]), weights))
        for claim in claims
    ]


def probability(found: Iterator[str], weights: Weights) -> float:
    """The logistic function of the bias and the weights of the features; two decimals."""
    score = weights.bias + sum(weights.of.get(name, 0.0) for name in found)
    return round(min(0.99, max(0.01, 1 / (1 + exp(-score)))), 2)


def features(claim: Claim, siblings: int) -> Iterator[str]:
    """What is known of the claim, as names; siblings: the claims in its sentence, itself too."""
    yield f"rule {claim.rule}"
    yield f"measure {claim.measure}"
    yield f"form {claim.quantity.form}"
    yield f"block {claim.block}"
    yield f"stance {claim.stance}"
    yield f"scope {claim.scope}"
    yield f"siblings {min(siblings, _MOST)}"
    yield f"sentence {_length(claim)}"
    yield f"origin {_origin(claim)}"
    yield f"place {_place(claim)}"
    yield f"period {_period(claim)}"
    yield f"of {_of(claim)}"
    for name, holds in (
        ("chain", len(claim.attribution) > 1),
        ("quoted", bool(claim.attribution) and claim.attribution[0].quoted),
        ("part", claim.part_of is not None),
        ("increment", claim.increment),
        ("by", claim.by is not None),
        ("disclaimer", claim.disclaimer is not None),
        ("first", claim.sentence[0] == 0),
    ):
        if holds:
            yield name


def _length(claim: Claim) -> str:
    length = claim.sentence[1] - claim.sentence[0]
    return "short" if length < _SHORT else "long" if length > _LONG else "middling"


def _origin(claim: Claim) -> str:
    if claim.origin is None:
        return "none"
    return _where(claim, claim.origin.start) + " " + claim.origin.source.kind


def _place(claim: Claim) -> str:
    if claim.place is None:
        return "none"
    return f"{_where(claim, claim.place.start)} {claim.place.precision}"


def _period(claim: Claim) -> str:
    if claim.period is None:
        return "none"
    resolved = "resolved" if claim.period.first or claim.period.last else "open"
    return f"{_where(claim, claim.period.start)} {resolved}"


def _of(claim: Claim) -> str:
    if not claim.of.text:
        return "none"
    return "party" if claim.of.parties else "role" if claim.of.role else "words"


def _where(claim: Claim, start: int | None) -> str:
    if start is None:
        return "nowhere"
    return "within" if claim.sentence[0] <= start < claim.sentence[1] else "elsewhere"
