"""What stands at an address: its readings, in versions, and which of them counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from tallybook.model import CLAIMING, Block, Report, content_id
from tallybook.store.tables import readings, reports


@dataclass(frozen=True, slots=True)
class Times:
    """What is known of when a page said so. at: when the ledger read it."""

    published: date | None
    modified: date | None
    retrieved: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Stood:
    """A reading that is in the ledger, and the version of its page that it belongs to."""

    seq: int
    report: str
    page: str
    made_by: str
    digest: str
    body: str | None
    version: int
    behind: str | None
    publisher: str | None
    times: Times
    snapshot: str | None
    media_type: str | None


Standing = list[Stood]
"""The readings of one version, oldest first."""


def readings_at(connection: Connection, address: str) -> list[Stood]:
    """Every reading of the pages at an address, oldest first."""
    return _readings(connection, reports.c.address == address)


def readings_of(connection: Connection, report: str) -> list[Stood]:
    """Every reading of one report, oldest first."""
    return _readings(connection, reports.c.id == report)


def versions_in_order(stood: Iterable[Stood]) -> list[Standing]:
    """The readings by version, the versions in the order in which the page had them.

    Each takes its place behind what the ledger had, unless its own times say that it is earlier.
    """
    grouped: dict[int, Standing] = {}
    for each in stood:
        grouped.setdefault(each.version, []).append(each)
    ordered: list[Standing] = []
    for version in grouped.values():
        place = len(ordered)
        while place and is_earlier(version[0].times, ordered[place - 1][0].times):
            place -= 1
        ordered.insert(place, version)
    return ordered


def is_earlier(one: Times, other: Times) -> bool:
    """Is the one plainly earlier, by a time that both of them state?"""
    if one.retrieved is not None and other.retrieved is not None:
        return one.retrieved < other.retrieved
    if one.modified is not None and other.modified is not None and one.modified != other.modified:
        return one.modified < other.modified
    if one.published is not None and other.published is not None:
        return one.published < other.published
    return False


def since_days(versions: Sequence[Times]) -> list[date]:
    """From which day the page said each of its versions, given in their order.

    A day that the page states, where it is later than what the version before states; else the
    day on which it was fetched, else read. The first stands from its own date on.
    """
    days: list[date] = []
    stated: date | None = None
    for times in versions:
        said = max((day for day in (times.published, times.modified) if day), default=None)
        if not days:
            day = times.published or seen(times).date()
        elif said is not None and (stated is None or said > stated):
            day = said
        else:
            day = seen(times).date()
        days.append(max([day, *days[-1:]]))
        stated = max((each for each in (said, stated) if each), default=None)
    return days


def times_of(report: Report, at: str) -> Times:
    """What a report says of when its page said so; at: when it is read."""
    retrieved = None if report.retrieved is None else instant(report.retrieved.isoformat())
    return Times(report.published, report.modified, retrieved, moment_of(at))


def seen(times: Times) -> datetime:
    """When the page was fetched, else when it was read."""
    return times.retrieved or times.at


def the_one_that_counts(connection: Connection, stood: Sequence[Stood]) -> Stood | None:
    """The newest of the readings that nothing stands before and nothing took the place of."""
    newest = {each.report: each for each in stood}
    query = (
        select(readings.c.supersedes, func.max(readings.c.seq).label("seq"))
        .where(readings.c.supersedes.in_(list(newest)))
        .group_by(readings.c.supersedes)
    )
    superseded = {row.supersedes: row.seq for row in connection.execute(query)}
    counting = [
        each
        for each in newest.values()
        if each.behind is None and each.seq > superseded.get(each.report, 0)
    ]
    return max(counting, key=lambda each: each.seq, default=None)


def body_of(report: Report, blocks: Iterable[Block]) -> str:
    """The same for pages whose own words are the same, whatever stands around them."""
    return content_id("body", *story_of(report, blocks))


def story_of(report: Report, blocks: Iterable[Block]) -> list[str]:
    """The blocks that may make claims, white space made even."""
    told = (report.text[each.start : each.end] for each in blocks if each.role in CLAIMING)
    return [" ".join(words.split()) for words in told]


def _readings(connection: Connection, where: ColumnElement[bool]) -> list[Stood]:
    query = (
        select(readings, reports.c.page, reports.c.publisher, reports.c.published)
        .join(reports, reports.c.id == readings.c.report)
        .where(where)
        .order_by(readings.c.seq)
    )
    return [_stood(row) for row in connection.execute(query)]


def _stood(row: Row[Any]) -> Stood:
    return Stood(
        seq=row.seq,
        report=row.report,
        page=row.page,
        made_by=row.made_by,
        digest=row.digest,
        body=row.body,
        version=row.version or row.seq,
        behind=row.behind,
        publisher=row.publisher,
        times=Times(row.published, row.modified, instant(row.retrieved), moment_of(row.at)),
        snapshot=row.snapshot,
        media_type=row.media_type,
    )


def instant(written: str | None) -> datetime | None:
    """A moment that can be compared: in UTC where it names no zone."""
    return None if written is None else moment_of(written)


def moment_of(written: str) -> datetime:
    """The moment, in UTC where it names no zone."""
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
