"""Search over all that the ledger has: tallies, sources, places, words of reports, reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from tallybook.queries.filters_matching import party_words
from tallybook.queries.search import KINDS, search
from tallybook.web.asking import DeskOf, RendererOf, ViewOf

router = APIRouter()

_LONGEST = 200
_FARTHEST = 1_000_000


@router.get("/search")
def show_search(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    q: str = "",
    kind: str = "",
    page: Annotated[int, Query(ge=1, le=_FARTHEST)] = 1,
) -> Response:
    """What has these words."""
    # a blank after the last word is no sign that it is whole: forms are sent with stray blanks
    asked = " ".join(q[:_LONGEST].split())
    return renderer.page(
        request,
        "search.html",
        headers=renderer.kept(request, view),
        section="search",
        asked=asked,
        found=search(view, asked, kind, page, desk.ledger.texts),
        kinds=KINDS,
        view=view,
        party_words=party_words,
    )
