"""The entries of a feed as they stand in its bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

_MARK: Final = re.compile(
    rb"<!\[CDATA\[|<!--|<(/?)(?:[\w.-]+:)?(item|entry)(?=[\s/>])", re.IGNORECASE
)
_OPENING: Final = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)
_ENDS: Final = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}


def first_entries(data: bytes, most: int) -> tuple[bytes, bool]:
    """The bytes of a feed up to the end of so many entries, and whether there are more."""
    further = next(islice(_OPENING.finditer(data), most, None), None)
    return (data, False) if further is None else (data[: further.start()], True)


def cut_entries(data: bytes) -> Sequence[bytes]:
    """Every `<item>` or `<entry>` with all in it, in order; one that is cut off to the end.

    Time is linear. Names in comments and CDATA sections do not count, nor do bytes of UTF-16.
    """
    found: list[bytes] = []
    opened: int | None = None
    at = 0
    while mark := _MARK.search(data, at):
        end = _ENDS.get(mark[0].upper() if mark[0] != b"<!--" else mark[0])
        if end is not None:
            close = data.find(end, mark.end())
            at = len(data) if close < 0 else close + len(end)
            continue
        at = data.find(b">", mark.end()) + 1 or len(data)
        if not mark[1] and opened is None:
            opened = mark.start()
            if data[at - 2 : at] == b"/>":
                found.append(data[opened:at])
                opened = None
        elif mark[1] and opened is not None:
            found.append(data[opened:at])
            opened = None
    if opened is not None:
        found.append(data[opened:])
    return found


def pick_slice(slices: Sequence[bytes], i: int, count: int, key: str | None) -> bytes | None:
    """The slice of an entry: by its place where all were found, or by its id or link."""
    if len(slices) == count:
        return slices[i]
    if key is None:
        return None
    written = key.encode("utf-8", "replace")
    holding = [each for each in slices[max(0, i - 2) : i + 3] if written in each]
    return holding[0] if len(holding) == 1 else None
