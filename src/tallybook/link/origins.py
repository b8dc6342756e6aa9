"""Origins: whose figure a claim is, and whether two claims have one origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tallybook.link.wording import NEAR_COPY, likeness
from tallybook.model import Claim, SourceKind

_GOVERNMENT: Final = "Government of "


@dataclass(frozen=True, slots=True)
class Origin:
    """The innermost speaker. `is_voice`: the outlet (or its agency) itself speaks."""

    name: str
    party: str | None
    kind: SourceKind
    is_voice: bool

    @property
    def key(self) -> tuple[str, str]:
        """What makes two origins the same; an outlet quoted is the outlet speaking."""
        return (self.name.casefold(), self.party or "")

    @property
    def is_government(self) -> bool:
        """Does the name stand for a whole state ("Kyiv says")?"""
        return self.kind is SourceKind.NAMED and self.name.startswith(_GOVERNMENT)

    @property
    def rank(self) -> int:
        """How closely it is named: 0 an organ or person, 1 a government, 2 unnamed, 3 a voice."""
        if self.is_voice:
            return 3
        if self.kind is SourceKind.ANONYMOUS:
            return 2
        return 1 if self.is_government else 0


def origin_of(claim: Claim) -> Origin:
    """The claim's origin; without an attribution the agency, else the publisher, speaks."""
    said_by = claim.origin
    if said_by is not None and said_by.source.kind is not SourceKind.OUTLET:
        source = said_by.source
        return Origin(source.name, source.party, source.kind, False)
    name = said_by.source.name if said_by is not None else claim.agency or carrier_of(claim)
    return Origin(name, None, SourceKind.OUTLET, said_by is None)


def carrier_of(claim: Claim) -> str:
    """The outlet that carries the claim, as far as it is known."""
    return claim.publisher or claim.agency or claim.path or claim.url or f"report {claim.report}"


def same_text(left: Claim, right: Claim) -> bool:
    """Are the two claims one agency's text, or near-copies, in two reports?"""
    if left.report == right.report:
        return False
    if left.agency is not None and left.agency == right.agency:
        return True
    lengths = (left.sentence[1] - left.sentence[0], right.sentence[1] - right.sentence[0])
    offsets = (left.start - left.sentence[0], right.start - right.sentence[0])
    return (
        lengths[0] == lengths[1]
        and offsets[0] == offsets[1]
        and lengths[0] > 2 * (left.end - left.start)
        and likeness(left.text, right.text) >= NEAR_COPY
    )


def compare_origins(left: Claim, right: Claim) -> tuple[float, str]:
    """How likely one origin said both, and why. 0: two origins.

    Whether both give the same figure of the same thing is asked elsewhere; here that is given.
    """
    ours, theirs = origin_of(left), origin_of(right)
    together = left.report == right.report
    if together and (ours.is_voice or theirs.is_voice):
        return _voice(ours, theirs)
    if ours.key == theirs.key:
        return _one_name(left, right, ours)
    if same_text(left, right) and (ours.is_voice or theirs.is_voice or _one_party(ours, theirs)):
        return 0.85, "both reports carry one text"
    if not _one_party(ours, theirs):
        return 0.0, f"{ours.name} and {theirs.name} are two origins"
    return _allied_names(ours, theirs, together)


def _one_party(ours: Origin, theirs: Origin) -> bool:
    return ours.party is not None and ours.party == theirs.party


def _voice(ours: Origin, theirs: Origin) -> tuple[float, str]:
    if ours.is_voice and theirs.is_voice:
        return 0.95, "the same report repeats its figure"
    named = theirs if ours.is_voice else ours
    return 0.8, f"the report repeats in its own voice the figure that it credits to {named.name}"


def _one_name(left: Claim, right: Claim, ours: Origin) -> tuple[float, str]:
    if ours.kind is not SourceKind.ANONYMOUS:
        return 1.0, f"both are credited to {ours.name}"
    if left.report == right.report or same_text(left, right):
        return 0.9, f"both are credited to {ours.name} in one text"
    return 0.5, f"{ours.name} is unnamed: two reports may mean two people"


def _allied_names(ours: Origin, theirs: Origin, together: bool) -> tuple[float, str]:
    names = f"{ours.name} and {theirs.name}"
    score = 0.85 if together else 0.7
    if ours.is_government or theirs.is_government:
        return score, f"{names} speak for one state, one of them by the state's name alone"
    if SourceKind.ANONYMOUS in (ours.kind, theirs.kind):
        if together:
            return 0.8, f"{names} are of one party and give one figure in one report"
        return 0.5, f"{names} are of one party; one is unnamed, so that it may be an echo"
    return 0.0, f"{names} are two organs of one party"
