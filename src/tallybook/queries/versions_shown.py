"""The versions of a page for a reader: when each was said, what it changed; any two compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.model import Claim, Version
from tallybook.pipeline.differing import Passage
from tallybook.pipeline.versions import Comparison, compare
from tallybook.queries.reading_marks import MeasureMark, mark_measures, unknown_mark
from tallybook.queries.view import Head, View, head_of
from tallybook.queries.words import origin, population
from tallybook.store import Edition, Ledger

PAGE: Final = 10
"""Versions on one page of the list."""
_CONTEXT: Final = 1
"""Sentences that are shown before and behind a change."""
_PASSAGES_MOST: Final = 300
_CLAIMS_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of one version. report: the version, where it is shown with its text."""

    claim: Claim
    mark: MeasureMark
    of_whom: str
    who: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim whose figure changed."""

    old: Told
    new: Told


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the claims from one version to another, and how many sentences were touched.

    silent: a figure changed, and the page neither has a newer date nor a note that says so.
    more: how many changes of claims are not listed here.
    """

    kept: int
    changed: tuple[Changed, ...]
    came: tuple[Told, ...]
    went: tuple[Told, ...]
    fell: tuple[Told, ...]
    edited: int
    added: int
    removed: int
    silent: bool
    more: int

    @property
    def is_none(self) -> bool:
        """Did no claim change?"""
        return not (self.changed or self.came or self.went or self.fell)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences of a difference: one that changed, or some that stayed.

    same: how many stayed; of them the passages hold those next to a change alone.
    """

    passage: Passage | None
    same: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A version in the list. number: from 1 on, in time order. change: since the one before."""

    number: int
    edition: Edition
    change: Change | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions beside each other. more: how many sentences that changed are not shown."""

    old: Row
    new: Row
    change: Change
    difference: tuple[Stretch, ...]
    more: int


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """The versions of a page, the newest first, and the two that are compared, where asked for."""

    head: Head
    rows: tuple[Row, ...]
    editions: tuple[Edition, ...]
    page: int
    pages: int
    pair: Pair | None


def versions_page(
    view: View, ledger: Ledger, report: str, *, pair: tuple[int, int] | None = None, page: int = 1
) -> VersionsPage | None:
    """The versions of the page that a report is of; None where the ledger has no such report.

    pair: the numbers of two versions, in any order; those that there are not are taken as the
    nearest that there is. One number twice asks for no comparison.
    """
    kept = ledger.kept(report)
    if kept is None:
        return None
    editions = ledger.editions(report)
    numbers = list(range(len(editions), 0, -1))
    pages = max(1, -(-len(numbers) // PAGE))
    page = min(max(page, 1), pages)
    shown = numbers[(page - 1) * PAGE : page * PAGE]
    changes = _Changes(view, ledger, report, editions)
    return VersionsPage(
        head=view.reports.get(report) or head_of(kept.report),
        rows=tuple(
            Row(n, editions[n - 1], changes.between(n - 1, n) if n > 1 else None) for n in shown
        ),
        editions=tuple(editions),
        page=page,
        pages=pages,
        pair=None if pair is None else _pair(changes, *pair),
    )


class _Changes:
    """What two versions changed, each comparison made once for a view."""

    def __init__(
        self, view: View, ledger: Ledger, report: str, editions: Sequence[Edition]
    ) -> None:
        self.editions = editions
        self._view, self._ledger, self._report = view, ledger, report
        marks = mark_measures(view.measures)
        self._mark: Callable[[str], MeasureMark] = lambda name: (
            marks.get(name) or unknown_mark(name)
        )

    def between(self, old: int, new: int) -> Change:
        """From one number to another."""
        ids = "/".join(self.editions[n - 1].report for n in (old, new))
        return self._view.once(
            f"versions_shown/{ids}/{old}/{new}", lambda _: self.told(self.compared(old, new))
        )

    def compared(self, old: int, new: int) -> Comparison:
        """The same with every sentence."""
        found = self._ledger.versions(self._report, only={old - 1, new - 1})
        before, after = _in_order(found)
        return compare(before, after)

    def told(self, found: Comparison) -> Change:
        """A comparison for people."""
        edits = [one for one in found.difference if not one.is_same]
        rows = (found.changed, found.came, found.went, found.fell)
        return Change(
            kept=found.kept,
            changed=tuple(
                Changed(self._told(one.old), self._told(one.new))
                for one in found.changed[:_CLAIMS_MOST]
            ),
            came=tuple(map(self._told, found.came[:_CLAIMS_MOST])),
            went=tuple(map(self._told, found.went[:_CLAIMS_MOST])),
            fell=tuple(map(self._told, found.fell[:_CLAIMS_MOST])),
            edited=sum(one.old is not None and one.new is not None for one in edits),
            added=sum(one.old is None for one in edits),
            removed=sum(one.new is None for one in edits),
            silent=found.silent,
            more=sum(max(0, len(row) - _CLAIMS_MOST) for row in rows),
        )

    def _told(self, claim: Claim) -> Told:
        of_whom = population(claim.of) if claim.of.is_stated else claim.of.text
        return Told(claim, self._mark(claim.measure), of_whom, origin(claim))


def _in_order(found: Sequence[Version]) -> tuple[Version, Version]:
    return found[0], found[-1]


def _pair(changes: _Changes, one: int, other: int) -> Pair | None:
    last = len(changes.editions)
    old, new = sorted(min(max(number, 1), last) for number in (one, other))
    if old == new:
        return None
    found = changes.compared(old, new)
    stretches = list(_stretches(found.difference))
    shown = stretches[:_PASSAGES_MOST]
    return Pair(
        old=Row(old, changes.editions[old - 1], None),
        new=Row(new, changes.editions[new - 1], None),
        change=changes.told(found),
        difference=tuple(shown),
        more=sum(
            one.passage is not None and not one.passage.is_same
            for one in stretches[_PASSAGES_MOST:]
        ),
    )


def _stretches(passages: Sequence[Passage]) -> Iterator[Stretch]:
    """Changes with what stands next to them; what is farther off is only counted."""
    near: set[int] = set()
    for at, one in enumerate(passages):
        if not one.is_same:
            near.update(range(at - _CONTEXT, at + _CONTEXT + 1))
    same = 0
    for at, one in enumerate(passages):
        if at not in near:
            same += 1
            continue
        if same:
            yield Stretch(None, same)
            same = 0
        yield Stretch(one)
    if same:
        yield Stretch(None, same)
