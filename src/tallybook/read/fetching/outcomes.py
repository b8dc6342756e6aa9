"""What comes of fetching a URL: content, nothing new, or why not."""

from __future__ import annotations

from dataclasses import dataclass

from tallybook.model import Fetch, Problem
from tallybook.read.door import Raw


@dataclass(frozen=True, slots=True)
class Fetched:
    """Content, ready for a reader, and the request that brought it."""

    raw: Raw
    fetch: Fetch


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that nothing has changed since the last request."""

    fetch: Fetch


@dataclass(frozen=True, slots=True)
class Unfetched:
    """Why nothing came. wait: the seconds that the server asks to wait. is_gone: for good."""

    problem: Problem
    wait: float | None = None
    is_gone: bool = False


Outcome = Fetched | Unchanged | Unfetched


class Refusal(Exception):
    """A URL cannot or may not be fetched: reason and remedy as a Problem has them.

    again: may another try help? reached: was there a connection? wait: as in
    Unfetched. status: HTTP's number, where there is one.
    """

    def __init__(
        self,
        reason: str,
        remedy: str,
        *,
        again: bool = False,
        reached: bool = True,
        wait: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy
        self.again, self.reached, self.wait, self.status = again, reached, wait, status

    def reworded(self, reason: str) -> Refusal:
        """The same refusal, told otherwise."""
        return Refusal(
            reason,
            self.remedy,
            again=self.again,
            reached=self.reached,
            wait=self.wait,
            status=self.status,
        )


def plain(text: str, longest: int = 200) -> str:
    """One short printable line of what somebody else wrote."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= longest else line[:longest] + "…"
