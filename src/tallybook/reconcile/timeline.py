"""Timeline: what came and what was taken back, played forward day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Generic, TypeVar

Item = TypeVar("Item")
Step = Callable[[Item], None]


class Timeline(Generic[Item]):
    """Items that come on one day and may go on a later one; a day asked is replayed up to it.

    Days asked in order cost each item once; an earlier day begins from nothing.
    """

    def __init__(self, lives: Iterable[tuple[Item, date | None, date | None]]) -> None:
        """lives: each item, since when it is known (None: ever), and from when it is gone."""
        steps: list[tuple[date, int, Item]] = []
        for item, come, gone in lives:
            if come is not None and gone is not None and gone <= come:
                continue  # said and taken back on one day
            steps.append((come or date.min, 1, item))
            if gone is not None:
                steps.append((gone, 0, item))
        self._steps = sorted(steps, key=lambda step: step[:2])
        self._next = 0
        self._day = date.min

    @property
    def days(self) -> set[date | None]:
        """Every day on which something comes or goes, None for what ever was."""
        return {None if day == date.min else day for day, _, _ in self._steps}

    def play(
        self, until: date | None, restart: Callable[[], None], come: Step[Item], go: Step[Item]
    ) -> None:
        """Bring the state to the end of that day; None stands for the undated alone."""
        day = until or date.min
        if day < self._day:
            restart()
            self._next = 0
        self._day = day
        while self._next < len(self._steps) and self._steps[self._next][0] <= day:
            _, comes, item = self._steps[self._next]
            (come if comes else go)(item)
            self._next += 1
