"""What brings an older ledger up, a function for each version of the schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection, Row, select, text, update

from tallybook.model import Block
from tallybook.model.records import block_from_record, report_from_record
from tallybook.store.addresses import address_of
from tallybook.store.rows import plain, record_of
from tallybook.store.standing import body_of, readings_at, versions_in_order
from tallybook.store.tables import (
    blocks,
    fallen,
    fetches,
    readings,
    reports,
    ruling_withdrawals,
    rulings,
    wordings,
)

Step = Callable[[Connection], None]

_COLUMNS_2: Final = (
    "reports ADD COLUMN address VARCHAR",
    "readings ADD COLUMN body VARCHAR",
    "readings ADD COLUMN version INTEGER REFERENCES readings (seq)",
    "readings ADD COLUMN behind VARCHAR REFERENCES reports (id)",
    "readings ADD COLUMN modified DATE",
    "readings ADD COLUMN retrieved VARCHAR",
    "readings ADD COLUMN snapshot VARCHAR",
    "readings ADD COLUMN media_type VARCHAR",
    "readings ADD COLUMN encoding VARCHAR",
    "readings ADD COLUMN runs TEXT",
    "reading_claims ADD COLUMN since DATE",
)


def add_versions(connection: Connection) -> None:
    """Version 2: snapshots, fetches, and versions of pages.

    Of the texts that stand at one address only the newest counts from now on.
    """
    for column in _COLUMNS_2:
        connection.execute(text(f"ALTER TABLE {column}"))
    connection.execute(text("CREATE INDEX ix_reports_address ON reports (address)"))
    fallen.create(connection)
    fetches.create(connection)
    query = select(readings.c.seq, reports.c.id, reports.c.record).join(
        reports, reports.c.id == readings.c.report
    )
    addresses: set[str] = set()
    for row in connection.execute(query.order_by(readings.c.seq)).all():
        _fill(connection, row, addresses)
    for address in sorted(addresses):
        _join_versions(connection, address)


def _fill(connection: Connection, row: Row[Any], addresses: set[str]) -> None:
    report = report_from_record(record_of(row))
    address = plain(address_of(report.url))
    if address is not None:
        addresses.add(address)
    connection.execute(update(reports).where(reports.c.id == row.id).values(address=address))
    retrieved = None if report.retrieved is None else report.retrieved.isoformat()
    filled = {
        "body": body_of(report, _blocks(connection, row.seq)),
        "modified": report.modified,
        "retrieved": retrieved,
    }
    connection.execute(update(readings).where(readings.c.seq == row.seq).values(filled))


def _join_versions(connection: Connection, address: str) -> None:
    """The readings of one text are one version; the newest version is before all others."""
    begun: dict[str, int] = {}
    for each in readings_at(connection, address):
        first = begun.setdefault(each.page, each.seq)
        if first != each.seq:
            _set(connection, each.seq, version=first)
    versions = versions_in_order(readings_at(connection, address))
    newest = versions[-1][-1].report
    for version in versions[:-1]:
        for each in version:
            _set(connection, each.seq, behind=newest)


def _set(connection: Connection, seq: int, **values: object) -> None:
    connection.execute(update(readings).where(readings.c.seq == seq).values(values))


def _blocks(connection: Connection, reading: int) -> list[Block]:
    query = select(blocks.c.role, blocks.c.start, blocks.c.end, blocks.c.time).where(
        blocks.c.reading == reading
    )
    rows = connection.execute(query.order_by(blocks.c.position))
    return [
        block_from_record({"role": role, "start": start, "end": end, "time": time})
        for role, start, end, time in rows
    ]


def add_rulings(connection: Connection) -> None:
    """Version 3: people's rulings over questions, and what tells copies of a text."""
    for table in (rulings, ruling_withdrawals, wordings):
        table.create(connection)


STEPS: Final[dict[int, Step]] = {2: add_versions, 3: add_rulings}
"""version: what brings a ledger of the version before it there. Version 1 is the first schema."""
