"""What counts now: each page's newest reading, its claims, blocks and problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, Subquery, Table, func, or_, select

from tallybook.errors import UsageError
from tallybook.model import Block, Claim, Problem, Report
from tallybook.model.records import (
    block_from_record,
    claim_from_record,
    problem_from_record,
    report_from_record,
)
from tallybook.store.rows import in_batches, record_of
from tallybook.store.tables import (
    blocks,
    claims,
    fallen,
    links,
    problems,
    reading_claims,
    readings,
    reports,
    revisions,
    ruling_withdrawals,
    rulings,
    withdrawals,
)

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
        .where(readings.c.behind.is_(None))
        .subquery()
    )


def current_claims(connection: Connection, measure: str | None = None) -> Iterator[Claim]:
    """The claims of the readings that count, by reading and position in the page."""
    count = select(current_readings().c.seq)
    yield from _claims(connection, reading_claims, count, measure)
    yield from _claims(connection, fallen, count, measure)


def counting(connection: Connection) -> list[int]:
    """The readings that count."""
    return list(connection.scalars(select(current_readings().c.seq)))


def reports_by_reading(
    connection: Connection, found: Sequence[int]
) -> Iterator[tuple[int, Report]]:
    """The reports of some readings, each with the number of its reading."""
    for batch in in_batches(found):
        query = (
            select(readings.c.seq, reports.c.record)
            .join(reports, reports.c.id == readings.c.report)
            .where(readings.c.seq.in_(batch))
            .order_by(readings.c.seq)
        )
        for row in connection.execute(query):
            yield row.seq, report_from_record(record_of(row))


def texts(connection: Connection, found: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The texts of the reports with these ids, as far as there are such."""
    for batch in in_batches(found):
        query = select(reports.c.id, reports.c.record).where(reports.c.id.in_(batch))
        for row in connection.execute(query):
            yield row.id, record_of(row)["text"]


def mark(connection: Connection) -> tuple[object, ...]:
    """Another one after anything was added that answers or pages can depend on."""
    newest = (
        readings.c.seq,
        revisions.c.seq,
        withdrawals.c.seq,
        ruling_withdrawals.c.seq,
        problems.c.seq,
    )
    found = [connection.scalar(select(func.max(column))) for column in newest]
    for table in (links, rulings):
        found.append(connection.scalar(select(func.count()).select_from(table)))
    return tuple(found)


def claims_by_reading(connection: Connection, found: Sequence[int]) -> Iterator[tuple[int, Claim]]:
    """The claims of some readings and of the posts that fell off their pages, with the reading."""
    for table in (reading_claims, fallen):
        for batch in in_batches(found):
            query = (
                select(table.c.reading, claims.c.record)
                .join(table, table.c.claim == claims.c.key)
                .where(table.c.reading.in_(batch))
                .order_by(table.c.reading, table.c.position)
            )
            for row in connection.execute(query):
                yield row.reading, claim_from_record(record_of(row))


def own_claims(
    connection: Connection, found: Sequence[int], measure: str | None = None
) -> Iterator[Claim]:
    """The claims of some readings, by reading and position in the page."""
    for batch in in_batches(found):
        yield from _claims(connection, reading_claims, batch, measure)


def fallen_claims(
    connection: Connection, found: Sequence[int], measure: str | None = None
) -> Iterator[Claim]:
    """The claims of posts that are no longer on the pages of some readings, and still count."""
    for batch in in_batches(found):
        yield from _claims(connection, fallen, batch, measure)


def _claims(
    connection: Connection,
    table: Table,
    found: Select[tuple[int]] | Sequence[int],
    measure: str | None,
) -> Iterator[Claim]:
    query = (
        select(claims.c.record)
        .join(table, table.c.claim == claims.c.key)
        .where(table.c.reading.in_(found))
        .order_by(table.c.reading, table.c.position)
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
    """report: the moment at which it was fetched, where that is known, else first read."""
    first = select(func.min(readings.c.seq)).group_by(readings.c.report)
    query = select(readings.c.report, readings.c.retrieved, readings.c.at)
    query = query.where(readings.c.seq.in_(first))
    return {row.report: row.retrieved or row.at for row in connection.execute(query)}


def current_blocks(connection: Connection, report: str) -> tuple[Block, ...]:
    """The blocks of a report's newest reading."""
    newest = connection.scalar(select(func.max(readings.c.seq)).where(readings.c.report == report))
    return () if newest is None else blocks_of(connection, newest)


def blocks_of(connection: Connection, reading: int) -> tuple[Block, ...]:
    """The blocks of a reading."""
    query = (
        select(blocks.c.role, blocks.c.start, blocks.c.end, blocks.c.time)
        .where(blocks.c.reading == reading)
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


def report_of(connection: Connection, report: str) -> Report:
    """The report with that id, which the ledger has."""
    query = select(reports.c.record).where(reports.c.id == report)
    return report_from_record(record_of(connection.execute(query).one()))


def find_report(connection: Connection, prefix: str) -> Report:
    """The report whose id begins so; UsageError for none or several."""
    key = _sole(connection, reports.c.id, prefix, "report", "tallybook claims")
    return report_of(connection, key)


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
