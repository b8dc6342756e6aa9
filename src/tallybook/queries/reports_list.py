"""The list of reports: newest first, by outlet, day and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from tallybook.language.detect import language_name, primary_code
from tallybook.model import Problem
from tallybook.queries.reading_index import claims_by_report
from tallybook.queries.view import Head, View
from tallybook.store import Ledger

PAGE: Final = 50
"""Reports on one page of the list."""
_OUTLETS_MOST: Final = 300
_UNREAD_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for. outlet, text: anywhere in the name, in the title."""

    outlet: str = ""
    first: date | None = None
    last: date | None = None
    text: str = ""
    page: int = 1

    @property
    def is_all(self) -> bool:
        """Is nothing left out?"""
        return not (self.outlet or self.first or self.last or self.text)


@dataclass(frozen=True, slots=True)
class Listed:
    """A report of the list. problems: how many its reading had. language: its name, if known."""

    head: Head
    claims: int
    problems: int
    language: str


@dataclass(frozen=True, slots=True)
class ReportsOfDay:
    """The reports that were published on one day; of None that is not known."""

    day: date | None
    reports: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class ReportList:
    """One page of the list.

    found: how many reports there are in all pages. outlets: every outlet of the ledger, the most
    frequent first. unread: how many places gave no report at all, and the newest of them.
    """

    days: tuple[ReportsOfDay, ...]
    found: int
    total: int
    page: int
    pages: int
    outlets: tuple[str, ...]
    unread: int
    newest_unread: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    head: Head
    outlet: str
    words: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """All reports, newest first, and their outlets: what every page of the list needs."""

    rows: Sequence[_Row]
    outlets: tuple[str, ...]


def shelve(view: View) -> Shelf:
    """The shelf of a view."""
    return view.once("reports_list.shelf", _shelve)


def list_reports(view: View, ledger: Ledger, wanted: Wanted) -> ReportList:
    """The page of the list that is asked for; the last one where there are not so many."""
    shelf = shelve(view)
    found = list(_chosen(shelf.rows, wanted))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(wanted.page, 1), pages)
    heads = [row.head for row in found[(page - 1) * PAGE : page * PAGE]]
    problems = ledger.count_problems([head.id for head in heads])
    claims = claims_by_report(view)
    listed = [
        Listed(head, len(claims.get(head.id, ())), problems.get(head.id, 0), language_of(head))
        for head in heads
    ]
    unread, newest = ledger.unread(_UNREAD_MOST)
    return ReportList(
        days=tuple(
            ReportsOfDay(day, tuple(group))
            for day, group in groupby(listed, key=lambda one: one.head.published)
        ),
        found=len(found),
        total=len(shelf.rows),
        page=page,
        pages=pages,
        outlets=shelf.outlets[:_OUTLETS_MOST],
        unread=unread,
        newest_unread=tuple(newest),
    )


def language_of(head: Head) -> str:
    """What the language of a report is called; "" where it is not known."""
    return "" if head.language is None else language_name(primary_code(head.language))


def _shelve(view: View) -> Shelf:
    added_last_first = list(view.reports.values())[::-1]
    heads = sorted(added_last_first, key=lambda head: head.published or date.min, reverse=True)
    outlets = Counter(head.outlet for head in heads)
    return Shelf(
        [_Row(head, _names(head), (head.title or "").casefold()) for head in heads],
        tuple(name for name, _ in outlets.most_common()),
    )


def _names(head: Head) -> str:
    return "\n".join(name for name in (head.outlet, head.agency) if name).casefold()


def _chosen(rows: Sequence[_Row], wanted: Wanted) -> Iterator[_Row]:
    outlet, text = wanted.outlet.casefold().strip(), wanted.text.casefold().split()
    for row in rows:
        day = row.head.published
        if wanted.first and (day is None or day < wanted.first):
            continue
        if wanted.last and (day is None or day > wanted.last):
            continue
        if outlet in row.outlet and all(word in row.words for word in text):
            yield row
