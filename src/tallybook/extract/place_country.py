"""The country of a place that no list has: the one in which the text is set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.report_places import ReportPlaces
from tallybook.extract.types import Found
from tallybook.model import Place


def with_country(place: Place, found: Found, places: ReportPlaces) -> Place:
    """The place; one that is not known, as somewhere in the country in which the text is set.

    That is the one country of the places, authorities and sites that the sentence names; else of
    those that the report names. Where they are of several, the place stays unknown.
    """
    if place.name is not None or place.countries:
        return place
    here = places.within(found.sentence.start, found.sentence.end)
    home = (
        _home(here, place)
        or _home(places.mentions, place)
        or _home(places.mentions, place, every=True)
    )
    if home is None:
        return place
    code = home.place.countries[0]
    return replace(
        places.state(code) or replace(home.place, precision="country"),
        text=place.text, start=place.start, end=place.end,
    )  # fmt: skip


def _home(
    mentions: Iterable[PlaceMention], place: Place, *, every: bool = False
) -> PlaceMention | None:
    """One of the mentions that say in which country it is, if all of these are of one.

    every: all names of places are asked, not only those in which something happens.
    """
    setting = [
        mention
        for mention in mentions
        if len(mention.place.countries) == 1
        and _sets(mention, every)
        and mention.start != place.start
    ]
    return setting[0] if len({m.place.countries for m in setting}) == 1 else None


def _sets(mention: PlaceMention, every: bool) -> bool:
    if every and mention.kind == "toponym":
        return True
    return mention.domestic or mention.hint or mention.located
