"""Guess the encoding of bytes that are no UTF-8 and of which nothing right is declared."""

from __future__ import annotations

import re
from typing import Final

WESTERN: Final = "cp1252"

_MARKUP: Final = re.compile(rb"<[^<>]{0,2000}>|&[#\w]{1,12};")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_SAMPLE: Final = 16_384
_WINDOW: Final = 512
# What news pages of the last thirty years are written in; the rest would only bring false friends.
_CANDIDATES: Final = [
    "cp1251", "koi8_u", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "cp874", "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1252",
]  # fmt: skip


def guess(data: bytes) -> str:
    """The likeliest encoding, by charset-normalizer on a sample; Windows-1252 where it is unsure.

    Text with fewer letters beyond ASCII than within is western for all that can be told.
    """
    sample = _sample(data)
    letters = sum(byte > 64 for byte in sample)
    if len(_HIGH.findall(sample)) * 2 < letters:
        return WESTERN
    from charset_normalizer import from_bytes  # heavy, and seldom needed

    best = from_bytes(sample, cp_isolation=_CANDIDATES, steps=4, chunk_size=1024).best()
    return WESTERN if best is None else str(best.encoding)


def _sample(data: bytes) -> bytes:
    """Text around bytes beyond ASCII, without markup, a little from every part of the page."""
    plain = _MARKUP.sub(b" ", data[: 64 * _SAMPLE])
    parts: list[bytes] = []
    at = size = 0
    while size < _SAMPLE:
        match = _HIGH.search(plain, at)
        if match is None:
            break
        part = plain[match.start() : match.start() + _WINDOW]
        parts.append(part)
        size += len(part)
        at = match.start() + max(_WINDOW, (len(plain) - match.start()) // (_SAMPLE // _WINDOW))
    return b" ".join(parts)
