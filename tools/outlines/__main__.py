"""Builds the map's outlines into the package.

apt-get download qgis-common && dpkg-deb -x qgis-common_*.deb qgis
python -m tools.outlines --gpkg qgis/usr/share/qgis/resources/data/world_map.gpkg
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import tallybook
from tallybook.catalogue.entries import Entry
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.catalogue.outline_file import write_outlines
from tools.outlines.build import read_areas, read_countries, table_of
from tools.outlines.islands import read_islands, split_islands
from tools.outlines.join import (
    Drawn,
    draw_regions,
    named_regions,
    place_towns,
    read_entries,
    read_towns,
    strangers,
)
from tools.outlines.topology import arcs_of
from tools.outlines.upstream import read_disputed, read_units


def main() -> None:
    """Reads Natural Earth, joins it to the gazetteer, writes the file, says what has an outline."""
    catalogue = Path(tallybook.__file__).parent / "catalogue"
    options = argparse.ArgumentParser(prog="python -m tools.outlines", description=__doc__)
    options.add_argument("--gpkg", type=Path, required=True, help="world_map.gpkg of qgis-common")
    options.add_argument("--out", type=Path, default=catalogue / "outlines" / "world.outlines")
    options.add_argument("--all", action="store_true", help="print every country's count")
    chosen = options.parse_args()
    here = Path(__file__).parent
    islands = read_islands(here / "areas.toml")
    units = split_islands(read_units(chosen.gpkg), islands)
    gazetteer = Gazetteer.load()
    entries = read_entries(gazetteer)
    towns = read_towns(entries)
    place_towns(towns, units)
    countries = read_countries(here / "countries.toml", units)
    for name, ours, other in strangers(units, countries.ours, towns):
        print(f"{name} is {ours or 'no one'}'s here, and most of its towns are {other}'s")
    regions = [entry for entry in entries if entry.kind == "admin1"]
    drawn = draw_regions(gazetteer, regions, units, countries.ours, towns)
    drawn += named_regions(gazetteer, entries, drawn)
    areas = read_areas(here / "areas.toml", units, countries.ours, drawn)
    own = {(one.country, one.name) for one in areas}
    drawn = [*(one for one in drawn if (one.country, one.name) not in own), *areas]
    arcs = table_of(arcs_of(units), read_disputed(chosen.gpkg), countries)
    head = {
        "units": [[c, unit.name] for c, unit in zip(countries.ours, units, strict=True)],
        "regions": [[one.country, one.name, int(one.exact), one.units] for one in drawn],
    }
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    write_outlines(chosen.out, head, arcs)
    _tell(regions, drawn, everything=chosen.all)
    print(f"{chosen.out}: {chosen.out.stat().st_size:,} bytes, {len(arcs.points):,} points")


def _tell(regions: list[Entry], drawn: list[Drawn], *, everything: bool) -> None:
    """How many regions of each country have an outline of their own, or one that holds them."""
    known = Counter(entry.countries[0] for entry in regions)
    names = {(entry.countries[0], entry.name) for entry in regions}
    own = [one for one in drawn if (one.country, one.name) in names]
    exact = Counter(one.country for one in own if one.exact)
    held = Counter(one.country for one in own if not one.exact)
    for country in sorted(known):
        if everything or exact[country] < known[country]:
            print(f"{country}: {exact[country]} + {held[country]} of {known[country]}")
    print(
        f"{exact.total():,} of {known.total():,} regions have an outline,"
        f" {held.total():,} more lie within one"
    )


if __name__ == "__main__":
    main()
