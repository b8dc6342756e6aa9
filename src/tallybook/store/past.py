"""The past: which readings counted on a day, for every day at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from tallybook.store.current import current_readings
from tallybook.store.standing import (
    Standing,
    Stood,
    Times,
    readings_at,
    since_days,
    versions_in_order,
)
from tallybook.store.tables import readings, reports


@dataclass(frozen=True, slots=True)
class Edited:
    """A page with more than one version. now: its readings that count. since: each version's first
    day and the reading that counts from then on, in order.
    """

    now: frozenset[int]
    since: tuple[tuple[date, int], ...]

    def on(self, day: date) -> int:
        """The reading that counted at the end of the day; the first, where it was before all."""
        known = [reading for begins, reading in self.since if begins <= day]
        return known[-1] if known else self.since[0][1]


@dataclass(frozen=True, slots=True)
class Past:
    """How the ledger stood. read: when each report was fetched, else when the ledger first had it.

    edited: the pages that said other things before. All others are what they were.
    """

    read: Mapping[str, datetime] = field(default_factory=dict)
    edited: tuple[Edited, ...] = ()

    def otherwise(self, day: date) -> tuple[list[int], list[int]]:
        """The readings that counted on the day and do not now; and those that do now only."""
        come = [page.on(day) for page in self.edited if page.on(day) not in page.now]
        gone = [each for page in self.edited for each in page.now - {page.on(day)}]
        return sorted(come), sorted(gone)


def edited_pages(connection: Connection) -> tuple[Edited, ...]:
    """The pages of which more than one version was read, and one counts."""
    began = func.coalesce(readings.c.version, readings.c.seq)
    several = (
        select(reports.c.address)
        .join(readings, readings.c.report == reports.c.id)
        .where(reports.c.address.is_not(None))
        .group_by(reports.c.address)
        .having(func.count(began.distinct()) > 1)
    )
    addresses: Sequence[str] = connection.scalars(several).all()
    if not addresses:
        return ()
    count = current_readings()
    counted: set[int] = set(connection.scalars(select(count.c.seq)))
    found = (_edited(readings_at(connection, address), counted) for address in addresses)
    return tuple(page for page in found if page is not None)


def _edited(stood: Sequence[Stood], counted: set[int]) -> Edited | None:
    now = counted & {each.seq for each in stood}
    if not now:
        return None
    ordered = versions_in_order(stood)
    since = since_days([times_over(version) for version in ordered])
    days = zip(since, (version[-1].seq for version in ordered), strict=True)
    return Edited(frozenset(now), tuple(days))


def times_over(version: Standing) -> Times:
    """What its readings say of a version: its dates as they were stated last, its first moment."""
    first, last = version[0].times, version[-1].times
    return Times(last.published, last.modified or first.modified, first.retrieved, first.at)
