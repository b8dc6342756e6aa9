"""What was worked out in a view for those who asked otherwise, and what is being worked out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import Final, Generic, TypeVar

from tallybook.model import Claim
from tallybook.pipeline.answers import Books
from tallybook.queries.asked_around import Near
from tallybook.queries.newest import Newest

_WANTED_S: Final = 5.0
"""What waits for its turn is left alone where nobody asked for it for so long; pages ask anew."""
_FIRST_S: Final = 0.05
"""What takes long begins so much later, so that it does not hold up the page that tells of it."""
_MANY: Final = 5_000
_ANSWERS: Final = 500
_BOOKS: Final = 32

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Underway:
    """It is being worked out. claims: of how many. fault: why it could not be, None while it is."""

    claims: int
    fault: str | None = None


@dataclass(slots=True)
class Opened:
    """A small book, and who may use it. claims: those that counted, as counted.

    changed, left: how many figures another convention changed, how many it could not count again.
    """

    book: Books
    claims: Mapping[str, Claim]
    changed: int
    left: int
    using: Lock = field(default_factory=Lock)


@dataclass(frozen=True, slots=True)
class PagesThen:
    """How pages stood on a day. come: claims that counted then and do not now; gone: not then."""

    day: date
    come: tuple[Claim, ...]
    gone: frozenset[str]


class Kept(Generic[Answer]):
    """Answers, books and days, the newest of each; and the answers that are underway."""

    def __init__(self) -> None:
        self.answers: Newest[Answer] = Newest(_ANSWERS)
        self.near: Newest[Near] = Newest(_ANSWERS)
        self.books: Newest[Opened] = Newest(_BOOKS)
        self._underway: dict[Hashable, tuple[Underway, Event]] = {}
        self._wanted: dict[Hashable, float] = {}
        self._turn = Lock()
        self._few, self._many = Lock(), Lock()

    def underway(self, key: Hashable) -> Underway | None:
        """What is told of it while it is worked out, or where it could not be."""
        with self._turn:
            found = self._underway.get(key)
        return None if found is None else found[0]

    def beside(
        self, key: Hashable, claims: int, work: Callable[[], object], *, is_awaited: bool = False
    ) -> tuple[Underway, Event]:
        """Has it worked out in a thread of its own; and what tells the end.

        Those of few claims come one after the other, and do not wait for those of very many.

        is_awaited: begin at once; else the page that tells of it is made first.
        """
        with self._turn:
            self._wanted[key] = monotonic()
            if key in self._underway:
                return self._underway[key]
            told = self._underway[key] = (Underway(claims), Event())

        def run() -> None:
            if not is_awaited:
                sleep(_FIRST_S)
            try:
                with self._many if claims > _MANY else self._few:
                    if monotonic() - self._wanted[key] < _WANTED_S:
                        work()
            except Exception as error:  # noqa: BLE001 - the page must say so
                fault = Underway(claims, f"{type(error).__name__}: {error}")
                with self._turn:
                    self._underway[key] = (fault, told[1])
            else:
                with self._turn:
                    del self._underway[key], self._wanted[key]
            told[1].set()

        Thread(target=run, name="tallybook-asked", daemon=True).start()
        return told
