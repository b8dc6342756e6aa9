"""Runs as the ledger writes them: how a report's text maps to the bytes that it came from."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from tallybook.model import Claim, Run, raw_span
from tallybook.store.tables import claims, reading_claims, readings


def runs_written(runs: Sequence[Run]) -> str:
    """A compact list of [start, raw, length].

    >>> runs_written([Run(0, 15, 4)])
    '[[0,15,4]]'
    """
    return json.dumps([[run.start, run.raw, run.length] for run in runs], separators=(",", ":"))


def runs_read(written: str) -> list[Run]:
    """The runs that `runs_written` wrote."""
    return [Run(*run) for run in json.loads(written)]


def find_raw_span(connection: Connection, claim: Claim) -> tuple[str, int, int] | None:
    """The digest of the claim's snapshot, and where the claim stands in its decoded text.

    None where no snapshot was kept, or the words are not in it as they stand.
    """
    query = (
        select(readings.c.snapshot, readings.c.runs)
        .join(reading_claims, reading_claims.c.reading == readings.c.seq)
        .join(claims, claims.c.key == reading_claims.c.claim)
        .where(claims.c.id == claim.id, readings.c.snapshot.is_not(None))
        .order_by(readings.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None or row.runs is None:
        return None
    span = raw_span(runs_read(row.runs), claim.start, claim.end)
    return None if span is None else (row.snapshot, *span)


def find_encoding(connection: Connection, digest: str) -> str | None:
    """What decodes the bytes of a snapshot, as they were read last; None where they are no text."""
    query = (
        select(readings.c.encoding)
        .where(readings.c.snapshot == digest)
        .order_by(readings.c.seq.desc())
        .limit(1)
    )
    return connection.scalar(query)
