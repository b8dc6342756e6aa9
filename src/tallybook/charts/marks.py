"""Marks: placed statements and their pages as rows of the spec, in days and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from tallybook.catalogue.phrases import day
from tallybook.charts.band import Row, number, stamp
from tallybook.charts.hatching import hatched
from tallybook.charts.placing import Grain, Placed
from tallybook.charts.rows import Page
from tallybook.charts.scales import CountScale, TimeScale
from tallybook.charts.telling import quoted, statement_words, told
from tallybook.model import Tally

_TICK: Final = 6.0
"""Pages of one day stand so many pixels apart."""


def statement_marks(
    marks: Sequence[Placed], tally: Tally, times: TimeScale, counts: CountScale, grain: Grain
) -> list[Row]:
    """A row for each mark: where it stands, how it is drawn, and what the pointer tells."""
    return [_mark(one, tally, times, counts, grain) for one in marks]


def _mark(one: Placed, tally: Tally, times: TimeScale, counts: CountScale, grain: Grain) -> Row:
    said = one.said
    words = statement_words(said, tally)
    if one.stands_for > 1:
        words["standing"] += f"; one of {one.stands_for} that stand here"
    is_open = said.has_figure and (said.low is None or said.high is None)
    is_interval = said.has_figure and not is_open and not said.is_exact
    row: Row = {
        "at": stamp(times.moment_at(one.x)),
        "figure_at": _count(counts, one.y),
        "side": said.side,
        "low": number(said.low),
        "high": number(said.high),
        "open": ("up" if said.high is None else "down") if is_open else None,
        "interval": is_interval,
        "vague": said.is_vague,
        "solid": said.is_solid,
        "denied": said.is_denial,
        "gone": said.is_gone,
        "gathered": not grain.is_threaded,
        "opacity": 1.0 if said.is_solid else 0.62,
        "report": said.report,
        "claim": said.claim,
        **words,
    }
    if grain.is_threaded:
        row["told"] = told(words, said.side)
    if is_interval:
        row |= {"low_at": number(said.low), "high_at": number(said.high)}
        if said.is_vague and grain.is_threaded:
            row["hatch"] = hatched(grain.bar - 1, one.low - one.high - 1)
    if is_open:
        row["stem_at"] = _count(counts, one.high if said.high is None else one.low)
    return row


def page_rows(
    marks: Sequence[Placed], times: TimeScale, counts: CountScale, grain: Grain
) -> tuple[list[Row], list[Row]]:
    """Ticks for the pages that carry a statement beyond its first, and threads to the last."""
    pages: list[Row] = []
    threads: list[Row] = []
    if not grain.is_threaded:
        return pages, threads
    for one in marks:
        ticks = _ticks(one, times, grain)
        if not ticks:
            continue
        y = _count(counts, one.y)
        thread = {"figure_at": y, "side": one.said.side}
        ends = [one.x, *(x for x, _ in ticks)]
        threads.append(
            {
                "at": stamp(times.moment_at(min(ends))),
                "until": stamp(times.moment_at(max(ends))),
                **thread,
            }
        )
        for x, page in ticks:
            when = day(page.day) if page.day is not None else "undated"
            pages.append(
                {
                    "at": stamp(times.moment_at(x)),
                    **thread,
                    "outlet": page.outlet,
                    "day": when,
                    "words": quoted(page.words),
                    "speaker": one.said.speaker,
                    "told": f"carried by {page.outlet}, {when}",
                    "report": page.report,
                    "claim": page.claim,
                }
            )
    return pages, threads


def _ticks(one: Placed, times: TimeScale, grain: Grain) -> list[tuple[float, Page]]:
    """Where the ticks of all pages but the first stand, those of one day side by side."""
    seen: Counter[date | None] = Counter()
    ticks = []
    for page in one.said.pages[1:]:
        seen[page.day] += 1
        if page.day == one.said.day:
            x = one.x + grain.reach + 1 + _TICK * seen[page.day]
        else:
            x = times.noon_at(page.day) + _TICK * (seen[page.day] - 1)
        ticks.append((min(x, times.width - 1), page))
    return ticks


def _count(counts: CountScale, y: float) -> float:
    return float(f"{counts.count_at(y):.6g}")
