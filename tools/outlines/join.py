"""Which areas of Natural Earth a region of the gazetteer is, told by the towns that lie in them.

Names differ ("Al Qaḑārif", "Gedarif"), regions are redrawn, and Natural Earth draws districts
where the gazetteer has regions. The gazetteer's own towns say which is which without a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tallybook.catalogue.entries import Entry
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.catalogue.toponyms import fold
from tools.gazetteer.names import bare
from tools.outlines.upstream import Unit

Points = npt.NDArray[np.float64]

_OF_A_UNIT = 0.6  # of the towns in an area, in the region that takes it
# Of the region's towns, in its areas; and of its areas' towns, in it. A drawn line is coarser than
# a city's edge, so that suburbs fall on its wrong side; more so where the names agree.
_ALIKE = ((0.7, 0.8),)
_ALIKE_AND_NAMED = (*_ALIKE, (0.4, 0.8), (0.6, 0.6))
_HOLDS = 0.9  # of the region's towns, in the one area that holds it
_NEAR = 0.15  # degrees from a drawn coast at which a town still lies on it


@dataclass(frozen=True)
class Drawn:
    """A region of the gazetteer and its areas. exact: they are it; else they hold it."""

    country: str
    name: str
    exact: bool
    units: tuple[int, ...]


@dataclass
class Towns:
    """Towns by the area they lie in. regions: number of the admin1 that holds each, -1 for none."""

    points: Points
    countries: list[str]
    regions: list[int]
    units: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))


def read_entries(gazetteer: Gazetteer) -> list[Entry]:
    """All that the gazetteer's file holds, by number."""
    entries: list[Entry] = []
    while True:
        try:
            entries.append(gazetteer.entry(len(entries)))
        except IndexError:
            return entries


def read_towns(entries: Sequence[Entry]) -> Towns:
    """The towns of the gazetteer's entries."""
    kept = [entry for entry in entries if entry.kind == "town" and entry.countries]
    points = np.array([(town.lon, town.lat) for town in kept])
    regions = [-1 if town.admin1 is None else town.admin1 for town in kept]
    return Towns(points, [town.countries[0] for town in kept], regions)


def place_towns(towns: Towns, units: Sequence[Unit]) -> None:
    """Finds the area of each town: the one around it, or the nearest for one off a drawn coast."""
    order = np.argsort(towns.points[:, 0])
    lons = towns.points[order, 0]
    towns.units = np.full(len(lons), -1)
    for number, unit in enumerate(units):
        ring = np.concatenate([np.array(ring) for ring in unit.rings])
        first, last = np.searchsorted(lons, (ring[:, 0].min(), ring[:, 0].max()))
        some = order[first:last]
        lats = towns.points[some, 1]
        some = some[(lats >= ring[:, 1].min()) & (lats <= ring[:, 1].max())]
        if len(some):
            towns.units[some[_inside(towns.points[some], unit)]] = number
    _to_nearest(towns, units)


def _inside(points: Points, unit: Unit) -> npt.NDArray[np.bool_]:
    """Which points an odd number of the area's edges lies to the right of."""
    odd = np.zeros(len(points), bool)
    x, y = points[:, :1], points[:, 1:]
    for ring in unit.rings:
        line = np.array(ring)
        (ax, ay), (bx, by) = line[:-1].T, line[1:].T
        crosses = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            at = ax + (y - ay) * (bx - ax) / (by - ay)
        odd ^= (np.count_nonzero(crosses & (x < at), axis=1) % 2).astype(bool)
    return odd


def _to_nearest(towns: Towns, units: Sequence[Unit]) -> None:
    """Towns on no area get that of the nearest corner, if it is near."""
    corners = np.concatenate([np.array(ring) for unit in units for ring in unit.rings])
    owners = np.concatenate(
        [np.full(len(ring), n) for n, unit in enumerate(units) for ring in unit.rings]
    )
    order = np.argsort(corners[:, 0])
    corners, owners = corners[order], owners[order]
    for town in np.flatnonzero(towns.units < 0):
        lon, lat = towns.points[town]
        first, last = np.searchsorted(corners[:, 0], (lon - _NEAR, lon + _NEAR))
        if first < last:
            away = np.hypot(*(corners[first:last] - (lon, lat)).T)
            if away.min() <= _NEAR:
                towns.units[town] = owners[first + int(away.argmin())]


def strangers(
    units: Sequence[Unit], countries: Sequence[str], towns: Towns
) -> list[tuple[str, str, str]]:
    """The areas most of whose towns the gazetteer puts in another country: name, here, there."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for unit, country in zip(towns.units, towns.countries, strict=True):
        found[int(unit)][country] += 1
    most = {number: counts.most_common(1)[0][0] for number, counts in found.items() if number >= 0}
    return [
        (units[number].name, countries[number], country)
        for number, country in sorted(most.items())
        if country != countries[number]
    ]


def draw_regions(
    gazetteer: Gazetteer,
    regions: Sequence[Entry],
    units: Sequence[Unit],
    countries: Sequence[str],
    towns: Towns,
) -> list[Drawn]:
    """Every region that has areas of its own, or one area that holds it."""
    by_unit: dict[int, Counter[int]] = defaultdict(Counter)
    by_region: dict[int, Counter[int]] = defaultdict(Counter)
    for unit, region in zip(towns.units, towns.regions, strict=True):
        if unit >= 0:
            by_unit[int(unit)][region] += 1
            by_region[region][int(unit)] += 1
    taken: dict[int, list[int]] = defaultdict(list)
    for unit, counts in by_unit.items():
        region = counts.most_common(1)[0][0]
        if counts[region] >= _OF_A_UNIT * counts.total():
            taken[region].append(unit)
    names = _named(gazetteer, units, countries)
    drawn = []
    for region in regions:
        own = sorted(taken.get(region.number, ()))
        named = names.get(region.number)
        inside = by_region.get(region.number, Counter())
        drawn.append(_draw(region, own, named, inside, by_unit))
    return [one for one in drawn if one is not None]


def _draw(
    region: Entry,
    own: list[int],
    named: int | None,
    inside: Counter[int],
    by_unit: dict[int, Counter[int]],
) -> Drawn | None:
    country = region.countries[0]
    everywhere = max(inside.total(), 1)
    if own:
        held = sum(inside[unit] for unit in own) / everywhere
        pure = sum(inside[unit] for unit in own) / sum(by_unit[unit].total() for unit in own)
        floors = _ALIKE_AND_NAMED if named in own else _ALIKE
        if any(held >= least and pure >= purest for least, purest in floors):
            return Drawn(country, region.name, True, tuple(own))
    if named is not None and not by_unit.get(named):
        return Drawn(country, region.name, True, (named,))
    holder = inside.most_common(1)
    if holder and holder[0][1] >= _HOLDS * everywhere:
        return Drawn(country, region.name, False, (holder[0][0],))
    return None


def _named(gazetteer: Gazetteer, units: Sequence[Unit], countries: Sequence[str]) -> dict[int, int]:
    """For a region the area that bears one of its names, where no other of either does."""
    areas: dict[int, set[int]] = defaultdict(set)
    for number, (unit, country) in enumerate(zip(units, countries, strict=True)):
        bearers = {
            found.entry.number
            for name in unit.names
            for key in {fold(name), bare(fold(name))}
            for found in gazetteer.named(key)
            if found.entry.kind == "admin1" and found.entry.countries == (country,)
        }
        if len(bearers) == 1:
            areas[bearers.pop()].add(number)
    return {region: next(iter(alike)) for region, alike in areas.items() if len(alike) == 1}


def named_regions(
    gazetteer: Gazetteer, entries: Sequence[Entry], drawn: Sequence[Drawn]
) -> list[Drawn]:
    """The regions that news names and that a drawn region bears the name of: Chechnya, Punjab."""
    known = {(one.country, one.name): one for one in drawn}
    found = []
    for region in (entry for entry in entries if entry.kind == "region"):
        alike = {
            known[country, other.entry.name]
            for country in region.countries
            for other in gazetteer.named(fold(region.name))
            if other.entry.kind == "admin1" and (country, other.entry.name) in known
        }
        if len(region.countries) == len(alike) == 1:
            one = alike.pop()
            if one.name != region.name:
                found.append(Drawn(one.country, region.name, one.exact, one.units))
    return found
