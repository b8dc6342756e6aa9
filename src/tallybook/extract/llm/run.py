"""The run: what has been asked of a model so far, by all processes of one command together."""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tallybook.extract.llm.client import Unanswered
from tallybook.extract.llm.settings import REQUESTS, TOKENS, URL

_PATIENCE: Final = 3
"""Chunks in a row for which the endpoint failed, after which it is left alone."""


@dataclass(frozen=True, slots=True)
class Run:
    """A budget and what was spent of it, in a file that the processes of a command share."""

    path: Path
    requests: int
    tokens: int

    def take(self, tokens: int) -> None:
        """One more request of about so many tokens; raises Unanswered where that is too much."""
        with self._open() as file:
            asked, spent, lost = file.execute("SELECT asked, spent, lost FROM run").fetchone()
            if lost >= _PATIENCE:
                reason = f"not asked: the endpoint failed for {lost} stretches of text in a row"
                raise Unanswered(reason, f"see that it runs, and check {URL}")
            if asked >= self.requests:
                raise _spent(f"{self.requests} requests", REQUESTS)
            if spent + tokens > self.tokens:
                raise _spent(f"{self.tokens:,} tokens", TOKENS)
            file.execute("UPDATE run SET asked = asked + 1")

    def spend(self, tokens: int) -> None:
        """So many tokens were used by a request."""
        with self._open() as file:
            file.execute("UPDATE run SET spent = spent + ?", (min(max(tokens, 0), 10**12),))

    def reached(self, was: bool) -> None:
        """Did the endpoint do its part for the last chunk?"""
        with self._open() as file:
            file.execute("UPDATE run SET lost = CASE WHEN ? THEN 0 ELSE lost + 1 END", (was,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=60, isolation_level=None)) as file:
            file.execute("BEGIN IMMEDIATE")
            try:
                yield file
            finally:
                file.execute("COMMIT")


def begin(requests: int, tokens: int) -> Run:
    """A run of which nothing is spent; its file goes when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="tallybook-llm-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "run.db"
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE run (asked INTEGER, spent INTEGER, lost INTEGER)")
        file.execute("INSERT INTO run VALUES (0, 0, 0)")
    return Run(path, requests, tokens)


def _spent(what: str, name: str) -> Unanswered:
    return Unanswered(
        f"not asked: the budget of {what} a run is spent",
        f"set {name} higher, or read the rest in another run: what was answered is kept",
    )
