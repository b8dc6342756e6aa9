"""Adding a reading: one report, its blocks, claims and problems, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from tallybook.errors import LedgerError
from tallybook.model import Block, Claim, Problem, Reading, Report, Snapshot, Stage, content_id
from tallybook.model.records import block_record, line, problem_record
from tallybook.store.carrying import carry, first_said
from tallybook.store.claim_rows import claim_key, claim_row, report_row
from tallybook.store.placing import Added, Place, find_place
from tallybook.store.rows import in_batches, now, plain
from tallybook.store.runs import runs_written
from tallybook.store.standing import Stood, body_of, readings_of, since_days, times_of
from tallybook.store.tables import blocks, claims, problems, reading_claims, readings, reports

Keep = Callable[[Snapshot], str]
"""Keeps the bytes of a page for good and gives their digest."""

_UNREAD = frozenset({Stage.CLEAN, Stage.EXTRACT})


def add_reading(connection: Connection, reading: Reading, keep: Keep | None = None) -> Added:
    """Adds what is new of a reading and makes it the one that counts for its page.

    Its snapshot is on disk before a row points to it; that of a page which is known is not kept.
    """
    report = reading.report
    if report is None:
        add_problems(connection, reading.problems, None)
        return Added.NEW if reading.problems else Added.KNOWN
    digest, body, at = _digest(reading), body_of(report, reading.blocks), now()
    place = find_place(connection, report, reading, digest, body, at)
    if place.added is Added.KNOWN:
        return place.added
    if _came_to_nothing(reading) and _had_claims(connection, report, place.stands):
        add_problems(connection, reading.problems, None)
        return Added.FAILED
    if place.added is Added.SHORTER:
        return place.added
    snapshot = keep(reading.snapshot) if keep is not None and reading.snapshot else None
    if not _has(connection, select(reports.c.id).where(reports.c.id == report.id)):
        connection.execute(insert(reports).values(report_row(report)))
    seq = _add_row(
        connection,
        report=report.id,
        made_by=reading.made_by,
        digest=digest,
        supersedes=place.supersedes,
        at=at,
        body=body,
        version=place.version,
        behind=place.behind,
        modified=report.modified,
        retrieved=None if report.retrieved is None else report.retrieved.isoformat(),
        snapshot=snapshot,
        media_type=None if reading.snapshot is None else reading.snapshot.media_type,
        encoding=None if reading.snapshot is None else reading.snapshot.encoding,
        runs=runs_written(reading.runs) if reading.runs else None,
    )
    _add_blocks(connection, seq, reading.blocks)
    _add_claims(connection, seq, reading.claims, _first_said(connection, reading, place, at))
    if place.before is not None:
        carry(connection, seq, report, reading.blocks, place.before)
    add_problems(connection, reading.problems, seq)
    return place.added


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


def _came_to_nothing(reading: Reading) -> bool:
    """Did a stage fail, rather than find that there is nothing?"""
    return not reading.claims and any(
        problem.stage in _UNREAD and problem.start is None for problem in reading.problems
    )


def _had_claims(connection: Connection, report: Report, stands: Stood | None) -> bool:
    """Did the newest reading of this report, or the one that counts for its page, have claims?"""
    newest = [each.seq for each in readings_of(connection, report.id)[-1:]]
    if stands is not None:
        newest.append(stands.seq)
    query = select(reading_claims.c.reading).where(reading_claims.c.reading.in_(newest))
    return _has(connection, query)


def _first_said(
    connection: Connection, reading: Reading, place: Place, at: str
) -> dict[str, date | None]:
    before, report = place.before, reading.report
    if before is None or report is None:
        return {}
    since = since_days([before.times, place.began or times_of(report, at)])[-1]
    return first_said(connection, reading.claims, before, since)


def _add_row(connection: Connection, **values: Any) -> int:
    key = connection.execute(insert(readings).values(values)).inserted_primary_key
    if key is None:
        raise LedgerError("the database gave no number to a reading; nothing of it was added")
    seq: int = key[0]
    return seq


def _digest(reading: Reading) -> str:
    """The same for readings that found the same, wherever the file lies."""
    found = [claim_key(claim) for claim in reading.claims]
    faults = [problem.id for problem in reading.problems]
    roles = [(block.role.value, block.start, block.end, block.time) for block in reading.blocks]
    return content_id("reading", found, faults, roles)


def _add_blocks(connection: Connection, seq: int, found: Sequence[Block]) -> None:
    rows = [
        {"reading": seq, "position": position, **block_record(block)}
        for position, block in enumerate(found)
    ]
    if rows:
        connection.execute(insert(blocks), rows)


def _add_claims(
    connection: Connection, seq: int, found: Sequence[Claim], since: dict[str, date | None]
) -> None:
    rows = {claim_key(claim): claim for claim in found}
    known: set[str] = set()
    for batch in in_batches(list(rows)):
        known.update(connection.scalars(select(claims.c.key).where(claims.c.key.in_(batch))))
    fresh = [claim_row(key, claim) for key, claim in rows.items() if key not in known]
    if fresh:
        connection.execute(insert(claims), fresh)
    mentions = [
        {"reading": seq, "position": position, "claim": key, "since": since.get(claim.id)}
        for position, (key, claim) in enumerate(rows.items())
    ]
    if mentions:
        connection.execute(insert(reading_claims), mentions)


def _has(connection: Connection, query: Select[Any]) -> bool:
    return connection.execute(query.limit(1)).first() is not None
