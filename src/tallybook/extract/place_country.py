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
    those that the report has named so far. Where they are of several, the place stays unknown.
    """
    if place.name is not None or place.countries:
        return place
    here = places.within(found.sentence.start, found.sentence.end)
    away = places.words.away
    so_far = [m for m in places.mentions if m.start < found.sentence.end]
    home = _home(here, place) or _home(so_far, place) or _home(so_far, place, away)
    if home is None:
        return place
    code = home.place.countries[0]
    return replace(
        places.state(code) or replace(home.place, precision="country"),
        text=place.text, start=place.start, end=place.end,
    )  # fmt: skip


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
    if away is not None and mention.kind == "toponym" and mention.before not in away:
        return True
    return mention.domestic or mention.hint or mention.located
