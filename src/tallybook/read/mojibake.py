"""Mojibake: UTF-8 that something on the way took for Windows-1252 and encoded once more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tallybook.model import Run

# What the second and later bytes of a UTF-8 letter look like when read as Windows-1252, where five
# of them stand for no character and stay control characters.
_LATER: Final = (
    "[\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)
_SPOILT: Final = re.compile(
    rf"[\u00c2\u00c3\u00c4\u00c5\u00d0\u00d1\u00d8\u00d9]{_LATER}|[\u00e0-\u00ef]{_LATER}{{2}}"
    rf"|\u00f0{_LATER}{{3}}"
)
_LEADS: Final = "ÂÃÄÅÐÑØÙàáâãäåæçèéêëìíîïð"
_FEWEST: Final = 3  # one or two may be meant


@dataclass(frozen=True, slots=True)
class Mended:
    """Text with its mojibake mended, how it maps to the text before, and how many places."""

    text: str
    runs: tuple[Run, ...]
    count: int

    @property
    def doubt(self) -> tuple[str, str]:
        """A reason and a remedy, as Problems have them."""
        reason = f"has {self.count} letters that were encoded twice (mojibake); they were mended"
        return reason, "check its names and marks, or fetch it again"


def mend(text: str) -> Mended | None:
    """The text with what was encoded twice decoded once more; None where nothing is plain.

    It is plain where three places or more turn into letters, marks or spaces.

    >>> mend("Itâ€™s the cafÃ©â€™s 45 dead").text
    'It’s the café’s 45 dead'
    """
    if text.isascii() or not any(letter in text for letter in _LEADS):
        return None
    found = [(match, right) for match in _SPOILT.finditer(text) if (right := _right(match[0]))]
    if len(found) < _FEWEST:
        return None
    parts: list[str] = []
    runs: list[Run] = []
    at = length = 0
    for match, right in found:
        kept = text[at : match.start()]
        if kept:
            runs.append(Run(length, at, len(kept)))
        parts += (kept, right)
        length += len(kept) + len(right)
        at = match.end()
    if text[at:]:
        runs.append(Run(length, at, len(text) - at))
    parts.append(text[at:])
    return Mended("".join(parts), tuple(runs), len(found))


def _right(spoilt: str) -> str | None:
    try:
        letter = b"".join(map(_byte, spoilt)).decode("utf-8")
    except UnicodeError:
        return None
    return letter if letter.isprintable() or letter.isspace() else None


def _byte(letter: str) -> bytes:
    if letter < "\u0100" and not letter >= "\u00a0":
        return letter.encode("latin-1")  # the five that Windows-1252 lacks
    return letter.encode("cp1252")
