"""Draws docs/pictures/tally-*.svg, two of the demo's tallies: `python -m tools.chart_pictures`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tallybook.charts import ChartOptions, Theme, chart_spec, draw_svg
from tallybook.model import Tally
from tallybook.pipeline.demo import tell_stories
from tallybook.pipeline.options import Options
from tallybook.pipeline.plotting import find_plotted
from tallybook.pipeline.steps import load_steps
from tallybook.pipeline.weighing import load_answer
from tallybook.store import Ledger
from tools.console_examples import ROOT

PICTURES: Final = ROOT / "docs" / "pictures"
SHOWN: Final = (
    ("kursk", "tally-kursk.svg", Theme.LIGHT),
    ("kursk", "tally-kursk-dark.svg", Theme.DARK),
    ("jumla", "tally-jumla.svg", Theme.LIGHT),
)


def pictures() -> dict[Path, str]:
    """The SVG of each picture: the foremost tally of its story."""
    with TemporaryDirectory(prefix="tallybook-charts-") as folder:
        where = str(Path(folder) / "demo.db")
        foremost = _foremost(where)
        return {
            PICTURES / name: _drawn(where, foremost[story], theme) for story, name, theme in SHOWN
        }


def _foremost(where: str) -> dict[str, Tally]:
    with Ledger(where, create=True) as ledger:
        told = tell_stories(ledger, load_steps(Options()), load_answer(), lambda addition: None)
    return {story.id: story.tallies[0] for story in told}


def _drawn(where: str, tally: Tally, theme: Theme) -> str:
    found = find_plotted(where, tally.id)
    look = found.options(ChartOptions(theme=theme))
    return draw_svg(chart_spec(found.tally, found.claims, look)) + "\n"


if __name__ == "__main__":
    for target, drawn in pictures().items():
        target.write_text(drawn, encoding="utf-8")
