"""The difference of two texts: sentences that went and came, and words within those that stayed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

Stretch = tuple[int, int, int, int]
"""`old[i:j]` and `new[k:m]`, which stand for each other."""

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|\w+|\s+|[^\w\s]")
_ALIKE: Final = 0.5
"""Two sentences are one that was edited where so much of their words is the same."""
_MOST: Final = 4_000
"""So many pairs are compared within one stretch; a longer one was written anew."""


class Fate(StrEnum):
    """What became of words from the old text to the new."""

    SAME = "same"
    GONE = "gone"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Words:
    """Words with one fate."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the old text, of the new, or of both: one that was edited has several words."""

    words: tuple[Words, ...]

    @property
    def old(self) -> str | None:
        """The sentence as the old text has it, None where it has none."""
        return self._without(Fate.CAME)

    @property
    def new(self) -> str | None:
        """The sentence as the new text has it, None where it has none."""
        return self._without(Fate.GONE)

    @property
    def is_same(self) -> bool:
        """Does it stand in both texts as it is?"""
        return all(each.fate is Fate.SAME for each in self.words)

    def _without(self, fate: Fate) -> str | None:
        kept = [each.text for each in self.words if each.fate is not fate]
        return "".join(kept) if kept else None


def find_difference(old: Sequence[str], new: Sequence[str]) -> tuple[Passage, ...]:
    """Both texts as one list of passages, in the order of the texts.

    >>> [p.old for p in find_difference(["a b", "c"], ["a b", "d"]) if p.old]
    ['a b', 'c']
    """
    return tuple(_passages(old, new))


def find_edit(old: str, new: str) -> Passage:
    """One sentence as it became another, by words."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[Words] = []
    for i, j, k, m in _stretches(before, after):
        if before[i:j] == after[k:m]:
            _join(found, Fate.SAME, "".join(before[i:j]))
            continue
        _join(found, Fate.GONE, "".join(before[i:j]))
        _join(found, Fate.CAME, "".join(after[k:m]))
    return Passage(tuple(_smoothed(found)))


def alike(old: Counter[str], new: Counter[str]) -> float:
    """How much of two bags of words is the same, 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    for i, j, k, m in _stretches(old, new):
        if old[i:j] == new[k:m]:
            for text in old[i:j]:
                yield Passage((Words(Fate.SAME, text),))
        else:
            yield from _rewritten(old[i:j], new[k:m])


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """Both rows cut into stretches that are the same and stretches that differ, in order.

    What stands once in each row anchors the rest; only between two anchors that are near each
    other is every item compared with every other, so that long rows take no long time.
    """
    i = k = 0
    for anchor, other in [*_anchors(old, new), (len(old), len(new))]:
        yield from _between(old, new, (i, anchor, k, other))
        if anchor < len(old):
            yield (anchor, anchor + 1, other, other + 1)
        i, k = anchor + 1, other + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of what stands once in each row, as many as come in the same order in both."""
    once, there = Counter(old), Counter(new)
    places = {text: k for k, text in enumerate(new) if there[text] == 1}
    pairs = [(i, places[text]) for i, text in enumerate(old) if once[text] == 1 and text in places]
    ends: list[int] = []  # the least end of a rising row of each length, and its pair
    last: list[int] = []
    behind: list[int | None] = []
    for number, (_, k) in enumerate(pairs):
        length = bisect_left(ends, k)
        ends[length:] = [k, *ends[length + 1 :]]
        last[length:] = [number, *last[length + 1 :]]
        behind.append(last[length - 1] if length else None)
    rising: list[tuple[int, int]] = []
    at = last[-1] if last else None
    while at is not None:
        rising.append(pairs[at])
        at = behind[at]
    return rising[::-1]


def _between(old: Sequence[str], new: Sequence[str], span: Stretch) -> Iterator[Stretch]:
    """What lies between two anchors: what is the same at its ends, and what is compared."""
    i, j, k, m = span
    first = 0
    while i + first < j and k + first < m and old[i + first] == new[k + first]:
        first += 1
    last = 0
    while i + first < j - last and k + first < m - last and old[j - last - 1] == new[m - last - 1]:
        last += 1
    if first:
        yield (i, i + first, k, k + first)
    i, j, k, m = i + first, j - last, k + first, m - last
    if (j - i) * (m - k) > _MOST:
        yield (i, j, k, m)
    elif i < j or k < m:
        matcher = SequenceMatcher(None, old[i:j], new[k:m], autojunk=False)
        for _, a, b, c, d in matcher.get_opcodes():
            yield (i + a, i + b, k + c, k + d)
    if last:
        yield (j, j + last, m, m + last)


def _rewritten(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """A stretch that differs: sentences that were edited, and between them what went and came."""
    begun, after = 0, 0
    if len(old) * len(new) <= _MOST:
        for i, j in _edited(old, new):
            yield from _apart(old[begun:i], new[after:j])
            yield find_edit(old[i], new[j])
            begun, after = i + 1, j + 1
    yield from _apart(old[begun:], new[after:])


def _edited(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences that are one, edited, in the order of both."""
    told = [Counter(each.split()) for each in new]
    first = 0
    for i, text in enumerate(old):
        words = Counter(text.split())
        likeness = [(alike(words, told[j]), -j) for j in range(first, len(new))]
        best, place = max(likeness, default=(0.0, 0))
        if best > _ALIKE:
            yield i, -place
            first = 1 - place


def _apart(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    yield from (Passage((Words(Fate.GONE, text),)) for text in old)
    yield from (Passage((Words(Fate.CAME, text),)) for text in new)


def _smoothed(found: Sequence[Words]) -> Iterator[Words]:
    """Neighbouring changes that only white space parts are one change."""
    i = 0
    while i < len(found):
        gone, came = "", ""
        while i < len(found) and (found[i].fate is not Fate.SAME or _parts(found, i)):
            gone += found[i].text if found[i].fate is not Fate.CAME else ""
            came += found[i].text if found[i].fate is not Fate.GONE else ""
            i += 1
        if gone:
            yield Words(Fate.GONE, gone)
        if came:
            yield Words(Fate.CAME, came)
        if i < len(found):
            yield found[i]
            i += 1


def _parts(found: Sequence[Words], i: int) -> bool:
    """Is it white space between two changes?"""
    return 0 < i < len(found) - 1 and found[i].text.isspace()


def _join(found: list[Words], fate: Fate, text: str) -> None:
    if found and found[-1].fate is fate:
        found[-1] = Words(fate, found[-1].text + text)
    elif text:
        found.append(Words(fate, text))
