"""Copies: is one report's text a copy or a rewrite of another's, whoever prints it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tallybook.catalogue.owners import agency_of
from tallybook.link.wording import NEAR_COPY, likeness
from tallybook.model import Claim
from tallybook.model.signature import Signature

COPIED_FROM: Final = 0.5
"""From this share of the shorter text's wording on, it is a copy; below, it was rewritten."""

REWRITTEN_FROM: Final = 0.15
"""Below this share two texts have only in common what reports of one event have."""

_QUOTING_FROM: Final = 0.1
_FEWEST: Final = 7
_SHORTEST: Final = 20


class Kind(StrEnum):
    """What one text is to another."""

    COPY = "copy"
    REWRITE = "rewrite"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Kinship:
    """score: how surely the two are one text, 0 to 1. reasons: what the two do, in words:
    "carry one text (0.91 of its words)"."""

    kind: Kind
    score: float
    reasons: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The reasons in one phrase, to stand behind the names of the two."""
        return " and ".join(self.reasons)

    @property
    def is_one_text(self) -> bool:
        """Is it a copy?"""
        return self.kind is Kind.COPY


KinOf = Callable[[Claim, Claim], Kinship]
"""What the texts of two claims' reports are to each other."""

STRANGERS: Final = Kinship(Kind.UNRELATED, 0.0)
_CREDITED: Final = 0.85
_REWORDED: Final = 0.7


def kinship(left: Signature, right: Signature) -> Kinship:
    """What two texts are to each other by their signatures, whichever comes first.

    Measured is the share of the shorter text's own wording (its shingles outside quotations) that
    stands in the other too, so that a story cut short or built out is found still.
    """
    share, matching = _share(left, right)
    quotes = len(left.quotes & right.quotes)
    if matching < _FEWEST or min(left.length, right.length) < _SHORTEST:
        return STRANGERS
    if share >= COPIED_FROM:
        words = f"carry one text ({share:.2f} of its words)"
        return Kinship(Kind.COPY, round(0.8 + 0.2 * share, 3), (words, *_quoting(quotes)))
    if share >= REWRITTEN_FROM or (quotes and share >= _QUOTING_FROM):
        words = f"carry one text, rewritten ({share:.2f} of its words)"
        score = 0.3 + 0.9 * share + 0.05 * min(quotes, 2)
        return Kinship(Kind.REWRITE, round(score, 3), (words, *_quoting(quotes)))
    return STRANGERS


def _share(left: Signature, right: Signature) -> tuple[float, int]:
    """The estimated share of the shorter text that both have, and on how many slots it rests."""
    if not left.minhash or not right.minhash or left.made_by != right.made_by:
        return 0.0, 0
    matching = sum(ours == theirs for ours, theirs in zip(left.minhash, right.minhash, strict=True))
    alike = matching / len(left.minhash)
    shared = alike / (1 + alike) * (left.length + right.length)
    return min(1.0, shared / min(left.length, right.length)), matching


def _quoting(quotes: int) -> tuple[str, ...]:
    if not quotes:
        return ()
    return (f"share {quotes} long quotation{'s' if quotes > 1 else ''}",)


def kin_by_claims(left: Claim, right: Claim) -> Kinship:
    """By the claims alone: one agency is credited, or the sentences are near-copies."""
    agency = credited_agency(left)
    if agency is not None and agency == credited_agency(right):
        return Kinship(Kind.COPY, _CREDITED, (f"carry {agency}'s text",))
    if _one_sentence(left, right):
        return Kinship(Kind.COPY, _CREDITED, ("carry one sentence word for word",))
    return STRANGERS


def kin_by(signatures: Mapping[str, Signature]) -> KinOf:
    """By the reports' signatures (report to signature) too, where both are known."""
    known: dict[frozenset[str], Kinship] = {}

    def kin(left: Claim, right: Claim) -> Kinship:
        stated = kin_by_claims(left, right)
        ours, theirs = signatures.get(left.report), signatures.get(right.report)
        if ours is None or theirs is None:
            return stated
        pair = frozenset((left.report, right.report))
        if pair not in known:
            known[pair] = kinship(ours, theirs)
        return _together(stated, known[pair], left)

    return kin


def _together(stated: Kinship, read: Kinship, left: Claim) -> Kinship:
    """A credit line and what the texts show: neither proves that there is nothing."""
    if read.kind is Kind.UNRELATED:
        agency = credited_agency(left)
        if stated.kind is Kind.COPY and agency is not None:
            return Kinship(Kind.REWRITE, _REWORDED, (f"credit {agency}",))
        return stated
    reasons = (*stated.reasons[: stated.kind is Kind.COPY], *read.reasons)
    if stated.score > read.score:
        return Kinship(read.kind, stated.score, reasons)
    return Kinship(read.kind, read.score, reasons)


def credited_agency(claim: Claim) -> str | None:
    """The agency whose text the report says it is, by its one name, None where it credits none."""
    if claim.agency is None:
        return None
    return agency_of(claim.agency) or claim.agency


def _one_sentence(left: Claim, right: Claim) -> bool:
    lengths = (left.sentence[1] - left.sentence[0], right.sentence[1] - right.sentence[0])
    offsets = (left.start - left.sentence[0], right.start - right.sentence[0])
    return (
        lengths[0] == lengths[1]
        and offsets[0] == offsets[1]
        and lengths[0] > 2 * (left.end - left.start)
        and likeness(left.text, right.text) >= NEAR_COPY
    )
