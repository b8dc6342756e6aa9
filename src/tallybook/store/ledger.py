"""The ledger: reports, claims and answers, added and never edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from tallybook.model import Block, Claim, Link, Problem, Reading, Report, Tally
from tallybook.store import current, history, judgements
from tallybook.store.history import Change
from tallybook.store.opening import is_absent, ledger_path, open_engine, telling, writing
from tallybook.store.writing import Added, add_reading

DEFAULT_LEDGER = "tallybook.db"


class Ledger:
    """An open ledger. Each call is one transaction: it happens whole or not at all.

    >>> with Ledger("tallybook.db", create=True) as ledger:  # doctest: +SKIP
    ...     ledger.add(reading)
    """

    def __init__(self, where: str = DEFAULT_LEDGER, *, create: bool = False) -> None:
        self.path = ledger_path(where)
        self._engine = open_engine(where, create=create)

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
        """Adds a reading: nothing where the ledger has it already."""
        with self._write() as connection:
            return add_reading(connection, reading)

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

    def claims(self, measure: str | None = None) -> list[Claim]:
        """The claims that count now: those of each page's newest reading."""
        with self._look() as connection:
            return list(current.current_claims(connection, measure))

    def reports(self) -> list[Report]:
        """The reports that count now, in the order in which they were added."""
        with self._look() as connection:
            return list(current.current_reports(connection))

    def first_read(self) -> dict[str, datetime]:
        """report: when the ledger first had it."""
        with self._look() as connection:
            added = current.first_read(connection)
        return {report: datetime.fromisoformat(moment) for report, moment in added.items()}

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

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with telling(self.path), writing(self._engine) as connection:
            yield connection

    @contextmanager
    def _look(self) -> Iterator[Connection]:
        with telling(self.path), self._engine.connect() as connection:
            yield connection
