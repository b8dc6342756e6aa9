"""From areas, arcs and the gazetteer to the file of outlines."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np

from tallybook.catalogue.outline_file import KINDS, STEP, ArcTable
from tools.outlines.join import Drawn
from tools.outlines.simplify import ranks_of
from tools.outlines.topology import OUTSIDE, Arc
from tools.outlines.upstream import Point, Unit

_LONGEST = 30  # degrees; a step of the file holds some 32


@dataclass(frozen=True)
class Countries:
    """Whose each area is. theirs: as Natural Earth has it; ours: as the gazetteer has it.

    disputed: pairs of countries whose border is one, by both, and not recognised by all.
    """

    theirs: tuple[str, ...]
    ours: tuple[str, ...]
    disputed: frozenset[frozenset[str]]


def read_countries(path: Path, units: Sequence[Unit]) -> Countries:
    """What Natural Earth says, and what countries.toml changes; SystemExit names a stale row."""
    table = tomllib.loads(path.read_text("utf-8"))
    theirs, ours = ([unit.country for unit in units] for _ in range(2))
    for row in table["area"]:
        alike = [
            n for n, u in enumerate(units) if (u.name, u.country) == (row["name"], row["there"])
        ]
        if not alike:
            raise SystemExit(f"{path.name}: no area {row['name']} of {row['there'] or 'none'}")
        for number in alike:
            ours[number] = row["here"]
            if row.get("dependency", False):
                theirs[number] = row["here"]
    disputed = frozenset(frozenset(row["between"]) for row in table["disputed"])
    return Countries(tuple(theirs), tuple(ours), disputed)


def kind_of(arc: Arc, countries: Countries) -> str:
    """What a line is, by the countries on both sides as Natural Earth and as the gazetteer says.

    Where only one of the two sees a border, or either area is no country's, it is disputed.
    """
    if arc.seam:
        return "seam"
    if OUTSIDE in arc.sides:
        return "coast"
    one, other = arc.sides
    pair = frozenset((countries.ours[one], countries.ours[other]))
    theirs = countries.theirs[one] != countries.theirs[other]
    ours = len(pair) == 2
    if theirs != ours or (ours and "" in pair) or pair in countries.disputed:
        return "disputed"
    return "border" if ours else "region"


def table_of(
    arcs: Sequence[Arc],
    lines: Iterable[tuple[Point, ...]],
    countries: Countries,
) -> ArcTable:
    """All lines as columns, each with the points that matter at the finest scale or a coarser."""
    found = [(arc, kind_of(arc, countries)) for arc in arcs]
    found += [(Arc(line, (OUTSIDE, OUTSIDE)), "claimed") for line in lines]
    starts, points, ranks = [0], [], []
    for arc, _ in found:
        for point, rank in zip(arc.points, ranks_of(arc.points, STEP), strict=True):
            if rank >= 0:
                here = (round(point[0] / STEP), round(point[1] / STEP))
                between = _between(points[-1], here) if len(points) > starts[-1] else []
                points += [*between, here]
                ranks += [rank] * (len(between) + 1)
        starts.append(len(points))
    return ArcTable(
        np.array(starts, np.int32),
        np.array([arc.sides[0] for arc, _ in found], np.int32),
        np.array([arc.sides[1] for arc, _ in found], np.int32),
        np.array([KINDS.index(kind) for _, kind in found], np.int32),
        np.array(points, np.int32),
        np.array(ranks, np.int8),
    )


def _between(one: tuple[int, int], other: tuple[int, int]) -> list[tuple[int, int]]:
    """Points that cut a straight line into pieces that the file can hold."""
    away = max(abs(other[0] - one[0]), abs(other[1] - one[1])) * STEP
    pieces = ceil(away / _LONGEST)
    moves = (other[0] - one[0], other[1] - one[1])
    return [
        (one[0] + moves[0] * n // pieces, one[1] + moves[1] * n // pieces) for n in range(1, pieces)
    ]


def read_areas(
    path: Path, units: Sequence[Unit], countries: Sequence[str], drawn: Sequence[Drawn]
) -> list[Drawn]:
    """The regions of areas.toml; SystemExit names every part that is not there."""
    regions = {(one.country, one.name): one.units for one in drawn if one.exact}
    areas: dict[tuple[str, str], tuple[int, ...]] = defaultdict(tuple)
    for number, (unit, country) in enumerate(zip(units, countries, strict=True)):
        areas[country, unit.name] += (number,)
    found, missing = [], []
    table = tomllib.loads(path.read_text("utf-8"))
    islands = [{**row, "drawn": [row["name"]]} for row in table["island"]]
    for area in (*table["area"], *islands):
        country, parts = area["country"], set[int]()
        for of, names in ((regions, "parts"), (areas, "drawn")):
            for name in area.get(names, ()):
                if (country, name) not in of:
                    missing.append(f"{area['name']}: no {name} ({country})")
                parts.update(of.get((country, name), ()))
        exact = not area.get("within", False)
        found.append(Drawn(country, area["name"], exact, tuple(sorted(parts))))
    if missing:
        raise SystemExit(f"{path.name}: " + "; ".join(missing))
    return found
