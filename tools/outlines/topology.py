"""From rings to arcs: each line once, with the two areas that it parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tools.outlines.upstream import Point, Unit

OUTSIDE = -1
_SOUTH = -89.5

Label = tuple[int, int, bool]


@dataclass(frozen=True)
class Arc:
    """A line between two nodes, or a closed one. sides: the two units, OUTSIDE for the sea.

    seam: it is where the sheet ends (180 degrees, the pole), not where the land does.
    """

    points: tuple[Point, ...]
    sides: tuple[int, int]
    seam: bool = False


def arcs_of(units: Sequence[Unit]) -> list[Arc]:
    """The arcs of all rings: neighbours that share points share arcs, so no gap can open."""
    edges: dict[tuple[Point, Point], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for ring in unit.rings:
            for one, other in pairwise(ring):
                if one != other:
                    edges[min(one, other), max(one, other)].append(number)
    around: dict[Point, dict[Point, Label]] = defaultdict(dict)
    for (one, other), sides in edges.items():
        parted = (sides[0], sides[1] if len(sides) > 1 else OUTSIDE)
        if parted[0] != parted[1]:
            label = (min(parted), max(parted), _is_seam(one, other))
            around[one][other] = around[other][one] = label
    return list(_walks(around))


def _is_seam(one: Point, other: Point) -> bool:
    return abs(one[0]) == 180 == abs(other[0]) or max(one[1], other[1]) < _SOUTH


def _walks(around: dict[Point, dict[Point, Label]]) -> Iterator[Arc]:
    """From every node along every edge; what is left are closed lines without a node."""
    nodes = [
        point for point, edges in around.items() if len(edges) != 2 or len(set(edges.values())) != 1
    ]
    ends = set(nodes)
    for start in (*nodes, *(point for point in around if point not in ends)):
        for first in list(around[start]):
            if first in around[start]:
                yield _walk(around, start, first, ends)


def _walk(
    around: dict[Point, dict[Point, Label]], start: Point, first: Point, ends: set[Point]
) -> Arc:
    """Takes the edges of one arc out of the graph."""
    left, right, seam = around[start][first]
    points, here, there = [start], start, first
    while True:
        del around[here][there], around[there][here]
        points.append(there)
        if there in ends or there == start:
            return Arc(tuple(points), (left, right), seam)
        here, there = there, next(iter(around[there]))
