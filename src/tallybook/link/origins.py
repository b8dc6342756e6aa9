"""Origins: whose figure a claim is, and whether two claims have one origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tallybook.catalogue.owners import outlet_of
from tallybook.catalogue.spokespeople import body_of
from tallybook.link.copies import Kind, KinOf, Kinship, credited_agency, kin_by_claims
from tallybook.link.families import (
    carrier_of,
    house_beside,
    is_own_work,
    may_speak_for,
    organ_named,
    outlet_name,
)
from tallybook.link.times import said_on
from tallybook.model import Claim, SourceKind
from tallybook.model.containment import places_could_agree

__all__ = ["Origin", "carrier_of", "compare_origins", "grounds_of", "origin_of", "same_text"]

_GOVERNMENT: Final = "Government of "
_ONE_TEXT: Final = 0.85


@dataclass(frozen=True, slots=True)
class Origin:
    """The innermost speaker.

    is_voice: the outlet (or its agency) itself speaks. is_outlet: the speaker is an outlet, its own
    voice or one quoted. is_own_work: an outlet that counted or checked it itself.
    """

    name: str
    party: str | None
    kind: SourceKind
    is_voice: bool
    is_outlet: bool = False
    is_own_work: bool = False

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
        if self.is_own_work:
            return 0
        if self.is_outlet:
            return 3
        if self.kind is SourceKind.ANONYMOUS:
            return 2
        return 1 if self.is_government else 0


def origin_of(claim: Claim) -> Origin:
    """The claim's origin; without an attribution the agency, else the publisher, speaks."""
    said_by = claim.origin
    if said_by is None or (said_by.source.kind is SourceKind.OUTLET and not _is_named(claim)):
        name = credited_agency(claim) or outlet_name(carrier_of(claim))
        organ = None if claim.agency else organ_named(carrier_of(claim))
        if organ is not None:
            return Origin(organ.name, organ.party, organ.kind, True)
        worked = said_by is not None and is_own_work(said_by)
        return Origin(name, None, SourceKind.OUTLET, True, True, worked)
    source = said_by.source
    known = outlet_of(source.name)
    if source.kind is SourceKind.OUTLET or known is not None:
        name = known.id if known is not None else source.name
        return Origin(name, source.party, SourceKind.OUTLET, False, True, is_own_work(said_by))
    return Origin(source.name, source.party, source.kind, False)


def _is_named(claim: Claim) -> bool:
    """Is an outlet quoted by its name, and not "we" or "our reporters"?"""
    said_by = claim.origin
    return said_by is not None and said_by.source.name.casefold() != "outlet"


def grounds_of(claim: Claim) -> list[tuple[str, str]]:
    """Where a claim's figure can be met: the parties counted, else the countries."""
    if claim.of.parties:
        return [("party", party) for party in claim.of.parties]
    return [("country", one) for one in claim.place.countries] if claim.place is not None else []


def same_text(left: Claim, right: Claim, kin: KinOf = kin_by_claims) -> bool:
    """Are the two claims of one agency's text, or of near-copies, in two reports?"""
    return left.report != right.report and kin(left, right).is_one_text


def compare_origins(left: Claim, right: Claim, kin: KinOf = kin_by_claims) -> tuple[float, str]:
    """How likely one origin said both, and why. 0: two origins.

    Whether both give the same figure of the same thing is asked elsewhere; here that is given.
    kin: what the texts of two reports are to each other.
    """
    ours, theirs = origin_of(left), origin_of(right)
    if left.report == right.report:
        return _together(left, right, ours, theirs)
    if ours.key == theirs.key and not ours.is_outlet:
        return _one_name(left, right, ours, kin)
    if ours.key == theirs.key:
        return 1.0, f"both give it as {ours.name}'s own word"
    could_be_one = ours.is_voice or theirs.is_voice or _one_party(ours, theirs)
    related = kin(left, right) if could_be_one else None
    if related is not None and related.kind is not Kind.UNRELATED and not _works(ours, theirs):
        return min(related.score, _ONE_TEXT), _as_one_text(left, right, related)
    return _two_names(left, right, ours, theirs)


def _together(left: Claim, right: Claim, ours: Origin, theirs: Origin) -> tuple[float, str]:
    """Two claims of one report."""
    if _works(ours, theirs) and ours.key != theirs.key:
        return 0.0, f"{ours.name} and {theirs.name} are two origins"
    if ours.is_voice and theirs.is_voice:
        return 0.95, "the same report repeats its figure"
    if ours.is_voice or theirs.is_voice:
        named = (theirs if ours.is_voice else ours).name
        return 0.8, f"the report repeats in its own voice the figure that it credits to {named}"
    if ours.key == theirs.key:
        if ours.kind is SourceKind.ANONYMOUS:
            return 0.9, f"both are credited to {ours.name} in one text"
        return 1.0, f"both are credited to {ours.name}"
    return _two_names(left, right, ours, theirs)


def _works(ours: Origin, theirs: Origin) -> bool:
    return ours.is_own_work or theirs.is_own_work


def _one_party(ours: Origin, theirs: Origin) -> bool:
    return ours.party is not None and ours.party == theirs.party


def _as_one_text(left: Claim, right: Claim, related: Kinship) -> str:
    names = sorted((outlet_name(carrier_of(left)), outlet_name(carrier_of(right))))
    if names[0] == names[1]:
        return f"two reports of {names[0]} {related.words}"
    return f"{names[0]} and {names[1]} {related.words}"


def _one_name(left: Claim, right: Claim, ours: Origin, kin: KinOf) -> tuple[float, str]:
    """One name in two reports; an unnamed speaker, or "the police", may be two."""
    if ours.kind is not SourceKind.ANONYMOUS:
        return _one_body(left, right, ours)
    related = kin(left, right)
    if related.kind is not Kind.UNRELATED:
        return min(related.score, 0.9), f"both are credited to {ours.name} in one text"
    told = {credit.source.name for credit in left.attribution[1:]} & {
        credit.source.name for credit in right.attribution[1:]
    }
    if told:
        return 0.8, f"both are credited to {ours.name} by {min(told)}"
    return 0.5, f"{ours.name} is unnamed: two reports may mean two people"


def _one_body(left: Claim, right: Claim, ours: Origin) -> tuple[float, str]:
    if any(letter.isupper() for letter in ours.name):
        return 1.0, f"both are credited to {ours.name}"
    here, there = left.place, right.place
    if here is not None and there is not None and places_could_agree(here, there):
        return 0.9, f"both are credited to {ours.name} of one place"
    return 0.5, f"{ours.name} may be that of another place"


def _two_names(left: Claim, right: Claim, ours: Origin, theirs: Origin) -> tuple[float, str]:
    spoken = _one_organ(left, right, ours, theirs)
    if spoken:
        return 0.9, spoken
    house = _one_house(left, right, ours, theirs)
    if house:
        return 0.7, house
    if not _one_party(ours, theirs):
        return 0.0, f"{ours.name} and {theirs.name} are two origins"
    for speaker, body in ((left, theirs), (right, ours)):
        if speaker.origin is not None and _could_speak(speaker, body):
            return 0.7, f"{origin_of(speaker).name} may speak for {body.name}"
    return _allied_names(ours, theirs, together=left.report == right.report)


def _one_organ(left: Claim, right: Claim, ours: Origin, theirs: Origin) -> str:
    """Does one speak for the other, or both for one body? In words; "" where neither is known."""
    bodies = [
        (body_of(claim.origin, said_on(claim)) or origin.name) if claim.origin else origin.name
        for claim, origin in ((left, ours), (right, theirs))
    ]
    if ours.is_outlet or theirs.is_outlet:
        return ""
    if bodies[0].casefold() != bodies[1].casefold():
        return ""
    speakers = sorted({ours.name, theirs.name} - {bodies[0]})
    does = "speaks" if len(speakers) == 1 else "speak"
    return f"{' and '.join(speakers)} {does} for {bodies[0]}"


def _could_speak(speaker: Claim, body: Origin) -> bool:
    """Is a named person, by words that fit, a speaker of a body of his party?"""
    credit = speaker.origin
    if credit is None or body.is_voice or body.kind is not SourceKind.NAMED:
        return False
    return body_of(credit, said_on(speaker)) is None and may_speak_for(credit, body.name)


def _one_house(left: Claim, right: Claim, ours: Origin, theirs: Origin) -> str:
    """Are both of the one hospital of a place ("the hospital", "its director, Ana Brod")?

    Two hospitals with names of their own are two.
    """
    here, there = left.place, right.place
    if left.origin is None or right.origin is None or here is None or there is None:
        return ""
    if ours.party and theirs.party and ours.party != theirs.party:
        return ""
    first, second = house_beside(left.origin), house_beside(right.origin)
    nouns = sorted(noun for noun in first & second if " " not in noun)
    named = {name for name in first if " " in name}, {name for name in second if " " in name}
    if not nouns or (named[0] and named[1] and not named[0] & named[1]):
        return ""
    if not places_could_agree(here, there):
        return ""
    return f"{ours.name} and {theirs.name} speak for the {nouns[0]} of one place"


def _allied_names(ours: Origin, theirs: Origin, *, together: bool) -> tuple[float, str]:
    names = f"{ours.name} and {theirs.name}"
    score = 0.85 if together else 0.7
    if ours.is_government or theirs.is_government:
        return score, f"{names} speak for one state, one of them by the state's name alone"
    if SourceKind.ANONYMOUS in (ours.kind, theirs.kind):
        if together:
            return 0.8, f"{names} are of one party and give one figure in one report"
        return 0.5, f"{names} are of one party; one is unnamed, so that it may be an echo"
    return 0.0, f"{names} are two organs of one party"
