"""Where the text of a report stands in what it was read from.

Text and source are compared without white space and invisible letters, so that tags, line breaks
and character references between two letters do not matter. What is not found stays unmapped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from tallybook.model import Run
from tallybook.read.html.masking import Plain, compose, unmarked

INVISIBLE: Final = "\x00\u00ad\u200b\u2060\ufeff"
"""Letters that are not shown and that a text drops."""

_SPACES: Final = re.compile(r"\s+")
_HUGE: Final = 1_000_000
_BLOCK: Final = 64
_WORD: Final = re.compile(rf"[^\s{INVISIBLE}]+")
_LETTER: Final = re.compile(rf"[^\s{INVISIBLE}]")  # the next one: a word may be very long
_CELL: Final = " | "
_NEAR: Final = 96  # letters in which a short line or a word is found
_FAR: Final = 65_536
_SHORT: Final = 12
_CREDIT: Final = 32  # letters that may be searched in vain for each letter of text and source
_STEP: Final = 32


def align(text: str, raw: str) -> tuple[Run, ...]:
    """Runs of a text in the HTML that it was read from, sorted; linear in both.

    >>> align("A fire\\nkilled 45.", "<p>A <b>fire</b><p>killed\\n45.")
    (Run(start=0, raw=3, length=2), Run(start=2, raw=8, length=4), \
Run(start=7, raw=19, length=6), Run(start=14, raw=26, length=3))
    """
    return align_words(text, unmarked(raw))


def align_words(text: str, plain: Plain) -> tuple[Run, ...]:
    """Runs of a text in the source of a plain text, in which its lines stand in their order."""
    squeezed = _squeeze(plain.text)
    shown = _hidden_free(text)
    runs: list[Run] = []
    at = cursor = 0
    credit = _CREDIT * (len(text) + len(plain.text)) + _FAR
    for start, end in _stretches(text):
        letters = _solid(shown[start:end])
        if not letters:
            continue
        size = len(letters)
        reach = _NEAR if size < _SHORT else min(_FAR, max(_NEAR, credit))
        found = squeezed.text.find(letters, at, at + reach + size)
        if found >= 0:
            # Most lines follow one another: then only the space between them is to be skipped.
            near = _LETTER.search(plain.text, cursor) if found == at else None
            place = squeezed.place(found) if near is None else near.start()
            cursor = _walk(text, (start, end), plain.text, place, runs)
            at = found + size
            continue
        credit -= reach
        at = _align_each(text, (start, end), plain.text, squeezed, at, runs)
        cursor = squeezed.place(at - 1) + 1 if at else 0
    return compose(runs, plain.runs)


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without white space; `starts` are where in that its blocks of `_BLOCK` begin."""

    text: str
    starts: list[int]
    source: str

    def place(self, at: int) -> int:
        """Where in the source a letter of the squeezed text stands."""
        block = bisect_right(self.starts, at) - 1
        left = at - self.starts[block]
        start = block * _BLOCK
        for match in _WORD.finditer(self.source, start, start + _BLOCK):
            size = match.end() - match.start()
            if left < size:
                return match.start() + left
            left -= size
        return len(self.source)  # never: the block has the letter


def _squeeze(text: str) -> _Squeezed:
    shown = _hidden_free(text)
    blocks = ["".join(shown[at : at + _BLOCK].split()) for at in range(0, len(text), _BLOCK)]
    starts = [0, *accumulate(map(len, blocks))][: len(blocks)]
    return _Squeezed("".join(blocks), starts, text)


def _solid(text: str) -> str:
    """Without spaces; of very long texts no list of words is made."""
    return "".join(text.split()) if len(text) < _HUGE else _SPACES.sub("", text)


def _hidden_free(text: str) -> str:
    """The text with spaces for invisible letters, as long as it was."""
    for letter in INVISIBLE:
        if letter in text:
            text = text.replace(letter, " ")
    return text


def _stretches(text: str) -> list[tuple[int, int]]:
    """Lines, and in a table's row cells: what stands in one piece in the source, most likely."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if _CELL in line:
            for cell in line.split(_CELL):
                found.append((start, start + len(cell)))
                start += len(cell) + len(_CELL)
        elif line:
            found.append((start, end))
        start = end + 1
    return found


def _align_each(
    text: str, span: tuple[int, int], source: str, squeezed: _Squeezed, at: int, runs: list[Run]
) -> int:
    """Word by word, for a line in the midst of which the source has more; gives where it ends.

    Only words that go on where the last one ended, or stand near and are long enough to be told
    from others, are taken.
    """
    for match in _WORD.finditer(text, *span):
        word = match[0]
        reach = 0 if len(word) < 3 else _NEAR
        found = squeezed.text.find(word, at, at + reach + len(word))
        if found >= 0:
            _walk(text, match.span(), source, squeezed.place(found), runs)
            at = found + len(word)
    return at


def _walk(text: str, span: tuple[int, int], source: str, place: int, runs: list[Run]) -> int:
    """Runs of a stretch whose letters are those of the source from `place` on, spaces aside.

    Gives where in the source it ends.
    """
    at, end = span
    if source.startswith(text[at:end], place):
        runs.append(Run(at, place, end - at))
        return place + end - at
    while True:
        length = _same(text, at, end, source, place)
        if length:
            runs.append(Run(at, place, length))
        word = _LETTER.search(text, at + length, end)
        other = None if word is None else _LETTER.search(source, place + length)
        if word is None or other is None:
            return place + length
        at, place = word.start(), other.start()


def _same(text: str, at: int, end: int, source: str, place: int) -> int:
    """How many letters are the same from here on."""
    most = min(end - at, len(source) - place)
    length, step = 0, _STEP
    while length < most:
        step = min(step, most - length)
        here, there = at + length, place + length
        if text[here : here + step] == source[there : there + step]:
            length += step
            step *= 2
        elif step == 1:
            break
        else:
            step //= 2
            if step < _STEP:
                while length < most and text[at + length] == source[place + length]:
                    length += 1
                break
    return length
