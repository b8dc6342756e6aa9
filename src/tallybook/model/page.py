"""Page: a report as it was read, with what its format says of it and the bytes it came from."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tallybook.model.report import Report


class Kind(StrEnum):
    """What markup says that a piece of a page is."""

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    QUOTE = "quote"
    BYLINE = "byline"
    TEASER = "teaser"
    COMMENT = "comment"
    CHROME = "chrome"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the report's text that its markup sets apart, `[start, end)` in code points.

    main: the reader of the format takes it for the report's own text. linked: the share of its
    characters that are links, 0 to 1. box: pieces of one container have the same number. post: the
    number of the live blog's post that it belongs to, and `time` that post's.
    """

    start: int
    end: int
    kind: Kind = Kind.PARAGRAPH
    main: bool = True
    linked: float = 0.0
    box: int = 0
    post: int | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """`text[start : start + length]` stands unchanged at `raw` in the snapshot's decoded text."""

    start: int
    raw: int
    length: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes that a report was read from, as they came.

    encoding: what decodes them (errors replaced), None where they are no text. media_type: as the
    server or the file's content says, without parameters.
    """

    content: bytes
    media_type: str = "text/plain"
    encoding: str | None = "utf-8"

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, 64 hexadecimal digits: what a snapshot is kept under."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader gives for one report.

    pieces: sorted and disjoint, empty where the format says nothing of its parts. snapshot: None
    where there is nothing to keep. runs: sorted by start; how the text maps to the snapshot.
    """

    report: Report
    pieces: tuple[Piece, ...] = ()
    snapshot: Snapshot | None = None
    runs: tuple[Run, ...] = ()


def raw_span(runs: Sequence[Run], start: int, end: int) -> tuple[int, int] | None:
    """Where `text[start:end]` stands in the snapshot's decoded text; None where it is not known.

    Both ends must lie in runs. Markup may stand between them, so the stretch can be longer.

    >>> raw_span([Run(0, 3, 5), Run(6, 12, 4)], 2, 8)
    (5, 14)
    """
    if start >= end:
        return None
    first, last = _place(runs, start), _place(runs, end - 1)
    return None if first is None or last is None or last < first else (first, last + 1)


def _place(runs: Sequence[Run], at: int) -> int | None:
    i = bisect_right(runs, at, key=lambda run: run.start) - 1
    if i < 0 or at >= runs[i].start + runs[i].length:
        return None
    return runs[i].raw + at - runs[i].start
