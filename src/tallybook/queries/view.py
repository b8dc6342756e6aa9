"""A view: the answers of a ledger and all that they rest on, as of one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from threading import Lock
from typing import Any, TypeVar

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Claim, Measure, Report, Tally
from tallybook.store import Past

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Head:
    """A report without its text; length is that of the text, in code points.

    words: those of the text, folded, each once, by which it is found.
    """

    id: str
    url: str | None
    publisher: str | None
    agency: str | None
    title: str | None
    language: str | None
    published: date | None
    modified: date | None
    retrieved: datetime | None
    path: str | None
    length: int
    words: str = field(default="", repr=False, compare=False)

    @property
    def file(self) -> str | None:
        """The name of the file it was read from; its folders are nobody's business on a page."""
        return None if self.path is None else PurePath(self.path).name

    @property
    def outlet(self) -> str:
        """What to call where it stands: its masthead, else its file or its address."""
        return self.publisher or self.file or self.url or "a report of no named outlet"


def head_of(report: Report) -> Head:
    """The report without its text."""
    return Head(
        report.id,
        report.url,
        report.publisher,
        report.agency,
        report.title,
        report.language,
        report.published,
        report.modified,
        report.retrieved,
        report.path,
        len(report.text),
    )


@dataclass(frozen=True, slots=True)
class View:
    """The answers at one moment. It never changes, so that what follows from it is kept in it.

    number: grows by one with each view that differs. tallies: by id, the best witnessed first.
    claims: by id, those that count. reports: by id, those that count, also those without claims.
    past: how pages stood before.
    """

    number: int
    taken: datetime
    tallies: Mapping[str, Tally]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Head]
    measures: Mapping[str, Measure]
    sides: Conflicts
    past: Past = field(default_factory=Past)
    _kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)
    _before: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, make: Callable[[View], Found]) -> Found:
        """What `make` finds in this view, found the first time it is asked for and then kept.

        name: one for each `make`.
        """
        if name not in self._kept:
            found = make(self)
            with self._lock:
                self._kept.setdefault(name, found)
        kept: Found = self._kept[name]
        return kept

    def before(self, name: str) -> Any:
        """What the view before this one kept under that name, None where it kept nothing.

        With it a `make` need only find anew what changed.
        """
        return self._before.get(name)

    def kept(self) -> dict[str, Any]:
        """All that is kept in this view, by name."""
        with self._lock:
            return dict(self._kept)
