"""Confidence: the probability that the whole claim is right, every field of it.

A logistic regression over what is known of the claim when it is written: its rule and stance,
where its speaker, place and period stand, and what of its sentence was left unread. The weights
are data (language/<code>/confidence.toml), fitted by `python -m tools.confidence` to held-out
cases; `tallybook eval confidence` measures how far they can be trusted on cases that no weight was
fitted to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Final

from tallybook.language.confidence import Weights
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree
from tallybook.model import Claim, Part

Known = tuple[str, ...]
"""What is known of a claim, as names: the features of the regression."""

_SHOWN: Final = 3
_SLIGHT: Final = 0.1


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a claim.

    pronoun: does its sentence hold one? speaks: does somebody speak in it? placed: does the report
    name a place anywhere?
    """

    pronoun: bool = False
    speaks: bool = False
    placed: bool = False


def known_of(claims: Sequence[Claim], trees: Sequence[Tree], cues: Cues) -> list[Known]:
    """What is known of each claim of one report, in their order; trees: of its sentences."""
    placed = any(name.kind == "LOC" for tree in trees for name in tree.names)
    at = {tree.start: tree for tree in trees}
    return [
        tuple(features(claim, _beside(at.get(claim.sentence[0]), placed, cues))) for claim in claims
    ]


def with_confidence(
    claims: Sequence[Claim], known: Sequence[Known], weights: Weights
) -> list[Claim]:
    """The claims, each with its probability of being right and the reasons among its parts."""
    return [
        replace(claim, confidence=said, parts=(*claim.parts, _reasons(said, names, weights)))
        for claim, names in zip(claims, known, strict=True)
        for said in (probability(names, weights),)
    ]


def probability(known: Iterable[str], weights: Weights) -> float:
    """The logistic function of the bias and the weights of the features; two decimals."""
    score = weights.bias + sum(weights.of.get(name, 0.0) for name in known)
    return round(min(0.99, max(0.01, 1 / (1 + exp(-score)))), 2)


def features(claim: Claim, beside: Beside) -> Iterator[str]:
    """What is known of the claim, as names that `explain` shows."""
    yield f"rule {claim.rule.partition(',')[0]}"
    yield f"stance {claim.stance}"
    yield f"origin {_origin(claim)}"
    yield f"place {_place(claim)}"
    yield f"period {_period(claim)}"
    for name, holds in _flags(claim, beside).items():
        if holds:
            yield name


def _flags(claim: Claim, beside: Beside) -> Mapping[str, bool]:
    return {
        "several speakers": len(claim.attribution) > 1,
        "quoted": claim.origin is not None and claim.origin.quoted,
        "part of a whole": claim.part_of is not None,
        "increment": claim.increment,
        "by whom": claim.by is not None,
        "first sentence": claim.sentence[0] == 0,
        "background": claim.background,
        "pronoun": beside.pronoun,
        "somebody speaks, nobody credited": beside.speaks and claim.origin is None,
        "places named, none given": beside.placed and claim.place is None,
    }


def _beside(tree: Tree | None, placed: bool, cues: Cues) -> Beside:
    if tree is None:
        return Beside(placed=placed)
    return Beside(
        pronoun=any(token.upos == "PRON" for token in tree.tokens),
        speaks=any(_is_said(token.lemma, cues) for token in tree.tokens if token.upos == "VERB"),
        placed=placed,
    )


def _is_said(lemma: str, cues: Cues) -> bool:
    """Does the verb credit what is told in a clause under it?"""
    return any(cue.credits and "clause" in cue.takes for cue in cues.verbs.get(lemma, ()))


def _origin(claim: Claim) -> str:
    if claim.origin is None:
        return "none"
    return _where(claim, claim.origin.start) + " " + claim.origin.source.kind


def _place(claim: Claim) -> str:
    if claim.place is None:
        return "none"
    return _where(claim, claim.place.start)


def _period(claim: Claim) -> str:
    if claim.period is None:
        return "none"
    resolved = "resolved" if claim.period.first or claim.period.last else "open"
    return f"{_where(claim, claim.period.start)} {resolved}"


def _where(claim: Claim, start: int | None) -> str:
    if start is None:
        return "nowhere"
    return "within" if claim.sentence[0] <= start < claim.sentence[1] else "elsewhere"


def _reasons(said: float, known: Known, weights: Weights) -> Part:
    """The probability with what moves it most: "0.58: less for pronoun; more for by whom"."""
    moves = sorted(((weights.of.get(name, 0.0), name) for name in known), key=_by_size)
    told = [move for move in moves[:_SHOWN] if abs(move[0]) >= _SLIGHT]
    sides = (
        ("more", [name for weight, name in told if weight > 0]),
        ("less", [name for weight, name in told if weight < 0]),
    )
    why = "; ".join(f"{side} for {', '.join(names)}" for side, names in sides if names)
    return Part("confidence", f"{said:.2f}: {why}" if why else f"{said:.2f}")


def _by_size(move: tuple[float, str]) -> tuple[float, str]:
    return -abs(move[0]), move[1]
