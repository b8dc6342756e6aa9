"""Where the words of a record's text stand in its source, whatever escapes stand between them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Final

from tallybook.model import Run

_PLAIN: Final = re.compile(r"\w[\w ,.;:()-]*")  # what no format escapes, from a word on
_WINDOW: Final = 8_192  # letters of markup that may stand between two words
_LENGTHS: Final = (48, 20)  # how much of a stretch is looked for, the surest first
_SHORTEST: Final = 4  # letters of a word that is looked for alone
_GAP: Final = 64  # letters in which a shorter one is found
_PATIENCE: Final = 256  # words in a row that stand nowhere: the source is another text
_STEP: Final = 64


def find_value(value: str, source: str) -> tuple[int, int] | None:
    """Where a value stands in its source: as it is, or as JSON, CSV or XML escape it."""
    if not value:
        return None
    written = json.dumps(value, ensure_ascii=False)[1:-1]
    for form in (
        value,
        written,
        json.dumps(value)[1:-1],
        value.replace('"', '""'),
        html.escape(value, quote=False),
        html.escape(value),
        value.replace("\n", "\r\n"),
    ):
        at = source.find(form)
        if at >= 0:
            return at, at + len(form)
    return None


def align(text: str, source: str, start: int = 0, span: tuple[int, int] | None = None) -> list[Run]:
    """Runs of a text whose first letter is the report's `start`; span: where to look for it.

    What is found stands in the order of the text. Time is linear in both.

    >>> align('Six "dead"', r'{"text": "Six \\"dead\\""}')
    [Run(start=0, raw=10, length=4), Run(start=4, raw=15, length=5), Run(start=9, raw=21, length=1)]
    """
    at, end = span if span is not None else (0, len(source))
    runs: list[Run] = []
    i = missed = 0
    while missed < _PATIENCE and (found := _PLAIN.search(text, i)):
        i = found.start()
        raw = _find(found[0], source, at, end)
        if raw is None:
            i += len(found[0].split(" ", 1)[0])
            missed += 1
            continue
        missed = 0
        for shift, place, length in _stretches(text, i, source, raw, end):
            runs.append(Run(start + shift, place, length))
            i, at = shift + length, place + length
    return runs


def _find(stretch: str, source: str, at: int, end: int) -> int | None:
    """The place of a stretch's beginning, at the cursor or not far behind it."""
    limit = min(end, at + _WINDOW)
    for length in _LENGTHS:
        key = stretch[:length]
        place = source.find(key, at, limit + length)
        if place >= 0:
            return place
        if len(stretch) <= length:
            break
    word = stretch.split(" ", 1)[0]
    near = limit if len(word) >= _SHORTEST else min(limit, at + _GAP)
    place = source.find(word, at, near)
    return place if place >= 0 else None


def _stretches(
    text: str, i: int, source: str, raw: int, end: int
) -> Iterator[tuple[int, int, int]]:
    """The letters that stand unchanged from here on, over single backslashes and doubled quotes."""
    while True:
        length = _common(text, i, source, raw, end)
        if length:
            yield i, raw, length
        i, raw = i + length, raw + length
        if i >= len(text) or raw + 1 >= end or source[raw + 1] != text[i]:
            return
        if source[raw] not in '\\"' or text[i] not in '\\"/':
            return
        raw += 1


def _common(text: str, i: int, source: str, raw: int, end: int) -> int:
    """How many letters are the same from here on."""
    most = min(len(text) - i, end - raw)
    length = 0
    while length < most:
        step = min(_STEP, most - length)
        if text[i + length : i + length + step] != source[raw + length : raw + length + step]:
            break
        length += step
    while length < most and text[i + length] == source[raw + length]:
        length += 1
    return length
