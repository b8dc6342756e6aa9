"""The schema's versions: a fresh ledger is made at the newest, an older one brought up by steps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, func, insert, inspect, select

from tallybook import __version__
from tallybook.store.steps import STEPS, Step
from tallybook.store.tables import metadata, schema_versions

NEWEST: Final = max(STEPS)


def make_schema(connection: Connection) -> None:
    """All tables at the newest version, in a database that has none."""
    metadata.create_all(connection)
    _stamp(connection, NEWEST)


def schema_version(connection: Connection) -> int:
    """The ledger's version; 0 where the tables were never made."""
    if not inspect(connection).has_table(schema_versions.name):
        return 0
    version: int | None = connection.scalar(select(func.max(schema_versions.c.version)))
    return version or 0


def bring_up(connection: Connection, steps: dict[int, Step], newest: int) -> list[int]:
    """Runs the steps from the ledger's version to the newest, in this transaction; those run."""
    run = list(range(schema_version(connection) + 1, newest + 1))
    for version in run:
        steps[version](connection)
        _stamp(connection, version)
    return run


def _stamp(connection: Connection, version: int) -> None:
    applied = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"version": version, "applied": applied, "by": f"tallybook {__version__}"}
    connection.execute(insert(schema_versions).values(row))
