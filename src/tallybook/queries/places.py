"""Where tallies are: each place once, as exactly as the reports name it and no more.

A country or a region is an area; only a place is a point. What has neither is kept apart, with
the reason, and never put on a map at a middle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.catalogue.outlines import Box, Outline, box_around, load_outlines
from tallybook.catalogue.phrases import place_names
from tallybook.catalogue.toponyms import fold
from tallybook.model import Place
from tallybook.queries.view import View

_ONCE: Final = "places"
_NEAR: Final = 0.02
"""Degrees within which two coordinates of a name are one place."""


class How(StrEnum):
    """How exactly a place is known, and so what stands for it on a map.

    PLACE: a point. DISTRICT: a point too, of a district whose outline is not at hand. REGION: the
    region's area. WITHIN: a larger area that holds it. COUNTRY: a country's or several countries'
    area. NOWHERE: nothing; `Spot.why` says why.
    """

    PLACE = "place"
    DISTRICT = "district"
    REGION = "region"
    WITHIN = "within"
    COUNTRY = "country"
    NOWHERE = "nowhere"


POINTS: Final = frozenset({How.PLACE, How.DISTRICT})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the tallies of it, the best witnessed first.

    key: the same for the same place in every view. countries: ISO 3166-1 alpha-2. holder: the name
    of the area that stands for it where that is a larger one. lat, lon: of a point.
    """

    key: str
    name: str
    how: How
    countries: tuple[str, ...]
    admin1: str | None
    tallies: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None
    outlines: tuple[Outline, ...] = ()
    holder: str | None = None
    why: str = ""

    @property
    def units(self) -> tuple[int, ...]:
        """The areas that stand for it; () for a point."""
        if len(self.outlines) == 1:
            return self.outlines[0].units
        return tuple(unit for outline in self.outlines for unit in outline.units)

    @property
    def box(self) -> Box | None:
        """What it takes on the map; None where it is nowhere."""
        if self.lat is not None and self.lon is not None and self.how in POINTS:
            return Box(self.lon, self.lat, self.lon, self.lat)
        outlines = load_outlines()
        boxes = [outlines.box(outline.units) for outline in self.outlines]
        return box_around(boxes) if len(boxes) > 1 else next(iter(boxes), None)


def spots(view: View) -> tuple[Spot, ...]:
    """Every place of the view's tallies, those with most tallies first; what is nowhere last."""
    return view.once(_ONCE, _find)


def spots_of(view: View, tallies: Collection[str] | None = None) -> tuple[Spot, ...]:
    """The same for some tallies only, by their ids; None for all."""
    if tallies is None:
        return spots(view)
    wanted = tallies if isinstance(tallies, (set, frozenset, dict)) else set(tallies)
    kept = []
    for spot in spots(view):
        left = tuple(tally for tally in spot.tallies if tally in wanted)
        if left:
            kept.append(spot if len(left) == len(spot.tallies) else replace(spot, tallies=left))
    return _in_order(kept)


def country_name(code: str) -> str:
    """A country's name by its code; the code where there is none."""
    found = load_countries().by_code.get(code)
    return code if found is None else found.name


def _find(view: View) -> tuple[Spot, ...]:
    by_place: dict[Place | None, list[str]] = defaultdict(list)
    for tally in view.tallies.values():
        by_place[None if tally.place is None else _bare(tally.place)].append(tally.id)
    found: dict[str, Spot] = {}
    order = {tally: number for number, tally in enumerate(view.tallies)}
    for place, tallies in by_place.items():
        spot = spot_at(place)
        known = found.get(spot.key)
        together = sorted((*(known.tallies if known else ()), *tallies), key=order.__getitem__)
        found[spot.key] = replace(known or spot, tallies=tuple(together))
    return _in_order(found.values())


def _in_order(found: Collection[Spot]) -> tuple[Spot, ...]:
    return tuple(
        sorted(found, key=lambda s: (s.how is How.NOWHERE, -len(s.tallies), fold(s.name), s.key))
    )


def _bare(place: Place) -> Place:
    """The place without the words that name it here; a middle that is no place's is left out."""
    point = place.precision == "place"
    return Place(
        "",
        place.name or (place.text if place.precision is None else None),
        place.countries,
        place.admin1,
        place.lat if point else None,
        place.lon if point else None,
        place.precision,
    )


def spot_at(place: Place | None) -> Spot:
    """What stands for a place on a map.

    >>> spot_at(None).why
    'no place is named'
    """
    if place is None:
        return Spot("-", "No place", How.NOWHERE, (), None, (), why="no place is named")
    name = " and ".join(place_names(place)) or place.text
    plain = Spot("", name, How.NOWHERE, place.countries, place.admin1, ())
    if place.precision == "country":
        return _countries(plain)
    if place.precision == "admin1":
        return _region(plain)
    if place.precision == "region":
        return _large(plain)
    if place.precision == "place":
        return _point(plain, place)
    return _nowhere(plain, "the name fits no place that the gazetteer knows for sure")


def _countries(spot: Spot) -> Spot:
    outlines = [load_outlines().country(code) for code in spot.countries]
    known = tuple(outline for outline in outlines if outline is not None)
    if not known or len(known) < len(spot.countries):
        return _nowhere(spot, "there is no outline of it")
    name = spot.name if len(known) > 1 else country_name(spot.countries[0])
    return replace(spot, key="+".join(spot.countries), name=name, how=How.COUNTRY, outlines=known)


def _region(spot: Spot) -> Spot:
    if len(spot.countries) != 1:
        return _nowhere(spot, "its bounds are not agreed, or lie in several countries")
    country = spot.countries[0]
    outline = load_outlines().region(country, spot.name)
    if outline is None:
        return _nowhere(spot, "there is no outline of this region")
    key = f"{country}/{spot.name}"
    if outline.exact:
        return replace(spot, key=key, how=How.REGION, outlines=(outline,))
    return replace(spot, key=key, how=How.WITHIN, outlines=(outline,), holder=outline.name)


def _large(spot: Spot) -> Spot:
    """A continent is its countries, where they are listed; a water is none of its shores."""
    if "water" in _kinds(spot.name, spot.countries):
        return _nowhere(spot, "it is a water, which has no outline here")
    if not spot.countries:
        return _nowhere(spot, "it is larger than a country, and its bounds are not agreed")
    return _countries(spot)


def _point(spot: Spot, place: Place) -> Spot:
    if place.lat is None or place.lon is None:
        return _nowhere(spot, "where it lies is not known")
    kinds = _kinds(spot.name, spot.countries, (place.lat, place.lon))
    district = "admin2" in kinds and not kinds & {"town", "place"}
    where = f"{place.lat:.2f},{place.lon:.2f}"
    key = f"{'+'.join(spot.countries)}/{spot.name}/{where}"
    how = How.DISTRICT if district else How.PLACE
    return replace(spot, key=key, how=how, lat=place.lat, lon=place.lon)


def _nowhere(spot: Spot, why: str) -> Spot:
    return replace(spot, key=f"-{'+'.join(spot.countries)}/{spot.name}", why=why)


def _kinds(
    name: str, countries: tuple[str, ...], point: tuple[float, float] | None = None
) -> frozenset[str]:
    """What the gazetteer has under that name in these countries, at that point if one is given."""
    return frozenset(
        entry.kind
        for found in Gazetteer.load().named(fold(name))
        if (entry := found.entry).countries == countries
        and (point is None or max(abs(entry.lat - point[0]), abs(entry.lon - point[1])) < _NEAR)
    )


def in_countries(found: Collection[Spot]) -> Mapping[str, int]:
    """How many tallies each country has, the most first; a tally of two counts in each."""
    counts: dict[str, int] = defaultdict(int)
    for spot in found:
        for code in spot.countries:
            counts[code] += len(spot.tallies)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], country_name(item[0]))))
