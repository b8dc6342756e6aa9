"""The chart in a notebook. The door to Altair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tallybook.charts.drawing import NEEDS_PLOT
from tallybook.charts.options import ChartOptions
from tallybook.charts.spec import chart_spec
from tallybook.errors import UsageError
from tallybook.model import Claim, Tally

if TYPE_CHECKING:
    import altair


def altair_chart(
    tally: Tally, claims: Mapping[str, Claim], options: ChartOptions | None = None
) -> altair.LayerChart:
    """The same chart as an Altair chart, which a notebook shows; checked against the schema."""
    try:
        import altair
    except ImportError as error:
        raise UsageError(NEEDS_PLOT) from error
    return altair.LayerChart.from_dict(chart_spec(tally, claims, options))
