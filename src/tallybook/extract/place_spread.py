"""How far a place carried on reaches: the city of several sites, the country of the many."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.report_places import ReportPlaces
from tallybook.extract.types import Found
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Claim, Place

_MANY: Final = 50_000
_MANY_OF_UNKNOWN: Final = 20_000
"""So many people are hardly of one place told of before; nor so many of one of no known size."""

_CITY: Final = 100_000
_NEAR_LAT: Final = 0.35
_NEAR_LON: Final = 0.5
_PHRASES: Final = ("obl", "nmod")


def spread(claim: Claim, found: Found, place: Place, places: ReportPlaces) -> Place:
    """The place that was told of before, or what holds it where the claim is of more than that.

    "34 died at the airport and in the metro" is of the city and not of the suburb in which the one
    stands; "the war has displaced 12 million" is of the country and not of the town that the text
    is just about.
    """
    if place.country and _is_too_many(claim, place, places):
        return places.state(place.country) or place
    if place.precision == "place" and _tells_of_sites(claim, found, places):
        city = _city_of(place, claim, places)
        return place if city is None else replace(city.place, start=city.start, end=city.end)
    return place


def _is_too_many(claim: Claim, place: Place, places: ReportPlaces) -> bool:
    """Is it of so many people that they are hardly of the one place just told of?"""
    low = claim.quantity.low or claim.quantity.high or 0
    if claim.quantity.unit != "person" or place.precision != "place":
        return False
    return low >= (_MANY if _people(place, places) else _MANY_OF_UNKNOWN)


def _people(place: Place, places: ReportPlaces) -> int:
    if place.start is None or place.end is None:
        return 0
    return max((m.people for m in places.within(place.start, place.end)), default=0)


def _tells_of_sites(claim: Claim, found: Found, places: ReportPlaces) -> bool:
    """Does the claim's sentence say of two or more sites that it was there?"""
    tree = found.tree
    return any(
        token.upos == "NOUN"
        and is_relation(token.deprel, *_PHRASES)
        and _is_where(tree, token.index, places)
        and any(_is_where(tree, other, places) for other in tree.children(token.index, "conj"))
        for token in tree.tokens
        if claim.sentence[0] <= token.start < claim.sentence[1]
    )


def _is_where(tree: Tree, noun: int, places: ReportPlaces) -> bool:
    cases = (tree.tokens[case].lemma for case in tree.children(noun, "case"))
    return any(case in places.words.locative for case in cases)


def _city_of(place: Place, claim: Claim, places: ReportPlaces) -> PlaceMention | None:
    """The city, named so far, at whose edge the place lies: larger, and as near as a suburb is."""
    if place.lat is None or place.lon is None:
        return None
    lat, lon, own = place.lat, place.lon, _people(place, places)
    near = [
        one
        for one in places.within(0, claim.start)
        if one.people > max(own, _CITY)
        and one.place.precision == "place"
        and one.place.countries == place.countries
        and abs((one.place.lat or 0) - lat) < _NEAR_LAT
        and abs((one.place.lon or 0) - lon) < _NEAR_LON
    ]
    return max(near, key=lambda one: one.people, default=None)
