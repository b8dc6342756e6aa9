"""A stream line by line, as bytes, in memory that does not grow with it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from tallybook.read.decoding import MARKS, decode
from tallybook.read.door import Raw
from tallybook.read.refusals import MEGABYTE

LONGEST: Final = 64 * MEGABYTE
"""The longest line that is read."""

_SAMPLE: Final = MEGABYTE


def find_encoding(raw: Raw) -> tuple[str, tuple[str, str] | None]:
    """What decodes the content, by its first megabyte; and the doubt, where it was guessed."""
    with raw.open() as stream:
        sample = stream.read(_SAMPLE)
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    decoded = decode(sample, raw.charset)
    return decoded.encoding, decoded.doubt


def is_wide(encoding: str) -> bool:
    """Does a letter take two bytes or more, so that the bytes cannot be cut at line ends?"""
    return encoding.replace("_", "-").startswith(("utf-16", "utf-32"))


def read_lines(stream: BinaryIO, encoding: str) -> Iterator[tuple[int, bytes | None]]:
    """Every line with its number from 1 and its line end; None in place of one that is too long.

    Lines of UTF-16 and UTF-32 come as UTF-8. A byte order mark is left out.
    """
    number = 0
    source = _narrow(stream, encoding) if is_wide(encoding) else stream
    while line := source.readline(LONGEST + 1):
        number += 1
        if number == 1:
            line = _unmarked(line)
        if len(line) <= LONGEST:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(MEGABYTE)
        yield number, None


class _Narrow(io.RawIOBase):
    """A text stream's letters as UTF-8."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        super().__init__()
        self._text = text
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._waiting:
            self._waiting = self._text.read(16_384).encode("utf-8", "replace")
        data, self._waiting = self._waiting[: len(buffer)], self._waiting[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _narrow(stream: BinaryIO, encoding: str) -> io.BufferedReader:
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    return io.BufferedReader(_Narrow(text))


def _unmarked(line: bytes) -> bytes:
    utf8 = next(mark for mark, encoding in MARKS if encoding == "utf-8-sig")
    return line.removeprefix(utf8)
