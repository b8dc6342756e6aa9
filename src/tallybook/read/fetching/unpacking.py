"""Unpack what a server packed, as it comes, never beyond a limit."""

from __future__ import annotations

import zlib
from typing import Final

from tallybook.read.fetching.outcomes import Refusal, plain

ACCEPTED: Final = "gzip, deflate"
"""What requests say they take."""

_PLAIN: Final = frozenset({"", "identity"})
_GZIP: Final = frozenset({"gzip", "x-gzip"})
_GZIP_START: Final = b"\x1f"
_MEGABYTE: Final = 1024 * 1024


class Body:
    """An answer's body as it grows. `add` raises Refusal where it is broken, or too large.

    cut: what is beyond the limit is left away, and `is_full` says so.
    """

    def __init__(self, encoding: str | None, largest: int, *, cut: bool = False) -> None:
        self.is_full = False
        self._cut = cut
        self._encoding = (encoding or "").strip().lower()
        self._largest = largest
        self._received = 0
        self._content = bytearray()
        self._inner: zlib._Decompress | None = None
        self._begun = False
        if self._encoding not in {*_PLAIN, *_GZIP, "deflate"}:
            name = plain(self._encoding, 40)
            reason = f"is packed in a way that was not asked for ({name})"
            raise Refusal(reason, "save the page with a browser and read the file")

    def add(self, part: bytes) -> None:
        """Takes in the next bytes off the wire."""
        self._received += len(part)
        if self._received > self._largest and not self._cut:
            raise too_large(self._largest)
        if self._encoding in _PLAIN:
            self._content += part
            self._check(packed=False)
            return
        try:
            self._unpack(part)
        except zlib.error as error:
            reason = f"says that it is packed with {self._encoding}, and is not or is damaged"
            raise Refusal(reason, "try again, or save the page with a browser") from error

    def content(self) -> bytes:
        """The whole, unpacked; Refusal where the packed stream has no end."""
        if self._inner is not None and not self._inner.eof and not self.is_full:
            raise broken_off()
        return bytes(self._content)

    def _unpack(self, part: bytes) -> None:
        while part and not self.is_full:
            if self._inner is None or self._inner.eof:
                if self._begun and not (self._encoding in _GZIP and part.startswith(_GZIP_START)):
                    return  # what stands behind the end is not the page
                self._inner = self._start(part)
                self._begun = True
            room = self._largest - len(self._content) + 1
            self._content += self._inner.decompress(part, room)
            self._check(packed=True)
            part = self._inner.unused_data if self._inner.eof else b""

    def _check(self, *, packed: bool) -> None:
        if len(self._content) <= self._largest:
            return
        if not self._cut:
            raise too_large(self._largest, packed=packed)
        del self._content[self._largest :]
        self.is_full = True

    def _start(self, part: bytes) -> zlib._Decompress:
        if self._encoding in _GZIP:
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        # "deflate" means zlib's format; some servers send the bare stream.
        is_zlib = part[0] & 0x0F == 8 and (len(part) < 2 or (part[0] << 8 | part[1]) % 31 == 0)
        return zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def too_large(largest: int, *, packed: bool = False) -> Refusal:
    """The refusal of an answer beyond the limit."""
    limit = f"{largest // _MEGABYTE} MB" if largest >= _MEGABYTE else f"{largest:,} bytes"
    if packed:
        reason = f"unpacks to more than the limit of {limit}, as a bomb does"
    else:
        reason = f"is larger than the limit of {limit}"
    return Refusal(reason, "download it yourself, split it and read the files")


def broken_off() -> Refusal:
    """The refusal of an answer that ends before its end."""
    return Refusal("breaks off before its end", "try again later", again=True)
