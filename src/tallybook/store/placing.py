"""Where a reading belongs: which page, which of its versions, and what it takes the place of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, func, select

from tallybook.model import Reading, Report, content_id
from tallybook.model.records import report_from_record
from tallybook.store.addresses import address_of
from tallybook.store.parts import is_part
from tallybook.store.rows import plain, record_of
from tallybook.store.standing import (
    Standing,
    Stood,
    Times,
    is_earlier,
    readings_at,
    readings_of,
    seen,
    the_one_that_counts,
    times_of,
    versions_in_order,
)
from tallybook.store.tables import readings, reports

_STDIN: Final = "-"
"""The path of what was piped in: a place of many texts."""


class Added(StrEnum):
    """What adding a reading did to the ledger."""

    NEW = "new"
    KNOWN = "known"
    """The same page with the same claims is there already: nothing was written."""
    REREAD = "reread"
    """The same page gave other claims, by a better extractor: they stand beside the old."""
    CORRECTED = "corrected"
    """The same page came with other metadata: this reading counts now, the earlier is kept."""
    CHANGED = "changed"
    """The same address has other words: a new version of the page, which counts now."""
    EARLIER = "earlier"
    """An earlier version of a page than the one that counts: it is history."""
    SHORTER = "shorter"
    """Only a part of a page that the ledger has whole: nothing was written."""
    FAILED = "failed"
    """The page is known and could not be read this time: only the problems were added."""


@dataclass(frozen=True, slots=True)
class Place:
    """added: what adding does. supersedes: the report that counted until now.

    version: the reading that began the version, None where this one does. behind: the newer
    report that already stands there. before: the newest reading of the version before. stands:
    the reading that counts at this address, or for this text, until now. began: when the version
    was first read, None where that is now.
    """

    added: Added
    supersedes: str | None = None
    version: int | None = None
    behind: str | None = None
    before: Stood | None = None
    stands: Stood | None = None
    began: Times | None = None


def find_place(
    connection: Connection, report: Report, reading: Reading, digest: str, body: str, at: str
) -> Place:
    """What a reading with a report is to the ledger."""
    address = address_of(report.url)
    stood = [] if address is None else readings_at(connection, address)
    stands = the_one_that_counts(connection, stood)
    if stands is None:
        return _by_text(connection, report, reading, digest)
    versions = versions_in_order(stood)
    page = page_of(report)
    same = [v for v in versions if any(page == each.page or body == each.body for each in v)]
    here = next((v for v in versions if v[0].version == stands.version), [stands])
    if here in same:
        before = versions[versions.index(here) - 1][-1] if versions.index(here) else None
        again = _again(report, reading, digest, stands)
        return replace(again, before=before, began=here[0].times)
    times = times_of(report, at)
    if same and not _went_back(times, here):
        return _of_old(report, reading, digest, same[-1][-1], stands)
    if not same and is_earlier(times, here[0].times):
        return Place(Added.EARLIER, behind=stands.report, stands=stands)
    if is_part(connection, reading, stands):
        return Place(Added.SHORTER, stands=stands)
    return Place(Added.CHANGED, stands.report, before=stands, stands=stands)


def page_of(report: Report) -> str:
    """What two readings of one page share: their text."""
    return content_id("page", report.text)


def same_place(earlier: Report, later: Report) -> bool:
    """Do two reports of one text come from one place, the later being the earlier read again?

    By their addresses where both are known, or by their file; else where nothing that is known of
    the one goes against the other. The same text under another masthead or date is a reprint, and
    a report of its own.
    """
    if earlier.url is not None and later.url is not None:
        address = address_of(earlier.url)
        return earlier.url == later.url or (
            address is not None and address == address_of(later.url)
        )
    if earlier.path is not None and earlier.path == later.path and earlier.path != _STDIN:
        return True
    pairs = ((earlier.publisher, later.publisher), (earlier.published, later.published))
    return all(before is None or after is None or before == after for before, after in pairs)


def _again(report: Report, reading: Reading, digest: str, stands: Stood) -> Place:
    """The version that counts, read again."""
    version = stands.version
    if report.id == stands.report:
        is_known = (reading.made_by, digest) == (stands.made_by, stands.digest)
        added = Added.KNOWN if is_known else Added.REREAD
        return Place(added, None, version, stands=stands)
    said_the_same = _adds_nothing(report, stands)
    if said_the_same and reading.made_by == stands.made_by:
        return Place(Added.KNOWN, stands=stands)
    added = Added.REREAD if said_the_same else Added.CORRECTED
    return Place(added, stands.report, version, stands=stands)


def _went_back(times: Times, here: Standing) -> bool:
    """Was an earlier version's text fetched after the one that followed it was last seen?"""
    return times.retrieved is not None and times.retrieved > max(seen(r.times) for r in here)


def _of_old(report: Report, reading: Reading, digest: str, earlier: Stood, stands: Stood) -> Place:
    """A version that another one followed, read again."""
    if reading.made_by == earlier.made_by and (
        digest == earlier.digest if report.id == earlier.report else _adds_nothing(report, earlier)
    ):
        return Place(Added.KNOWN, stands=stands)
    return Place(Added.REREAD, None, earlier.version, stands.report, stands=stands)


def _adds_nothing(report: Report, earlier: Stood) -> bool:
    """Is nothing stated of the page that was not known? Its text and what is around it aside."""
    said = (plain(report.publisher), report.published)
    known = (earlier.publisher, earlier.times.published)
    if page_of(report) == earlier.page:
        return said == known
    return all(new is None or new == old for new, old in zip(said, known, strict=True))


def _by_text(connection: Connection, report: Report, reading: Reading, digest: str) -> Place:
    """A page that has no address, or one at which nothing counts: known by its words alone."""
    own = readings_of(connection, report.id)
    counting = the_one_that_counts(connection, own)
    if counting is not None and (counting.made_by, counting.digest) == (reading.made_by, digest):
        return Place(Added.KNOWN, stands=counting)
    superseded = _earlier_report(connection, report)
    family = own if superseded is None else readings_of(connection, superseded)
    version = family[-1].version if family else None
    stands = family[-1] if family else None
    if superseded is not None:
        return Place(Added.CORRECTED, superseded, version, stands=stands)
    return Place(Added.REREAD if own else Added.NEW, None, version, stands=stands)


def _earlier_report(connection: Connection, report: Report) -> str | None:
    """The report that counted for this text until now, where it is another one."""
    latest = select(reports.c.id, reports.c.record, func.max(readings.c.seq).label("seq"))
    latest = (
        latest.join(readings, readings.c.report == reports.c.id)
        .where(reports.c.page == page_of(report), readings.c.behind.is_(None))
        .group_by(reports.c.id, reports.c.record)
        .order_by(func.max(readings.c.seq).desc())
    )
    superseded = _superseded(connection, page_of(report))
    for row in connection.execute(latest):
        if row.seq < superseded.get(row.id, 0):
            continue
        if row.id != report.id and same_place(_report(row), report):
            earlier: str = row.id
            return earlier
    return None


def _report(row: Any) -> Report:
    return report_from_record(record_of(row))


def _superseded(connection: Connection, page: str) -> dict[str, int]:
    """report: the newest reading that took its place, for the reports of a text."""
    query = (
        select(readings.c.supersedes, func.max(readings.c.seq).label("seq"))
        .join(reports, reports.c.id == readings.c.supersedes)
        .where(reports.c.page == page)
        .group_by(readings.c.supersedes)
    )
    return {row.supersedes: row.seq for row in connection.execute(query)}
