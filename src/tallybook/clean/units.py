"""Cut a text into units: a line each, or a paragraph where lines are wrapped by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

_LINE: Final = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BREAK: Final = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_CLIP: Final = 2_000
_WIDEST_WRAP: Final = 100
_NARROWEST_WRAP: Final = 45
_ENDS: Final = re.compile(r"[.!?…。！？؟۔।]['\"”’»)\]]*(?:\s*\[[^\[\]]{1,40}\])*$")
QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
"""What stands in quotation marks."""

_OPENING: Final = re.compile(r"[“\"«]")
_PLAIN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True)
class Unit:
    """A stretch of text without outer white space, and whether a blank line stands before it."""

    start: int
    end: int
    head: str  # its first and last characters are enough to judge it, however long it is
    tail: str
    after_blank: bool

    @cached_property
    def lower(self) -> str:
        """The beginning in lower case."""
        return self.head.lower()

    @cached_property
    def words(self) -> list[str]:
        """The beginning's words as written."""
        return _WORD.findall(self.head)

    @cached_property
    def unquoted(self) -> frozenset[str]:
        """The words that stand in no quotation, in lower case."""
        plain = QUOTED.sub(" ", self.head)
        cut = _OPENING.search(plain)  # a quotation that goes on in the next paragraph
        found = _PLAIN.findall(plain if cut is None else plain[: cut.start()])
        # "US" and "U.S." are the country.
        return frozenset(word.lower() for word in found if word not in {"US", "WE", "U"})

    @property
    def is_clipped(self) -> bool:
        """Is the unit longer than what is looked at?"""
        return self.end - self.start > len(self.head)

    @cached_property
    def ends(self) -> bool:
        """Does it end as a sentence does?"""
        return bool(_ENDS.search(self.tail))

    @cached_property
    def is_short(self) -> bool:
        """No sentence: a line of at most 30 words without an end mark."""
        return not self.ends and len(self.words) <= 30

    @cached_property
    def bare(self) -> str:
        """Lower case without marks at its ends, for whole-line cues."""
        return self.lower.strip(" \t:.,;!?>»›→-–—|•*#\"'“”‘’()[]…0123456789")


def find_units(text: str) -> list[Unit]:
    """All units in order; white space belongs to none."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    units: list[Unit] = []
    i = 0
    while i < len(lines):
        start, end, after_blank = lines[i]
        while i + 1 < len(lines) and _goes_on(text, (start, end), lines[i], lines[i + 1], width):
            i += 1
            end = lines[i][1]
        units.append(make_unit(text, start, end, after_blank))
        i += 1
    return units


def make_unit(text: str, start: int, end: int, after_blank: bool) -> Unit:
    """The unit `text[start:end]`, which has no white space at its ends."""
    return Unit(start, end, text[start : min(end, start + _CLIP)], text[max(start, end - 60) : end],
                after_blank)  # fmt: skip


def _lines(text: str) -> list[tuple[int, int, bool]]:
    """Lines without outer white space: start, end, is a blank line (or the top) before it?"""
    found: list[tuple[int, int, bool]] = []
    last = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        stripped = match.group().strip()
        if not stripped:
            continue
        start += len(match.group()) - len(match.group().lstrip())
        end = start + len(stripped)
        breaks = 2 if not found else len(_BREAK.findall(text, last, start))
        found.append((start, end, breaks > 1))
        last = end
    return found


def _wrap_width(text: str, lines: list[tuple[int, int, bool]]) -> int | None:
    """The width at which the text was wrapped by hand, None where lines are paragraphs."""
    lengths = [end - start for start, end, _ in lines]
    widest = max(lengths, default=0)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return None
    pairs = full = 0
    for (start, end, _), following in pairwise(lines):
        if following[2]:
            continue
        pairs += 1
        word = _first_word(text, following[0], following[1])
        full += end - start + 1 + word > widest - 12 and not _ENDS.search(text[end - 3 : end])
    return widest if pairs >= 2 and full >= 0.6 * pairs else None


def _first_word(text: str, start: int, end: int) -> int:
    space = text.find(" ", start, end)
    return (end if space < 0 else space) - start


def _goes_on(
    text: str,
    unit: tuple[int, int],
    line: tuple[int, int, bool],
    following: tuple[int, int, bool],
    width: int | None,
) -> bool:
    """Is the next line the same paragraph?"""
    if following[2]:
        return False
    length = line[1] - line[0]
    if width is not None:
        return length + 1 + _first_word(text, following[0], following[1]) > width - 20
    # Elsewhere only a sentence that plainly breaks off goes on in a small letter.
    breaks_off = length > _NARROWEST_WRAP and not _ENDS.search(text[line[1] - 3 : line[1]])
    small = text[following[0]].islower() and following[1] - following[0] > 3
    return breaks_off and small and unit[1] - unit[0] < _CLIP
