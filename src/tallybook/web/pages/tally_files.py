"""A tally to take away: as CSV, as JSON, as wikitext."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tallybook.queries import Desk, View
from tallybook.queries.asked import Asked, Otherwise, answer_otherwise
from tallybook.queries.asked_kept import Underway
from tallybook.queries.exports import csv_of, json_of
from tallybook.queries.exports_wiki import wikitext_of
from tallybook.web.asking import DeskOf, RendererOf, ViewOf
from tallybook.web.faults import NotHere
from tallybook.web.pages.tally_asking import AskedOf, not_yet

router = APIRouter()

_BATCH = 200


@router.get("/tallies/{tally}.csv")
def csv(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    tally: str,
    asked: AskedOf,
) -> Response:
    """One row a statement."""
    found = _found(desk, view, tally, asked)
    headers = {**renderer.kept(request, view), **_attached(tally, "csv")}
    media_type = "text/csv; charset=utf-8; header=present"
    return StreamingResponse(_batches(csv_of(view, found)), headers=headers, media_type=media_type)


@router.get("/tallies/{tally}.json")
def json(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    tally: str,
    asked: AskedOf,
) -> Response:
    """The tally with its argument."""
    found = _found(desk, view, tally, asked)
    headers = {**renderer.kept(request, view), **_attached(tally, "json")}
    told = _batches(json_of(desk, view, found))
    return StreamingResponse(told, headers=headers, media_type="application/json")


@router.get("/tallies/{tally}.wikitext")
def wikitext(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    tally: str,
    asked: AskedOf,
) -> Response:
    """The answer and a table with citations."""
    found = _found(desk, view, tally, asked)
    headers = {**renderer.kept(request, view), **_attached(tally, "wikitext.txt")}
    lines = _batches(wikitext_of(view, found))
    return StreamingResponse(lines, headers=headers, media_type="text/plain; charset=utf-8")


def _found(desk: Desk, view: View, tally: str, asked: Asked) -> Otherwise:
    if tally not in view.tallies:
        raise NotHere(f"There is no tally {tally[:60]!r} here; see all tallies")
    found = answer_otherwise(desk, view, tally, asked)
    if isinstance(found, Underway):
        raise not_yet(found)
    if found.tally is None:
        raise NotHere("Nothing that had been published by that day answers this")
    return found


def _attached(tally: str, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="tallybook-{tally[:16]}.{ending}"'}


def _batches(lines: Iterable[str]) -> Iterator[bytes]:
    """Many lines at a time, as bytes; what UTF-8 has no letter for is a question mark."""
    kept: list[str] = []
    for each in lines:
        kept.append(each)
        if len(kept) == _BATCH:
            yield "".join(kept).encode("utf-8", "replace")
            kept.clear()
    yield "".join(kept).encode("utf-8", "replace")
