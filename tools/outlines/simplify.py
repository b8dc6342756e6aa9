"""How much each point of a line matters: Visvalingam and Whyatt's effective area."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from math import cos, floor, inf, log2, radians, sqrt

from tools.outlines.upstream import Point

TOP = 10
# A point whose triangle is smaller than this share of a picture's dot changes nothing to the eye.
_SHARE = 0.6


def ranks_of(points: Sequence[Point], finest: float) -> list[int]:
    """For each point the coarsest scale at which it is still drawn, -1 for at none.

    Rank 0 is a scale of `finest` degrees a dot, each rank twice the one before; ends have TOP.
    """
    return [TOP if area == inf else _rank(area, finest) for area in effective_areas(points)]


def _rank(area: float, finest: float) -> int:
    scale = sqrt(area / _SHARE) / finest
    return min(floor(log2(scale)), TOP - 1) if scale >= 1 else -1


def effective_areas(points: Sequence[Point]) -> list[float]:
    """The area of each point's triangle when its turn to go has come; the ends' is infinite.

    Square degrees, with a degree of longitude as wide as it is at that latitude.

    >>> [round(area, 2) for area in effective_areas([(0, 0), (1, 0.1), (2, 0)])]
    [inf, 0.1, inf]
    """
    last = len(points) - 1
    areas = [inf] * len(points)
    before, after = list(range(-1, last)), list(range(1, last + 2))
    now = {n: _triangle(points[n - 1], points[n], points[n + 1]) for n in range(1, last)}
    queue = [(area, n) for n, area in now.items()]
    heapq.heapify(queue)
    least = 0.0
    while queue:
        area, n = heapq.heappop(queue)
        if now.get(n) != area:
            continue
        least = max(least, area)
        areas[n] = least
        del now[n]
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for neighbour in (left, right):
            if 0 < neighbour < last:
                ends = points[before[neighbour]], points[after[neighbour]]
                now[neighbour] = _triangle(ends[0], points[neighbour], ends[1])
                heapq.heappush(queue, (now[neighbour], neighbour))
    return areas


def _triangle(a: Point, b: Point, c: Point) -> float:
    wide = cos(radians(b[1]))
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) * wide / 2
