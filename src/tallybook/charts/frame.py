"""The frame: how wide the plot and its margins are, and the scales across and up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tallybook.catalogue.phrases import figure
from tallybook.charts.options import ChartOptions
from tallybook.charts.placing import LANE, STEM
from tallybook.charts.rows import Said
from tallybook.charts.scales import CountScale, TimeScale, count_scale, time_scale
from tallybook.charts.telling import NO_NUMBER, NO_UPPER_LIMIT
from tallybook.charts.text_size import text_width
from tallybook.model import Tally

PAD: Final = 16.0
SIZE: Final = 12.0
SMALL: Final = 11.5

_HEIGHTS: Final = ((2, 250.0), (5, 330.0))
_TALL: Final = 400.0
_WORDS_ONLY: Final = 112.0
_TOP: Final = 42.0
_NARROW: Final = 520
"""Charts narrower than this are for phones."""
_STROKES: Final = 3.0
"""By so much the outermost strokes are wider than what they are drawn round."""
_LOW_ALONE: Final = 0.3
"""Of the height above a figure that stands alone."""


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the right end of band and line: words, and the count where there is one."""

    words: str
    count: float | None

    def lines(self, *, is_narrow: bool) -> list[str]:
        """The words as they are set: of what has no count, each in a line where room is scarce."""
        return self.words.rsplit(" ", 1) if is_narrow and self.count is None else [self.words]


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot and the margins beside it, in pixels, and its scales."""

    left: float
    right: float
    times: TimeScale
    counts: CountScale
    ends: tuple[End, ...]
    has_figures: bool
    has_words: bool
    is_narrow: bool = False

    @property
    def width(self) -> float:
        """The plot's width."""
        return self.times.width

    @property
    def whole(self) -> float:
        """The width of the plot and its margins."""
        return self.left + self.width + self.right


def frame_of(tally: Tally, rows: Sequence[Said], look: ChartOptions) -> Frame:
    """The frame in which all statements, revisions and the words beside them find room."""
    figures = [float(end) for end in _figures(tally, rows)]
    if any(low is None and high is not None for low, high in _pairs(tally, rows)):
        figures.append(0.0)  # "at most 90" reaches down to none
    has_words = any(not said.has_figure for said in rows)
    opens = any(said.has_figure and said.high is None for said in rows)
    height = next((high for few, high in _HEIGHTS if len(rows) <= few), _TALL)
    if not figures:
        height = _WORDS_ONLY
    alone = len(set(figures) - {0.0}) == 1
    counts = count_scale(
        figures,
        look.scale,
        height,
        lane=LANE if has_words and figures else 0.0,
        headroom=max(STEM + 16 if opens else _TOP, height * _LOW_ALONE if alone else 0.0),
    )
    ends = _ends(tally)
    ticks = [text_width(figure(Decimal(str(one))), SIZE) + 12 for one in counts.ticks()]
    lane = [text_width(line, SMALL) + 8 for line in NO_NUMBER] if has_words else []
    left = max([*(ticks if figures else []), *lane, 0.0])
    is_narrow = look.width < _NARROW
    beside = [line for one in ends for line in one.lines(is_narrow=is_narrow)]
    right = max([14.0, *(text_width(line, SIZE, is_bold=True) + 10 for line in beside)])
    days = [*(said.day for said in rows), *(page.day for said in rows for page in said.pages)]
    moved = [one.at for one in tally.revisions if one.at is not None]
    times = time_scale([*days, *moved], tally.as_of, look.width - 2 * PAD - _STROKES - left - right)
    return Frame(left, right, times, counts, ends, bool(figures), has_words, is_narrow)


def _pairs(tally: Tally, rows: Sequence[Said]) -> list[tuple[Decimal | None, Decimal | None]]:
    """The two ends of every revision and statement."""
    moved = [(one.low, one.high) for one in tally.revisions]
    return moved + [(said.low, said.high) for said in rows]


def _figures(tally: Tally, rows: Sequence[Said]) -> list[Decimal]:
    ends = [end for pair in _pairs(tally, rows) for end in pair]
    return [end for end in (*ends, *(one.best for one in tally.revisions)) if end is not None]


def _ends(tally: Tally) -> tuple[End, ...]:
    low, best, high = tally.low, tally.best, tally.high
    if low is None and high is None:
        return ()
    if low is not None and low == high:
        return (End(figure(low), float(low)),)
    found = [End(_named("high", high, best), float(high))] if high is not None else []
    found = found or [End(NO_UPPER_LIMIT, None)]
    if best is not None and best not in (low, high):
        found.append(End(f"best {figure(best)}", float(best)))
    if low is not None:
        found.append(End(_named("low", low, best), float(low)))
    return tuple(found)


def _named(name: str, end: Decimal, best: Decimal | None) -> str:
    return f"{name}, best {figure(end)}" if end == best else f"{name} {figure(end)}"
