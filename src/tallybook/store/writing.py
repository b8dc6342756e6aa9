"""Adding a reading: one report, its blocks, claims and problems, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Select, func, insert, select

from tallybook.errors import LedgerError
from tallybook.model import Block, Claim, Problem, Reading, Report, Stage, content_id
from tallybook.model.records import (
    block_record,
    claim_record,
    line,
    problem_record,
    report_from_record,
    report_record,
)
from tallybook.store.current import current_readings
from tallybook.store.rows import in_batches, now, plain, record_of
from tallybook.store.tables import blocks, claims, problems, reading_claims, readings, reports

_STDIN: Final = "-"
"""The path of what was piped in: a place of many texts."""


class Added(StrEnum):
    """What adding a reading did to the ledger."""

    NEW = "new"
    KNOWN = "known"
    """The same page with the same claims is there already: nothing was written."""
    REREAD = "reread"
    """The same page gave other claims, by a better extractor: they stand beside the old."""
    CORRECTED = "corrected"
    """The same page came with other metadata: this reading counts now, the earlier is kept."""
    FAILED = "failed"
    """The page is known and could not be read this time: only the problems were added."""


def add_reading(connection: Connection, reading: Reading) -> Added:
    """Adds what is new of a reading and makes it the one that counts for its page."""
    report = reading.report
    if report is None:
        add_problems(connection, reading.problems, None)
        return Added.NEW if reading.problems else Added.KNOWN
    digest = _digest(reading)
    if _newest(connection, report) == (report.id, reading.made_by, digest):
        return Added.KNOWN
    if _came_to_nothing(reading) and _has_claims(connection, report):
        add_problems(connection, reading.problems, None)
        return Added.FAILED
    superseded = _earlier_report(connection, report)
    is_there = _has(connection, select(reports.c.id).where(reports.c.id == report.id))
    if not is_there:
        connection.execute(insert(reports).values(_report_row(report)))
    seq = _add_row(connection, reading, digest, superseded)
    _add_blocks(connection, seq, reading.blocks)
    _add_claims(connection, seq, reading.claims)
    add_problems(connection, reading.problems, seq)
    if superseded is not None:
        return Added.CORRECTED
    return Added.REREAD if is_there else Added.NEW


def add_problems(connection: Connection, found: Iterable[Problem], reading: int | None) -> None:
    """Problems of a reading, or of a place that gave no report; the latter only once."""
    for problem in found:
        stood = select(problems.c.seq).where(
            problems.c.id == problem.id, problems.c.reading.is_(None)
        )
        if reading is None and _has(connection, stood):
            continue
        connection.execute(
            insert(problems).values(
                id=problem.id,
                reading=reading,
                stage=problem.stage.value,
                where=plain(problem.where),
                at=now(),
                record=line(problem_record(problem)),
            )
        )


def page_of(report: Report) -> str:
    """What two readings of one page share: their text."""
    return content_id("page", report.text)


def same_place(earlier: Report, later: Report) -> bool:
    """Do two reports of one text come from one place, the later being the earlier read again?

    By their urls where both are known, or by their file; else where nothing that is known of the
    one goes against the other. The same text under another masthead or date is a reprint, and a
    report of its own.
    """
    if earlier.url is not None and later.url is not None:
        return earlier.url == later.url
    if earlier.path is not None and earlier.path == later.path and earlier.path != _STDIN:
        return True
    pairs = ((earlier.publisher, later.publisher), (earlier.published, later.published))
    return all(before is None or after is None or before == after for before, after in pairs)


def _earlier_report(connection: Connection, report: Report) -> str | None:
    """The report that counted for this page until now, where it is another one."""
    latest = select(reports.c.id, reports.c.record, func.max(readings.c.seq).label("seq"))
    latest = (
        latest.join(readings, readings.c.report == reports.c.id)
        .where(reports.c.page == page_of(report))
        .group_by(reports.c.id, reports.c.record)
        .order_by(func.max(readings.c.seq).desc())
    )
    superseded = _superseded(connection, page_of(report))
    for row in connection.execute(latest):
        if row.seq < superseded.get(row.id, 0):
            continue
        if row.id != report.id and same_place(report_from_record(record_of(row)), report):
            earlier: str = row.id
            return earlier
    return None


def _superseded(connection: Connection, page: str) -> dict[str, int]:
    """report: the newest reading that took its place, for the reports of a page."""
    query = (
        select(readings.c.supersedes, func.max(readings.c.seq).label("seq"))
        .join(reports, reports.c.id == readings.c.supersedes)
        .where(reports.c.page == page)
        .group_by(readings.c.supersedes)
    )
    return {row.supersedes: row.seq for row in connection.execute(query)}


def _came_to_nothing(reading: Reading) -> bool:
    """Did the extractor fail, rather than find that there is nothing?"""
    return not reading.claims and any(
        problem.stage is Stage.EXTRACT and problem.start is None for problem in reading.problems
    )


def _has_claims(connection: Connection, report: Report) -> bool:
    count = current_readings()
    query = (
        select(reading_claims.c.reading)
        .join(count, count.c.seq == reading_claims.c.reading)
        .where(count.c.report == report.id)
    )
    return _has(connection, query)


def _newest(connection: Connection, report: Report) -> tuple[str, str, str] | None:
    """report, maker and digest of the report's newest reading, None where another superseded it."""
    query = (
        select(readings.c.seq, readings.c.made_by, readings.c.digest)
        .where(readings.c.report == report.id)
        .order_by(readings.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None or row.seq < _superseded(connection, page_of(report)).get(report.id, 0):
        return None
    return (report.id, row.made_by, row.digest)


def _add_row(connection: Connection, reading: Reading, digest: str, superseded: str | None) -> int:
    row = insert(readings).values(
        report=None if reading.report is None else reading.report.id,
        made_by=reading.made_by,
        digest=digest,
        supersedes=superseded,
        at=now(),
    )
    key = connection.execute(row).inserted_primary_key
    if key is None:
        raise LedgerError("the database gave no number to a reading; nothing of it was added")
    seq: int = key[0]
    return seq


def _digest(reading: Reading) -> str:
    """The same for readings that found the same, wherever the file lies."""
    found = [_key(claim) for claim in reading.claims]
    faults = [problem.id for problem in reading.problems]
    roles = [(block.role.value, block.start, block.end, block.time) for block in reading.blocks]
    return content_id("reading", found, faults, roles)


def _key(claim: Claim) -> str:
    record = claim_record(claim, parts=True)
    del record["path"]
    return content_id("record", line(record))


def _add_blocks(connection: Connection, seq: int, found: Sequence[Block]) -> None:
    rows = [
        {"reading": seq, "position": position, **block_record(block)}
        for position, block in enumerate(found)
    ]
    if rows:
        connection.execute(insert(blocks), rows)


def _add_claims(connection: Connection, seq: int, found: Sequence[Claim]) -> None:
    rows = {_key(claim): claim for claim in found}
    known: set[str] = set()
    for batch in in_batches(list(rows)):
        known.update(connection.scalars(select(claims.c.key).where(claims.c.key.in_(batch))))
    fresh = [_claim_row(key, claim) for key, claim in rows.items() if key not in known]
    if fresh:
        connection.execute(insert(claims), fresh)
    mentions = [
        {"reading": seq, "position": position, "claim": key} for position, key in enumerate(rows)
    ]
    if mentions:
        connection.execute(insert(reading_claims), mentions)


def _report_row(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "page": page_of(report),
        "url": plain(report.url),
        "path": plain(report.path),
        "publisher": plain(report.publisher),
        "published": report.published,
        "language": report.language,
        "added": now(),
        "record": line(report_record(report)),
    }


def _claim_row(key: str, claim: Claim) -> dict[str, Any]:
    origin, place, period = claim.origin, claim.place, claim.period
    return {
        "key": key,
        "id": claim.id,
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "block": claim.block.value,
        "measure": claim.measure,
        "low": claim.quantity.low,
        "high": claim.quantity.high,
        "form": claim.quantity.form.value,
        "unit": plain(claim.quantity.unit),
        "parties": " ".join(claim.of.parties),
        "role": claim.of.role,
        "origin": plain(origin.source.name) if origin else None,
        "origin_party": origin.source.party if origin else None,
        "stance": claim.stance.value,
        "scope": claim.scope.value,
        "place": plain(place.name) if place else None,
        "countries": " ".join(place.countries) if place else "",
        "first_day": period.first if period else None,
        "last_day": period.last if period else None,
        "rule": claim.rule,
        "made_by": claim.made_by,
        "confidence": claim.confidence,
        "record": line(claim_record(claim, parts=True)),
    }


def _has(connection: Connection, query: Select[Any]) -> bool:
    return connection.execute(query.limit(1)).first() is not None
