"""Given: what a person hands over to be read at once, a text, a file's bytes or an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tallybook.errors import UsageError
from tallybook.model import Page, Problem, Reading, Stage
from tallybook.pipeline.options import Options
from tallybook.pipeline.pages import stated
from tallybook.pipeline.readings import Steps, place_of, read_found, read_reports
from tallybook.read import read_content

LONGEST: Final = 300_000
"""So many code points of one report are read while a person waits: some sixty articles."""
_MOST_REPORTS: Final = 50


@dataclass(frozen=True, slots=True)
class Given:
    """One of: text, address (a URL), content (the bytes of a file called name)."""

    text: str | None = None
    address: str | None = None
    content: bytes | None = None
    name: str | None = None


def read_given(given: Given, options: Options, steps: Steps) -> Iterator[Reading]:
    """The readings of what was handed over; what is too long for waiting is told as a Problem.

    UsageError where nothing was handed over, or an address that is no URL.
    """
    for number, found in enumerate(_pages(given, options, steps)):
        if number >= _MOST_REPORTS:
            reason = f"holds more than the {_MOST_REPORTS} reports that are read at once"
            yield _refused(given.name or given.address or "pasted text", reason)
            return
        if isinstance(found, Page) and len(found.report.text) > LONGEST:
            length = len(found.report.text)
            reason = f"is too long to be read while you wait ({length:,} of {LONGEST:,} characters)"
            yield _refused(place_of(found.report), reason)
            continue
        yield read_found(found, steps.pages.clean, steps.extract)


def _pages(given: Given, options: Options, steps: Steps) -> Iterable[Page | Problem]:
    if given.content:
        return read_content(given.content, stated(options), given.name or "file")
    if given.address and given.address.strip():
        address = given.address.strip()
        if not address.lower().startswith(("http://", "https://")):
            raise UsageError(f"{address!r} is no address of a page; begin it with https://")
        return read_reports([address], options, steps.pages.read)
    if given.text and given.text.strip():
        text = given.text.replace("\r\n", "\n")
        return read_content(text.encode("utf-8", "replace"), stated(options))
    raise UsageError("there is nothing to read; paste a text, choose a file or give an address")


def _refused(where: str, reason: str) -> Reading:
    remedy = "add it with `tallybook add`"
    return Reading(None, problems=(Problem(Stage.READ, where, reason, remedy),))
