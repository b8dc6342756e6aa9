"""Where a sentence names no place: that of the sentences before it, or of who speaks there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.extract.other_times import is_set_apart
from tallybook.extract.place_country import with_country
from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.place_setting import ANYWHERE, home_of
from tallybook.extract.place_shares import holds, without_shares
from tallybook.extract.place_spoken import (
    as_named,
    dateline_of,
    is_dateline,
    own_of_others,
    own_of_speakers,
)
from tallybook.extract.place_spread import spread
from tallybook.extract.place_sums import Sums
from tallybook.extract.place_treated import are_carried_to
from tallybook.extract.place_wholes import border_told, nation_told, thing_told_again, whole_of
from tallybook.extract.report_places import ReportPlaces, is_in
from tallybook.extract.types import Found
from tallybook.language.tree import is_relation
from tallybook.model import Claim, Place, Scope
from tallybook.model.containment import FORCE_ROLES

_NEAR: Final = 2
"""So many sentences on, a claim still is about the place of the claim before it."""
_TREATED: Final = 6
"""So many sentences on, the hurt still are those of the happening told of."""
_REACH: Final = 600
"""So many characters on, a sentence still is about the place named last."""
_RECENT: Final = timedelta(days=60)
_SMALL: Final = frozenset({"place", "admin1"})


class LastPlace:
    """The place that the sentences just read were about, for those that name none."""

    def __init__(self) -> None:
        self._place: Place | None = None
        self._index = -_NEAR - 1
        self._at = -1
        self._post: datetime | None = None
        self._origin: str | None = None
        self._armed = True
        self._recalled: list[tuple[int, int]] = []
        self._away = -1
        self._sums = Sums()

    def carry_to(self, claim: Claim, found: Found, places: ReportPlaces) -> Claim:
        """The claim with the place of what stands right before, where its sentence names none."""
        place = claim.place
        if place is not None and are_carried_to(found.tree, place, places.words):
            # "flown to hospitals in Turkey": it happened where the others were hurt
            others = self._of_the_others(claim, place, found)
            place, self._away = (place, self._away) if others is None else (others, found.index)
        if _is_recalled(claim):
            # another happening, elsewhere: it neither takes a place nor leaves one
            place = place or thing_told_again(claim, found, places)
            if place is not None and is_told_aside(claim, found):
                self._recalled.append((place.start or 0, place.end or 0))
            return claim if place is None else _placed(claim, place, found, places)
        if place is None and _is_everywhere(found, places):
            return claim
        if place is None and claim.scope is Scope.CUMULATIVE:
            # "Nepal's authority now counts 178": the toll of all, wherever the text is just then
            place = own_of_speakers(claim, found, places)
        place = place or border_told(claim, found, places)
        silent = not _names_any(claim, found, places) or _is_of_nation(claim, found, places)
        if place is None and silent and self._goes_on(claim):
            base = self._before(claim, found, places)
            place = whole_of(claim, found, base, places) or thing_told_again(claim, found, places)
            if place is None:
                place = own_of_others(claim, found, base, places)
            if place is None:
                place = self._sums.whole_of(claim, found, places)
            if place is None and base is not None:
                place = spread(claim, found, base, places)
        place = place or own_of_speakers(claim, found, places) or dateline_of(claim, found, places)
        if place is None:
            home = home_of(claim, found, places)
            return claim if home is None else _placed(claim, home, found, places)
        place = with_country(place, found, places)
        self._sums.take(claim, place, found)
        if self._is_share(place, places):
            self._index, self._at = found.index, found.sentence.end
        elif not _is_of_treatment(place, places):
            self._place, self._index, self._post = place, found.index, claim.post
            self._at = claim.start
            self._origin = _origin(claim)
            self._armed = claim.of.role in FORCE_ROLES
        return replace(claim, place=place)

    def _is_share(self, place: Place, places: ReportPlaces) -> bool:
        """Is it the place of a part only, of what was told of before?"""
        if self._place is None or place.start is None or place.end is None:
            return False
        told = places.within(place.start, place.end)
        return any(one.share for one in told) and holds(self._place, place)

    def _goes_on(self, claim: Claim) -> bool:
        """May it be about the same place? What an army says that it downed may be anywhere."""
        if claim.of.role in FORCE_ROLES and not self._armed and _is_of_army(claim):
            return False  # "the army says eight soldiers have been killed" since the village burned
        if claim.measure not in ANYWHERE or self._place is None:
            return True
        return _origin(claim) == self._origin

    def _of_the_others(self, claim: Claim, place: Place, found: Found) -> Place | None:
        """The place of the last claim, from which the hurt were taken away to another country."""
        near = 0 < found.index - self._index <= _TREATED or found.index == self._away
        near = near and claim.post == self._post
        if self._place is None or not near or self._place.countries == place.countries:
            return None
        return self._place

    def _before(self, claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
        """The place of the last claim or, where one is named after it, of the sentence before."""
        named = _named_before(found, places, self._recalled)
        near = claim.post == self._post and found.index - self._index <= _NEAR
        if self._place is not None and near and (named is None or named.start < self._at):
            return self._place
        if named is None or (claim.of.role in FORCE_ROLES and _names_capital(named)):
            return None  # "a retraction in Baku": where a government speaks, no battle was
        return as_named(named)


def _is_everywhere(found: Found, places: ReportPlaces) -> bool:
    """ "At least 270 people have died worldwide", "214 countries have 18,311 deaths"."""
    return any(token.text.lower() in places.words.everywhere for token in found.tree.tokens)


def _is_of_nation(claim: Claim, found: Found, places: ReportPlaces) -> bool:
    """ "Rains have claimed 195 lives across the country, 92 of them in Punjab"."""
    at = found.tree.at(claim.start)
    return at is not None and nation_told(found.tree, at, places.words) is not None


def _names_capital(mention: PlaceMention) -> bool:
    return load_countries().country_of_capital(mention.place.text) is not None


def _is_of_army(claim: Claim) -> bool:
    """Is it an army's count of soldiers, its own or the enemy's, and no toll of one happening?"""
    told = claim.origin is not None and claim.origin.source.party is not None
    return claim.scope is Scope.CUMULATIVE or (told and bool(claim.of.parties))


def _origin(claim: Claim) -> str | None:
    return None if claim.origin is None else claim.origin.source.name


def _is_of_treatment(place: Place, places: ReportPlaces) -> bool:
    """ "in a hospital in Jos": where the wounded lie, not where it happened."""
    if place.start is not None and place.end is not None:
        named = places.within(place.start, place.end)
        if named and all(mention.treated for mention in named):
            return True
    return not places.words.treating.isdisjoint(place.text.lower().split())


def _placed(claim: Claim, place: Place, found: Found, places: ReportPlaces) -> Claim:
    return replace(claim, place=with_country(place, found, places))


def is_told_aside(claim: Claim, found: Found) -> bool:
    """ "The deadliest since gunmen killed 38 in Sousse in 2015": long ago, told in passing."""
    tree = found.tree
    at = tree.at(claim.start)
    above = () if at is None else (at, *tree.ancestors(at))
    below = any(is_relation(tree.tokens[i].deprel, "advcl", "acl") for i in above)
    return below and _is_recalled(claim)


def _is_recalled(claim: Claim) -> bool:
    """Is it of a time well before the report, as the history at an article's end is?"""
    last = None if claim.period is None else claim.period.last
    if last is None or claim.published is None:
        return False
    return claim.scope is not Scope.CURRENT and claim.published - last > _RECENT


def _named_before(
    found: Found, places: ReportPlaces, recalled: Sequence[tuple[int, int]]
) -> PlaceMention | None:
    """The place of the nearest sentence before that names one.

    Of several the first in which something happened, else the first: what a sentence is about
    stands before what it adds. recalled: the places of other times.
    """
    if is_set_apart(found.tree):
        return None
    sentence = found.sentence
    begin = max(0, sentence.start - _REACH)
    if sentence.block.time is not None:
        begin = max(begin, sentence.block.start)
    here = [m for m in places.within(begin, sentence.start) if not is_dateline(m, found, places)]
    here = without_shares([m for m in here if not places.is_seat(m)])
    here = [m for m in here if not is_in(m, recalled)] or here
    speakers = places.speakers(begin, sentence.start)
    named = [m for m in here if is_about(m, places) and not is_in(m, speakers)]
    here = [m for m in here if not m.treated]
    named = named or [m for m in here if _is_small(m) and (m.located or m.domestic)]
    if not named:
        return None
    last = [m for m in named if m.sentence == named[-1].sentence]
    last = [m for m in last if m.place.name is not None] or last
    first = next((m for m in last if m.located), last[0])
    return _innermost(first, last, places)


def is_about(mention: PlaceMention, places: ReportPlaces) -> bool:
    """Is it a place in which something happened, or a town that is spoken about?"""
    if mention.kind != "toponym" or mention.spoken or mention.treated:
        return False
    if mention.located or mention.hint:
        return True
    small = _is_small(mention) and not places.is_capital(mention)
    elsewhere = mention.bound or mention.before in places.words.away
    return small and not elsewhere and not mention.domestic


def _is_small(mention: PlaceMention) -> bool:
    return mention.kind == "toponym" and mention.place.precision in _SMALL


def _innermost(
    first: PlaceMention, named: Sequence[PlaceMention], places: ReportPlaces
) -> PlaceMention:
    """Of a chain of places that hold each other the smallest one."""
    for mention in named:
        held = mention.within is not None and places.mentions[mention.within] is first
        inside = first.place.precision == "country" and (
            mention.located and mention.place.countries == first.place.countries
        )
        if held or (inside and mention.place.precision in _SMALL):
            return _innermost(mention, named, places) if held else mention
    return first


def _names_any(claim: Claim, found: Found, places: ReportPlaces) -> bool:
    """Does the sentence name a place, but for where its speakers and the counted are of?"""
    own = [(count.start, count.end) for count in found.counts]
    own += [(claim.of.start or 0, claim.of.end or 0)]
    start, end = found.sentence.start, found.sentence.end
    speakers = places.speakers(start, end)
    return any(
        mention.kind == "toponym"
        and not is_in(mention, speakers)
        and not (is_in(mention, own) and not mention.located)
        and not mention.domestic
        and not is_dateline(mention, found, places)
        and not places.is_capital(mention)
        and not mention.spoken
        and not mention.bound
        and mention.before not in places.words.away
        for mention in places.within(start, end)
    )
