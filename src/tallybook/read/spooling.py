"""Keep a stream that cannot be read twice: in memory while it is small, on disk beyond that."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from tallybook.errors import ReadError
from tallybook.read.door import HEAD
from tallybook.read.refusals import MEGABYTE, megabytes
from tallybook.read.unpacking import CHUNK, Stream

IN_MEMORY: Final = 8 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Spool:
    """The whole of a stream: its first bytes, its size, and a fresh stream whenever asked."""

    head: bytes
    size: int
    open: Callable[[], BinaryIO]


@contextmanager
def spooled(stream: Stream, where: str, limit: int) -> Iterator[Spool]:
    """The stream, kept until the block is left; ReadError where it is larger than the limit."""
    start = _read(stream, IN_MEMORY + 1)
    if len(start) <= IN_MEMORY:
        _check(len(start), where, limit)
        yield Spool(start[:HEAD], len(start), lambda: io.BytesIO(start))
        return
    with tempfile.TemporaryDirectory(prefix="tallybook-") as folder:
        path = Path(folder, "spool")
        size = 0
        with path.open("wb") as file:
            data = start
            while data:
                size += len(data)
                _check(size, where, limit)
                file.write(data)
                data = stream.read(CHUNK) or b""
        yield Spool(start[:HEAD], size, lambda: path.open("rb"))


def _read(stream: Stream, most: int) -> bytes:
    parts: list[bytes] = []
    while most > 0 and (data := stream.read(min(most, CHUNK))):
        parts.append(data)
        most -= len(data)
    return b"".join(parts)


def _check(size: int, where: str, limit: int) -> None:
    if size > limit:
        reason = f"is larger than the limit of {megabytes(limit)} for what cannot be read twice"
        raise ReadError(where, reason, "save it as a file, or split it")
