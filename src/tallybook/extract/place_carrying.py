"""Where a sentence names no place: that of the sentences before it, or of who speaks there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.other_times import is_set_apart
from tallybook.extract.place_country import with_country
from tallybook.extract.place_hints import is_consular
from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.place_setting import ANYWHERE, home_of
from tallybook.extract.place_spread import spread
from tallybook.extract.place_wholes import nation_told, whole_of
from tallybook.extract.report_places import ReportPlaces, is_in
from tallybook.extract.types import Found
from tallybook.model import Claim, Place, Scope
from tallybook.model.containment import FORCE_ROLES

_NEAR: Final = 2
"""So many sentences on, a claim still is about the place of the claim before it."""
_REACH: Final = 600
"""So many characters on, a sentence still is about the place named last."""
_FROM_DATELINE: Final = 1500
_RECENT: Final = timedelta(days=60)
_OPENING: Final = 3
_WORLDWIDE: Final = frozenset({"un", "aid", "monitor"})
"""Kinds of sources that speak of other countries than the one they sit in."""
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

    def carry_to(self, claim: Claim, found: Found, places: ReportPlaces) -> Claim:
        """The claim with the place of what stands right before, where its sentence names none."""
        place = claim.place
        if _is_recalled(claim):
            # another happening, elsewhere: it neither takes a place nor leaves one
            return claim if place is None else _placed(claim, place, found, places)
        if place is None and _is_everywhere(found, places):
            return claim
        if place is None and claim.scope is Scope.CUMULATIVE:
            # "Nepal's authority now counts 178": the toll of all, wherever the text is just then
            place = _own_of_speakers(claim, found, places)
        silent = not _names_any(found, places) or _is_of_nation(claim, found, places)
        if place is None and silent and self._goes_on(claim):
            base = self._before(claim, found, places)
            place = whole_of(claim, found, base, places)
            if place is None and base is not None:
                place = spread(claim, found, base, places)
        place = place or _own_of_speakers(claim, found, places) or _dateline(claim, found, places)
        if place is None:
            home = home_of(claim, found, places)
            return claim if home is None else _placed(claim, home, found, places)
        if not _is_of_treatment(place, places):
            self._place, self._index, self._post = place, found.index, claim.post
            self._at = claim.start
            self._origin = _origin(claim)
            self._armed = claim.of.role in FORCE_ROLES
        return _placed(claim, place, found, places)

    def _goes_on(self, claim: Claim) -> bool:
        """May it be about the same place? What an army says that it downed may be anywhere."""
        if claim.of.role in FORCE_ROLES and not self._armed and _is_of_army(claim):
            return False  # "the army says eight soldiers have been killed" since the village burned
        if claim.measure not in ANYWHERE or self._place is None:
            return True
        return _origin(claim) == self._origin

    def _before(self, claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
        """The place of the last claim or, where one is named after it, of the sentence before."""
        named = _named_before(found, places)
        near = claim.post == self._post and found.index - self._index <= _NEAR
        if self._place is not None and near and (named is None or named.start < self._at):
            return self._place
        if named is None or (claim.of.role in FORCE_ROLES and _names_capital(named)):
            return None  # "a retraction in Baku": where a government speaks, no battle was
        return _as_named(named)


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


def _is_recalled(claim: Claim) -> bool:
    """Is it of a time well before the report, as the history at an article's end is?"""
    last = None if claim.period is None else claim.period.last
    if last is None or claim.published is None:
        return False
    return claim.scope is not Scope.CURRENT and claim.published - last > _RECENT


def _named_before(found: Found, places: ReportPlaces) -> PlaceMention | None:
    """The place of the nearest sentence before that names one.

    Of several the first in which something happened, else the first: what a sentence is about
    stands before what it adds.
    """
    if is_set_apart(found.tree):
        return None
    sentence = found.sentence
    begin = max(0, sentence.start - _REACH)
    if sentence.block.time is not None:
        begin = max(begin, sentence.block.start)
    here = [m for m in places.within(begin, sentence.start) if not _is_dateline(m, found, places)]
    here = [m for m in here if not places.is_seat(m)]
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


def _as_named(mention: PlaceMention) -> Place:
    return replace(mention.place, start=mention.start, end=mention.end)


def _names_any(found: Found, places: ReportPlaces) -> bool:
    """Does the sentence name a place, but for where its speakers and authorities are of?"""
    start, end = found.sentence.start, found.sentence.end
    speakers = places.speakers(start, end)
    return any(
        mention.kind == "toponym"
        and not is_in(mention, speakers)
        and not mention.domestic
        and not _is_dateline(mention, found, places)
        and not places.is_capital(mention)
        and not mention.spoken
        and not mention.bound
        and mention.before not in places.words.away
        for mention in places.within(start, end)
    )


def _own_of_speakers(claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
    """ "the mayor of Dnipro", "Zambia's disaster unit": who speaks of his own place.

    Armies and those who count another's people speak of what happens elsewhere; where a ministry
    has its seat says nothing.
    """
    if claim.of.role in FORCE_ROLES:
        return None
    start, end = found.sentence.start, found.sentence.end
    tree, words = found.tree, places.words
    own = [m for m in places.within(start, end) if m.domestic and m.kind in ("toponym", "embedded")]
    for begin, stop in places.speakers(start, end):
        said = {tree.tokens[i].lemma.lower() for i in tree.covering(begin, stop)}
        if said & words.locals and not said & words.foreign:
            own += [m for m in places.within(begin, stop) if m.kind in ("toponym", "embedded")]
    own = [m for m in own if m.place.precision != "region" and not is_consular(tree, m.last, words)]
    if not own or len({m.place.countries for m in own}) != 1:
        return None
    if not set(claim.of.parties) <= set(own[0].place.countries):
        return None
    where = own[0].place
    if not claim.attribution and where.precision == "country":
        # "SUMY - Nine people have died, and Ukraine's health ministry expects no more"
        written = _written_in(found, places)
        if written is not None and written.place.countries == where.countries:
            return None
    return _as_named(own[0])


def _dateline(claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
    """Where the report was written, if it begins with that and not far before the sentence.

    A running toll is of the whole happening, unless it stands without a beginning in the very
    paragraph. Never a capital: there reports are written about all the country, and about others.
    """
    first = _written_in(found, places)
    if first is None or (_is_headquarters(first, places) and not _is_local(claim)):
        return None
    if claim.scope is Scope.CUMULATIVE:
        here = first.start >= found.sentence.block.start
        if not here or claim.period is not None or "toll" in claim.rule:
            return None
    return _as_named(first)


def _is_headquarters(mention: PlaceMention, places: ReportPlaces) -> bool:
    """ "GENEVA", "New York": there bodies speak of what happens all over the world."""
    return mention.place.text.lower() in places.words.headquarters


def _is_local(claim: Claim) -> bool:
    """Does somebody speak who is of no such body: "police said"?"""
    origin = claim.origin
    if origin is None:
        return False
    known = SourceCatalogue.load().entry(origin.source.name)
    return known is None or known.kind not in _WORLDWIDE


def _written_in(found: Found, places: ReportPlaces) -> PlaceMention | None:
    """The town of the dateline, not far before; None for a country and for a capital."""
    begin = max(0, found.sentence.start - _FROM_DATELINE)
    first = next(iter(places.within(begin, found.sentence.end)), None)
    if (
        first is None
        or not _is_dateline(first, found, places)
        or first.place.precision == "country"
    ):
        return None
    return None if places.is_capital(first) else first


def _is_dateline(mention: PlaceMention, found: Found, places: ReportPlaces) -> bool:
    """Do capitals open the text: "KHARKIV, 2 May", "AMIZMIZ, Morocco —"? Or a day beside it?"""
    if mention.kind == "toponym" and places.in_dateline(mention):
        return True
    opens = mention.start - found.sentence.block.start in (0, 1) or mention.start < _OPENING
    return opens and mention.kind == "toponym" and mention.place.text.isupper()
