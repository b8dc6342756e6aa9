"""Content that is at hand already: what a person pasted or handed over."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from tallybook.model import Page, Problem
from tallybook.read.door import HEAD, Raw, ReadOptions, find_readers
from tallybook.read.passing import read_raw


def read_content(
    content: bytes, options: ReadOptions | None = None, name: str | None = None
) -> Iterator[Page | Problem]:
    """Every report in the content, as `read_where` gives those of a file.

    name: of the file that it was, None for text that was pasted. The content decides who reads it.
    """
    raw = Raw(
        where=name or "pasted text",
        path=None if name is None else Path(name),
        head=content[:HEAD],
        open=lambda: io.BytesIO(content),
        size=len(content),
    )
    yield from read_raw(raw, options if options is not None else ReadOptions(), find_readers())
