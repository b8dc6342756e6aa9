"""Witnesses: does a group of claims add a witness, or does it only repeat what others gave?

A verdict hangs on the group itself and on those that share a key with it, in no order: so it can be
given again by itself where one of them changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tallybook.link.agreement import compare_facts, said_on
from tallybook.link.copies import Kind, KinOf, kin_by_claims
from tallybook.link.families import carrier_of, counts_for, house_of, outlet_name
from tallybook.link.judging import SAME_FROM, UNSURE_FROM, figures_differ, link
from tallybook.link.meeting import Key, Said, are_own_words, heard
from tallybook.link.origins import Origin, compare_origins, origin_of
from tallybook.link.retelling import Meeting, Telling, TellingIn, counterpart
from tallybook.link.rounding import could_be_words_for
from tallybook.link.times import NEWS
from tallybook.model import Claim, Link, SourceKind, Verdict

_VOICE: Final = 3
_UNNAMED: Final = 2


@dataclass(frozen=True, slots=True)
class Witness:
    """independent: does it count? repeats: what it only repeats, where it does not. reasons: why.

    link: what a person may want to look at.
    """

    independent: bool
    repeats: tuple[Claim, ...] | None = None
    reasons: tuple[str, ...] = ()
    link: Link | None = None


def verdict(
    claims: Said, others: Iterable[Said], kin: KinOf = kin_by_claims, told: TellingIn | None = None
) -> Witness:
    """Is this group a witness of its own, held against the others that share a key with it?

    others: in no order; whoever shares no key is not to be among them. kin: what the texts of two
    reports are to each other. told: what telling figures a report gives; unknown, where it is not
    given.
    """
    mine = heard(claims)
    before = [(at, other) for other in others if (at := heard(other)) < mine]
    return verdict_after(claims, sorted(before, key=lambda one: one[0]), kin, told)


def verdict_after(
    claims: Said,
    before: Iterable[tuple[Key, Said]],
    kin: KinOf = kin_by_claims,
    told: TellingIn | None = None,
) -> Witness:
    """The verdict over a group after those that were heard before it, in their order."""
    another: Said | None = None
    met = Meeting(claims, told or _nothing, kin)
    is_own = are_own_words(claims)
    for _, other in before:
        reason = _own_words(other, claims) if is_own else ""
        if reason:
            return Witness(False, tuple(other), (reason,))
        if figures_differ(other[0], claims[0]):
            continue
        source = counterpart(other, claims, kin) if met.could_be_of(other) else None
        if source is None:
            continue
        reason = _repeats(source, claims[0], kin)
        if reason:
            unsure = link(source, claims[0], Verdict.UNSURE, 0.5, (reason,))
            return Witness(False, tuple(other), (reason,), unsure)
        another = another or other
    return Witness(True, reasons=(_why_independent(claims[0], another),))


def _nothing(_: str) -> Telling:
    return {}


def _repeats(source: Claim, echo: Claim, kin: KinOf) -> str:
    """Why the echo only repeats the source; "" where it does not."""
    ours, theirs = origin_of(source), origin_of(echo)
    if ours.key == theirs.key and ours.kind is not SourceKind.ANONYMOUS:
        return f"{ours.name} gives its own figure again"
    if theirs.rank == _VOICE:
        return _voice_repeats(source, echo, ours, theirs, kin)
    if theirs.rank == _UNNAMED:
        return _unnamed_repeats(source, echo, ours, theirs)
    score, reason = compare_origins(source, echo, kin)
    if score >= UNSURE_FROM:
        return reason
    return _passed_up(source, echo, ours, theirs)


def _voice_repeats(source: Claim, echo: Claim, ours: Origin, theirs: Origin, kin: KinOf) -> str:
    related = kin(source, echo)
    names = f"{outlet_name(carrier_of(source))} and {outlet_name(carrier_of(echo))}"
    if related.kind is not Kind.UNRELATED:
        return f"{names} {related.words}"
    house = house_of(echo)
    if ours.is_voice and house is not None and house == house_of(source):
        return f"{names} are of one house, {house}, and neither names a source"
    return (
        f"{theirs.name} names no source of its own for the figure that {ours.name} gave:"
        " no second witness"
    )


def _unnamed_repeats(source: Claim, echo: Claim, ours: Origin, theirs: Origin) -> str:
    if theirs.party is None:
        if ours.key != theirs.key:
            return ""
        return f"{theirs.name}, unnamed in both, may be the same people"
    if ours.party != theirs.party:
        return ""
    if ours.kind is SourceKind.ANONYMOUS:
        said, answered = said_on(source), said_on(echo)
        near = said is not None and answered is not None and abs(said - answered) <= NEWS
        how = "probably" if near else "perhaps"
        return f"{ours.name} and {theirs.name} are unnamed and of one party: {how} one person"
    return f"{theirs.name} is unnamed and of the party of {ours.name}, which gave this figure"


def _passed_up(source: Claim, echo: Claim, ours: Origin, theirs: Origin) -> str:
    """A hospital's count, given by its ministry, is one count, whichever was heard first."""
    if ours.party is not None and theirs.party is not None and ours.party != theirs.party:
        return ""
    if ours.party is None and theirs.party is None:
        return ""
    if ours.party != theirs.party and (source.place is None or echo.place is None):
        return ""
    for below, above in ((ours, theirs), (theirs, ours)):
        if counts_for(below.name, above.name):
            return f"what {below.name} counts goes up to {above.name}: one count"
    return ""


def _own_words(other: Said, claims: Said) -> str:
    """Are these own words of a report only such for the figure that it credits to somebody?"""
    speaker = origin_of(other[0])
    if speaker.is_voice:
        return ""
    if not {claim.report for claim in claims} <= {claim.report for claim in other}:
        return ""
    if not could_be_words_for(claims[0].quantity, other[0].quantity):
        return ""
    beside = next(one for one in other if one.report == claims[0].report)
    if compare_facts(beside, claims[0]).score < SAME_FROM:
        return ""
    return f"the report's own words for the figure that it credits to {speaker.name}"


def _why_independent(claim: Claim, another: Said | None) -> str:
    ours = origin_of(claim)
    if ours.is_own_work:
        return f"{ours.name} counted or checked it itself"
    if another is None:
        return "the first to give this figure"
    return f"another origin than {origin_of(another[0]).name}, which gave the same figure"
