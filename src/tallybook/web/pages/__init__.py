"""The pages, a module each with its router; a page that is not named here is not served."""

from tallybook.web.pages import (
    chart,
    feed,
    overview,
    paste,
    printing,
    reports,
    search,
    sources,
    tally,
    tally_files,
    versions,
)
from tallybook.web.pages import (
    map as map_page,
)

ROUTERS = (
    printing.router,
    sources.router,
    reports.router,
    versions.router,
    map_page.router,
    overview.router,
    paste.router,
    search.router,
    feed.router,
    chart.router,
    tally_files.router,
    tally.router,
)
