"""Rulings: what people decided about questions, added and withdrawn, never deleted."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, insert, select

from tallybook.errors import UsageError
from tallybook.model import Ruling
from tallybook.model.records import line, ruling_from_record, ruling_record
from tallybook.store.rows import now, record_of
from tallybook.store.tables import ruling_withdrawals, rulings


def add_ruling(connection: Connection, ruling: Ruling) -> bool:
    """Adds the ruling; False where the ledger has it already."""
    if connection.scalar(select(func.count()).where(rulings.c.id == ruling.id)):
        return False
    row = {
        "id": ruling.id,
        "act": ruling.act.value,
        "made_by": ruling.made_by,
        "at": ruling.at,
        "record": line(ruling_record(ruling)),
    }
    connection.execute(insert(rulings).values(row))
    return True


def withdraw_ruling(connection: Connection, prefix: str, reason: str) -> str:
    """The ruling whose id begins so no longer holds; its id. Both are kept.

    UsageError where none or several begin so.
    """
    query = select(rulings.c.id).where(rulings.c.id.startswith(prefix, autoescape=True))
    found = [row.id for row in connection.execute(query)] if prefix else []
    if len(found) != 1:
        how = "no ruling" if not found else "more than one ruling"
        raise UsageError(f"{how} has an id that begins with {prefix!r}; nothing was withdrawn")
    connection.execute(insert(ruling_withdrawals).values(ruling=found[0], reason=reason, at=now()))
    return str(found[0])


def standing_rulings(connection: Connection) -> Iterator[Ruling]:
    """The rulings that nobody withdrew, oldest first."""
    gone = select(ruling_withdrawals.c.ruling)
    query = select(rulings.c.record).where(rulings.c.id.not_in(gone))
    for row in connection.execute(query.order_by(rulings.c.at, rulings.c.id)):
        yield ruling_from_record(record_of(row))
