"""The overview: which stories there are, what changed last, and filters that the address keeps."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from tallybook.queries.filters import parse_filters
from tallybook.queries.filters_matching import find_chips, find_facets, story_words
from tallybook.queries.overview import SORTS, overview
from tallybook.web.asking import RendererOf, ViewOf

router = APIRouter()

_FARTHEST = 1_000_000


@router.get("/")
def show_overview(
    request: Request,
    view: ViewOf,
    renderer: RendererOf,
    sort: str = "",
    page: Annotated[int, Query(ge=1, le=_FARTHEST)] = 1,
) -> Response:
    """The stories that the filters let through."""
    filters = parse_filters(request.query_params.multi_items())
    found = overview(view, filters, sort, page)
    return renderer.page(
        request,
        "overview.html",
        headers=renderer.kept(request, view),
        section="tallies",
        filters=filters,
        found=found,
        facets=find_facets(view, filters),
        chips=find_chips(view, filters),
        sorts=SORTS,
        order=None if found.sort == next(iter(SORTS)) else found.sort,
        story=story_words(view, filters.story) if filters.story else None,
        is_new=not view.tallies,
    )
