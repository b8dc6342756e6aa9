"""The desk: a ledger's answers, kept right by a worker while others look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Condition, Lock, Thread
from time import perf_counter
from typing import Final

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.errors import TallybookError
from tallybook.link.then import Day
from tallybook.model import Reading, Statement, Tally
from tallybook.pipeline.adding import Addition, add
from tallybook.pipeline.answers import Answer
from tallybook.pipeline.keeping import KeptBook
from tallybook.pipeline.weighing import load_answer
from tallybook.queries.search_words import distinct
from tallybook.queries.view import Head, View, head_of
from tallybook.store import Ledger

_OPENING_S: Final = 3600.0
_QUIET: Final = 3.0
"""So many times as long as a look took is it left alone after it."""


class NotReady(TallybookError):
    """The ledger's answers are still being worked out for the first time."""


class Phase(StrEnum):
    """What the desk is at."""

    OPENING = "opening"
    READY = "ready"
    FAULTY = "faulty"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class State:
    """What the desk is at. fault: why its newest look at the ledger failed, None where it did not.

    A faulty desk still shows what it saw last, if it ever saw anything.
    """

    phase: Phase
    since: datetime
    claims: int = 0
    fault: str | None = None


class Desk:
    """The answers of a ledger for any number of readers, taken in anew as the ledger grows.

    ledger: a path or URL; LedgerError where there is none. every: seconds between two looks at the
    ledger. prepare: what to find in a view before it is shown, so that no reader waits for it.

    >>> with Desk("tallybook.db") as desk:  # doctest: +SKIP
    ...     desk.wait()
    ...     desk.view().tallies
    """

    def __init__(
        self,
        ledger: str,
        *,
        measures: Sequence[Path] = (),
        conflicts: Sequence[Path] = (),
        every: float = 2.0,
        prepare: Sequence[Callable[[View], object]] = (),
    ) -> None:
        self.ledger = Ledger(ledger)
        self.answer: Answer = load_answer(measures, conflicts)
        self._measures = load_measures(extra=measures).definitions
        self._sides = load_conflicts(conflicts)
        self._every = every
        self._prepare = tuple(prepare)
        self._turn = Condition()
        self._state = State(Phase.OPENING, datetime.now(UTC))
        self._view: View | None = None
        self._book: KeptBook | None = None
        self._using = Lock()
        self._taken = self._shown = 0
        self._reading = 0
        self._read = Condition()
        self._heads: dict[int, Head] = {}
        self._asked, self._done = 1, 0
        self._to_record = False
        self._worker = Thread(target=self._work, name="tallybook-desk", daemon=True)

    def __enter__(self) -> Desk:
        self._worker.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._state = State(Phase.CLOSED, datetime.now(UTC))
            self._turn.notify_all()
        self._worker.join(timeout=30)
        self.ledger.close()

    def state(self) -> State:
        """What it is at."""
        return self._state

    def view(self) -> View:
        """The newest view; NotReady until there is one."""
        if self._view is None:
            raise NotReady(self._state.fault or "the ledger is being read; ask again in a moment")
        return self._view

    def wait(self, seconds: float = _OPENING_S) -> View:
        """The newest view, once there is one; NotReady where none comes in time."""
        with self._turn:
            self._turn.wait_for(lambda: self._view is not None or self._done > 0, seconds)
        return self.view()

    def refresh(self, seconds: float = _OPENING_S) -> View:
        """A view of all that the ledger has now; an older one where that takes longer."""
        with self._turn:
            self._asked += 1
            wanted = self._asked
            self._turn.notify_all()
            self._turn.wait_for(
                lambda: self._done >= wanted or self._state.phase is Phase.CLOSED, seconds
            )
        return self.view()

    def keep(self, readings: Iterable[Reading]) -> list[Addition]:
        """Adds readings to the ledger and takes them in; what became of each.

        What changed in the answers by it is recorded, as `add` does. LedgerError where the ledger
        cannot be written; each reading is added whole or not at all.
        """
        additions = list(add(self.ledger, readings))
        self._to_record = True
        self.refresh()
        return additions

    def answer_by(self, policy: str, tally: str, seconds: float = 0.5) -> Tally | None:
        """The newest answer of a tally by another policy, worked out alone.

        None where there is no tally of that id, or where the book is not free within that time.
        """
        with self._reader(seconds) as book:
            return None if book is None else book.answer_by(policy, tally)

    def then(
        self,
        view: View,
        names: Iterable[str],
        day: Day | None,
        seconds: float = 0.5,
    ) -> list[Statement] | None:
        """The statements that these claims of a view carried by a day, None for now.

        None where the book is not free within that time, holds another view by now, or where
        people judged claims the same: then they have to be linked anew.
        """
        with self._reader(seconds, view) as book:
            return None if book is None else book.then(names, day)

    @contextmanager
    def _reader(self, seconds: float, view: View | None = None) -> Iterator[KeptBook | None]:
        """The book, for one of many who may read it at once; who changes it waits for them.

        None where it is not free within that time, or does not hold just this view.
        """
        book = None
        if self._using.acquire(timeout=seconds):
            if view is None or (self._view is view and self._shown == self._taken):
                book = self._book
            if book is not None:
                with self._read:
                    self._reading += 1
            self._using.release()
        try:
            yield book
        finally:
            if book is not None:
                with self._read:
                    self._reading -= 1
                    self._read.notify_all()

    def _work(self) -> None:
        book: KeptBook | None = None
        mark: object = None
        while self._state.phase is not Phase.CLOSED:
            begun = perf_counter()
            with self._turn:
                asked = self._asked
            try:
                now = self.ledger.mark()
                if book is None:
                    book = KeptBook(self.ledger, self.answer)
                if self._to_record:
                    self._to_record = False
                    with self._changing(book):
                        book.revise()
                    self._publish(book)
                    mark = self.ledger.mark()
                elif now != mark or asked > self._done:
                    with self._changing(book):
                        book.refresh()
                    self._publish(book)
                    mark = now
                self._tell(asked, State(Phase.READY, datetime.now(UTC), self._claims()))
            except TallybookError as error:
                self._fail(asked, str(error))
            except Exception as error:  # noqa: BLE001 - the page must say so and live on
                book = None
                self._fail(asked, f"{type(error).__name__}: {error}; please report it")
            # a ledger that others write without end leaves most of the time to those who look
            pause = max(self._every, _QUIET * (perf_counter() - begun))
            with self._turn:
                self._turn.wait_for(
                    lambda: self._asked > self._done or self._state.phase is Phase.CLOSED, pause
                )

    @contextmanager
    def _changing(self, book: KeptBook) -> Iterator[None]:
        """Meanwhile nobody else asks the book; nor later, where it could not be brought to rest."""
        with self._using:
            with self._read:
                self._read.wait_for(lambda: not self._reading)
            self._book = None
            self._taken += 1
            yield
            self._book = book

    def _claims(self) -> int:
        return 0 if self._view is None else len(self._view.claims)

    def _fail(self, asked: int, fault: str) -> None:
        self._tell(asked, State(Phase.FAULTY, datetime.now(UTC), self._claims(), fault))

    def _tell(self, asked: int, state: State) -> None:
        with self._turn:
            if self._state.phase is not Phase.CLOSED:
                self._state = state
            self._done = max(self._done, asked)
            self._turn.notify_all()

    def _publish(self, book: KeptBook) -> None:
        tallies = {tally.id: tally for tally in book.tallies()}
        claims = dict(book.claims())
        reports = self._reports()
        last = self._view
        if last is not None and last.reports == reports and last.tallies == tallies:
            self._shown = self._taken
            return
        view = View(
            number=1 if last is None else last.number + 1,
            taken=datetime.now(UTC),
            tallies=tallies,
            claims=claims,
            reports=reports,
            measures=self._measures,
            sides=self._sides,
            past=self.ledger.past(),
            _before={} if last is None else last.kept(),
        )
        for find in self._prepare:
            find(view)
        self._view, self._shown = view, self._taken

    def _reports(self) -> dict[str, Head]:
        counting = set(self.ledger.counting())
        for lost in self._heads.keys() - counting:
            del self._heads[lost]
        fresh = sorted(counting - self._heads.keys())
        for reading, report in self.ledger.reports_by_reading(fresh):
            self._heads[reading] = replace(head_of(report), words=distinct(report.text))
        return {head.id: head for _, head in sorted(self._heads.items())}
