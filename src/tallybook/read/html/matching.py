"""Which lines stand in a text that another reader took from the same page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from tallybook.read.html.lines import WORD, Line

_GRAM: Final = 20  # letters and digits that tell a line from all others
_TELLING: Final = 40  # letters of the shortest line by which furniture may prove a story
_MOST: Final = 5_000  # letters of a line that are looked at
_SAMPLES: Final = 6
_ENOUGH: Final = 0.5
_NEAR: Final = 400


def match_lines(lines: Sequence[Line], text: str) -> set[int]:
    """Indexes of the lines that stand in a text, whole or for the most part, however it was cut.

    Long lines are told by stretches of their letters wherever they stand; short ones must stand
    between those that were found. In furniture only long ones are looked for, which tell whether
    it is any. Linear in both.
    """
    words = WORD.findall(text.lower())
    stream = "".join(words)
    starts = [0, *accumulate(map(len, words))]
    places: dict[str, int] = {}
    for start in reversed(starts[:-1]):
        places[stream[start : start + _GRAM]] = start
    found: set[int] = set()
    anchors: list[tuple[int, int, int]] = []  # a line found, where it begins and ends in the stream
    short: list[tuple[int, str]] = []
    for i, line in enumerate(lines):
        if line.context.region is not None and len(line.text) < _TELLING:
            continue
        key = line.key
        if len(key) < _GRAM:
            if key:
                short.append((i, key))
            continue
        place = places.get(key[:_GRAM])
        if place is not None and stream.startswith(key, place):
            found.add(i)
            anchors.append((i, place, place + len(key)))
        elif line.context.region is None and _in_parts(line.text[:_MOST], places):
            found.add(i)
    _match_short(short, anchors, stream, found)
    return found


def _in_parts(text: str, places: dict[str, int]) -> bool:
    """Do samples of the line stand in the text?"""
    words = WORD.findall(text.lower())
    ends = list(accumulate(map(len, words)))
    letters = "".join(words)
    last = len(letters) - _GRAM
    grams = [letters[start : start + _GRAM] for start in (0, *ends) if start <= last]
    step = max(1, len(grams) // _SAMPLES)
    sampled = grams[::step]
    hits = sum(gram in places for gram in sampled)
    return hits >= max(1, _ENOUGH * len(sampled))


def _match_short(
    short: Sequence[tuple[int, str]],
    anchors: Sequence[tuple[int, int, int]],
    stream: str,
    found: set[int],
) -> None:
    at = 0
    end = 0
    for i, key in short:
        while at < len(anchors) and anchors[at][0] < i:
            end = max(end, anchors[at][2]) if anchors[at][1] < end + _NEAR else anchors[at][2]
            at += 1
        limit = anchors[at][1] if at < len(anchors) else len(stream)
        limit = min(limit, end + _NEAR) if limit >= end else end
        place = stream.find(key, end, limit)
        if place >= 0 and (place - end <= 2 * _GRAM or len(key) > _GRAM // 2):
            found.add(i)
            end = place + len(key)
