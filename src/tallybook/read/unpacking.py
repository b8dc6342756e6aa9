"""Unpack a compressed stream as it is read: never more than is asked for, nor than is allowed."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol

from tallybook.errors import ReadError
from tallybook.read.door import Allowance

CHUNK: Final = 64 * 1024
"""The most that is unpacked at once."""

FED: Final = 4 * 1024
"""The most that is fed at once: so much is lost before a damaged place."""

FAULTS: Final = (zlib.error, lzma.LZMAError, zipfile.BadZipFile, ValueError, OSError)
"""What the unpackers of the standard library raise for damage; EOFError is a cut."""


class Stream(Protocol):
    """What can be read and closed."""

    def read(self, size: int, /) -> bytes | None:
        """At most so many bytes."""

    def close(self) -> None:
        """No more is read."""


class Unpacker(Protocol):
    """One compressed stream, fed in pieces."""

    @property
    def eof(self) -> bool:
        """Has the stream ended?"""

    @property
    def unused_data(self) -> bytes:
        """What came behind its end."""

    @property
    def hungry(self) -> bool:
        """Must it be fed before it gives more?"""

    def unpack(self, data: bytes, most: int) -> bytes:
        """At most so many bytes, after taking in `data`."""


class _Deflated:
    """Gzip, by zlib."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def hungry(self) -> bool:
        return not self._full and not self._inner.unconsumed_tail

    def unpack(self, data: bytes, most: int) -> bytes:
        given = self._inner.decompress(self._inner.unconsumed_tail + data, most)
        self._full = len(given) == most
        return given


class _Other:
    """Bzip2 and xz: their classes have one face."""

    def __init__(self, inner: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._inner = inner

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def hungry(self) -> bool:
        return self._inner.needs_input

    def unpack(self, data: bytes, most: int) -> bytes:
        return self._inner.decompress(data, most)


def _bzip2() -> Unpacker:
    return _Other(bz2.BZ2Decompressor())


def _xz() -> Unpacker:
    # The format asks for its dictionary's size in memory, up to 4 GB; 256 MB serve every preset.
    return _Other(lzma.LZMADecompressor(memlimit=256 * 1024 * 1024))


UNPACKERS: Final[dict[bytes, Callable[[], Unpacker]]] = {
    b"\x1f\x8b": _Deflated,
    b"BZh": _bzip2,
    b"\xfd7zXZ\x00": _xz,
}
"""What unpacks a stream that begins with these bytes."""

MEMBER: Final = b"\x1f\x8b\x08"
"""How each stream of gzip begins."""

LONGEST: Final = max(map(len, UNPACKERS))

PACKED: Final = frozenset({".gz", ".bz2", ".xz", ".zst"})
"""Suffixes of a packed file, whose name says before them what it holds."""


class Unpacking(io.RawIOBase):
    """The unpacked bytes of a stream, one stream behind another too.

    Raises EOFError at a cut and what the unpacker raises at damage, after all that came before;
    healing, it goes on at the next stream instead, counts the damaged ones and tells of a cut.
    """

    def __init__(
        self, packed: BinaryIO, make: Callable[[], Unpacker], healing: bool = False
    ) -> None:
        super().__init__()
        self._healing = healing
        self.damaged = 0
        self.is_cut = False
        self._source = packed
        self._make = make
        self._unpacker: Unpacker | None = make()
        self._waiting = b""

    def readable(self) -> bool:
        """It is read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Up to a chunk; 0 at the end."""
        most = min(len(buffer), CHUNK)
        given = self._next(most) if most else b""
        buffer[: len(given)] = given
        return len(given)

    def close(self) -> None:
        """Closes the packed stream too."""
        self._source.close()
        super().close()

    def _next(self, most: int) -> bytes:
        while self._unpacker is not None:
            if self._unpacker.eof:
                self._follow(self._unpacker.unused_data)
                continue
            if self._unpacker.hungry and not self._waiting:
                self._waiting = self._source.read(FED)
                if not self._waiting:
                    if not self._healing:
                        raise EOFError
                    self.is_cut, self._unpacker = True, None
                    return b""
            data, self._waiting = self._waiting, b""
            try:
                given = self._unpacker.unpack(data, most)
            except zlib.error:
                if not self._healing:
                    raise
                self._heal(data)
                continue
            if given:
                return given
        return b""

    def _heal(self, data: bytes) -> None:
        """On to what looks like the beginning of the next stream of gzip."""
        self.damaged += 1
        at = 1
        while (at := data.find(MEMBER, at)) < 0:
            more = self._source.read(FED)
            if not more:
                self._unpacker = None
                return
            data, at = data[-len(MEMBER) + 1 :] + more, 0
        self._unpacker, self._waiting = self._make(), data[at:]

    def _follow(self, rest: bytes) -> None:
        """On to the stream behind this one; padding and what is no stream end it."""
        rest = rest.lstrip(b"\x00")
        if len(rest) < LONGEST:
            rest = (rest + self._source.read(FED)).lstrip(b"\x00")
        known = any(rest.startswith(start) for start in UNPACKERS)
        self._unpacker, self._waiting = (self._make(), rest) if known else (None, b"")


class Counted(io.RawIOBase):
    """An unpacked stream whose bytes are taken off an allowance; ReadError once it is used up.

    At damage or a cut it ends, after what came before, and `fault` says so.
    """

    def __init__(self, stream: Stream, where: str, allowance: Allowance) -> None:
        super().__init__()
        self._source = stream
        self._where = where
        self._allowance = allowance
        self.fault: str | None = None

    def readable(self) -> bool:
        """It is read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As the stream gives; raises ReadError where it gives more than is allowed."""
        if self.fault is not None:
            return 0
        try:
            data = self._source.read(min(len(buffer), CHUNK)) or b""
        except EOFError:
            self.fault, data = "is cut off", b""
        except FAULTS:
            self.fault, data = "is damaged", b""
        self._allowance.left -= len(data)
        if self.spent:
            raise too_much(self._where)
        buffer[: len(data)] = data
        return len(data)

    @property
    def spent(self) -> bool:
        """Is the allowance used up?"""
        return self._allowance.left < 0

    def close(self) -> None:
        """Closes the stream too."""
        self._source.close()
        super().close()


class Telling:
    """A stream that says how far it was read, which FastWARC asks and panics without."""

    def __init__(self, stream: Stream) -> None:
        self._source = stream
        self._at = 0

    def read(self, size: int, /) -> bytes:
        """At most so many bytes."""
        data = self._source.read(size) or b""
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Nowhere else than it stands."""
        raise OSError("it is read from beginning to end")

    def close(self) -> None:
        """Closes the stream too."""
        self._source.close()


def too_much(where: str) -> ReadError:
    """The refusal of a bomb."""
    reason = "unpacks to far more than its size can be worth, as a bomb does"
    return ReadError(where, reason, "unpack it yourself, and read the files")
