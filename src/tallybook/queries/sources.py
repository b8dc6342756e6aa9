"""Sources: everyone who speaks in a view, how often, how their figures moved, how far from others'.

One index of a whole view is found once (`prepare_sources`); a page reads it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.link.origins import origin_of
from tallybook.model import Claim, SourceKind, Statement, Tally, Turn, content_id
from tallybook.pipeline.speaking import Citing, Heard, Speaker, citings, speakers
from tallybook.queries.sources_apart import Apart, apart_of
from tallybook.queries.view import View

_ONCE: Final = "sources"
_SLUG: Final = 48
_DIGITS: Final = 6
Key = tuple[str, str]
"""What makes two speakers one: the folded name, and the party or ""."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the list has it.

    key: what names it in an address. name: as the catalogue or the reports call it. branch: what it
    is ("intelligence", "medical"); "" where nothing tells. party: for whom it speaks, a code; for_:
    in words; body: whom a person spoke for when last heard. statements: how many carry its name,
    own: how many of them are its own and not counted as another's. turns: how its own figures
    moved, each kind of turn with how often.
    """

    key: str
    name: str
    kind: SourceKind
    branch: str
    party: str | None
    for_: str | None
    body: str | None
    claims: int
    statements: int
    own: int
    reports: int
    outlets: int
    first: date | None
    last: date | None
    turns: Mapping[Turn, int]
    apart: Apart

    @property
    def lowered(self) -> int:
        """How often it lowered, corrected or took back a figure of its own."""
        return sum(count for turn, count in self.turns.items() if turn is not Turn.RISE)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that carries a source's name, and the tally that it answers best."""

    statement: Statement
    tally: str


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """Who speaks in a view. all: who made most statements first. told: by the source's key.

    cited_by: which outlets cite a source; cites: whom an outlet cites, by its folded name.
    """

    all: tuple[Source, ...]
    by_key: Mapping[str, Source]
    told: Mapping[str, tuple[Told, ...]]
    cited_by: Mapping[Key, Sequence[Citing]]
    cites: Mapping[str, Sequence[Citing]]


def source_key(name: str, party: str | None) -> str:
    """What names a source in an address: "hur-ua-3f2c1a"; the same in every ledger.

    >>> source_key("HUR", "UA").startswith("hur-ua-")
    True
    """
    told = "".join(letter if letter.isalnum() else " " for letter in f"{name} {party or ''}")
    slug = "-".join(told.casefold().split())[:_SLUG].strip("-")
    digest = content_id("source", name.casefold(), party or "")[:_DIGITS]
    return f"{slug}-{digest}" if slug else digest


def prepare_sources(view: View) -> None:
    """Finds all that the pages of sources need of a whole view."""
    index_of(view)


def sources_of(view: View) -> tuple[Source, ...]:
    """Everyone who speaks, who made most statements first."""
    return index_of(view).all


def index_of(view: View) -> SourceIndex:
    """The index of the view, found the first time that it is asked for."""
    return view.once(_ONCE, _index)


def _index(view: View) -> SourceIndex:
    claims = list(view.claims.values())
    homes = _homes(view.tallies.values())
    statements = [told.statement for told in homes.values()]
    heard = Heard(claims, statements)
    told = _told(claims, homes)
    turns = _turns(view.tallies.values(), homes)
    apart = apart_of(view.tallies.values())
    found = [
        _source(view, one, told, turns, apart) for one in speakers(heard, SourceCatalogue.load())
    ]
    cited_by: dict[Key, list[Citing]] = defaultdict(list)
    cites: dict[str, list[Citing]] = defaultdict(list)
    for each in citings(heard):
        cited_by[each.source.casefold(), each.party or ""].append(each)
        cites[each.outlet.casefold()].append(each)
    return SourceIndex(
        tuple(found),
        {one.key: one for one in found},
        {source_key(*key): tuple(some) for key, some in told.items()},
        dict(cited_by),
        dict(cites),
    )


def _source(
    view: View,
    one: Speaker,
    told: Mapping[Key, Sequence[Told]],
    turns: Mapping[Key, Mapping[Turn, int]],
    apart: Mapping[Key, Apart],
) -> Source:
    key = (one.name.casefold(), one.party or "")
    some = told.get(key, ())
    return Source(
        key=source_key(one.name, one.party),
        name=one.name,
        kind=one.kind,
        branch=one.branch,
        party=one.party,
        for_=None if one.party is None else view.sides.name_of(one.party),
        body=one.speaks_for,
        claims=one.claims,
        statements=len(some),
        own=sum(key_of(each.statement) == key for each in some),
        reports=one.reports,
        outlets=one.outlets,
        first=one.first,
        last=one.last,
        turns=turns.get(key, {}),
        apart=apart.get(key, Apart(())),
    )


def known_source(view: View, statement: Statement) -> str | None:
    """The key in an address of whoever says it; None where the view knows no such source."""
    key = source_key(statement.origin, statement.party)
    return key if key in index_of(view).by_key else None


def key_of(statement: Statement) -> Key:
    """Whose statement it is."""
    return (statement.origin.casefold(), statement.party or "")


def _homes(tallies: Iterable[Tally]) -> dict[str, Told]:
    """Each statement once, with the tally that asks just what it answers, else the first."""
    found: dict[str, Told] = {}
    fits: dict[str, int] = {}
    for tally in tallies:
        for one in tally.statements:
            fit = _fit(one, tally)
            if one.id not in found or fit > fits[one.id]:
                found[one.id], fits[one.id] = Told(one, tally.id), fit
    return found


def _fit(one: Statement, tally: Tally) -> int:
    same = (one.measure == tally.measure, one.scope is tally.scope, one.of.key == tally.of.key)
    return sum(same) + (one.place is not None and one.place == tally.place)


def _told(claims: Iterable[Claim], homes: Mapping[str, Told]) -> dict[Key, list[Told]]:
    """The statements that carry each source's name, the oldest first."""
    of_claim = {claim: name for name, told in homes.items() for claim in told.statement.carriers}
    names: dict[Key, set[str]] = defaultdict(set)
    for claim in claims:
        if (statement := of_claim.get(claim.id)) is not None:
            names[origin_of(claim).key].add(statement)
    return {
        key: sorted((homes[name] for name in some), key=_in_time) for key, some in names.items()
    }


def _in_time(told: Told) -> tuple[date, str]:
    return (told.statement.said or date.min, told.statement.id)


def _turns(tallies: Iterable[Tally], homes: Mapping[str, Told]) -> dict[Key, Counter[Turn]]:
    """How each source's figures moved; a step that several tallies tell of counts once."""
    steps = {(one.turn, one.earlier, one.later) for tally in tallies for one in tally.moves}
    found: dict[Key, Counter[Turn]] = defaultdict(Counter)
    for turn, _, later in steps:
        if (told := homes.get(later)) is not None:
            found[key_of(told.statement)][turn] += 1
    return found
