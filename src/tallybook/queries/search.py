"""Search: what in the ledger has these words, by kind, with the words marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest
from itertools import islice
from typing import Any, Final

from tallybook.model import Tally
from tallybook.queries.overview_facts import facts
from tallybook.queries.search_index import Shelf
from tallybook.queries.search_kinds import Library, claimant, library
from tallybook.queries.search_words import Piece, Term, marked, passage, terms_of
from tallybook.queries.view import View

KINDS: Final = {
    "tallies": "Tallies",
    "sources": "Sources",
    "places": "Places",
    "claims": "Claims",
    "reports": "Reports",
}
PER_GROUP: Final = 8
"""So many of each kind where all kinds are asked for."""
PER_PAGE: Final = 50
_MANY: Final = 5_000
_FEWEST_LETTERS: Final = 6
_LETTERS: Final = frozenset("0123456789abcdef")
_NEVER: Final = date.min

Texts = Callable[[Collection[str]], Mapping[str, str]]
"""The texts of reports by their ids."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. pieces: its words. who: the same of whoever says them, if anybody.
    passage: of a report, where its text has them.

    thing: the Tally, Claim, Head, Source or Spot itself.
    """

    key: str
    thing: Any
    pieces: tuple[Piece, ...]
    who: tuple[Piece, ...] = ()
    passage: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind. count: in all; hits: those of this page."""

    kind: str
    title: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A word that is nowhere, and one that is and may have been meant."""

    word: str
    instead: str | None


@dataclass(frozen=True, slots=True)
class Search:
    """What a query found. groups: those with anything in them. count: of all kinds.

    kind: the one that is shown alone, None for all. tally: the one whose id was written. lost:
    words of a query without any result that are nowhere in the ledger.
    """

    query: str
    groups: tuple[Group, ...]
    count: int
    kind: str | None
    page: int
    pages: int
    tally: Tally | None
    lost: tuple[Lost, ...]


def search(
    view: View,
    query: str,
    kind: str | None = None,
    page: int = 1,
    texts: Texts | None = None,
) -> Search:
    """What has all the words of a query; the last may be begun only.

    kind: one of KINDS, of which a page is given; None gives the first few of each kind. texts: of
    reports by their ids, of which passages are shown; None shows none.
    """
    terms = terms_of(query)
    shelves = library(view)
    found = {name: _shelf(shelves, name).find(terms) if terms else set[str]() for name in KINDS}
    chosen = kind if kind in KINDS else None
    groups = tuple(
        _group(view, name, keys, terms, (page - 1) * PER_PAGE if chosen else 0, bool(chosen))
        for name, keys in found.items()
        if keys and chosen in (None, name)
    )
    count = sum(map(len, found.values()))
    pages = max(1, -(-len(found[chosen]) // PER_PAGE)) if chosen else 1
    if texts is not None:
        groups = tuple(_with_passages(group, terms, texts) for group in groups)
    lost = () if count else tuple(_lost(shelves, terms))
    return Search(query, groups, count, chosen, page, pages, _by_id(view, query), lost)


def _with_passages(group: Group, terms: Sequence[Term], texts: Texts) -> Group:
    if group.kind != "reports":
        return group
    known = texts([hit.key for hit in group.hits])
    hits = (replace(hit, passage=passage(known.get(hit.key, ""), terms)) for hit in group.hits)
    return replace(group, hits=tuple(hits))


def _shelf(shelves: Library, name: str) -> Shelf[Any]:
    found: Shelf[Any] = getattr(shelves, name)
    return found


def _group(
    view: View, name: str, keys: set[str], terms: Sequence[Term], first: int, is_alone: bool
) -> Group:
    _, words = _SHOWN[name]
    things = _shelf(library(view), name).things
    size = PER_PAGE if is_alone else PER_GROUP
    ranked = _in_line(view, name, keys, first + size)[first:]
    hits = []
    for key in ranked:
        said, who = words(things[key])
        credit = marked(who, terms) if who else ()
        hits.append(Hit(key, things[key], marked(said, terms), credit))
    return Group(name, KINDS[name], len(keys), tuple(hits))


def prepare_search(view: View) -> None:
    """Finds what every search needs, so that nobody waits for it."""
    library(view)
    _places_in_line(view)


def _in_line(view: View, name: str, keys: set[str], most: int) -> list[str]:
    """So many of these keys, those that are shown first; of very many they soon stand in line."""
    line = _places_in_line(view)[name]
    if len(keys) > _MANY:
        return list(islice((key for key in line if key in keys), most))
    return nsmallest(most, keys, key=line.__getitem__)


def _places_in_line(view: View) -> Mapping[str, Mapping[str, int]]:
    """Of each kind each thing's place in the order in which things are shown, in that order."""
    return view.once("places in line", _line_up)


def _line_up(view: View) -> Mapping[str, Mapping[str, int]]:
    shelves = library(view)
    return {
        name: {
            key: number
            for number, key in enumerate(sorted(_shelf(shelves, name).things, key=order(view)))
        }
        for name, (order, _) in _SHOWN.items()
    }


def _lost(shelves: Library, terms: Sequence[Term]) -> list[Lost]:
    told = []
    for term in terms:
        if any(_shelf(shelves, name).has(term) for name in KINDS):
            continue
        near = [word for name in KINDS for word in _shelf(shelves, name).near(term.forms[0])]
        told.append(Lost(term.written, near[0] if near else None))
    return told


def _by_id(view: View, query: str) -> Tally | None:
    """The one tally whose id begins so."""
    if len(query) < _FEWEST_LETTERS or not set(query) <= _LETTERS:
        return None
    found = [tally for name, tally in view.tallies.items() if name.startswith(query)]
    return found[0] if len(found) == 1 else None


Rank = Callable[[str], tuple[object, ...]]


def _tallies(view: View) -> Rank:
    known = facts(view)
    return lambda key: known[key].weight


def _claims(view: View) -> Rank:
    def rank(key: str) -> tuple[object, ...]:
        claim = view.claims[key]
        return (-(claim.published or _NEVER).toordinal(), claim.report, claim.start)

    return rank


def _reports(view: View) -> Rank:
    return lambda key: (-(view.reports[key].published or _NEVER).toordinal(), key)


def _sources(view: View) -> Rank:
    things = library(view).sources.things
    return lambda key: (-things[key].claims, key)


def _places(view: View) -> Rank:
    things = library(view).places.things
    return lambda key: (-things[key].tallies, key)


Words = Callable[[Any], tuple[str, str]]
_SHOWN: Final[dict[str, tuple[Callable[[View], Rank], Words]]] = {
    "tallies": (_tallies, lambda tally: (tally.answer, "")),
    "claims": (_claims, lambda claim: (claim.text, claimant(claim))),
    "reports": (_reports, lambda head: (head.title or "", head.outlet)),
    "sources": (_sources, lambda source: (source.name, "")),
    "places": (_places, lambda spot: (spot.name, "")),
}
"""For each kind, how it is ranked and which words of it are shown."""
