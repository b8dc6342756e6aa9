"""Sources: who speaks, and each of them."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tallybook.errors import UsageError
from tallybook.queries.citing import network, network_around
from tallybook.queries.sources_list import SORTS, Wanted, list_sources, turns_words, what_it_is
from tallybook.queries.sources_one import find_source, source_page
from tallybook.web.asking import RendererOf, ViewOf
from tallybook.web.faults import NotHere
from tallybook.web.networks import draw_network
from tallybook.web.strips import draw_days, draw_strip

router = APIRouter()

Words = Annotated[str, Query(max_length=200)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]


@router.get("/sources")
def sources(
    request: Request,
    view: ViewOf,
    renderer: RendererOf,
    kind: Words = "",
    branch: Words = "",
    party: Words = "",
    q: Words = "",
    sort: Words = "statements",
    page: Page = 1,
) -> Response:
    """The list of sources, and who cites whom."""
    if sort not in SORTS:
        raise UsageError(f"sort={sort!r} is no order of sources; take one of {', '.join(SORTS)}")
    wanted = Wanted(kind, branch, party, q.strip(), sort, page)
    found = list_sources(view, wanted)
    drawing = None
    if wanted == Wanted():
        drawing = draw_network(network(view))
    return renderer.page(
        request,
        "sources.html",
        headers=renderer.kept(request, view),
        section="sources",
        wanted=wanted,
        found=found,
        sorts=SORTS,
        drawing=drawing,
        network=network(view) if drawing is not None else None,
        **_WORDS,
    )


@router.get("/sources/{key}")
def source(
    request: Request, view: ViewOf, renderer: RendererOf, key: str, page: Page = 1
) -> Response:
    """One source."""
    found = find_source(view, key)
    if found is None:
        raise NotHere(f"nobody named {key!r} speaks in this ledger; see the list of sources")
    if found.key != key:
        return RedirectResponse(f"/sources/{found.key}", 307)
    around = network_around(view, found)
    return renderer.page(
        request,
        "source.html",
        headers=renderer.kept(request, view),
        section="sources",
        found=source_page(view, found, page),
        drawing=draw_network(around),
        network=around,
        **_WORDS,
    )


_WORDS: Final[dict[str, Any]] = {
    "what_it_is": what_it_is,
    "turns_words": turns_words,
    "draw_strip": draw_strip,
    "draw_days": draw_days,
}
"""What the templates call."""
