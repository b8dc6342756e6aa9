"""The overview: stories with their tallies, what changed last first, a page at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tallybook.catalogue.phrases import subject
from tallybook.model import Tally
from tallybook.queries.filters import Filters
from tallybook.queries.filters_matching import matching, party_words, prepare_filters
from tallybook.queries.overview_facts import Fact, facts
from tallybook.queries.overview_stories import Story, stories
from tallybook.queries.sparks import Spark, spark
from tallybook.queries.view import View
from tallybook.queries.wire import what_moved
from tallybook.reconcile.grading import silent_parties

SORTS: Final = {
    "changed": "Newest change first",
    "origins": "Most origins first",
    "largest": "Largest figure first",
    "contested": "Contested first",
}
"""The orders, the first of which is that of a page that asks for none."""
PER_PAGE: Final = 50
_ROWS: Final = 5
"""A story shows so many tallies under its lead, and says how many more there are."""
_ROWS_OF_ONE: Final = PER_PAGE
"""A story that is shown alone has so many on a page."""
_ROW_SPARK: Final = (64, 18)
_NEVER: Final = date.min


@dataclass(frozen=True, slots=True)
class Row:
    """A tally under its story's lead. what: what it is of, in a phrase."""

    tally: Tally
    what: str
    changed: date | None
    spark: Spark | None


@dataclass(frozen=True, slots=True)
class News:
    """The newest change of a story: when, of which tally, and in a few words what moved.

    day: None where no change has one. what: what that tally is of, None where it is the lead.
    """

    day: date | None
    tally: Tally
    what: str | None
    moved: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A story as it is listed: its lead, what is said of that, and further tallies.

    news: what changed last in it. outlets: how many carry the lead. is_recalled: is the lead only
    told as history? silent: parties that gave no figure. rows: further tallies of the story that
    the filters let through; more: how many further ones are not listed.
    """

    tally: Tally
    news: News
    outlets: int
    is_recalled: bool
    silent: tuple[str, ...]
    spark: Spark | None
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of the overview. tallies, stories: how many the filters let through in all."""

    entries: tuple[Entry, ...]
    tallies: int
    stories: int
    page: int
    pages: int
    sort: str


def overview(view: View, filters: Filters, sort: str = "changed", page: int = 1) -> Overview:
    """The page of that number, from 1; a page beyond the last is empty.

    sort: one of SORTS; another is taken for the first of them.
    """
    order = sort if sort in SORTS else next(iter(SORTS))
    groups = [_led(group, _LEADS.get(order)) for group in _groups(view, filters)]
    groups.sort(key=_ORDERS[order])
    first = (page - 1) * PER_PAGE
    shown = groups[first : first + PER_PAGE]
    rows = _ROWS_OF_ONE if filters.story else _ROWS
    return Overview(
        tuple(_entry(view, group, rows) for group in shown),
        sum(len(group) for group in groups),
        len(groups),
        page,
        max(1, -(-len(groups) // PER_PAGE)),
        order,
    )


def prepare_overview(view: View) -> None:
    """Finds all that the overview needs of a whole view."""
    prepare_filters(view)


def changed_words(tally: Tally) -> str:
    """What moved last, in a few words: "low rises from 30 to 300"; "" where nothing is known."""
    revised = tally.revisions[-1] if tally.revisions else None
    moved = [each for each in tally.moves if each.at is not None and each.why]
    newest = max(moved, key=lambda each: each.at or _NEVER, default=None)
    if newest is not None and (newest.at or _NEVER) > ((revised and revised.at) or _NEVER):
        return newest.why
    if revised is None:
        return ""
    before = tally.revisions[-2] if len(tally.revisions) > 1 else None
    return what_moved(revised, before, tally.unit)


Group = Sequence[Fact]
"""The tallies of one story that the filters let through, the one to lead first."""


def _groups(view: View, filters: Filters) -> list[Group]:
    known = facts(view)
    told = stories(view)
    if filters.story:
        return [[known[each.id]] for each in _ranked(matching(view, filters), known)]
    if not filters:
        return [[known[name] for name in each.members] for each in told.all]
    through: dict[int, set[str]] = defaultdict(set)
    for tally in matching(view, filters):
        through[told.of[tally.id]].add(tally.id)
    return [_members(told.all[at], names, known) for at, names in through.items()]


def _members(story: Story, names: set[str], known: Mapping[str, Fact]) -> Group:
    return [known[name] for name in story.members if name in names]


def _ranked(tallies: Sequence[Tally], known: Mapping[str, Fact]) -> list[Tally]:
    return sorted(tallies, key=lambda each: known[each.id].weight)


def _by_change(group: Group) -> tuple[object, ...]:
    """What is of people and of now first; minor is what nobody stands behind or only recalls."""
    is_minor = not any(each.counts_people and not each.is_recalled for each in group)
    day = max((each.changed for each in group if each.changed is not None), default=_NEVER)
    return (is_minor, -day.toordinal(), group[0].weight)


def _by_origins(group: Group) -> tuple[object, ...]:
    return (_origins(group[0]), _by_change(group))


def _by_size(group: Group) -> tuple[object, ...]:
    return (_size(group[0]), _by_change(group))


def _by_contest(group: Group) -> tuple[object, ...]:
    return (_contest(group[0]), _by_change(group))


def _origins(fact: Fact) -> tuple[object, ...]:
    return (not fact.counts_people, -fact.tally.origins)


def _size(fact: Fact) -> tuple[object, ...]:
    return (not fact.counts_people, -fact.size)


def _contest(fact: Fact) -> tuple[object, ...]:
    return (not fact.tally.contested,)


_ORDERS: Final[Mapping[str, Callable[[Group], tuple[object, ...]]]] = {
    "changed": _by_change,
    "origins": _by_origins,
    "largest": _by_size,
    "contested": _by_contest,
}


_LEADS: Final[Mapping[str, Callable[[Fact], tuple[object, ...]]]] = {
    "origins": _origins,
    "largest": _size,
    "contested": _contest,
}
"""What leads a story where the order is not that of change: the tally that gives it its place."""


def _led(group: Group, rank: Callable[[Fact], tuple[object, ...]] | None) -> Group:
    if rank is None or len(group) == 1:
        return group
    lead = min(group, key=rank)  # the first of equals: the story's own order decides
    return [lead, *(each for each in group if each is not lead)]


def _entry(view: View, group: Group, rows: int) -> Entry:
    lead, *rest = group
    tally, others = lead.tally, _varied(lead, rest)
    return Entry(
        tally,
        _news(group),
        lead.outlets,
        lead.is_recalled,
        _silent(view, tally),
        spark(tally),
        tuple(
            Row(each.tally, _what(each.tally), each.changed, _small(each)) for each in others[:rows]
        ),
        max(0, len(others) - rows),
    )


def _silent(view: View, tally: Tally) -> tuple[str, ...]:
    if not tally.silent:
        return ()
    return tuple(party_words(view, party) for party in silent_parties(tally, view.sides))


def _varied(lead: Fact, others: Sequence[Fact]) -> list[Fact]:
    """The same in another order: each measure once before any comes again, people before things."""
    turns = Counter([lead.tally.measure])
    placed: list[tuple[bool, int, Fact]] = []
    for each in others:
        placed.append((not each.counts_people, turns[each.tally.measure], each))
        turns[each.tally.measure] += 1
    return [each for _, _, each in sorted(placed, key=lambda one: one[:2])]


def _news(group: Group) -> News:
    newest = max(group, key=lambda each: each.changed or _NEVER)
    tally = newest.tally
    what = None if newest is group[0] else _what(tally)
    return News(newest.changed, tally, what, changed_words(tally))


def _what(tally: Tally) -> str:
    return tally.name or subject(tally)


def _small(fact: Fact) -> Spark | None:
    width, height = _ROW_SPARK
    return spark(fact.tally, width, height)
