"""Spots: the place of a statement, as it bears on a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.model import Claim, Place, Statement

_NAME: Final = re.compile(r"(?:[a-z]+ )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}")


def place_of(statement: Statement, carriers: Sequence[Claim], *, is_named: bool) -> Place | None:
    """Where; of people of no party, a name that nobody can place is still a place of its own.

    is_named: only a place that a carrier's own sentence names. An army's running losses are of
    that: a village told of before is where something else happened.
    """
    place = statement.place
    if place is None:
        return None
    if is_named and not any(map(_names_place, carriers)):
        return None
    if _is_found(place):
        return whole_country(place)
    return None if statement.of.parties or not _NAME.fullmatch(place.text) else place


def _names_place(claim: Claim) -> bool:
    place = claim.place
    if place is None:
        return False
    first, last = claim.sentence
    return place.start is None or first <= place.start < last


def is_named_spot(claim: Claim) -> bool:
    """Does its own sentence name a village, town or hill?"""
    place = claim.place
    return place is not None and place.precision == "place" and _names_place(claim)


def whole_country(place: Place) -> Place:
    """Several places of one country, named together, are somewhere in it."""
    if place.precision != "country" or len(place.countries) != 1:
        return place
    country = load_countries().by_code.get(place.countries[0])
    if country is None or place.name == country.name:
        return place
    return Place(country.name, name=country.name, countries=place.countries, precision="country")


def _is_found(place: Place | None) -> bool:
    """Is anything known of the place beyond its words?"""
    return place is not None and (place.name is not None or bool(place.countries))
