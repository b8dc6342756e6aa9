"""What a ledger has read: reports, their versions, blocks and claims, and what failed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from tallybook.model import (
    Block,
    Claim,
    Problem,
    Report,
    Version,
)
from tallybook.store import (
    current,
    runs,
    versions,
)
from tallybook.store.kept import Kept, count_problems, find_kept, unread
from tallybook.store.opening import telling
from tallybook.store.past import Past, edited_pages
from tallybook.store.standing import moment_of
from tallybook.store.versions import Edition


class Looking:
    """A ledger that is looked at: each call is one transaction that writes nothing."""

    path: Path
    _engine: Engine

    def claims(self, measure: str | None = None, as_of: date | None = None) -> list[Claim]:
        """The claims that count now: those of each page's newest reading.

        as_of: those of the version that each page had at the end of that day. Whether a page was
        there at all on that day is not asked.
        """
        with self._look() as connection:
            if as_of is None:
                return list(current.current_claims(connection, measure))
            known = versions.readings_known_by(connection, as_of)
            own = current.own_claims(connection, known, measure)
            return [*own, *current.fallen_claims(connection, known, measure)]

    def counting(self) -> list[int]:
        """The numbers of the readings that count: each page's newest."""
        with self._look() as connection:
            return current.counting(connection)

    def counting_on(self, day: date) -> list[int]:
        """The numbers of the readings that counted at the end of a day.

        For each page the version of that day; whether it was there at all then is not asked.
        """
        with self._look() as connection:
            return versions.readings_known_by(connection, day)

    def claims_by_reading(self, readings: Sequence[int]) -> list[tuple[int, Claim]]:
        """The claims of some readings, each with the number of its reading."""
        with self._look() as connection:
            return list(current.claims_by_reading(connection, readings))

    def reports_by_reading(self, readings: Sequence[int]) -> list[tuple[int, Report]]:
        """The reports of some readings, each with the number of its reading."""
        with self._look() as connection:
            return list(current.reports_by_reading(connection, readings))

    def mark(self) -> tuple[object, ...]:
        """What is another one once anything was added to the ledger; cheap to ask for."""
        with self._look() as connection:
            return current.mark(connection)

    def past(self) -> Past:
        """How it stood on every day before."""
        with self._look() as connection:
            return Past(self.first_read(), edited_pages(connection))

    def days_said(self, which: Collection[str] | None = None) -> dict[str, date]:
        """claim: the day from which its page says so, where a later version was the first to.

        which: of these claims alone, by id.
        """
        with self._look() as connection:
            return versions.days_said(connection, which)

    def versions(
        self, which: str, last: int | None = None, only: Collection[int] | None = None
    ) -> list[Version]:
        """The versions of the page at a URL, or of a report by its id, in time order.

        last: only so many, the newest. only: those that stand there in their order, from 0 on.
        UsageError where the ledger has no such page.
        """
        with self._look() as connection:
            return versions.find_versions(connection, which, last, only)

    def editions(self, which: str) -> list[Edition]:
        """The same versions without their texts and claims; cheap to ask for."""
        with self._look() as connection:
            return versions.find_editions(connection, which)

    def kept(self, report: str) -> Kept | None:
        """The report with that id, whole, by its newest reading; None where there is none."""
        with self._look() as connection:
            return find_kept(connection, report)

    def count_problems(self, reports: Sequence[str]) -> dict[str, int]:
        """report: how many problems it had, for those of these that had any."""
        with self._look() as connection:
            return count_problems(connection, reports)

    def unread(self, most: int) -> tuple[int, list[Problem]]:
        """How many problems are of places that gave no report, and the newest of them."""
        with self._look() as connection:
            return unread(connection, most)

    def reports(self) -> list[Report]:
        """The reports that count now, in the order in which they were added."""
        with self._look() as connection:
            return list(current.current_reports(connection))

    def first_read(self) -> dict[str, datetime]:
        """report: when it was fetched, where that is known, else when the ledger first had it."""
        with self._look() as connection:
            added = current.first_read(connection)
        return {report: moment_of(moment) for report, moment in added.items()}

    def blocks(self, report: str) -> tuple[Block, ...]:
        """The blocks of a report, as its newest reading has them."""
        with self._look() as connection:
            return current.current_blocks(connection, report)

    def problems(self) -> list[Problem]:
        """What could not be read."""
        with self._look() as connection:
            return list(current.current_problems(connection))

    def claim(self, prefix: str) -> Claim:
        """The claim whose id begins so; UsageError where none or several do."""
        with self._look() as connection:
            return current.find_claim(connection, prefix)

    def report(self, prefix: str) -> Report:
        """The report whose id begins so; UsageError where none or several do."""
        with self._look() as connection:
            return current.find_report(connection, prefix)

    def texts(self, which: Collection[str]) -> dict[str, str]:
        """The texts of the reports with these ids; of one that there is not, nothing."""
        with self._look() as connection:
            return dict(current.texts(connection, sorted(which)))

    def raw_span(self, claim: Claim) -> tuple[str, int, int] | None:
        """A snapshot's digest, and where the claim stands in that snapshot's decoded text.

        None where no snapshot was kept, or the words do not stand in it.
        """
        with self._look() as connection:
            return runs.find_raw_span(connection, claim)

    def encoding(self, digest: str) -> str | None:
        """What decodes the bytes of a snapshot (errors replaced), None where they are no text."""
        with self._look() as connection:
            return runs.find_encoding(connection, digest)

    @contextmanager
    def _look(self) -> Iterator[Connection]:
        with telling(self.path), self._engine.connect() as connection:
            yield connection
