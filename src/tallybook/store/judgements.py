"""Links: judgements over two claims, added and withdrawn, never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, func, insert, select

from tallybook.errors import UsageError
from tallybook.model import Link
from tallybook.model.records import line, link_from_record, link_record
from tallybook.store.rows import in_batches, now, record_of
from tallybook.store.tables import links, withdrawals


def add_links(connection: Connection, found: Iterable[Link]) -> int:
    """Adds the links that the ledger has not; how many those were."""
    fresh = {link.id: link for link in found}
    for batch in in_batches(list(fresh)):
        known = select(links.c.id).where(links.c.id.in_(batch))
        for row in connection.execute(known):
            fresh.pop(row.id, None)
    rows = [
        {
            "id": key,
            "left": link.left,
            "right": link.right,
            "verdict": link.verdict.value,
            "made_by": link.made_by,
            "at": now(),
            "record": line(link_record(link)),
        }
        for key, link in fresh.items()
    ]
    if rows:
        connection.execute(insert(links), rows)
    return len(rows)


def withdraw_link(connection: Connection, link: str, reason: str) -> None:
    """The link no longer holds; it and its withdrawal are kept."""
    if connection.scalar(select(func.count()).where(links.c.id == link)) == 0:
        raise UsageError(f"no link has the id {link!r}; nothing was withdrawn")
    connection.execute(insert(withdrawals).values(link=link, reason=reason, at=now()))


def standing_links(connection: Connection) -> Iterator[Link]:
    """The links that nobody withdrew, oldest first."""
    gone = select(withdrawals.c.link)
    query = select(links.c.record).where(links.c.id.not_in(gone)).order_by(links.c.at, links.c.id)
    for row in connection.execute(query):
        yield link_from_record(record_of(row))
