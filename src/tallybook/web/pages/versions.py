"""Versions: how a page that was read more than once changed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from tallybook.queries.versions_shown import versions_page
from tallybook.web.asking import DeskOf, RendererOf, ViewOf
from tallybook.web.faults import NotHere

router = APIRouter()

_FRESH = {"Cache-Control": "private, no-cache"}
_MOST = 1_000_000


@router.get("/reports/{report}/versions")
def versions(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    report: str,
    old: Annotated[int | None, Query(alias="from", ge=1, le=_MOST)] = None,
    new: Annotated[int | None, Query(alias="to", ge=1, le=_MOST)] = None,
    page: Annotated[int, Query(ge=1, le=_MOST)] = 1,
) -> Response:
    """The versions of a report's page; two of them beside each other."""
    pair = None if old is None and new is None else _pair(old, new)
    found = versions_page(view, desk.ledger, report, pair=pair, page=page)
    if found is None:
        raise NotHere(f"the ledger has no report {report!r}; see the list of reports")
    return renderer.page(
        request, "versions.html", headers=_FRESH, section="reports", found=found, report=report
    )


def _pair(old: int | None, new: int | None) -> tuple[int, int]:
    """One number alone asks for what it changed, or what changed after it."""
    if old is None:
        last = new or 1
        return (max(1, last - 1), last)
    return (old, old + 1 if new is None else new)
