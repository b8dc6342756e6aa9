"""The history of answers: a row for each time a tally's answer changed, none ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from tallybook.model import Revision, Tally, content_id
from tallybook.model.records import (
    line,
    revision_from_record,
    revision_record,
    tally_from_record,
    tally_record,
)
from tallybook.store.rows import now, record_of
from tallybook.store.tables import revisions


@dataclass(frozen=True, slots=True)
class Change:
    """A tally's answer from the moment `recorded` on; `before` is None for a new question.

    withdrawn: nothing that the ledger now counts asks this question any more.
    """

    tally: Tally
    revision: Revision
    before: Revision | None
    recorded: datetime
    withdrawn: bool = False


def record_revisions(connection: Connection, tallies: Iterable[Tally]) -> int:
    """Appends a revision for each tally whose answer is not the last recorded one; how many.

    A tally that is no longer among them gets a revision that withdraws it.
    """
    last = {row.tally: row for row in connection.execute(_last_of_each())}
    rows = []
    for tally in tallies:
        row = last.pop(tally.id, None)
        if row is None or row.withdrawn or _answer(tally) != (row.low, row.best, row.high):
            rows.append(_row(tally, row, withdrawn=False))
    for row in last.values():
        if not row.withdrawn:
            rows.append(_row(_tally(row), row, withdrawn=True))
    for values in rows:
        connection.execute(insert(revisions).values(values))
    return len(rows)


def changes(connection: Connection, since: datetime | None = None) -> Iterator[Change]:
    """What changed in the answers, in the order in which it was recorded."""
    query = select(revisions).order_by(revisions.c.seq)
    before: dict[str, Revision] = {}
    for row in connection.execute(query):
        revision = revision_from_record(record_of(row)["revision"])
        recorded = datetime.fromisoformat(row.recorded)
        if since is None or recorded >= since:
            yield Change(_tally(row), revision, before.get(row.tally), recorded, row.withdrawn)
        before[row.tally] = revision


def _last_of_each() -> Select[Any]:
    newest = select(func.max(revisions.c.seq)).group_by(revisions.c.tally)
    return select(revisions).where(revisions.c.seq.in_(newest))


def _answer(tally: Tally) -> tuple[Any, Any, Any]:
    return (tally.low, tally.best, tally.high)


def _tally(row: Row[Any]) -> Tally:
    return tally_from_record(record_of(row)["tally"])


def _row(tally: Tally, last: Row[Any] | None, *, withdrawn: bool) -> dict[str, Any]:
    newest = tally.revisions[-1] if tally.revisions else None
    low, best, high = (None, None, None) if withdrawn else _answer(tally)
    at = tally.as_of if newest is None else newest.at
    supersedes = None if last is None else last.id
    key = content_id("revision", tally.id, at, low, best, high, withdrawn, supersedes)
    because = () if newest is None or withdrawn else newest.because
    revision = Revision(at, low, best, high, because, supersedes, key)
    question = replace(tally, statements=(), revisions=(), bounds=(), conflict=())
    record = {"tally": tally_record(question), "revision": revision_record(revision)}
    return {
        "id": key,
        "tally": tally.id,
        "day": at,
        "low": low,
        "best": best,
        "high": high,
        "withdrawn": withdrawn,
        "supersedes": supersedes,
        "recorded": now(),
        "answer": tally.answer,
        "record": line(record),
    }
