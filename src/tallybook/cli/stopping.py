"""Signals that end a command that would run for ever: at once, yet never within a write."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SIGNALS: Final = tuple(
    each for each in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None)) if each
)


class Stopped(BaseException):
    """A signal asked us to end. No `except Exception` may keep it."""


class Stop:
    """Whether a signal came; it raises Stopped at once, or at the end of what is held."""

    def __init__(self) -> None:
        self._asked = False
        self._held = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """What lies within is finished before a signal ends anything."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
        self._check()

    def answer(self, _number: int, _frame: FrameType | None) -> None:
        """The signals' handler. After the first, a second ends the process as signals do."""
        self._asked = True
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        self._check()

    def _check(self) -> None:
        if self._asked and not self._held:
            raise Stopped


@contextmanager
def stopping() -> Iterator[Stop]:
    """Within, SIGINT, SIGTERM and SIGHUP raise Stopped."""
    stop = Stop()
    before = {each: signal.signal(each, stop.answer) for each in SIGNALS}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
