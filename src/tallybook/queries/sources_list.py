"""The list of sources: filtered, in an order, a page at a time, all of it said by the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import SourceKind, Turn
from tallybook.queries.sources import Source, sources_of
from tallybook.queries.view import View

PER_PAGE: Final = 50
SORTS: Final = {
    "statements": "Most statements",
    "name": "Name",
    "reports": "Most reports",
    "outlets": "Most outlets",
    "first": "First heard",
    "last": "Last heard",
    "moved": "Figures that moved most",
    "lowered": "Figures lowered or taken back",
    "above": "Furthest above others",
    "below": "Furthest below others",
}
KINDS: Final = {
    SourceKind.NAMED: "named",
    SourceKind.ANONYMOUS: "unnamed",
    SourceKind.OUTLET: "outlet’s own voice",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for. kind: of SourceKind; branch: what it is; party: a code or "-" for
    those of no party; q: in its name."""

    kind: str = ""
    branch: str = ""
    party: str = ""
    q: str = ""
    sort: str = "statements"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, in words, and how many sources of the whole ledger have it."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class SourceList:
    """A page of the list. total: how many the filters let through; choices: by filter."""

    rows: tuple[Source, ...]
    total: int
    everyone: int
    page: int
    pages: int
    choices: Mapping[str, tuple[Choice, ...]]


def list_sources(view: View, wanted: Wanted) -> SourceList:
    """The page; a page beyond the last is empty."""
    every = sources_of(view)
    found = sorted((one for one in every if _fits(one, wanted)), key=_order(wanted.sort))
    first = (wanted.page - 1) * PER_PAGE
    return SourceList(
        tuple(found[first : first + PER_PAGE]),
        len(found),
        len(every),
        wanted.page,
        max(1, -(-len(found) // PER_PAGE)),
        view.once("sources' filters", _choices),
    )


def what_it_is(one: Source) -> str:
    """ "intelligence", "unnamed, medical", "outlet": what the source is, in words."""
    if one.kind is SourceKind.ANONYMOUS:
        return f"unnamed, {one.branch}" if one.branch else "unnamed"
    if one.kind is SourceKind.OUTLET:
        return one.branch if one.branch and one.branch != "masthead" else "outlet"
    return one.branch or "named"


def turns_words(one: Source) -> str:
    """ "3 rises, 1 correction"; "" where none of its figures moved."""
    words = {
        Turn.RISE: ("rise", "rises"),
        Turn.FALL: ("fall", "falls"),
        Turn.CORRECTION: ("correction", "corrections"),
        Turn.RETRACTION: ("retraction", "retractions"),
        Turn.RECLASSIFICATION: ("relabelling", "relabellings"),
    }
    told = [(one.turns.get(turn, 0), both) for turn, both in words.items()]
    return ", ".join(f"{count} {both[count != 1]}" for count, both in told if count)


def _fits(one: Source, wanted: Wanted) -> bool:
    party = "" if wanted.party == "-" else wanted.party
    return (
        (not wanted.kind or one.kind == wanted.kind)
        and (not wanted.branch or one.branch == wanted.branch)
        and (not wanted.party or (one.party or "").casefold() == party.casefold())
        and all(word in one.name.casefold() for word in wanted.q.casefold().split())
    )


def _order(sort: str) -> Callable[[Source], tuple[object, ...]]:
    def by(one: Source) -> tuple[object, ...]:
        return (*_RANKS.get(sort, _RANKS["statements"])(one), one.name.casefold(), one.key)

    return by


def _ratio(one: Source, sign: int) -> tuple[object, ...]:
    usual = one.apart.usual
    return (usual is None, sign * (usual or Decimal(0)))


_RANKS: Final[Mapping[str, Callable[[Source], tuple[object, ...]]]] = {
    "statements": lambda one: (-one.statements, -one.claims),
    "name": lambda one: (),
    "reports": lambda one: (-one.reports,),
    "outlets": lambda one: (-one.outlets,),
    "first": lambda one: (one.first or date.max,),
    "last": lambda one: (-(one.last or date.min).toordinal(),),
    "moved": lambda one: (-sum(one.turns.values()),),
    "lowered": lambda one: (-one.lowered,),
    "above": lambda one: _ratio(one, -1),
    "below": lambda one: _ratio(one, 1),
}


def _choices(view: View) -> Mapping[str, tuple[Choice, ...]]:
    every = sources_of(view)
    kinds = Counter(one.kind for one in every)
    branches = Counter(one.branch for one in every if one.branch)
    parties = Counter((one.party or "-", one.for_ or "nobody known") for one in every)
    return {
        "kind": tuple(
            Choice(kind.value, words, kinds[kind]) for kind, words in KINDS.items() if kinds[kind]
        ),
        "branch": tuple(Choice(name, name, branches[name]) for name in sorted(branches)),
        "party": tuple(
            Choice(code, words, count)
            for (code, words), count in sorted(parties.items(), key=lambda one: one[0][1])
        ),
    }
