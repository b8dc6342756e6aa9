"""Wordings: the signature of each report's text, by which copies of it are found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, delete, insert, select

from tallybook.model.records import line
from tallybook.model.records.signatures import signature_from_record, signature_record
from tallybook.model.signature import Signature
from tallybook.store.rows import in_batches, record_of
from tallybook.store.tables import reports, wordings


def put_signatures(connection: Connection, found: Mapping[str, Signature]) -> int:
    """Keeps the signatures of reports that the ledger has; how many were not there so before.

    One follows from the report's text alone: one that another maker made takes the other's place.
    """
    there: set[str] = set()
    for batch in in_batches(sorted(found)):
        query = select(reports.c.id).where(reports.c.id.in_(batch))
        there.update(connection.scalars(query))
    known = dict(signatures(connection, there))
    fresh = {name: found[name] for name in sorted(there) if known.get(name) != found[name]}
    for batch in in_batches([name for name in fresh if name in known]):
        connection.execute(delete(wordings).where(wordings.c.report.in_(batch)))
    rows = [{"report": name, "record": line(signature_record(one))} for name, one in fresh.items()]
    if rows:
        connection.execute(insert(wordings), rows)
    return len(rows)


def signatures(
    connection: Connection, which: Collection[str] | None = None
) -> Iterator[tuple[str, Signature]]:
    """Reports with their signatures, as far as known: of some reports, or of all."""
    query = select(wordings.c.report, wordings.c.record)
    if which is None:
        for row in connection.execute(query):
            yield row.report, signature_from_record(record_of(row))
        return
    for batch in in_batches(sorted(which)):
        for row in connection.execute(query.where(wordings.c.report.in_(batch))):
            yield row.report, signature_from_record(record_of(row))
