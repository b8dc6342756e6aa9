"""What is found in a view before it is shown, so that no reader waits for it.

Each page that needs an index over the whole ledger names it here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tallybook.queries import View
from tallybook.queries.asked_around import around
from tallybook.queries.charted import prepare_charts
from tallybook.queries.citing import prepare_citing
from tallybook.queries.overview import prepare_overview
from tallybook.queries.reading_index import carried, claims_by_report
from tallybook.queries.reports_list import shelve
from tallybook.queries.search import prepare_search
from tallybook.queries.sources import prepare_sources
from tallybook.web.pages.map import prepare_map

PREPARED: Final[tuple[Callable[[View], object], ...]] = (
    around,
    prepare_overview,
    prepare_sources,
    prepare_citing,
    prepare_map,
    prepare_search,
    prepare_charts,
    claims_by_report,
    carried,
    shelve,
)
