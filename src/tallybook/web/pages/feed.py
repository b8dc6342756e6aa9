"""The feed of changes, which feed readers ask for; filters of the overview hold here, too."""

from __future__ import annotations

from email.utils import format_datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from tallybook import __version__
from tallybook.queries.feed import feed, newest
from tallybook.queries.filters import parse_filters
from tallybook.web.asking import DeskOf
from tallybook.web.atom import atom

router = APIRouter()

_TYPE = "application/atom+xml; charset=utf-8"


@router.get("/feed.atom")
def show_feed(request: Request, desk: DeskOf) -> Response:
    """The newest changes as Atom; nothing is sent to a reader who has them already."""
    view = desk.view()
    filters = parse_filters(request.query_params.multi_items())
    wanted = newest(desk, view, filters)
    base = str(request.base_url)
    tag = f'W/"{wanted.mark}-{__version__}-{base}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in {each.strip() for each in request.headers.get("if-none-match", "").split(",")}:
        return Response(status_code=304, headers=headers)
    told = feed(desk, view, filters, wanted)
    headers["Last-Modified"] = format_datetime(told.updated, usegmt=True)
    return Response(atom(told, base, filters), headers=headers, media_type=_TYPE)
