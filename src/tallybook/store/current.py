"""What counts now: each page's newest reading, its claims, blocks and problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Select, Subquery, func, or_, select

from tallybook.errors import UsageError
from tallybook.model import Block, Claim, Problem, Report
from tallybook.model.records import (
    block_from_record,
    claim_from_record,
    problem_from_record,
    report_from_record,
)
from tallybook.store.rows import record_of
from tallybook.store.tables import blocks, claims, problems, reading_claims, readings, reports

_MANY = 5


def current_readings() -> Subquery:
    """seq, report, at: the readings that count, each page's newest."""
    newest = (
        select(readings.c.report, func.max(readings.c.seq).label("seq"))
        .group_by(readings.c.report)
        .subquery()
    )
    superseded = (
        select(readings.c.supersedes, func.max(readings.c.seq).label("seq"))
        .where(readings.c.supersedes.is_not(None))
        .group_by(readings.c.supersedes)
        .subquery()
    )
    return (
        select(readings.c.seq, readings.c.report, readings.c.at)
        .join(newest, newest.c.seq == readings.c.seq)
        .outerjoin(superseded, superseded.c.supersedes == readings.c.report)
        .where(or_(superseded.c.seq.is_(None), superseded.c.seq < readings.c.seq))
        .subquery()
    )


def current_claims(connection: Connection, measure: str | None = None) -> Iterator[Claim]:
    """The claims of the readings that count, by reading and position in the page."""
    count = current_readings()
    query = (
        select(claims.c.record)
        .join(reading_claims, reading_claims.c.claim == claims.c.key)
        .join(count, count.c.seq == reading_claims.c.reading)
        .order_by(reading_claims.c.reading, reading_claims.c.position)
    )
    if measure is not None:
        query = query.where(claims.c.measure == measure)
    for row in connection.execute(query):
        yield claim_from_record(record_of(row))


def current_reports(connection: Connection) -> Iterator[Report]:
    """The reports that count, in the order in which they were added."""
    count = current_readings()
    query = (
        select(reports.c.record).join(count, count.c.report == reports.c.id).order_by(count.c.seq)
    )
    for row in connection.execute(query):
        yield report_from_record(record_of(row))


def first_read(connection: Connection) -> dict[str, str]:
    """report: the moment at which the ledger first had it, for the reports that count."""
    count = current_readings()
    query = select(reports.c.id, reports.c.added).join(count, count.c.report == reports.c.id)
    return {row.id: row.added for row in connection.execute(query)}


def current_blocks(connection: Connection, report: str) -> tuple[Block, ...]:
    """The blocks of a report's newest reading."""
    newest = select(func.max(readings.c.seq)).where(readings.c.report == report)
    query = (
        select(blocks.c.role, blocks.c.start, blocks.c.end, blocks.c.time)
        .where(blocks.c.reading == newest.scalar_subquery())
        .order_by(blocks.c.position)
    )
    return tuple(
        block_from_record({"role": role, "start": start, "end": end, "time": time})
        for role, start, end, time in connection.execute(query)
    )


def current_problems(connection: Connection) -> Iterator[Problem]:
    """The problems of the readings that count, and of places that gave no report."""
    count = current_readings()
    query = (
        select(problems.c.record)
        .outerjoin(count, count.c.seq == problems.c.reading)
        .where(or_(problems.c.reading.is_(None), count.c.seq.is_not(None)))
        .order_by(problems.c.seq)
    )
    for row in connection.execute(query):
        yield problem_from_record(record_of(row))


def find_claim(connection: Connection, prefix: str) -> Claim:
    """The newest claim whose id begins so, in whatever reading; UsageError for none or several."""
    key = _sole(connection, claims.c.id, prefix, "claim", "tallybook claims")
    query = (
        select(claims.c.record)
        .join(reading_claims, reading_claims.c.claim == claims.c.key)
        .where(claims.c.id == key)
        .order_by(reading_claims.c.reading.desc())
        .limit(1)
    )
    return claim_from_record(record_of(connection.execute(query).one()))


def find_report(connection: Connection, prefix: str) -> Report:
    """The report whose id begins so; UsageError for none or several."""
    key = _sole(connection, reports.c.id, prefix, "report", "tallybook claims")
    query = select(reports.c.record).where(reports.c.id == key)
    return report_from_record(record_of(connection.execute(query).one()))


def _sole(connection: Connection, column: Column[Any], prefix: str, kind: str, remedy: str) -> str:
    query: Select[Any] = (
        select(column)
        .where(column.startswith(prefix, autoescape=True))
        .distinct()
        .order_by(column)
        .limit(_MANY + 1)
    )
    found: list[str] = list(connection.scalars(query)) if prefix else []
    if prefix in found:
        return prefix
    if not found:
        raise UsageError(f"no {kind} has an id that begins with {prefix!r}; see `{remedy}`")
    if len(found) > 1:
        several = ", ".join(found[:_MANY]) + (", ..." if len(found) > _MANY else "")
        raise UsageError(f"{prefix!r} begins several {kind}s: {several}; write more of it")
    return found[0]
