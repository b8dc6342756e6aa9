"""Grouping: claims placed one by one, the best attributed first, without comparing all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from tallybook.link.agreement import NEAR, number_of, reality_of, said_on
from tallybook.link.copies import KinOf, credited_agency, kin_by_claims
from tallybook.link.judging import SAME_FROM, UNSURE_FROM, weigh
from tallybook.link.meeting import heard
from tallybook.link.origins import grounds_of, origin_of
from tallybook.model import Claim, Place, Role
from tallybook.model.containment import place_chain

_TITLES: Final = frozenset({Role.HEADLINE, Role.STANDFIRST, Role.HEADING, Role.CAPTION})
_COMPARED: Final = 8

Key = tuple[object, ...]


def careful_first(claim: Claim) -> Key:
    """The order of placing: named before unnamed, body before title, most specific first."""
    vague = (claim.period is None) + (claim.place is None) + (not claim.of.is_stated)
    said = said_on(claim) or date.max
    return (
        origin_of(claim).rank,
        claim.block in _TITLES,
        vague,
        said,
        claim.report,
        claim.start,
        claim.id,
    )


@dataclass(frozen=True)
class Group:
    """Claims judged one statement; the first is the best attributed."""

    claims: tuple[Claim, ...]

    @cached_property
    def heard(self) -> Key:
        """Where it stands among those that are heard."""
        return heard(self.claims)


class ClaimWays:
    """How claims find the statement that they carry.

    apart: the claims that people judged to be of other statements, for each claim so judged. kin:
    what the texts of two reports are to each other.
    """

    def __init__(self, apart: Mapping[str, frozenset[str]], kin: KinOf = kin_by_claims) -> None:
        self._apart = apart
        self._kin = kin
        self.compared = None if apart else _COMPARED

    def order(self, claim: Claim) -> Key:
        """Named before unnamed, body before title, most specific first."""
        return careful_first(claim)

    def kept_under(self, claim: Claim) -> Iterator[Key]:
        """By report, by origin and by its party near a day, within what must be the same."""
        kind = _bucket(claim)
        yield (*kind, "report", claim.report)
        spots = _spots_kept(claim)
        yield from ((*kind, *key, *spot) for key in _kept_under(claim) for spot in spots)

    def looked_up(self, claim: Claim) -> Iterator[Key]:
        """The keys of those that it could join."""
        kind = _bucket(claim)
        yield (*kind, "report", claim.report)
        spots = _spots_sought(claim)
        yield from ((*kind, *key, *spot) for key in _looked_up(claim) for spot in spots)

    def choose(
        self, claim: Claim, groups: Sequence[Sequence[Claim]]
    ) -> tuple[int | None, Claim | None]:
        """Where the claim fits best, else a group of its own; noted is the nearest claim."""
        best: tuple[float, int, str] | None = None
        chosen: int | None = None
        beside: Claim | None = None
        apart = self._apart.get(claim.id, frozenset())
        for number, group in enumerate(groups):
            if apart and any(member.id in apart for member in group):
                continue
            score, nearest = _fit(group, claim, self._kin)
            if score < UNSURE_FROM:
                continue
            rank = (score, -_distance(nearest, claim), nearest.id)
            if best is None or rank > best:
                best, chosen, beside = rank, number, nearest
        is_same = best is not None and best[0] >= SAME_FROM
        return (chosen if is_same else None), beside


def _fit(group: Sequence[Claim], claim: Claim, kin: KinOf) -> tuple[float, Claim]:
    """How well the claim fits, by its nearest member; 0 where it contradicts any.

    No better than the facts fit every member: a chain of small steps joins nothing.
    """
    best, nearest, facts = 0.0, group[0], 1.0
    for member in group[:_COMPARED]:
        weighed = weigh(member, claim, kin)
        if weighed.contradicts:
            return 0.0, member
        facts = min(facts, weighed.facts)
        if weighed.score > best:
            best, nearest = weighed.score, member
    return min(best, facts), nearest


def _spots_kept(claim: Claim) -> list[Key]:
    """Where claims of other reports find it: at its place, in what holds that, or anywhere."""
    place = claim.place
    if place is None or not place.countries or place.name is None:
        return [("nowhere",), ("anywhere",)]
    chain = place_chain(place)
    own = chain if place.precision in ("country", "region") else chain[:1]
    inside = dict.fromkeys((*chain, *(("country", code) for code in place.countries)))
    at = dict.fromkeys((*own, *_spanned(place)))
    return [*(("at", *key) for key in at), *(("in", *key) for key in inside), ("anywhere",)]


def _spots_sought(claim: Claim) -> list[Key]:
    """Where it looks for claims: at its place, within it, in what holds it, and without a place."""
    place = claim.place
    if place is None or not place.countries or place.name is None:
        return [("anywhere",)]
    chain = place_chain(place)
    own = chain if place.precision in ("country", "region") else chain[:1]
    around = dict.fromkeys((*chain, *(("country", code) for code in place.countries)))
    within = dict.fromkeys((*own, *_spanned(place)))
    return [*(("at", *key) for key in around), *(("in", *key) for key in within), ("nowhere",)]


def _spanned(place: Place) -> list[Key]:
    wide = place.precision in ("country", "region", None)
    return [("country", code) for code in place.countries] if wide else []


def _bucket(claim: Claim) -> Key:
    """Claims that could be one statement share measure, unit, number and reality."""
    quantity = claim.quantity
    number, reality = number_of(quantity), reality_of(claim.stance)
    return (claim.measure, quantity.unit, number, reality, claim.increment)


def _kept_under(claim: Claim) -> Iterator[Key]:
    """The keys under which later claims of other reports find this one's group."""
    era = _era(claim)
    for tag in (*_tags(claim), *_meeting(claim)):
        yield (*tag, "any day")
        yield (*tag, "undated") if era is None else (*tag, "era", era)
        if claim.period is not None and claim.period.first is not None:
            yield (*tag, "from", claim.period.first)


def _looked_up(claim: Claim) -> Iterator[Key]:
    """The keys under which groups of other reports that the claim could join were kept."""
    era = _era(claim)
    tags = _tags(claim)
    if origin_of(claim).is_voice:
        tags += _meeting(claim)
    for tag in tags:
        if era is None:
            yield (*tag, "any day")
            continue
        yield (*tag, "undated")
        yield from ((*tag, "era", era + step) for step in (-1, 0, 1))
        if claim.period is not None and claim.period.first is not None:
            yield (*tag, "from", claim.period.first)


def _tags(claim: Claim) -> list[Key]:
    origin = origin_of(claim)
    tags: list[Key] = [("origin", *origin.key)]
    if origin.party is not None:
        tags.append(("party", origin.party))
    if claim.agency is not None:
        tags.append(("agency", credited_agency(claim)))
    if origin.is_voice:
        tags.append(("text", claim.text, claim.sentence[1] - claim.sentence[0]))
    return tags


def _meeting(claim: Claim) -> list[Key]:
    """Where a voice meets all of whose text it may be a copy."""
    return [("ground", *ground) for ground in grounds_of(claim)]


def _era(claim: Claim) -> int | None:
    said = said_on(claim)
    return said.toordinal() // NEAR.days if said is not None else None


def _distance(left: Claim, right: Claim) -> int:
    """0 upwards: characters apart in one report, days apart (in millions) in two."""
    if left.report == right.report:
        return abs(left.start - right.start)
    said, answered = said_on(left), said_on(right)
    days = abs((said - answered).days) if said is not None and answered is not None else 999
    return (1 + days) * 1_000_000
