"""The network of who cites whom: outlets, the agencies whose text they print, and origins.

Only the busiest are nodes of their own; the others of a layer are folded into one that says how
many they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from tallybook.link.origins import carrier_of, origin_of
from tallybook.model import Claim, SourceKind
from tallybook.queries.sources import Key, Source, index_of
from tallybook.queries.view import View

_OUTLETS: Final = 14
_BETWEEN: Final = 8
_ORIGINS: Final = 16
_ALL: Final = "citing"


class Layer(StrEnum):
    """Where somebody stands between the reader and what was counted."""

    OUTLET = "outlet"
    BETWEEN = "between"
    ORIGIN = "origin"


@dataclass(frozen=True, slots=True)
class Node:
    """Who stands there. key: of a source's page, None where there is none. folded: how many stand
    in it, 0 for one that stands for itself. reports: in how many reports."""

    id: str
    layer: Layer
    name: str
    key: str | None
    folded: int
    reports: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Who takes figures from whom, in how many reports. to: nearer to what was counted."""

    of: str
    to: str
    reports: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by layer, the busiest first, what is folded last; and the edges between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def layer(self, which: Layer) -> tuple[Node, ...]:
        """The nodes of a layer."""
        return tuple(one for one in self.nodes if one.layer is which)

    @property
    def by_id(self) -> Mapping[str, Node]:
        """The nodes by their ids."""
        return {one.id: one for one in self.nodes}


Who = str | Key
"""An outlet or agency by its name, an origin by what makes it one."""
Path = tuple[str, str | None, Key]
"""Outlet, who stands between if anybody does, origin."""


def network(view: View) -> Network:
    """The network of the whole view."""
    return view.once(_ALL, lambda seen: _network(seen, _paths(seen)))


def network_around(view: View, source: Source) -> Network:
    """The part of it that leads to a source, and from it where it is an outlet."""
    own = (source.name.casefold(), source.party or "")
    folded = source.name.casefold()
    some = {
        path: reports
        for path, reports in _paths(view).items()
        if path[2] == own or folded in (path[0].casefold(), (path[1] or "").casefold())
    }
    return _network(view, some)


def prepare_citing(view: View) -> None:
    """Finds the network of the whole view."""
    network(view)


def _paths(view: View) -> Mapping[Path, int]:
    return view.once("citing paths", _find_paths)


def _find_paths(view: View) -> Mapping[Path, int]:
    """Each way that a figure took, and in how many reports it did."""
    found: dict[Path, set[str]] = defaultdict(set)
    for claim in view.claims.values():
        outlet, origin = carrier_of(claim), origin_of(claim)
        between = _between(claim, {outlet, origin.name})
        if between is not None or outlet.casefold() != origin.name.casefold():
            found[outlet, between, origin.key].add(claim.report)
    return {path: len(reports) for path, reports in found.items()}


def _between(claim: Claim, ends: Iterable[str]) -> str | None:
    """The agency that made the text, else the first speaker with a name who stands between."""
    chain = [credit.source for credit in reversed(claim.attribution[1:])]
    named = [source.name for source in chain if source.kind is not SourceKind.ANONYMOUS]
    names = [claim.agency, *named]
    around = {name.casefold() for name in ends}
    return next((name for name in names if name and name.casefold() not in around), None)


def _network(view: View, paths: Mapping[Path, int]) -> Network:
    outlets: Counter[str] = Counter()
    between: Counter[str] = Counter()
    origins: Counter[Key] = Counter()
    for (outlet, middle, origin), reports in paths.items():
        outlets[outlet] += reports
        origins[origin] += reports
        if middle is not None:
            between[middle] += reports
    names = {(one.name.casefold(), one.party or ""): one for one in index_of(view).all}
    nodes: list[Node] = []
    at: dict[tuple[Layer, Who], str] = {}
    for layer, counts, most in (
        (Layer.OUTLET, _as_who(outlets), _OUTLETS),
        (Layer.BETWEEN, _as_who(between), _BETWEEN),
        (Layer.ORIGIN, _as_who(origins), _ORIGINS),
    ):
        shown = _busiest(counts, most)
        for number, who in enumerate(shown):
            at[layer, who] = name = f"{layer.value}-{number}"
            nodes.append(_node(name, layer, who, counts[who], names))
        rest = [who for who in counts if (layer, who) not in at]
        if rest:
            name = f"{layer.value}-more"
            at.update({(layer, who): name for who in rest})
            nodes.append(Node(name, layer, "", None, len(rest), sum(counts[who] for who in rest)))
    edges: Counter[tuple[str, str]] = Counter()
    for (outlet, middle, origin), reports in paths.items():
        first, last = at[Layer.OUTLET, outlet], at[Layer.ORIGIN, origin]
        if middle is None:
            edges[first, last] += reports
        else:
            stands = at[Layer.BETWEEN, middle]
            edges[first, stands] += reports
            edges[stands, last] += reports
    return Network(tuple(nodes), tuple(Edge(*pair, count) for pair, count in sorted(edges.items())))


def _as_who(counts: Mapping[Any, int]) -> dict[Who, int]:
    return dict(counts)


def _busiest(counts: Mapping[Who, int], most: int) -> list[Who]:
    """The busiest; where only one would be folded, it is shown too."""
    ranked = sorted(counts, key=lambda who: (-counts[who], str(who)))
    return ranked if len(ranked) <= most + 1 else ranked[:most]


def _node(name: str, layer: Layer, who: Who, reports: int, known: Mapping[Key, Source]) -> Node:
    if isinstance(who, tuple):
        source = known.get(who)
        told = who[0] if source is None else source.name
        return Node(name, layer, told, None if source is None else source.key, 0, reports)
    own = known.get((who.casefold(), ""))
    return Node(name, layer, who, None if own is None else own.key, 0, reports)
