"""The versions of a page: what it said, from when to when, and which one counted on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

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
from tallybook.store.standing import (
    Standing,
    Stood,
    Times,
    readings_at,
    readings_of,
    since_days,
    the_one_that_counts,
    versions_in_order,
)
from tallybook.store.tables import claims, reading_claims, readings, reports


def find_versions(connection: Connection, which: str, last: int | None = None) -> list[Version]:
    """The versions of the page at a URL, or of which a report's id begins so, in time order.

    last: only so many, the newest. Raises UsageError where the ledger has no such page.
    """
    stood = _stood_at(connection, which)
    ordered = versions_in_order(stood)
    since = since_days([_times_of(version) for version in ordered])
    counts = the_one_that_counts(connection, stood)
    first = 0 if last is None else max(0, len(ordered) - last)
    return [
        _version(connection, version, day, counts)
        for version, day in list(zip(ordered, since, strict=True))[first:]
    ]


def readings_known_by(connection: Connection, day: date) -> list[int]:
    """The readings that counted at the end of a day: for each page the version of that day."""
    count = current_readings()
    counted: set[int] = set(connection.scalars(select(count.c.seq)))
    began = func.coalesce(readings.c.version, readings.c.seq)
    several = (
        select(reports.c.address)
        .join(readings, readings.c.report == reports.c.id)
        .where(reports.c.address.is_not(None))
        .group_by(reports.c.address)
        .having(func.count(began.distinct()) > 1)
    )
    addresses: Sequence[str] = connection.scalars(several).all()
    for address in addresses:
        stood = readings_at(connection, address)
        if not counted & {each.seq for each in stood}:
            continue
        counted -= {each.seq for each in stood}
        ordered = versions_in_order(stood)
        since = since_days([_times_of(version) for version in ordered])
        known = [version for version, begins in zip(ordered, since, strict=True) if begins <= day]
        chosen = known[-1] if known else ordered[0]
        counted.add(chosen[-1].seq)
    return sorted(counted)


def days_said(connection: Connection) -> dict[str, date]:
    """claim: the day from which its page says so, where a later version was the first to."""
    query = (
        select(claims.c.id, func.min(reading_claims.c.since))
        .join(reading_claims, reading_claims.c.claim == claims.c.key)
        .where(reading_claims.c.since.is_not(None))
        .group_by(claims.c.id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


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


def _times_of(version: Standing) -> Times:
    """What its readings say of a version: its dates as they were stated last, its first moment."""
    first, last = version[0].times, version[-1].times
    return Times(last.published, last.modified or first.modified, first.retrieved, first.at)


def _version(
    connection: Connection, version: Standing, since: date, counts: Stood | None
) -> Version:
    newest, times = version[-1], _times_of(version)
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
