"""The ledger: reports, claims and answers, added and never edited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from tallybook.errors import LedgerError
from tallybook.model import (
    Fetch,
    Link,
    Reading,
    Ruling,
    Tally,
)
from tallybook.model.signature import Signature
from tallybook.store import (
    fetches,
    history,
    judgements,
    past_answers,
    rulings,
    wordings,
)
from tallybook.store.history import Change
from tallybook.store.looking import Looking
from tallybook.store.opening import is_absent, ledger_path, open_engine, telling, writing
from tallybook.store.past_answers import PastAnswer
from tallybook.store.placing import Added
from tallybook.store.snapshots import SnapshotFolder
from tallybook.store.writing import add_reading

DEFAULT_LEDGER = "tallybook.db"


class Ledger(Looking):
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

    def newest_changes(self, last: int, among: Collection[str] | None = None) -> list[str]:
        """The ids of the revisions recorded last, the newest first; cheap to ask for.

        among: only those of the tallies with these ids.
        """
        with self._look() as connection:
            return history.newest_changes(connection, last, among)

    def changes_by_id(self, ids: Sequence[str]) -> list[Change]:
        """How the answers moved by the revisions of these ids, in the order of the ids."""
        with self._look() as connection:
            return list(history.changes_by_id(connection, ids))

    def first_change(self) -> tuple[str, datetime] | None:
        """The oldest revision's id and moment, which tell this ledger's history from any other."""
        with self._look() as connection:
            return history.first_change(connection)

    def past_answers(self, tally: str, most: int = 100) -> list[PastAnswer]:
        """The answers that were recorded of a tally, newest first; also of one withdrawn."""
        with self._look() as connection:
            return past_answers.past_answers(connection, tally, most)

    def tallies_once(self, prefix: str) -> list[str]:
        """The ids of tallies ever recorded that begin so; a handful at the most."""
        with self._look() as connection:
            return list(past_answers.tallies_once(connection, prefix))

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

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with telling(self.path), writing(self._engine) as connection:
            yield connection
