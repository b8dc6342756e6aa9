"""The versions of a page: what it said, from when to when, and which one counted on a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from tallybook.errors import UsageError
from tallybook.model import Version
from tallybook.store.addresses import address_of
from tallybook.store.current import (
    blocks_of,
    current_readings,
    fallen_claims,
    find_report,
    own_claims,
    report_of,
)
from tallybook.store.past import edited_pages, times_over
from tallybook.store.rows import in_batches
from tallybook.store.standing import (
    Standing,
    Stood,
    readings_at,
    readings_of,
    since_days,
    the_one_that_counts,
    versions_in_order,
)
from tallybook.store.tables import claims, reading_claims


def find_versions(
    connection: Connection,
    which: str,
    last: int | None = None,
    only: Collection[int] | None = None,
) -> list[Version]:
    """The versions of the page at a URL, or of which a report's id begins so, in time order.

    last: only so many, the newest. only: those that stand there in their order, from 0 on. Raises
    UsageError where the ledger has no such page.
    """
    stood = _stood_at(connection, which)
    ordered = versions_in_order(stood)
    since = since_days([times_over(version) for version in ordered])
    counts = the_one_that_counts(connection, stood)
    first = 0 if last is None else max(0, len(ordered) - last)
    return [
        _version(connection, version, day, counts)
        for place, (version, day) in enumerate(zip(ordered, since, strict=True))
        if place >= first and (only is None or place in only)
    ]


@dataclass(frozen=True, slots=True)
class Edition:
    """A version without its text. report: the newest of its readings; claims: how many it has."""

    report: str
    since: date
    published: date | None
    modified: date | None
    retrieved: datetime | None
    read: datetime
    claims: int
    counts: bool


def find_editions(connection: Connection, which: str) -> list[Edition]:
    """The same versions in the same order as `find_versions`, at little cost."""
    stood = _stood_at(connection, which)
    ordered = versions_in_order(stood)
    since = since_days([times_over(version) for version in ordered])
    counts = the_one_that_counts(connection, stood)
    claims_in = _claims_in(connection, [version[-1].seq for version in ordered])
    return [
        _edition(version, day, claims_in.get(version[-1].seq, 0), counts)
        for version, day in zip(ordered, since, strict=True)
    ]


def _edition(version: Standing, since: date, claims_in: int, counts: Stood | None) -> Edition:
    times, newest = times_over(version), version[-1]
    return Edition(
        report=newest.report,
        since=since,
        published=times.published,
        modified=times.modified,
        retrieved=times.retrieved,
        read=times.at,
        claims=claims_in,
        counts=counts is not None and counts.version == newest.version,
    )


def _claims_in(connection: Connection, found: Sequence[int]) -> dict[int, int]:
    told: dict[int, int] = {}
    for batch in in_batches(found):
        query = (
            select(reading_claims.c.reading, func.count())
            .where(reading_claims.c.reading.in_(batch))
            .group_by(reading_claims.c.reading)
        )
        told.update({row[0]: row[1] for row in connection.execute(query)})
    return told


def readings_known_by(connection: Connection, day: date) -> list[int]:
    """The readings that counted at the end of a day: for each page the version of that day."""
    count = current_readings()
    counted: set[int] = set(connection.scalars(select(count.c.seq)))
    for page in edited_pages(connection):
        counted = (counted - page.now) | {page.on(day)}
    return sorted(counted)


def days_said(connection: Connection, which: Collection[str] | None = None) -> dict[str, date]:
    """claim: the day from which its page says so, where a later version was the first to.

    which: of these claims alone, by id.
    """
    query = (
        select(claims.c.id, func.min(reading_claims.c.since))
        .join(reading_claims, reading_claims.c.claim == claims.c.key)
        .where(reading_claims.c.since.is_not(None))
        .group_by(claims.c.id)
    )
    if which is None:
        return {row[0]: row[1] for row in connection.execute(query)}
    return {
        row[0]: row[1]
        for batch in in_batches(sorted(which))
        for row in connection.execute(query.where(claims.c.id.in_(batch)))
    }


def _stood_at(connection: Connection, which: str) -> Sequence[Stood]:
    address = address_of(which)
    stood = [] if address is None else readings_at(connection, address)
    if stood:
        return stood
    if "://" in which:
        raise UsageError(
            f"{which}: the ledger has no page from there; `tallybook add {which}` reads it, and "
            "`tallybook claims --json` shows the url of each page that it has"
        )
    report = find_report(connection, which)
    address = address_of(report.url)
    return (
        readings_of(connection, report.id) if address is None else readings_at(connection, address)
    )


def _version(
    connection: Connection, version: Standing, since: date, counts: Stood | None
) -> Version:
    newest, times = version[-1], times_over(version)
    report = report_of(connection, newest.report)
    return Version(
        report=replace(report, modified=times.modified, retrieved=times.retrieved),
        blocks=blocks_of(connection, newest.seq),
        claims=tuple(own_claims(connection, [newest.seq])),
        read=times.at,
        since=since,
        snapshot=newest.snapshot,
        counts=counts is not None and counts.version == newest.version,
        fallen=tuple(fallen_claims(connection, [newest.seq])),
    )
