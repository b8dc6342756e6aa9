"""What surrounds the marks: labels beside them, words at the ends, notes and facts below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tallybook.charts.band import Row
from tallybook.charts.frame import PAD, SIZE, SMALL, Frame
from tallybook.charts.labels import LINE, Box, Room, label_rows, text_row
from tallybook.charts.placing import Grain, Placed
from tallybook.charts.rows import Said
from tallybook.charts.telling import NO_NUMBER, axis_note, facts_of
from tallybook.charts.text_size import text_width, wrapped
from tallybook.model import Tally

_BELOW: Final = 50.0
"""Where what stands below the time axis begins."""
_NEAR: Final = 2.0
_HALO: Final = 4.0
"""How far the halo of a label reaches beyond its letters."""
_BETWEEN: Final = "  ·  "
_APART: Final = "\u2003"
"""An em space: SVG makes one of several common ones."""


def texts_around(
    tally: Tally, marks: Sequence[Placed], frame: Frame, grain: Grain, lines: Sequence[Row]
) -> tuple[list[Row], list[str]]:
    """The texts in and beside the plot, and the notes that belong below it.

    lines: rows of threads, and of low, high and best, which labels had better not hide.
    """
    counts = frame.counts
    rows: list[Row] = []
    boxes: list[Box] = []
    if frame.has_figures:
        note = axis_note(tally, counts)
        rows.append(text_row(note, -frame.left, -15, is_muted=True))
    for y, words in _apart(frame):
        rows.append(text_row(words, frame.width + 7, y, is_bold=True))
        boxes.append(Box(frame.width + 4, y - 8, frame.width + frame.right, y + 8))
    if frame.has_words:
        rows += [
            text_row(line, -frame.left, counts.lane + (n - 0.5) * 13, size=SMALL, is_muted=True)
            for n, line in enumerate(NO_NUMBER)
        ]
    page = Box(2, 2, frame.width + frame.right - _HALO, counts.height - 1)
    ground = counts.at(counts.floor)
    lane = [Box(0, ground - 1, frame.width, ground + 1)] if frame.has_words else []
    room = Room(page, tuple(boxes), (*_crossed(lines, frame), *lane))
    labels, notes = label_rows(marks, room, grain)
    return [*rows, *labels], notes


def _apart(frame: Frame) -> list[tuple[float, str]]:
    """The words at the right end, each at its count and none on another."""
    found: list[tuple[float, str]] = []
    for end in frame.ends:
        for line in end.lines(is_narrow=frame.is_narrow):
            y = 8.0 if end.count is None else frame.counts.at(end.count)
            while any(abs(y - other) < LINE for other, _ in found):
                y += 1
            found.append((y, line))
    return found


def _crossed(lines: Sequence[Row], frame: Frame) -> list[Box]:
    """The level stretches of threads, and of low, high and best from one corner to the next."""
    found = []
    before: tuple[object, float, float] | None = None
    for row in lines:
        x = _across(row["at"], frame)
        if "until" in row:
            y = frame.counts.at(row["figure_at"])
            found.append(Box(x, y - _NEAR, _across(row["until"], frame), y + _NEAR))
            continue
        line = (row["line"], row["run"])
        if before is not None and before[0] == line:
            found.append(Box(before[1], before[2] - _NEAR, x, before[2] + _NEAR))
        before = line, x, frame.counts.at(row["count"])
    return found


def _across(moment: object, frame: Frame) -> float:
    return frame.times.at(datetime.fromisoformat(str(moment)))


def texts_below(
    tally: Tally, said: Sequence[Said], notes: Sequence[str], frame: Frame
) -> tuple[list[Row], list[Row]]:
    """The notes, a line, and by which rules it was made; and the line itself."""
    y = frame.counts.height + _BELOW
    rows: list[Row] = []
    for line in _joined(notes, SIZE, frame.whole, _APART):
        rows.append(text_row(line, -frame.left, y))
        y += 17
    ruled: list[Row] = [{"left": -frame.left, "right": frame.width + frame.right, "y": y}]
    y += PAD
    for line in _joined(facts_of(tally, said), SMALL, frame.whole, _BETWEEN):
        rows.append(text_row(line, -frame.left, y, size=SMALL, is_muted=True))
        y += 16
    return rows, ruled


def _joined(facts: Sequence[str], size: float, width: float, between: str) -> list[str]:
    """The facts in lines, none broken that fits into one."""
    lines: list[str] = []
    for fact in facts:
        longer = f"{lines[-1]}{between}{fact}" if lines else fact
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines += wrapped(fact, size, width)
    return lines
