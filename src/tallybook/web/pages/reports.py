"""Reports: which there are, and each as it was read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from tallybook.queries.reading import Asked
from tallybook.queries.reports import report_page
from tallybook.queries.reports_list import Wanted, list_reports
from tallybook.web.asking import DeskOf, RendererOf, ViewOf, parse_day
from tallybook.web.faults import NotHere

router = APIRouter()

Words = Annotated[str, Query(max_length=200)]
_FRESH = {"Cache-Control": "private, no-cache"}
_MOST = 1_000_000


@router.get("/reports")
def reports(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    outlet: Words = "",
    text: Words = "",
    first: Annotated[str, Query(alias="from", max_length=40)] = "",
    last: Annotated[str, Query(alias="to", max_length=40)] = "",
    page: Annotated[int, Query(ge=1, le=_MOST)] = 1,
) -> Response:
    """The list of reports."""
    wanted = Wanted(outlet, parse_day(first, "from"), parse_day(last, "to"), text, page)
    return renderer.page(
        request,
        "reports.html",
        headers=_FRESH,
        section="reports",
        wanted=wanted,
        found=list_reports(view, desk.ledger, wanted),
    )


@router.get("/reports/{report}")
def report(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    report: str,
    claim: Words = "",
    part: Annotated[int, Query(ge=1, le=_MOST)] = 1,
) -> Response:
    """A report as it was read."""
    found = report_page(view, desk.ledger, report, Asked(part, claim or None))
    if found is None:
        raise NotHere(f"the ledger has no report {report!r}; see the list of reports")
    return renderer.page(
        request, "report.html", headers=_FRESH, section="reports", found=found, claim=claim
    )
