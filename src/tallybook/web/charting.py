"""Charting: charts drawn beside the server, kept while their view lasts, and the chart library.

A drawing takes a tenth of a second and holds Python's lock, so a process of its own draws, and a
page never waits for it: it asks for its picture by an address.
"""

from __future__ import annotations

import atexit
import gzip
import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from threading import BoundedSemaphore, Lock, Thread
from typing import Final

from tallybook.charts import Drawer, NotDrawn, library_version
from tallybook.queries import View

_LOG: Final = logging.getLogger("tallybook.web")
_KEPT: Final = 48_000_000
"""Bytes of drawn charts that a view keeps."""
_WAITING: Final = 16
"""So many readers wait for drawings; who comes then is asked to come again, lest pages wait too."""
_WAITERS: Final = BoundedSemaphore(_WAITING)


class Drawn:
    """Charts by what was asked; those not asked for of late go where they grow too many."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0
        self._turn = Lock()

    def get(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """The chart of that key, drawn where it is not there yet."""
        with self._turn:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        drawn = draw()
        with self._turn:
            if key not in self._found:
                self._found[key] = drawn
                self._bytes += len(drawn)
            while self._bytes > self._most and len(self._found) > 1:
                self._bytes -= len(self._found.popitem(last=False)[1])
        return drawn


def drawn_in(view: View) -> Drawn:
    """The charts drawn of a view."""
    return view.once("charts drawn", lambda _: Drawn())


def waiting(draw: Callable[[], bytes]) -> bytes:
    """What is drawn, where not too many wait already; else NotDrawn."""
    if not _WAITERS.acquire(blocking=False):
        raise NotDrawn("many charts are being drawn just now; ask again in a moment")
    try:
        return draw()
    finally:
        _WAITERS.release()


@cache
def drawer() -> Drawer:
    """The one that draws for all pages of this process."""
    found = Drawer()
    atexit.register(found.close)
    return found


class Library:
    """The chart library, packed: made once, in some seconds, in a process that then ends."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._packed: bytes | None = None

    def packed(self) -> bytes:
        """The module in gzip, made now where it is not yet; NotDrawn where it cannot be made."""
        with self._turn:
            if self._packed is None:
                maker = Drawer()
                try:
                    self._packed = gzip.compress(maker.library().encode(), 9, mtime=0)
                finally:
                    maker.close()
            return self._packed

    def begin(self) -> None:
        """Has it made in the background."""
        Thread(target=self._make, name="tallybook-library", daemon=True).start()

    def _make(self) -> None:
        try:
            self.packed()
        except NotDrawn as error:
            _LOG.warning("charts stay pictures, for their library cannot be made: %s", error)


LIBRARY: Final = Library()


@cache
def library_url() -> str:
    """Where pages ask for the library; another one for another library."""
    return f"/charts/{library_version()}/vega.js"
