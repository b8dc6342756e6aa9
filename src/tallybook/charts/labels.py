"""Labels: who said it and in which words, beside the marks, where they hide nothing."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from tallybook.catalogue.phrases import interval
from tallybook.charts.band import Row
from tallybook.charts.placing import Grain, Placed
from tallybook.charts.rows import Said
from tallybook.charts.telling import quoted
from tallybook.charts.text_size import shortened, text_width, wrapped

SIZE: Final = 12.0
LINE: Final = 14.5
_WIDTHS: Final = (126.0, 88.0, 180.0)
_GAP: Final = 5.0
_NAMED: Final = 16
_SLIDES: Final = (0.0, -9.0, 9.0, -18.0, 18.0)
_PARTS: Final = (0.5, 0.25, 0.75, 0.05, 0.95)
_TRIES: Final = 30
_SPEAKERS: Final = 8
"""So many speakers of a crowd are named, each once."""

_LONG: Final = re.compile(r"(?<![\d.,])\d{5,}(?![\d.,])")

Lines = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the plot, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def hides(self, other: Box) -> bool:
        """Do the two share a pixel?"""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Is the other wholly inside?"""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Room:
    """Where labels may stand: on the page, not on what is taken, better not on what is crossed."""

    page: Box
    taken: tuple[Box, ...]
    crossed: tuple[Box, ...] = ()

    def is_free(self, box: Box) -> bool:
        """May a label stand there?"""
        return self.page.holds(box) and not any(box.hides(other) for other in self.taken)

    def crosses(self, box: Box) -> bool:
        """Would a label there lie on a line?"""
        return any(box.hides(line) for line in self.crossed)

    def less(self, boxes: Iterable[Box]) -> Room:
        """What is left when these are taken too."""
        return replace(self, taken=(*self.taken, *boxes))


@dataclass(frozen=True, slots=True)
class _Label:
    """Lines of text in a box, set left, right or centre. is_clear: it lies on no line."""

    box: Box
    align: str
    lines: Lines
    is_clear: bool = True


def label_rows(marks: Sequence[Placed], room: Room, grain: Grain) -> tuple[list[Row], list[str]]:
    """Texts beside the marks, and notes for those that have no room but for a number."""
    room = room.less(mark_box(one, grain) for one in marks)
    if not grain.is_labelled:
        last = _last_of_each(marks)
        found = _best_fit(last, room, grain)
        rows = [row for label in found.values() for row in _rows(label)]
        return rows, [] if 0 < len(last) == len(found) else [_speakers(marks)]
    found = _best_fit(marks, room, grain)
    room = room.less(label.box for label in found.values())
    rows = [row for label in found.values() for row in _rows(label)]
    notes = []
    for number, one in enumerate((one for one in marks if one.said.id not in found), 1):
        label = _number_beside(one, str(number), room, grain)
        room = room.less([label.box])
        rows += _rows(label)
        notes.append(f"{number} {_name(one.said)}: {_figure(one.said)}")
    return rows, notes


def mark_box(one: Placed, grain: Grain) -> Box:
    """The stretch that a mark covers."""
    reach = grain.reach + 1.5
    top, bottom = min(one.high, one.y - reach), max(one.low, one.y + reach)
    return Box(one.x - reach, top, one.x + reach, bottom)


def _last_of_each(marks: Sequence[Placed]) -> list[Placed]:
    """Each speaker's last mark, where there are but few speakers."""
    last = {one.said.speaker: one for one in sorted(marks, key=lambda one: one.x)}
    return list(last.values()) if len(last) <= _SPEAKERS else []


def _speakers(marks: Sequence[Placed]) -> str:
    """Who speaks, the most talkative first."""
    found = Counter(_name(one.said) for one in marks)
    names = [name for name, _ in found.most_common(_NAMED)]
    more = len(found) - len(names)
    return f"Said by {', '.join(names)}" + (f" and {more} more" if more else "")


def _best_fit(marks: Sequence[Placed], room: Room, grain: Grain) -> dict[str, _Label]:
    """The labels of the order of setting that leaves the fewest out and crosses the least."""
    order = sorted(marks, key=lambda one: (one.x, one.y, one.said.id))
    free = {one.said.id: _free(one, room, grain) for one in order}
    shuffle = random.Random(0).shuffle
    best: dict[str, _Label] = {}
    most = -1
    for _ in range(_TRIES if grain.is_labelled else 1):
        found = _fitted(order, free)
        clear = sum(label.is_clear for label in found.values())
        if 4 * len(found) + clear > most:
            best, most = found, 4 * len(found) + clear
        if most == 5 * len(order):
            break
        shuffle(order)
    return best


def _free(one: Placed, room: Room, grain: Grain) -> list[_Label]:
    """The label wherever there is room for it, first where it crosses no line."""
    free = [label for label in _choices(one, grain) if room.is_free(label.box)]
    told = [replace(label, is_clear=not room.crosses(label.box)) for label in free]
    return sorted(told, key=lambda label: not label.is_clear)


def _fitted(order: Iterable[Placed], free: Mapping[str, Sequence[_Label]]) -> dict[str, _Label]:
    """The labels that find room beside each other when they are set in this order."""
    found: dict[str, _Label] = {}
    taken: list[Box] = []
    for one in order:
        for label in free[one.said.id]:
            if not any(label.box.hides(other) for other in taken):
                found[one.said.id] = label
                taken.append(label.box)
                break
    return found


def _choices(one: Placed, grain: Grain) -> Iterator[_Label]:
    """The label in all its shapes and places, the best first."""
    for wide in _WIDTHS:
        lines = _lines(one.said, wide)
        width = max(text_width(words, SIZE, is_bold=bold) for words, bold in lines)
        for box, align in _spots(one, width, len(lines) * LINE, grain):
            yield _Label(box, align, lines)


def _number_beside(one: Placed, number: str, room: Room, grain: Grain) -> _Label:
    """A number where it hides least."""
    width = text_width(number, SIZE, is_bold=True)
    spots = list(_spots(one, width, LINE, grain))
    box, align = next((spot for spot in spots if room.is_free(spot[0])), spots[0])
    return _Label(box, align, ((number, True),))


def _spots(one: Placed, width: float, height: float, grain: Grain) -> Iterator[tuple[Box, str]]:
    """Where a label may stand, the best place first: beside the mark, above it, below it."""
    reach = grain.reach + _GAP
    covered = mark_box(one, grain)
    for slide in _SLIDES:
        top = one.y - height / 2 + slide
        yield Box(one.x + reach, top, one.x + reach + width, top + height), "left"
        yield Box(one.x - reach - width, top, one.x - reach, top + height), "right"
    for part in _PARTS:
        left = one.x - width * part
        align = "center" if part == _PARTS[0] else "left"
        above, below = covered.top - 3 - height, covered.bottom + 2
        yield Box(left, above, left + width, above + height), align
        yield Box(left, below, left + width, below + height), align


@lru_cache(maxsize=256)
def _lines(said: Said, wide: float) -> Lines:
    """The speaker in a few lines, then the figure; each with whether it is bold."""
    names = _few(wrapped(_name(said), SIZE, wide, is_bold=True), 3, wide)
    figures = _few(wrapped(_figure(said), SIZE, wide), 3, wide)
    return (*((name, True) for name in names), *((line, False) for line in figures))


def _few(lines: list[str], most: int, wide: float) -> list[str]:
    """So many lines at most, the last of them cut where there were more."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), SIZE, wide * 0.93)]


def _name(said: Said) -> str:
    return f"{said.speaker[:1].upper()}{said.speaker[1:]}"


def _figure(said: Said) -> str:
    """The number as it was said, and what became of it."""
    if not said.has_figure or said.is_beside:
        words = quoted(said.text or said.words)
    else:
        words = _number(said)
    if said.is_denial:
        return f"denies {words}"
    if said.is_gone:
        return f"{words} (taken back)"
    return words if said.bears else f"{words} ({said.stance})"


def _number(said: Said) -> str:
    words = _LONG.sub(lambda digits: f"{int(digits[0]):,}", said.words.lower())
    if said.is_vague:
        return quoted(words)
    if said.is_exact or not any(sign.isdigit() for sign in words):
        return interval(said.low, said.high)
    return words.strip("\"'“”‘’ ")


def _rows(label: _Label) -> Iterator[Row]:
    box = label.box
    x = {"left": box.left, "right": box.right}.get(label.align, (box.left + box.right) / 2)
    for n, (words, bold) in enumerate(label.lines):
        y = box.top + (n + 0.5) * LINE
        row = text_row(words, x, y, is_bold=bold, is_muted=not bold)
        yield {**row, "align": label.align, "halo": True}


def text_row(
    words: str,
    x: float,
    y: float,
    *,
    size: float = SIZE,
    is_bold: bool = False,
    is_muted: bool = False,
) -> Row:
    """A line of text that begins at a point, its middle at that height."""
    return {
        "text": words,
        "x": round(x, 1),
        "y": round(y, 1),
        "align": "left",
        "size": size,
        "weight": 700 if is_bold else 400,
        "tone": "muted" if is_muted else "ink",
        "halo": False,
    }
