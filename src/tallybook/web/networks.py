"""Where the nodes of the citing network stand in its picture: in columns, outlets at the left.

Each column is ordered by where its neighbours stand (the barycentre method of Sugiyama, Tagawa and
Toda, https://doi.org/10.1109/TSMC.1981.4308636), a fixed number of times, so that one network is
always drawn alike; what is folded stays last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from tallybook.queries.citing import Edge, Layer, Network, Node

_WIDTH: Final = 960
_ROW: Final = 30
_TOP: Final = 34
_LABEL: Final = 250
"""What a column keeps for names, in the picture's own units."""
_PER_LETTER: Final = 7.6
_PASSES: Final = 6
_LINES: Final = 60
_THICKEST: Final = 9.0
_MANY: Final = 40
"""A line is no thicker than its reports deserve, however few there are in all."""
_LETTERS: Final = int((_LABEL - 22) / _PER_LETTER)


@dataclass(frozen=True, slots=True)
class Spot:
    """A node with its place: the mark at (x, y), its name beginning or ending at (text_x, y)."""

    node: Node
    x: float
    y: float
    text_x: float
    anchor: str
    name: str
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as a path, its width, and what it says."""

    path: str
    width: float
    words: str
    of: str
    to: str


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a layer, at x."""

    words: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture: its size in its own units and all that is in it. left: lines left out."""

    width: int
    height: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    left: int = 0


def draw_network(network: Network) -> Drawing | None:
    """The picture of a network; None where nobody cites anybody."""
    if not network.edges:
        return None
    order = _ordered(network)
    rows = max(len(some) for some in order.values())
    height = _TOP + rows * _ROW + 6
    spots = {
        node.id: _spot(node, at, len(some), rows)
        for some in order.values()
        for at, node in enumerate(some)
    }
    most = max(edge.reports for edge in network.edges)
    lines = [_line(edge, spots, most) for edge in _thickest(network.edges)]
    columns = [column for layer, column in _COLUMNS.items() if order.get(layer)]
    left = len(network.edges) - len(lines)
    return Drawing(_WIDTH, height, tuple(columns), tuple(lines), tuple(spots.values()), left)


_X: Final = {
    Layer.OUTLET: float(_LABEL),
    Layer.BETWEEN: _WIDTH / 2,
    Layer.ORIGIN: float(_WIDTH - _LABEL),
}
_COLUMNS: Final = {
    Layer.OUTLET: Column("Outlets", float(_LABEL), "end"),
    Layer.BETWEEN: Column("By way of", _WIDTH / 2, "middle"),
    Layer.ORIGIN: Column("Who said it", float(_WIDTH - _LABEL), "start"),
}


def _thickest(edges: Sequence[Edge]) -> list[Edge]:
    """The thickest lines, and for each node at least one; more would be a tangle."""
    ranked = sorted(edges, key=lambda edge: (-edge.reports, edge.of, edge.to))
    chosen, met = set(ranked[:_LINES]), set[str]()
    for edge in ranked:
        if edge.of not in met or edge.to not in met:
            chosen.add(edge)
        met |= {edge.of, edge.to}
    return [edge for edge in edges if edge in chosen]


def _ordered(network: Network) -> dict[Layer, list[Node]]:
    near: dict[str, list[tuple[str, int]]] = {}
    for edge in network.edges:
        near.setdefault(edge.of, []).append((edge.to, edge.reports))
        near.setdefault(edge.to, []).append((edge.of, edge.reports))
    order = {layer: list(network.layer(layer)) for layer in Layer if network.layer(layer)}
    for number in range(_PASSES):
        layers: Iterable[Layer] = order if number % 2 else reversed(list(order))
        for layer in list(layers):
            place = _places(order)
            order[layer].sort(key=lambda node: _weight(node, near, place))
    return order


def _places(order: Mapping[Layer, Sequence[Node]]) -> dict[str, float]:
    """How far down each node stands, from 0 to 1."""
    return {
        node.id: (at + 0.5) / len(some) for some in order.values() for at, node in enumerate(some)
    }


def _weight(
    node: Node, near: Mapping[str, Sequence[tuple[str, int]]], place: Mapping[str, float]
) -> tuple[bool, float, str]:
    around = near.get(node.id, ())
    total = sum(reports for _, reports in around)
    middle = sum(place[name] * reports for name, reports in around) / total if total else 0.5
    return (node.folded > 0, round(middle, 6), node.name)


def _spot(node: Node, at: int, of: int, rows: int) -> Spot:
    x = _X[node.layer]
    y = _TOP + (at + 0.5) * (rows * _ROW / of)
    name = f"{node.folded:,} more" if node.folded else _short(node.name)
    size = 3 + min(5.0, sqrt(node.reports) / 3)
    if node.layer is Layer.OUTLET:
        return Spot(node, x, round(y, 1), x - 12, "end", name, round(size, 1))
    if node.layer is Layer.ORIGIN:
        return Spot(node, x, round(y, 1), x + 12, "start", name, round(size, 1))
    return Spot(node, x, round(y, 1), x, "middle", name, round(size, 1))


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def _line(edge: Edge, spots: Mapping[str, Spot], most: int) -> Line:
    left, right = spots[edge.of], spots[edge.to]
    middle = (left.x + right.x) / 2
    bend = f"{middle:g} {left.y:g} {middle:g} {right.y:g}"
    path = f"M{left.x:g} {left.y:g}C{bend} {right.x:g} {right.y:g}"
    width = 0.6 + (_THICKEST - 0.6) * sqrt(edge.reports / max(most, _MANY))
    words = f"{left.name} → {right.name}: {edge.reports:,}"
    return Line(path, round(width, 2), words, edge.of, edge.to)
