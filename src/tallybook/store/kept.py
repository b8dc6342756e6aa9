"""A report as the ledger keeps it: its text, blocks, problems, and the bytes that it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from tallybook.model import Block, Problem, Report, Run
from tallybook.model.records import problem_from_record, report_from_record
from tallybook.store.current import blocks_of
from tallybook.store.rows import in_batches, record_of
from tallybook.store.runs import runs_read
from tallybook.store.standing import moment_of
from tallybook.store.tables import problems, readings, reports


@dataclass(frozen=True, slots=True)
class Kept:
    """A report by its newest reading. reading: its number. read: when that was.

    snapshot, media_type, encoding, runs: the bytes that it came from, and where its text stands in
    them; none where they were not kept.
    """

    reading: int
    report: Report
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    made_by: str
    read: datetime
    snapshot: str | None
    media_type: str | None
    encoding: str | None
    runs: tuple[Run, ...]


def find_kept(connection: Connection, report: str) -> Kept | None:
    """The report with that id; None where the ledger has none."""
    query = (
        select(readings, reports.c.record)
        .join(reports, reports.c.id == readings.c.report)
        .where(readings.c.report == report)
        .order_by(readings.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    faults = select(problems.c.record).where(problems.c.reading == row.seq).order_by(problems.c.seq)
    return Kept(
        reading=row.seq,
        report=report_from_record(record_of(row)),
        blocks=blocks_of(connection, row.seq),
        problems=tuple(problem_from_record(record_of(one)) for one in connection.execute(faults)),
        made_by=row.made_by,
        read=moment_of(row.at),
        snapshot=row.snapshot,
        media_type=row.media_type,
        encoding=row.encoding,
        runs=tuple(runs_read(row.runs)) if row.runs else (),
    )


def count_problems(connection: Connection, which: Sequence[str]) -> dict[str, int]:
    """report: how many problems its newest reading had, for those of these that had any."""
    found: dict[str, int] = {}
    for batch in in_batches(which):
        newest = (
            select(readings.c.report, func.max(readings.c.seq).label("seq"))
            .where(readings.c.report.in_(batch))
            .group_by(readings.c.report)
            .subquery()
        )
        query = (
            select(newest.c.report, func.count())
            .join(problems, problems.c.reading == newest.c.seq)
            .group_by(newest.c.report)
        )
        found.update({row[0]: row[1] for row in connection.execute(query)})
    return found


def unread(connection: Connection, most: int) -> tuple[int, list[Problem]]:
    """How many problems are of places that gave no report, and the newest of them."""
    none = problems.c.reading.is_(None)
    query = select(problems.c.record).where(none).order_by(problems.c.seq.desc()).limit(most)
    number = connection.scalar(select(func.count()).select_from(problems).where(none))
    return number or 0, [problem_from_record(record_of(row)) for row in connection.execute(query)]
