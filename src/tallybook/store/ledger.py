"""The ledger: reports, claims and answers, added and never edited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Connection

from tallybook.errors import LedgerError
from tallybook.model import (
    Block,
    Claim,
    Fetch,
    Link,
    Problem,
    Reading,
    Report,
    Ruling,
    Tally,
    Version,
)
from tallybook.model.signature import Signature
from tallybook.store import current, fetches, history, judgements, rulings, runs, versions, wordings
from tallybook.store.history import Change
from tallybook.store.opening import is_absent, ledger_path, open_engine, telling, writing
from tallybook.store.placing import Added
from tallybook.store.snapshots import SnapshotFolder
from tallybook.store.standing import moment_of
from tallybook.store.writing import add_reading

DEFAULT_LEDGER = "tallybook.db"


class Ledger:
    """An open ledger. Each call is one transaction: it happens whole or not at all.

    >>> with Ledger("tallybook.db", create=True) as ledger:  # doctest: +SKIP
    ...     ledger.add(reading)
    """

    def __init__(self, where: str = DEFAULT_LEDGER, *, create: bool = False) -> None:
        self.path = ledger_path(where)
        self._engine = open_engine(where, create=create)
        self._snapshots = SnapshotFolder.beside(self.path)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @staticmethod
    def is_there(where: str = DEFAULT_LEDGER) -> bool:
        """Is there a ledger, or anything else, at that place?"""
        return not is_absent(ledger_path(where))

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def add(self, reading: Reading) -> Added:
        """Adds a reading: nothing where the ledger has it already.

        The bytes that it came from are kept beside the ledger before any row points to them.
        """
        with self._write() as connection:
            return add_reading(connection, reading, self._snapshots.keep)

    def add_all(self, readings: Iterable[Reading]) -> list[Added]:
        """Adds readings in one transaction, all or none; what adding did, in their order."""
        with self._write() as connection:
            return [add_reading(connection, one, self._snapshots.keep) for one in readings]

    def add_signatures(self, found: Mapping[str, Signature]) -> int:
        """Keeps what tells copies of reports' texts, by report; how many were not there so."""
        with self._write() as connection:
            return wordings.put_signatures(connection, found)

    def signatures(self, which: Collection[str] | None = None) -> dict[str, Signature]:
        """What tells copies of reports' texts, as far as known: of some reports, or of all."""
        with self._look() as connection:
            return dict(wordings.signatures(connection, which))

    def record_fetch(self, fetch: Fetch) -> None:
        """Appends a request for a URL and what the server said."""
        with self._write() as connection:
            fetches.add_fetch(connection, fetch)

    def add_links(self, links: Iterable[Link]) -> int:
        """Adds judgements over claims; how many were new."""
        with self._write() as connection:
            return judgements.add_links(connection, links)

    def withdraw_link(self, link: str, reason: str) -> None:
        """The link no longer holds; both it and its withdrawal are kept."""
        with self._write() as connection:
            judgements.withdraw_link(connection, link, reason)

    def record_revisions(self, tallies: Iterable[Tally]) -> int:
        """Appends a revision for each tally whose answer changed; how many."""
        with self._write() as connection:
            return history.record_revisions(connection, tallies)

    def record_changes(self, tallies: Sequence[Tally], gone: Sequence[str]) -> int:
        """The same for these tallies alone, and for the ids of those that nothing asks any more."""
        with self._write() as connection:
            return history.record_changes(connection, tallies, gone)

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

    def claims_by_reading(self, readings: Sequence[int]) -> list[tuple[int, Claim]]:
        """The claims of some readings, each with the number of its reading."""
        with self._look() as connection:
            return list(current.claims_by_reading(connection, readings))

    def days_said(self) -> dict[str, date]:
        """claim: the day from which its page says so, where a later version was the first to."""
        with self._look() as connection:
            return versions.days_said(connection)

    def versions(self, which: str, last: int | None = None) -> list[Version]:
        """The versions of the page at a URL, or of a report by its id, in time order.

        last: only so many, the newest. UsageError where the ledger has no such page.
        """
        with self._look() as connection:
            return versions.find_versions(connection, which, last)

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

    def links(self) -> list[Link]:
        """The judgements that nobody withdrew."""
        with self._look() as connection:
            return list(judgements.standing_links(connection))

    def add_ruling(self, ruling: Ruling) -> bool:
        """Adds what a person decided about questions; False where it is there already."""
        with self._write() as connection:
            return rulings.add_ruling(connection, ruling)

    def withdraw_ruling(self, prefix: str, reason: str) -> str:
        """The ruling no longer holds; its id. UsageError where none or several begin so."""
        with self._write() as connection:
            return rulings.withdraw_ruling(connection, prefix, reason)

    def rulings(self) -> list[Ruling]:
        """The rulings that nobody withdrew, oldest first."""
        with self._look() as connection:
            return list(rulings.standing_rulings(connection))

    def changes(self, since: datetime | None = None) -> list[Change]:
        """How the answers moved, in the order in which the ledger learned it."""
        with self._look() as connection:
            return list(history.changes(connection, since))

    def claim(self, prefix: str) -> Claim:
        """The claim whose id begins so; UsageError where none or several do."""
        with self._look() as connection:
            return current.find_claim(connection, prefix)

    def report(self, prefix: str) -> Report:
        """The report whose id begins so; UsageError where none or several do."""
        with self._look() as connection:
            return current.find_report(connection, prefix)

    def last_fetch(self, url: str) -> Fetch | None:
        """The newest request for a URL, None where there was none."""
        with self._look() as connection:
            return fetches.last_fetch(connection, url)

    def last_read(self, url: str, made_by: str) -> Fetch | None:
        """The newest request for a URL, if that extractor's reading of its answer counts still."""
        with self._look() as connection:
            return fetches.last_read(connection, url, made_by)

    def was_feed(self, url: str) -> bool:
        """Did the ledger ever read entries, rather than a page, from what came of a URL?"""
        with self._look() as connection:
            return fetches.was_feed(connection, url)

    def snapshot(self, digest: str) -> bytes:
        """The bytes under that digest; LedgerError where they are gone or damaged."""
        return self._snapshots.read(digest)

    def snapshot_fault(self, digest: str) -> str | None:
        """Why the bytes under that digest cannot be had, and what helps; None where they can."""
        try:
            self._snapshots.read(digest)
        except LedgerError as error:
            return str(error)
        return None

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
    def _write(self) -> Iterator[Connection]:
        with telling(self.path), writing(self._engine) as connection:
            yield connection

    @contextmanager
    def _look(self) -> Iterator[Connection]:
        with telling(self.path), self._engine.connect() as connection:
            yield connection
