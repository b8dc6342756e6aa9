"""The spec: `tally.vl.json` filled with a tally's rows. One spec for terminal, notebook, page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tallybook.charts.band import Row, band_rows, line_rows, stamp
from tallybook.charts.frame import Frame, frame_of
from tallybook.charts.key import key_of
from tallybook.charts.marks import page_rows, statement_marks
from tallybook.charts.options import ChartOptions
from tallybook.charts.placing import Grain, grain_of, place
from tallybook.charts.plain import plain
from tallybook.charts.rows import statement_rows
from tallybook.charts.scales import TimeScale, midnight
from tallybook.charts.surroundings import texts_around, texts_below
from tallybook.charts.telling import answer_of, description_of, title_of
from tallybook.charts.text_size import balanced
from tallybook.model import Claim, Tally

Spec = dict[str, Any]

_TITLE: Final = 20.0
_SUBTITLE: Final = 14.0
_BELOW_TITLE: Final = 12.0
_ABOVE_PLOT: Final = 29.0
_DRAWN: Final[Mapping[str, Callable[[Row], bool]]] = {
    "band-open": lambda row: bool(row["shape"] == "open"),
    "band-closed": lambda row: bool(row["shape"] == "closed"),
    "bounds": lambda row: bool(row["line"] != "best"),
    "best": lambda row: bool(row["line"] == "best"),
    "stems": lambda row: bool(row["open"]),
    "arrowheads": lambda row: bool(row["open"] and not row["gathered"]),
    "intervals": lambda row: bool(row["interval"]),
    "hatching": lambda row: bool(row.get("hatch")),
    "denials": lambda row: bool(row["denied"]),
    "struck": lambda row: bool(row["gone"]),
    "halos": lambda row: bool(row["halo"]),
}
"""What layers draw of their rows, where it is not all: the filters of `tally.vl.json`."""
_DAY_LINES_FROM: Final = 40.0
"""Days that are so many pixels wide are told apart by lines."""


def chart_spec(
    tally: Tally, claims: Mapping[str, Claim], options: ChartOptions | None = None
) -> Spec:
    """The whole Vega-Lite spec of a tally. claims: by id, those that carry its statements."""
    look = options or ChartOptions()
    rows = statement_rows(tally, claims, look.sides)
    grain = grain_of(len(rows))
    frame = frame_of(tally, rows, look)
    marks = place(rows, frame.times, frame.counts, grain)
    bands = band_rows(tally.revisions, frame.times, frame.counts)
    steps = line_rows(tally.revisions, frame.times)
    pages, threads = page_rows(marks, frame.times, frame.counts, grain)
    key = key_of(
        marks,
        has_band=any(row["floor"] != row["roof"] for row in bands),
        has_best=any(row["line"] == "best" for row in steps),
        has_pages=bool(pages),
        left=-frame.left,
        width=frame.whole,
        bottom=-_ABOVE_PLOT if frame.has_figures else -8.0,
    )
    texts, notes = texts_around(tally, marks, frame, grain, [*threads, *steps])
    below, ruled = texts_below(tally, rows, notes, frame)
    spec = template()
    spec["width"], spec["height"] = round(frame.width, 1), frame.counts.height
    spec["description"] = plain(description_of(tally, len(rows)))
    _entitle(spec, tally, frame, look)
    datasets: dict[str, Sequence[Row]] = {
        "lines": _day_lines(frame.times),
        "lane": _lane(frame),
        "band": bands,
        "steps": steps,
        "threads": threads,
        "pages": pages,
        "statements": statement_marks(marks, tally, frame.times, frame.counts, grain),
        "texts": [*texts, *key.texts, *below],
        "key_sides": list(key.sides),
        "key_marks": list(key.marks),
        "frame": ruled,
    }
    spec["datasets"] = plain(datasets)
    spec["encoding"]["y"]["scale"]["type"] = "symlog" if frame.counts.is_log else "linear"
    _set(spec, _params(frame, grain))
    _dress(spec, look)
    if not grain.is_threaded:
        _quieten(spec)
    spec["layer"] = [layer for layer in spec["layer"] if _is_needed(layer, spec["datasets"])]
    return spec


def template() -> Spec:
    """The spec as it lies in its file, without rows."""
    found: Spec = json.loads(_data("tally.vl.json"))
    return found


@cache
def _data(name: str) -> str:
    return (files("tallybook.charts") / name).read_text("utf-8")


def _day_lines(times: TimeScale) -> Sequence[Row]:
    if times.slot < _DAY_LINES_FROM:
        return []
    days = (times.last - times.first).days
    return [{"at": stamp(midnight(times.first + timedelta(days=n)))} for n in range(1, days + 1)]


def _lane(frame: Frame) -> Sequence[Row]:
    if not frame.has_words:
        return []
    counts = frame.counts
    return [{"top": round(counts.at(counts.floor), 1), "bottom": counts.height}]


def _params(frame: Frame, grain: Grain) -> dict[str, object]:
    times, counts = frame.times, frame.counts
    named = [(round(moment.timestamp() * 1000), label) for moment, label in times.ticks()]
    return {
        "time_from": round(times.begins.timestamp() * 1000),
        "time_to": round(times.ends.timestamp() * 1000),
        "time_ticks": [moment for moment, _ in named],
        "time_labels": {str(moment): label for moment, label in named},
        "count_from": counts.bottom,
        "count_to": counts.top,
        "count_ticks": counts.ticks() if frame.has_figures else [],
        "bar_width": grain.bar,
        "symbol_size": grain.symbol,
    }


def _entitle(spec: Spec, tally: Tally, frame: Frame, look: ChartOptions) -> None:
    """The question and its answer above the chart; without them only its name, for files."""
    spec["usermeta"]["title"] = plain(title_of(tally))
    if not look.titled:
        del spec["title"]
        return
    spec["title"] = {
        "text": balanced(plain(title_of(tally)), _TITLE, frame.whole, is_bold=True),
        "subtitle": balanced(plain(answer_of(tally)), _SUBTITLE, frame.whole),
        "dx": -round(frame.left, 1),
        "offset": _BELOW_TITLE,
    }


def _set(spec: Spec, values: Mapping[str, object]) -> None:
    for param in spec["params"]:
        if param["name"] in values:
            param["value"] = values[param["name"]]


def _quieten(spec: Spec) -> None:
    """Of a thousand marks each is no longer told one by one to those who hear the chart."""
    for layer in spec["layer"]:
        if layer["name"] == "statements":
            layer["mark"]["aria"] = False
            del layer["encoding"]["description"]


def _is_needed(layer: Mapping[str, Any], datasets: Mapping[str, Sequence[Row]]) -> bool:
    """Has the layer anything to draw?"""
    rows = datasets[layer["data"]["name"]]
    return any(map(_DRAWN.get(layer["name"], bool), rows))


def _dress(spec: Spec, look: ChartOptions) -> None:
    """The colours of the theme."""
    theme = json.loads(_data("themes.json"))[look.theme.value]
    stops = [{"offset": 0, "color": theme["fade"]}, {"offset": 1, "color": theme["band"]}]
    fading = {"gradient": "linear", "x1": 0, "y1": 0, "x2": 0, "y2": 1, "stops": stops}
    _set(
        spec,
        {
            **{name: theme[name] for name in ("paper", "ink", "muted", "hairline", "band_edge")},
            "lane_fill": theme["lane"],
            "band_fill": theme["band"],
            "best_ink": theme["best"],
            "fading": fading,
        },
    )
    spec["background"] = theme["paper"]
    config = spec["config"]
    config["range"]["category"] = theme["sides"]
    config["axis"] |= {
        "labelColor": theme["muted"],
        "gridColor": theme["hairline"],
        "domainColor": theme["band_edge"],
        "tickColor": theme["band_edge"],
    }
    config["title"] |= {"color": theme["ink"], "subtitleColor": theme["ink"]}
