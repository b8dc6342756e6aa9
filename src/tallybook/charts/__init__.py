"""charts: a tally as a picture, one Vega-Lite spec for terminal, notebook and page."""

from tallybook.charts.drawer import Drawer, NotDrawn
from tallybook.charts.drawing import (
    FORMATS,
    check_target,
    draw_json,
    draw_png,
    draw_svg,
    library_version,
    write_chart,
)
from tallybook.charts.notebook import altair_chart
from tallybook.charts.options import ChartOptions, Scale, Theme
from tallybook.charts.scales import is_shown
from tallybook.charts.sizing import Size, size_of
from tallybook.charts.spec import Spec, chart_spec
from tallybook.charts.telling import answer_of, description_of, title_of

__all__ = [
    "FORMATS",
    "ChartOptions",
    "Drawer",
    "NotDrawn",
    "Scale",
    "Size",
    "Spec",
    "Theme",
    "altair_chart",
    "answer_of",
    "chart_spec",
    "check_target",
    "description_of",
    "draw_json",
    "draw_png",
    "draw_svg",
    "is_shown",
    "library_version",
    "size_of",
    "title_of",
    "write_chart",
]
