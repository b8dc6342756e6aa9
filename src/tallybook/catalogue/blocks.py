"""Sorted lines of text in compressed blocks: a small file, opened at once, read where needed.

magic (8 bytes) | blocks, lines a block (2 × u32) | end of each block (blocks × u32)
| length of the list of first lines (u32) | that list, compressed | the blocks, compressed
"""

from __future__ import annotations

import mmap
import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tallybook.errors import DataError

MAGIC = b"tbblock1"
_HEAD = struct.Struct("<II")
_LENGTH = struct.Struct("<I")


def write_blocks(path: Path, lines: Iterable[str], lines_a_block: int) -> None:
    """Writes the lines, which hold no line feed, in the order given; sorted ones can be found."""
    everything = [line.encode() for line in lines]
    cut = range(0, len(everything), lines_a_block)
    firsts = b"\n".join(everything[at].split(b"\t")[0] for at in cut)
    packed = [zlib.compress(b"\n".join(everything[at : at + lines_a_block]), 9) for at in cut]
    ends = array("I")
    for block in packed:
        ends.append((ends[-1] if ends else 0) + len(block))
    index = zlib.compress(firsts, 9)
    parts = [MAGIC, _HEAD.pack(len(packed), lines_a_block), ends.tobytes()]
    path.write_bytes(b"".join([*parts, _LENGTH.pack(len(index)), index, *packed]))


class Blocks:
    """A file of `write_blocks`, mapped into memory; only what is asked for is unpacked."""

    def __init__(self, path: Path) -> None:
        """DataError if the file is missing or is no such file."""
        try:
            with path.open("rb") as file:
                memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DataError(
                str(path), f"cannot be read ({error})", "install the package again"
            ) from None
        if memory[: len(MAGIC)] != MAGIC:
            raise DataError(str(path), "is no gazetteer file", "install the package again")
        at = len(MAGIC)
        count, self.lines_a_block = _HEAD.unpack_from(memory, at)
        at += _HEAD.size
        self._ends = array("I", memory[at : at + 4 * count])
        at += 4 * count
        (length,) = _LENGTH.unpack_from(memory, at)
        at += _LENGTH.size
        self._firsts = zlib.decompress(memory[at : at + length]).split(b"\n")
        self._begin = at + length
        self._memory = memory
        self._block = lru_cache(maxsize=512)(self._unpack)

    def find(self, key: str) -> str | None:
        """What stands after the tab on the line that begins with this key, in a sorted file."""
        sought = key.encode()
        block = b"\n" + self._block(max(bisect_right(self._firsts, sought) - 1, 0))
        at = block.find(b"\n" + sought + b"\t")
        if at < 0:
            return None
        at += len(sought) + 2
        end = block.find(b"\n", at)
        return block[at : end if end >= 0 else None].decode()

    def line(self, number: int) -> str:
        """The line of this number, counted from 0."""
        block, row = divmod(number, self.lines_a_block)
        found: bytes = self._block(block).split(b"\n")[row]
        return found.decode()

    def _unpack(self, number: int) -> bytes:
        begin = self._ends[number - 1] if number else 0
        return zlib.decompress(self._memory[self._begin + begin : self._begin + self._ends[number]])
