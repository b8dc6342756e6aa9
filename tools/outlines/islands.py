"""Islands that Natural Earth draws as a part of a region, made areas of their own."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from tools.outlines.upstream import Point, Unit


def read_islands(path: Path) -> list[tuple[str, str, str, Point]]:
    """Name, the area that it is a part of, the country of that, and a point on the island."""
    rows = tomllib.loads(path.read_text("utf-8"))["island"]
    return [(row["name"], row["of"], row["country"], (row["at"][0], row["at"][1])) for row in rows]


def split_islands(
    units: Sequence[Unit], islands: Sequence[tuple[str, str, str, Point]]
) -> list[Unit]:
    """The areas, each island at the end as one of its own; SystemExit names one not found."""
    found = list(units)
    for name, whole, country, at in islands:
        places = [
            n for n, unit in enumerate(found) if (unit.name, unit.country) == (whole, country)
        ]
        for number in places:
            unit = found[number]
            shore = next((ring for ring in unit.rings if holds(ring, at)), None)
            if shore is not None:
                own = [ring for ring in unit.rings if ring is shore or holds(shore, ring[0])]
                rest = [ring for ring in unit.rings if not any(ring is one for one in own)]
                found[number] = replace(unit, rings=tuple(rest))
                found.append(Unit(country, name, (name,), tuple(own)))
                break
        else:
            raise SystemExit(f"no island {name} in {whole} ({country}) at {at}")
    return found


def holds(ring: Sequence[Point], at: Point) -> bool:
    """Does a point lie within a ring?

    >>> holds([(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)], (1, 1))
    True
    """
    x, y = at
    crossed = (
        x < ax + (y - ay) * (bx - ax) / (by - ay)
        for (ax, ay), (bx, by) in pairwise(ring)
        if (ay > y) != (by > y)
    )
    return sum(crossed) % 2 == 1
