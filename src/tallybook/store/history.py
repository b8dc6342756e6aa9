"""The history of answers: a row for each time a tally's answer changed, none ever changed.

A row is written where low, best or high moved, where the answer became contested or ceased to be,
and where a source lowered, corrected, took back or relabelled a figure, though the answer stayed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select

from tallybook.model import Claim, Move, Revision, Tally, Turn, content_id
from tallybook.model.records import (
    claim_from_record,
    line,
    revision_from_record,
    revision_record,
    tally_from_record,
    tally_record,
)
from tallybook.store.rows import in_batches, now, record_of
from tallybook.store.tables import claims, revisions

_MOVES_KEPT: Final = 20
_READ_AHEAD: Final = 500


@dataclass(frozen=True, slots=True)
class Change:
    """A tally's answer from the moment `recorded` on; `before` is None for a new question.

    withdrawn: nothing that the ledger now counts asks this question any more. claims: what the
    revision, its moves and its conflicts rest on, in the words of the reports. was_contested: did
    figures clash before? The tally holds only the statements of these.
    """

    tally: Tally
    revision: Revision
    before: Revision | None
    recorded: datetime
    withdrawn: bool = False
    claims: tuple[Claim, ...] = ()
    was_contested: bool = False


def record_revisions(connection: Connection, tallies: Iterable[Tally]) -> int:
    """Appends a revision for each tally whose answer is not the last recorded one; how many.

    A tally that is no longer among them gets a revision that withdraws it.
    """
    kept = list(tallies)
    here = {tally.id for tally in kept}
    known: list[str] = list(connection.execute(select(revisions.c.tally).distinct()).scalars())
    return record_changes(connection, kept, [name for name in known if name not in here])


def record_changes(connection: Connection, tallies: Sequence[Tally], gone: Sequence[str]) -> int:
    """The same for these tallies alone, and for the ids of those that are asked no more."""
    moment = now()
    last = _last_of(connection, [*(tally.id for tally in tallies), *gone])
    rows = []
    for tally in tallies:
        row = last.get(tally.id)
        if row is None or row.withdrawn or _is_news(tally, row):
            rows.append({**_row(tally, row, withdrawn=False), "recorded": moment})
    for name in gone:
        row = last.get(name)
        if row is not None and not row.withdrawn:
            rows.append({**_row(_tally(row), row, withdrawn=True), "recorded": moment})
    for values in rows:
        connection.execute(insert(revisions).values(values))
    return len(rows)


def changes(connection: Connection, since: datetime | None = None) -> Iterator[Change]:
    """What changed in the answers, in the order in which it was recorded."""
    query = select(revisions).order_by(revisions.c.seq)
    if since is not None:
        query = query.where(revisions.c.recorded >= since.isoformat())
    yield from _told(connection, connection.execute(query).all())


def newest_changes(
    connection: Connection, last: int, among: Collection[str] | None = None
) -> list[str]:
    """The ids of the revisions recorded last, the newest first. among: those of these tallies."""
    query = select(revisions.c.id, revisions.c.tally).order_by(revisions.c.seq.desc())
    if among is None:
        return [row.id for row in connection.execute(query.limit(last))]
    ahead = {"yield_per": _READ_AHEAD}
    with connection.execute(query, execution_options=ahead) as rows:
        return [row.id for row in islice((row for row in rows if row.tally in among), last)]


def changes_by_id(connection: Connection, ids: Sequence[str]) -> Iterator[Change]:
    """The changes whose revisions have these ids, in their order; an unknown id is passed over."""
    rows = _rows_of(connection, ids)
    yield from _told(connection, [rows[name] for name in ids if name in rows])


def first_change(connection: Connection) -> tuple[str, datetime] | None:
    """The oldest revision's id and when it was recorded: no other ledger has both."""
    query = select(revisions.c.id, revisions.c.recorded).order_by(revisions.c.seq).limit(1)
    row = connection.execute(query).first()
    return None if row is None else (row.id, datetime.fromisoformat(row.recorded))


def _told(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Change]:
    superseded = _rows_of(connection, [row.supersedes for row in rows if row.supersedes])
    found = [(row, _tally(row), revision_from_record(record_of(row)["revision"])) for row in rows]
    told = _claims_of(connection, {name for _, of, by in found for name in _rests_on(of, by)})
    for row, tally, revision in found:
        older = superseded.get(row.supersedes)
        yield Change(
            tally=tally,
            revision=revision,
            before=None if older is None else _revision(older),
            recorded=datetime.fromisoformat(row.recorded),
            withdrawn=row.withdrawn,
            claims=tuple(told[name] for name in _rests_on(tally, revision) if name in told),
            was_contested=older is not None and _tally(older).contested,
        )


def _rests_on(tally: Tally, revision: Revision) -> list[str]:
    carried = (name for statement in tally.statements for name in statement.carriers)
    return list(dict.fromkeys((*revision.because, *carried)))


def _claims_of(connection: Connection, wanted: Iterable[str]) -> dict[str, Claim]:
    """The claims by their ids, also those that count no more."""
    found: dict[str, Claim] = {}
    for batch in in_batches(sorted(wanted)):
        query = select(claims.c.id, claims.c.record).where(claims.c.id.in_(batch))
        for row in connection.execute(query):
            found.setdefault(row.id, claim_from_record(record_of(row)))
    return found


def _rows_of(connection: Connection, ids: Sequence[str]) -> dict[str, Row[Any]]:
    found: dict[str, Row[Any]] = {}
    for batch in in_batches(ids):
        query = select(revisions).where(revisions.c.id.in_(batch))
        found.update((row.id, row) for row in connection.execute(query))
    return found


def _last_of(connection: Connection, tallies: Sequence[str]) -> dict[str, Row[Any]]:
    """The newest row of each of these tallies."""
    found: dict[str, Row[Any]] = {}
    for batch in in_batches(tallies):
        newest = (
            select(func.max(revisions.c.seq))
            .where(revisions.c.tally.in_(batch))
            .group_by(revisions.c.tally)
        )
        query = select(revisions).where(revisions.c.seq.in_(newest))
        found.update((row.tally, row) for row in connection.execute(query))
    return found


def _answer(tally: Tally) -> tuple[Any, Any, Any]:
    return (tally.low, tally.best, tally.high)


def _is_news(tally: Tally, row: Row[Any]) -> bool:
    """Does the answer differ, or the disagreement, or what sources lowered of their own?"""
    if _answer(tally) != (row.low, row.best, row.high):
        return True
    record = record_of(row)["tally"]
    if "moves" not in record:
        return False  # written before moves were found: nothing to compare with
    before = {(one.earlier, one.later) for one in _lowered(tally_from_record(record).moves)}
    added = any((one.earlier, one.later) not in before for one in _lowered(tally.moves))
    return bool(record["contested"] != tally.contested or added)


def _lowered(moves: Iterable[Move]) -> list[Move]:
    return [one for one in moves if one.turn is not Turn.RISE][-_MOVES_KEPT:]


def _tally(row: Row[Any]) -> Tally:
    return tally_from_record(record_of(row)["tally"])


def _revision(row: Row[Any]) -> Revision:
    return revision_from_record(record_of(row)["revision"])


def _row(tally: Tally, last: Row[Any] | None, *, withdrawn: bool) -> dict[str, Any]:
    newest = tally.revisions[-1] if tally.revisions else None
    low, best, high = (None, None, None) if withdrawn else _answer(tally)
    at = tally.as_of if newest is None else newest.at
    if (
        last is not None
        and not last.withdrawn
        and _answer(tally) == (last.low, last.best, last.high)
    ):
        # the ends stay: the day is that of the newest move, not of what set them long ago
        days = [one.at for one in tally.moves if one.at is not None]
        at = max(days, default=tally.as_of)
    supersedes = None if last is None else last.id
    key = content_id("revision", tally.id, at, low, best, high, withdrawn, supersedes)
    because = () if newest is None or withdrawn else newest.because
    grade = "" if withdrawn else tally.grade.value
    why = "" if newest is None or withdrawn else newest.why
    revision = Revision(at, low, best, high, because, supersedes, key, tally.policy, grade, why)
    kept = _in_short(tally, because)
    record = {"tally": tally_record(kept), "revision": revision_record(revision)}
    return {
        "id": key,
        "tally": tally.id,
        "day": at,
        "low": low,
        "best": best,
        "high": high,
        "withdrawn": withdrawn,
        "supersedes": supersedes,
        "answer": tally.answer,
        "record": line(record),
    }


def _in_short(tally: Tally, because: Iterable[str]) -> Tally:
    """The question and its answer, with only what the change itself rests on."""
    day = tally.revisions[-1].at if tally.revisions else tally.as_of
    rises = [one for one in tally.moves if one.turn is Turn.RISE and one.at == day]
    moves = (*_lowered(tally.moves), *rises[-_MOVES_KEPT:])
    named = {name for conflict in tally.conflict for name in conflict.statements}
    named |= {name for one in moves for name in (one.earlier, one.later)}
    setting = set(because)
    statements = tuple(
        one for one in tally.statements if one.id in named or setting & set(one.carriers)
    )
    return replace(
        tally, statements=statements, moves=moves, revisions=(), bounds=(), parts=(), wholes=()
    )
