"""Hand content to the reader whose format it is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallybook.model import Page, Problem
from tallybook.read.door import Raw, Reader, ReadOptions, find_readers
from tallybook.read.refusals import problem, said


def choose_reader(raw: Raw, readers: Sequence[Reader]) -> Reader | None:
    """The first reader that takes the content; None where none does."""
    return next((each for each in readers if each.accepts(raw)), None)


def reader_of(raw: Raw) -> str | None:
    """The name of the installed reader that takes the content; None where none does."""
    reader = choose_reader(raw, find_readers())
    return None if reader is None else reader.name


def read_raw(raw: Raw, options: ReadOptions, readers: Sequence[Reader]) -> Iterator[Page | Problem]:
    """All reports of the content, by the reader that takes it."""
    try:
        reader = choose_reader(raw, readers)
        if reader is None:
            reason = "is in no format that a reader knows"
            yield problem(raw.where, reason, "save it as plain text")
            return
        yield from reader.read(raw, options)
    except OSError as error:
        yield problem(raw.where, said(error), "check the file and its permissions")
