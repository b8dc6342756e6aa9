"""The place of those who speak, and the town of a dateline, where a sentence names no other."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.place_hints import is_consular
from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.report_places import ReportPlaces
from tallybook.extract.types import Found
from tallybook.language.place_words import PlaceWords
from tallybook.model import Attribution, Claim, Place, Scope
from tallybook.model.containment import FORCE_ROLES

_FROM_DATELINE: Final = 1500
_OPENING: Final = 3
_WORLDWIDE: Final = frozenset({"un", "aid", "monitor"})
"""Kinds of sources that speak of other countries than the one they sit in."""


def own_of_speakers(claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
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
    own = [m for m in own if not _is_of_others(m, claim, found, words)]
    own = [m for m in own if m.place.precision != "region" and not is_consular(tree, m.last, words)]
    if not own or len({m.place.countries for m in own}) != 1:
        return None
    if not set(claim.of.parties) <= set(own[0].place.countries):
        return None
    where = own[0].place
    if claim.of.parties and where.precision == "country" and not _are_of_bodies(found, places):
        return None  # "US officials said three Americans were killed": at home they are people
    if not claim.attribution and where.precision == "country":
        # "SUMY - Nine people have died, and Ukraine's health ministry expects no more"
        written = _written_in(found, places)
        if written is not None and written.place.countries == where.countries:
            return None
    return as_named(own[0])


def _is_of_others(mention: PlaceMention, claim: Claim, found: Found, words: PlaceWords) -> bool:
    """ "4,000 have fled; 900 are in Chad, where the mayor of Adre fed them": who speaks elsewhere.

    So does who stands beside the speaker of another country: "Spain attributes 600 deaths to the
    heat, and Portugal's health office 1,000".
    """
    origin = claim.origin
    if origin is not None and origin.start <= mention.start < origin.end:
        return False
    if is_of_another_state(mention, origin):
        return True
    between = (t for t in found.tree.tokens if claim.end <= t.start < mention.start)
    return any(t.text == ";" or t.text.lower() in words.wherein for t in between)


def is_of_another_state(mention: PlaceMention, speaker: Attribution | None) -> bool:
    """Is it of authorities of another country than the speaker's?"""
    party = None if speaker is None else speaker.source.party
    known = party in load_countries().by_code and bool(mention.place.countries)
    return known and mention.domestic and party not in mention.place.countries


def own_of_others(
    claim: Claim, found: Found, base: Place | None, places: ReportPlaces
) -> Place | None:
    """The place of a health office, a police or the like of another country than was told of.

    "Chile has 20 cases. Health officials from the Philippines said that seven tested positive".
    """
    own = own_of_speakers(claim, found, places) if base is not None else None
    if own is None or base is None or set(own.countries) & set(base.countries):
        return None
    return own if base.countries and _are_of_bodies(found, places) else None


def _are_of_bodies(found: Found, places: ReportPlaces) -> bool:
    """Do police, doctors or a health office speak, who are no diplomats?"""
    tree, bodies = found.tree, places.words.local_bodies
    spans = places.speakers(found.sentence.start, found.sentence.end)
    said = {tree.tokens[i].lemma.lower() for span in spans for i in tree.covering(*span)}
    return not bodies.isdisjoint(said)


def dateline_of(claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
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
    return as_named(first)


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
    if first is None or not is_dateline(first, found, places) or first.place.precision == "country":
        return None
    return None if places.is_capital(first) else first


def is_dateline(mention: PlaceMention, found: Found, places: ReportPlaces) -> bool:
    """Do capitals open the text: "KHARKIV, 2 May", "AMIZMIZ, Morocco —"? Or a day beside it?"""
    if mention.kind == "toponym" and places.in_dateline(mention):
        return True
    opens = mention.start - found.sentence.block.start in (0, 1) or mention.start < _OPENING
    return opens and mention.kind == "toponym" and mention.place.text.isupper()


def as_named(mention: PlaceMention) -> Place:
    """The place of a mention, where its name stands."""
    return replace(mention.place, start=mention.start, end=mention.end)
