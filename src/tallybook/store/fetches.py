"""Fetches: what was asked of servers and what they said, so that the next request can be short."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select

from tallybook.model import Fetch
from tallybook.store.current import current_readings
from tallybook.store.rows import plain
from tallybook.store.tables import fetches, readings


def add_fetch(connection: Connection, fetch: Fetch) -> None:
    """Appends a request and its answer."""
    connection.execute(
        insert(fetches).values(
            url=plain(fetch.url),
            final=plain(fetch.final),
            at=fetch.at.isoformat(),
            status=fetch.status,
            etag=plain(fetch.etag),
            last_modified=plain(fetch.last_modified),
            snapshot=fetch.snapshot,
        )
    )


def last_fetch(connection: Connection, url: str) -> Fetch | None:
    """The newest request for a URL, None where there was none."""
    query = (
        select(fetches).where(fetches.c.url == plain(url)).order_by(fetches.c.seq.desc()).limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    at = datetime.fromisoformat(row.at)
    validators = (row.etag, row.last_modified, row.snapshot)
    return Fetch(row.url, row.final, at, row.status, *validators)


def last_read(connection: Connection, url: str, made_by: str) -> Fetch | None:
    """The newest request for a URL, where all that was read from its answer counts still.

    And where that extractor read it: None says that the URL is to be fetched whole.
    """
    last = last_fetch(connection, url)
    if last is None or last.snapshot is None:
        return None
    newest = (
        select(func.max(readings.c.seq))
        .where(
            or_(readings.c.snapshot == last.snapshot, readings.c.retrieved == last.at.isoformat())
        )
        .group_by(readings.c.report)
    )
    count = current_readings()
    query = (
        select(readings.c.made_by, count.c.seq)
        .outerjoin(count, count.c.seq == readings.c.seq)
        .where(readings.c.seq.in_(newest))
    )
    found = connection.execute(query).all()
    stands = all(row.made_by == made_by and row.seq is not None for row in found)
    return last if found and stands else None


def was_feed(connection: Connection, url: str) -> bool:
    """Did what came from a URL ever hold several pages, or one that stands elsewhere?

    Of a page itself the whole answer is the snapshot; of a feed each entry has its own.
    """
    query = (
        select(readings.c.seq)
        .join(fetches, fetches.c.at == readings.c.retrieved)
        .where(fetches.c.url == plain(url), readings.c.snapshot != fetches.c.snapshot)
    )
    return connection.execute(query.limit(1)).first() is not None
