"""Fetches: what was asked of servers and what they said, so that the next request can be short."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from tallybook.model import Fetch
from tallybook.store.rows import plain
from tallybook.store.tables import fetches


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
