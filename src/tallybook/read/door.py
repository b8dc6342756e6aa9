"""The door that every reader comes through: what it is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import BinaryIO, Final, Protocol, runtime_checkable

from tallybook.model import Page, Problem

GROUP: Final = "tallybook.readers"
"""The entry points' group. Each names an object with the attributes of `Reader`."""

HEAD: Final = 4096
"""How many first bytes a reader may look at to say whether the content is its own."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says of the reports; it goes before what their text says.

    fields: which field or column of records (JSON Lines, CSV) holds what, by the report's names:
    `{"text": "story", "published": "when"}`.
    """

    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Allowance:
    """How many bytes an archive and all archives within it may still unpack; it is used up."""

    left: int


@dataclass(frozen=True, slots=True)
class Raw:
    """Content before it is read.

    where: as messages name it. path: as claims carry it, None for stdin. open: a fresh binary
    stream of the whole, so that an archive may be streamed. size: in bytes, None if not known.
    media_type, charset: as a server declared them. url: where it was fetched from, after
    redirects. retrieved: when. depth: how many archives it lies in, and `allowance` what those may
    still unpack.
    """

    where: str
    path: Path | None
    head: bytes
    open: Callable[[], BinaryIO]
    size: int | None = None
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    retrieved: datetime | None = None
    depth: int = 0
    allowance: Allowance | None = None


@runtime_checkable
class Reader(Protocol):
    """A reader of one format.

    suffixes: with the point, in lower case; what a folder is searched for. rank: the lowest that
    accepts reads; plain text comes last with 100.
    """

    name: str
    suffixes: frozenset[str]
    rank: int

    def accepts(self, raw: Raw) -> bool:
        """Is the content in this format? Judged by the head, the name is only a hint."""

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        """All reports of the content; what cannot be read is a Problem, and on with the rest."""


@cache
def find_readers() -> tuple[Reader, ...]:
    """Every reader that is installed, the built-in ones among them, by rank."""
    # Imported from the package's own entry point where it is installed; a checkout that is not
    # has no entry points, yet reads text.
    from tallybook.read.text import TEXT

    readers: dict[str, Reader] = {TEXT.name: TEXT}
    for entry in entry_points(group=GROUP):
        reader = entry.load()
        if isinstance(reader, Reader):
            readers[reader.name] = reader
    return tuple(sorted(readers.values(), key=lambda reader: (reader.rank, reader.name)))
