"""Content in memory, as readers are given it, and what they make of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tallybook.model import Page, Piece, Problem, Report
from tallybook.read import Raw, Reader, ReadOptions
from tallybook.read.archives import ArchiveReader
from tallybook.read.feeds import FEED
from tallybook.read.html.reader import HTML
from tallybook.read.lines import JSON_LINES
from tallybook.read.passing import read_raw
from tallybook.read.pdf import PDF
from tallybook.read.tables import CSV
from tallybook.read.text import TEXT
from tallybook.read.warc import WarcReader

NOON = datetime(2024, 12, 18, 12, tzinfo=UTC)


def all_readers() -> Sequence[Reader]:
    return READERS


READERS: Sequence[Reader] = sorted(
    (ArchiveReader(all_readers), WarcReader(all_readers), FEED, HTML, JSON_LINES, CSV, PDF, TEXT),
    key=lambda reader: (reader.rank, reader.name),
)


def raw_of(data: bytes, name: str = "given", **about: object) -> Raw:
    path = Path(name)
    return Raw(name, path, data[:4096], lambda: io.BytesIO(data), len(data), **about)  # type: ignore[arg-type]


def read_all(data: bytes, name: str = "given", **options: object) -> list[Page | Problem]:
    """Through the door, whatever the content is."""
    return list(read_raw(raw_of(data, name), ReadOptions(**options), READERS))  # type: ignore[arg-type]


def reports(found: Sequence[Page | Problem]) -> list[Report]:
    return [each.report for each in found if isinstance(each, Page)]


def problems(found: Sequence[Page | Problem]) -> list[Problem]:
    return [each for each in found if isinstance(each, Problem)]


def pieces(page: Page | Problem) -> list[tuple[str, str]]:
    assert isinstance(page, Page)
    return [(each.kind.value, cut(page.report, each)) for each in page.pieces]


def cut(report: Report, piece: Piece) -> str:
    return report.text[piece.start : piece.end]


def mapped(page: Page | Problem) -> str:
    """What of the text the runs find in the snapshot; each must be the same there."""
    assert isinstance(page, Page)
    assert page.snapshot is not None
    source = page.snapshot.content.decode(page.snapshot.encoding or "utf-8", "replace")
    for run in page.runs:
        there = source[run.raw : run.raw + run.length]
        assert page.report.text[run.start : run.start + run.length] == there
    ends = [run.start + run.length for run in page.runs]
    assert all(run.start >= end for run, end in zip(page.runs[1:], ends, strict=False))
    return "".join(source[run.raw : run.raw + run.length] for run in page.runs)
