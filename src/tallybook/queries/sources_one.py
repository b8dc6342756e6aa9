"""One source: what it said of each question, how that moved, who cites it, whom it contradicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tallybook.catalogue.owners import outlet_of
from tallybook.catalogue.source_entries import Entry
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.model import Claim, Conflict, Move, Statement, Tally, Turn
from tallybook.pipeline.speaking import Citing
from tallybook.queries.arguing import contradiction
from tallybook.queries.sources import (
    Key,
    Source,
    SourceIndex,
    Told,
    index_of,
    key_of,
    source_key,
)
from tallybook.queries.sources_apart import Ratio
from tallybook.queries.view import View
from tallybook.queries.words import question

PER_PAGE: Final = 20
_SAID: Final = 6
_MOVES: Final = 40
_CITERS: Final = 40
_RATIOS: Final = 60
_CLASHES: Final = 20
_NAMES: Final = 24


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in the words of the claim that carries it. counted_as: whose it is counted as,
    where another speaker's; more: how many further claims carry it."""

    statement: Statement
    claim: Claim | None
    counted_as: str | None
    more: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a source said of one question, the newest first. days: of all it said there."""

    tally: Tally
    question: str
    said: tuple[Said, ...]
    more: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A figure of the source that moved, the claims where it said so, and the question."""

    turn: Turn
    at: date | None
    why: str
    tally: str
    question: str
    earlier: Claim | None
    later: Claim | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A ratio and what it is about."""

    ratio: Ratio
    question: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction that the source is party to, in words."""

    tally: str
    question: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the catalogue knows: other names, owner, offices in words, days of its being."""

    names: tuple[str, ...]
    more: int
    owner: str | None
    offices: tuple[str, ...]
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """All that is shown of a source; what is folded is counted beside it.

    first, last: of the days that its statements have. cites: where the source is itself an outlet,
    whom it cites.
    """

    source: Source
    named: Named | None
    body: Source | None
    spoken: tuple[Spoken, ...]
    questions: int
    page: int
    pages: int
    first: date | None
    last: date | None
    steps: tuple[Step, ...]
    all_steps: int
    compared: tuple[Compared, ...]
    clashes: tuple[Clash, ...]
    all_clashes: int
    cited_by: tuple[Citing, ...]
    all_cited_by: int
    cites: tuple[Citing, ...]
    all_cites: int


def find_source(view: View, key: str) -> Source | None:
    """The source of that key, else the one that these words name, else None."""
    index = index_of(view)
    if (found := index.by_key.get(key)) is not None:
        return found
    named = SourceCatalogue.load().match(key[:100])
    return index.by_key.get(source_key(named.name, named.party))


def source_page(view: View, source: Source, page: int = 1) -> SourcePage:
    """The page of a source. page: of its questions, from 1."""
    index, own = index_of(view), (source.name.casefold(), source.party or "")
    told = index.told.get(source.key, ())
    groups = _groups(told)
    first = (page - 1) * PER_PAGE
    days = sorted(one.statement.said for one in told if one.statement.said is not None)
    steps, clashes = _moves(view, own, groups), _clashes(view, groups)
    ratios = source.apart.ratios[:_RATIOS]
    cited_by = index.cited_by.get(own, ())
    cites = index.cites.get(own[0], ())
    return SourcePage(
        source=source,
        named=_named(source),
        body=_body(index, source),
        spoken=tuple(_spoken(view, source, *one) for one in groups[first : first + PER_PAGE]),
        questions=len(groups),
        page=page,
        pages=max(1, -(-len(groups) // PER_PAGE)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        steps=_steps(view, steps[:_MOVES]),
        all_steps=len(steps),
        compared=tuple(Compared(one, question(view.tallies[one.tally])) for one in ratios),
        clashes=tuple(_clash(view, *one) for one in clashes[:_CLASHES]),
        all_clashes=len(clashes),
        cited_by=tuple(cited_by[:_CITERS]),
        all_cited_by=len(cited_by),
        cites=tuple(cites[:_CITERS]),
        all_cites=len(cites),
    )


def _groups(told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """What it said by question, the question of which it spoke last first."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        found[one.tally].append(one)
    return sorted(
        found.items(),
        key=lambda one: (-(one[1][-1].statement.said or date.min).toordinal(), one[0]),
    )


def _spoken(view: View, source: Source, name: str, told: Sequence[Told]) -> Spoken:
    tally = view.tallies[name]
    newest = list(reversed(told))[:_SAID]
    return Spoken(
        tally,
        question(tally),
        tuple(_said(view, source, one.statement) for one in newest),
        len(told) - len(newest),
        tuple(one.statement.said for one in told if one.statement.said is not None),
    )


def _said(view: View, source: Source, one: Statement) -> Said:
    own = source_key(one.origin, one.party) == source.key
    claim = claim_of(view, one, source.name)
    return Said(one, claim, None if own else one.origin, max(0, len(one.carriers) - 1))


def claim_of(view: View, one: Statement, name: str | None = None) -> Claim | None:
    """The claim that carries a statement and credits its speaker, else any that carries it."""
    told = [view.claims[each] for each in one.carriers[:_NAMES] if each in view.claims]
    wanted = name or one.origin
    own = [each for each in told if each.origin and each.origin.source.name == wanted]
    return next(iter(own or told), None)


def _moves(
    view: View, source: Key, groups: Iterable[tuple[str, Sequence[Told]]]
) -> list[tuple[Move, Tally]]:
    """The steps of its own figures, the newest first, each once."""
    own = {
        one.statement.id for _, told in groups for one in told if key_of(one.statement) == source
    }
    found: dict[tuple[str, str, str], tuple[Move, Tally]] = {}
    for name, _ in groups:
        tally = view.tallies[name]
        for one in tally.moves:
            if one.later in own:
                found.setdefault((one.turn, one.earlier, one.later), (one, tally))
    return sorted(
        found.values(),
        key=lambda one: (-(one[0].at or date.min).toordinal(), one[0].turn, one[0].later),
    )


def _steps(view: View, moved: Sequence[tuple[Move, Tally]]) -> tuple[Step, ...]:
    """The steps with the words at both ends."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for move, tally in moved:
        wanted[tally.id] |= {move.earlier, move.later}
    told = {
        (name, one.id): claim_of(view, one)
        for name, ends in wanted.items()
        for one in view.tallies[name].statements
        if one.id in ends
    }
    return tuple(
        Step(
            move.turn,
            move.at,
            move.why,
            tally.id,
            question(tally),
            told.get((tally.id, move.earlier)),
            told.get((tally.id, move.later)),
        )
        for move, tally in moved
    )


def _clashes(
    view: View, groups: Iterable[tuple[str, Sequence[Told]]]
) -> list[tuple[Tally, Conflict]]:
    found: list[tuple[Tally, Conflict]] = []
    for name, told in groups:
        tally, own = view.tallies[name], {one.statement.id for one in told}
        found += [(tally, one) for one in tally.conflict if not own.isdisjoint(one.statements)]
    return found


def _clash(view: View, tally: Tally, one: Conflict) -> Clash:
    named = set(one.statements)
    statements = {each.id: each for each in tally.statements if each.id in named}
    words = contradiction(one, statements, view.claims, view.sides)
    return Clash(tally.id, question(tally), one.kind, words)


def _body(index: SourceIndex, source: Source) -> Source | None:
    """The body that a person speaks for, where it is heard itself."""
    if source.body is None:
        return None
    entry = SourceCatalogue.load().entry(source.body)
    party = source.party if entry is None else entry.party
    return index.by_key.get(source_key(source.body, party))


def _named(source: Source) -> Named | None:
    catalogue = SourceCatalogue.load()
    entry = catalogue.entry(source.name) or catalogue.person(source.name) or outlet_of(source.name)
    if entry is None:
        return None
    names = list(_names(entry, source.name))
    offices = tuple(
        f"{one.title} ({one.speaks_for}{_years(one.since, one.until)})" for one in entry.offices
    )
    owner = entry.owner if entry.owner != source.name else None
    return Named(
        tuple(names[:_NAMES]),
        max(0, len(names) - _NAMES),
        owner,
        offices,
        entry.since,
        entry.until,
    )


def _names(entry: Entry, name: str) -> Iterator[str]:
    seen = Counter({name.casefold(): 1})
    for one in (*entry.aliases, *entry.cased, *entry.printed):
        if not seen[one.casefold()]:
            seen[one.casefold()] += 1
            yield one


def _years(since: date | None, until: date | None) -> str:
    if since is None and until is None:
        return ""
    begun = "" if since is None else str(since.year)
    return f", {begun}–{'' if until is None else until.year}"
