"""charts: a tally as a picture, one Vega-Lite spec for terminal, notebook and page."""

from tallybook.charts.drawing import FORMATS, check_target, draw_png, draw_svg, write_chart
from tallybook.charts.notebook import altair_chart
from tallybook.charts.options import ChartOptions, Scale, Theme
from tallybook.charts.spec import chart_spec

__all__ = [
    "FORMATS",
    "ChartOptions",
    "Scale",
    "Theme",
    "altair_chart",
    "chart_spec",
    "check_target",
    "draw_png",
    "draw_svg",
    "write_chart",
]
