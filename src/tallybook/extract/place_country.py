"""The country or region of a place that no list has: the one in which the text is set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.report_places import ReportPlaces
from tallybook.extract.types import Found
from tallybook.model import Place

_REACH: Final = 800
_CITY: Final = 100_000
_INLAND: Final = frozenset({"place", "admin1"})


def with_country(place: Place, found: Found, places: ReportPlaces) -> Place:
    """The place; one that is not known, as somewhere in the country in which the text is set.

    A bare border is in no one country. Else that is the one country of the places, authorities and
    sites that the sentence names; else of those that the report has named so far. Where they are of
    several, the place stays unknown. Where all that was named of that country so far is one region
    and what lies in it, a village is somewhere there.
    """
    if place.name is not None or place.countries or _is_border(place, places):
        return place
    city = _city(place, found, places)
    if city is not None:
        return replace(city.place, text=place.text, start=place.start, end=place.end)
    begin, end, away = found.sentence.start, found.sentence.end, places.words.away
    so_far = [m for m in places.mentions if m.start < end and not _is_of_border(m, found, places)]
    here = [m for m in so_far if m.start >= begin]
    home = _home(here, place) or _home(so_far, place) or _home(so_far, place, away)
    if home is None:
        return place
    code = home.place.countries[0]
    region = _region(so_far, place, code, places) if _is_village(place, places) else None
    return replace(
        region or places.state(code) or replace(home.place, precision="country"),
        text=place.text, start=place.start, end=place.end,
    )  # fmt: skip


def _city(place: Place, found: Found, places: ReportPlaces) -> PlaceMention | None:
    """The city of a quarter or street that no list has: "in the Shammas district", of Raqqa.

    That is the town named last before it, where that is a city; else the first of its sentence.
    """
    words = place.text.casefold().replace(",", " ").split()
    if place.start is None or (places.words.quarters | places.words.urban).isdisjoint(words):
        return None
    reach = max(0, place.start - _REACH)
    named = [
        one
        for one in places.within(reach, max(place.start, found.sentence.end))
        if one.kind == "toponym" and one.place.precision in _INLAND and not one.treated
    ]
    before = [one for one in named if one.start < place.start]
    last = next(iter([*before[-1:], *named]), None)
    if last is None or last.people < _CITY or last.place.precision != "place" or last.spoken:
        return None
    return None if places.is_seat(last) or places.is_capital(last) else last


def _is_of_border(mention: PlaceMention, found: Found, places: ReportPlaces) -> bool:
    """ "Close to the Afghan border": on which side of it is not said."""
    tree = found.tree
    at = tree.at(mention.end + 1) if tree.start <= mention.start < tree.end else None
    return at is not None and tree.tokens[at].lemma in places.words.borders


def _is_village(place: Place, places: ReportPlaces) -> bool:
    words = place.text.casefold().replace(",", " ").split()
    return not places.words.villages.isdisjoint(words)


def _region(
    mentions: Iterable[PlaceMention], place: Place, code: str, places: ReportPlaces
) -> Place | None:
    """The one region of the country that the mentions name, if what else they name lies in it."""
    named = [
        one
        for one in mentions
        if one.kind == "toponym"
        and one.place.countries == (code,)
        and one.place.precision in _INLAND
        and one.start != place.start
        and not one.spoken
        and not places.is_seat(one)
        and not places.is_capital(one)
    ]
    if len({one.place.admin1 for one in named}) != 1:
        return None
    regions = (one.place for one in named if one.place.precision == "admin1")
    return next(regions, None)


def _is_border(place: Place, places: ReportPlaces) -> bool:
    """Is it a border of which the phrase does not say whose, or says it of two?

    "Near the Malian border" is in the country that the text is set in.
    """
    words = place.text.casefold().split()
    if not words or words[-1] not in places.words.borders:
        return False
    countries = load_countries()
    nations = [w for w in words if countries.country_of_demonym(w.strip("-")) is not None]
    return len(nations) != 1 or "-" in words or "-" in words[-2]


def _home(
    mentions: Iterable[PlaceMention], place: Place, away: frozenset[str] | None = None
) -> PlaceMention | None:
    """One of the mentions that say in which country it is, if all of these are of one.

    away: if given, all names of places are asked but those behind one of these words ("from"),
    not only those in which something happens.
    """
    setting = [
        mention
        for mention in mentions
        if len(mention.place.countries) == 1
        and _sets(mention, away)
        and mention.start != place.start
    ]
    return setting[0] if len({m.place.countries for m in setting}) == 1 else None


def _sets(mention: PlaceMention, away: frozenset[str] | None) -> bool:
    named = mention.kind == "toponym" and not mention.bound
    if away is not None and named and mention.before not in away:
        return True
    fled = mention.treated and mention.place.precision == "country"
    return not fled and (mention.domestic or mention.hint or mention.located)
