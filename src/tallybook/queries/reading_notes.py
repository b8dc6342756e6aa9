"""Notes: what stands in the margin beside a text, one for each claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallybook.catalogue.phrases import party_name
from tallybook.model import Attribution, Claim
from tallybook.queries.reading_marks import MeasureMark
from tallybook.queries.words import amount, origin, place, population


@dataclass(frozen=True, slots=True)
class Serves:
    """A tally that a claim serves: its id, what it asks in words, and the statement it carries.

    ends: the ends of the answer that the claim sets ("low", "high"), empty where it sets none.
    carriers: how many claims carry the statement, this one among them.
    """

    tally: str
    asks: str
    statement: str
    carriers: int
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawPlace:
    """Where a claim stands in the page as it was fetched, in its decoded text.

    snapshot: the digest of the bytes. words: the page's own characters there, markup and all, where
    somebody asked for them. lost: why those bytes cannot be had any more.
    """

    snapshot: str
    media_type: str
    start: int
    end: int
    words: str | None = None
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of claims beside what they say, by their ids; all of it may be missing."""

    serves: Mapping[str, Sequence[Serves]]
    warnings: Mapping[str, Sequence[str]]
    raw: Mapping[str, RawPlace]


NOTHING = Beside({}, {}, {})


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit of a claim's chain. voice: the speaker's number in this text, from 1 on."""

    said: Attribution
    voice: int
    party: str


@dataclass(frozen=True, slots=True)
class Whole:
    """The claim of which another is a sub-count: its id, its number and words in this text."""

    claim: str
    number: int
    text: str
    part: int


@dataclass(frozen=True, slots=True)
class Note:
    """A claim for the margin. number: its place in the text, from 1 on.

    amount: its figure with its unit, in words. who: who is credited; voice: that speaker's number
    in this text. of_whom, by_whom, where: as resolved, "" where not stated. disclaimer: the words
    that say that it could not be verified. chosen: it was asked for by name.
    """

    number: int
    claim: Claim
    mark: MeasureMark
    amount: str
    who: str
    voice: int
    of_whom: str
    by_whom: str
    where: str
    credits: tuple[Credit, ...] = ()
    whole: Whole | None = None
    disclaimer: str = ""
    serves: tuple[Serves, ...] = ()
    warnings: tuple[str, ...] = ()
    raw: RawPlace | None = None
    chosen: bool = False


def voices_of(claims: Sequence[Claim]) -> Mapping[str, int]:
    """A number for each who is credited in a text, in the order in which they come."""
    voices: dict[str, int] = {}
    for claim in claims:
        for credit in claim.attribution:
            voices.setdefault(credit.source.name, len(voices) + 1)
    return voices


def make_note(
    claim: Claim, number: int, mark: MeasureMark, voices: Mapping[str, int], beside: Beside
) -> Note:
    """The note of one claim."""
    chain = tuple(
        Credit(said, voices[said.source.name], _party(said)) for said in claim.attribution
    )
    return Note(
        number=number,
        claim=claim,
        mark=mark,
        amount=amount(claim.quantity.low, claim.quantity.high, claim.quantity.unit),
        who=origin(claim),
        voice=chain[0].voice if chain else 0,
        of_whom=population(claim.of) if claim.of.is_stated else claim.of.text,
        by_whom="" if claim.by is None else population(claim.by),
        where=place(claim),
        credits=chain,
        serves=tuple(beside.serves.get(claim.id, ())),
        warnings=tuple(beside.warnings.get(claim.id, ())),
        raw=beside.raw.get(claim.id),
    )


def _party(said: Attribution) -> str:
    return "" if said.source.party is None else party_name(said.source.party)
