"""The body of an archived HTTP answer as the page was: joined chunks, unpacked."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Sequence
from typing import Any, Final

_CHUNK: Final = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


class Broken(Exception):
    """The body does not unpack, or to more than is allowed; its text says which."""


def unpack_payload(data: bytes, transfer: str | None, encodings: str | None, limit: int) -> bytes:
    """The body without its transfer and content encodings; raises Broken.

    Archives often keep the headers of a body that was unpacked before it was kept: what does not
    look packed stays as it is.
    """
    if "chunked" in (transfer or "").lower():
        data = _joined(data)
    for name in reversed(_names(encodings)):
        data = _unpacked(data, name, limit)
    return data


def _names(encodings: str | None) -> Sequence[str]:
    names = [name.strip().lower() for name in (encodings or "").split(",")]
    return [name for name in names if name and name != "identity"][:4]


def _joined(data: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(data, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(data[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1 if data[at : at + 1] == b"\n" else 0
    return b"".join(parts) if parts else data


def _unpacked(data: bytes, name: str, limit: int) -> bytes:
    if name in {"gzip", "x-gzip"}:
        return _inflated(data, limit, 31) if data.startswith(b"\x1f\x8b") else data
    if name == "deflate":
        return _deflated(data, limit)
    if name not in {"br", "zstd"}:
        raise Broken(f"nothing here unpacks {name[:20]!r}")
    if data.lstrip()[:1] == b"<":
        return data
    from fastwarc.stream_io import BrotliReader, ZstdReader

    reader: Any = (BrotliReader if name == "br" else ZstdReader)(io.BytesIO(data))
    parts: list[bytes] = []
    size = 0
    try:
        while size <= limit and (part := reader.read(65_536)):
            parts.append(part)
            size += len(part)
    except OSError as error:
        if not parts:
            raise Broken(f"{name} is damaged") from error
    return _checked(b"".join(parts), limit)


def _deflated(data: bytes, limit: int) -> bytes:
    """As the standard says, or bare, as many servers send it; or not at all."""
    for bits in (15, -15):
        try:
            return _inflated(data, limit, bits)
        except Broken:
            if bits == -15 and data.lstrip()[:1] == b"<":
                return data
            if bits == -15:
                raise
    return data


def _inflated(data: bytes, limit: int, bits: int) -> bytes:
    inner = zlib.decompressobj(wbits=bits)
    try:
        given = inner.decompress(data, limit + 1)
    except zlib.error:
        raise Broken("it is damaged") from None
    return _checked(given, limit)


def _checked(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise Broken(f"it unpacks to more than {limit // (1024 * 1024)} MB, as a bomb does")
    return data
