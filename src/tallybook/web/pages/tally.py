"""A tally: its answer, the argument behind it, and the same question asked otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tallybook.charts import Scale
from tallybook.errors import UnknownName
from tallybook.model import Tally
from tallybook.queries import Desk, View
from tallybook.queries.asked import Asked, answer_otherwise
from tallybook.queries.asked_kept import Underway
from tallybook.queries.charted import chart_view
from tallybook.queries.tally_gone import find_id, gone
from tallybook.queries.tally_page import Turning, choices, tally_page
from tallybook.queries.tally_said import page_with
from tallybook.web.asking import DeskOf, RendererOf, ViewOf
from tallybook.web.faults import NotHere
from tallybook.web.pages.tally_asking import PATIENCE_S, AskedOf, Words, underway_page
from tallybook.web.rendering import Renderer

router = APIRouter()

_NO_STORE = {"Cache-Control": "no-store"}
_SCALES = [each.value for each in Scale]
Place = Annotated[int, Query(ge=1, le=10**9)]


@router.get("/tallies/{tally}")
def tally(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    tally: str,
    asked: AskedOf,
    scale: Words = "",
    statement: Words = "",
    statements: Place = 1,
    clashes: Place = 1,
    steps: Place = 1,
    moves: Place = 1,
) -> Response:
    """The page of a tally, as it is asked for."""
    if scale and scale not in _SCALES:
        raise UnknownName("scale", scale, _SCALES)
    newest = view.tallies.get(tally)
    if newest is None:
        return _elsewhere(request, renderer, desk, view, tally)
    found = answer_otherwise(desk, view, tally, asked, PATIENCE_S)
    told: dict[str, Any] = {
        "section": "tallies",
        "newest": newest,
        "asked": asked,
        "scale": scale,
        "choices": choices(_undated(desk, view, newest, asked), asked),
    }
    if isinstance(found, Underway):
        ways = told["choices"]
        return underway_page(request, renderer, found, newest, asked, scale=scale, ways=ways)
    headers = renderer.kept(request, view)
    if found.tally is None:
        return renderer.page(request, "tally_nothing.html", headers=headers, **told)
    if statement:
        statements = page_with(found.tally, statement)
    turning = Turning(statements, clashes, steps, moves)
    page = tally_page(desk, view, newest, asked, found, turning)
    shown = replace(found.tally, id=newest.id)  # the id by which the page goes
    chart = chart_view(view, shown, found.claims, asked=asked, scale=Scale(scale or Scale.AUTO))
    return renderer.page(request, "tally.html", headers=headers, page=page, chart=chart, **told)


def _undated(desk: Desk, view: View, newest: Tally, asked: Asked) -> Tally:
    """The tally as it is asked for, but of the newest day: its steps are the days to go back to."""
    ways = replace(asked, as_of=None)
    found = answer_otherwise(desk, view, newest.id, ways, PATIENCE_S)
    return newest if isinstance(found, Underway) or found.tally is None else found.tally


def _elsewhere(
    request: Request, renderer: Renderer, desk: Desk, view: View, wanted: str
) -> Response:
    """A tally by the beginning of its id, or one that is no more."""
    found = find_id(desk, view, wanted)
    if found is not None and found != wanted:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/tallies/{found}{query}", 307, _NO_STORE)
    past = None if found is None else gone(desk, view, found)
    if past is None:
        raise NotHere(
            f"No one tally has an id that begins with {wanted[:60]!r}; see all tallies, or search"
        )
    return renderer.page(
        request, "tally_gone.html", status=410, headers=_NO_STORE, section="tallies", gone=past
    )
