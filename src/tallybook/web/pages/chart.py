"""The chart of a tally as picture, as dots, as its spec; embedded elsewhere; and its library."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from tallybook.charts import ChartOptions, Scale, Theme, draw_json
from tallybook.errors import UnknownName
from tallybook.model import Claim, Tally
from tallybook.queries import Desk, View
from tallybook.queries.asked import Asked, Otherwise, answer_otherwise
from tallybook.queries.charted import chart_view, spec_of
from tallybook.queries.words import SHORT
from tallybook.web.asking import DeskOf, RendererOf, ViewOf
from tallybook.web.charting import LIBRARY, drawer, drawn_in, library_url, waiting
from tallybook.web.faults import NotHere, NotYet
from tallybook.web.pages.tally_asking import PATIENCE_S, AskedOf, not_yet
from tallybook.web.rendering import THEMES
from tallybook.web.security import policy as security_policy

router = APIRouter()

_FOREVER: Final = "public, max-age=31536000, immutable"
_FRAMED: Final = {
    "Content-Security-Policy": security_policy(embeddable=True),
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
_TYPES: Final = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}


def look_here(width: int = 900, scale: str = "", theme: str = "", title: str = "") -> ChartOptions:
    """How the address wants the chart to look."""
    return ChartOptions(
        width=width,
        scale=Scale(_one_of("scale", scale or Scale.AUTO, [each.value for each in Scale])),
        theme=Theme(_one_of("theme", theme or Theme.LIGHT, [each.value for each in Theme])),
        titled=title != "no",
    )


LookOf = Annotated[ChartOptions, Depends(look_here)]


@router.get("/tallies/{tally}/chart.{form}")
def chart(
    request: Request,
    tally: str,
    form: str,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    asked: AskedOf,
    look: LookOf,
) -> Response:
    """The chart, drawn once for each way to ask for it."""
    if form not in _TYPES:
        raise NotHere(f"a chart is drawn as .svg, .png or .json, not as .{form}")
    found, claims = told(desk, view, tally, asked)
    key = (tally, asked, look.width, look.scale, look.theme, look.titled)
    kept = drawn_in(view)

    def spec() -> bytes:
        return draw_json(spec_of(view, found, claims, look)).encode()

    def draw() -> bytes:
        made = json.loads(kept.get(("json", *key), spec))
        return drawer().png(made) if form == "png" else drawer().svg(made).encode()

    make = spec if form == "json" else draw
    content = kept.get((form, *key), lambda: waiting(make))
    name = f"tally-{tally[:SHORT]}.{form}"
    headers = {"Content-Disposition": f'inline; filename="{name}"', **renderer.kept(request, view)}
    return Response(content, media_type=_TYPES[form], headers=headers)


@router.get("/tallies/{tally}/embed")
def embed(
    request: Request,
    tally: str,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    asked: AskedOf,
    scale: str = "",
    theme: str = "auto",
) -> Response:
    """The chart alone with its answer, for other sites' frames: no library, few bytes."""
    wanted = Scale(_one_of("scale", scale or Scale.AUTO, [each.value for each in Scale]))
    _one_of("theme", theme, ["auto", *THEMES])
    try:
        found, claims = told(desk, view, tally, asked, PATIENCE_S)
    except NotYet as error:
        headers = {"Cache-Control": "no-store", **_FRAMED}
        told_of = {"words": str(error), "tally": tally, "paper": theme}
        return renderer.page(request, "embed_soon.html", status=202, headers=headers, **told_of)
    return renderer.page(
        request,
        "embed.html",
        headers={**_FRAMED, **renderer.kept(request, view)},
        tally=found,
        chart=chart_view(view, found, claims, asked=asked, scale=wanted),
        paper=theme,
    )


@router.get("/charts/{version}/vega.js")
def library(request: Request, version: str) -> Response:
    """The chart library; who asks first waits until it is made."""
    if request.url.path != library_url():
        raise NotHere("this chart library is not here any more; load the page again")
    packed = waiting(LIBRARY.packed)
    headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(packed, headers=headers, media_type="text/javascript")
    return Response(gzip.decompress(packed), headers=headers, media_type="text/javascript")


def told(
    desk: Desk, view: View, tally: str, asked: Asked, seconds: float | None = None
) -> tuple[Tally, Mapping[str, Claim]]:
    """The tally as it is asked for, and its claims. NotYet where it is not there in time."""
    if tally not in view.tallies:
        raise NotHere(f"there is no tally {tally[:64]} here (any more); see the tallies")
    found = answer_otherwise(desk, view, tally, asked, seconds)
    if not isinstance(found, Otherwise):
        raise not_yet(found)
    if found.tally is None:
        raise NotHere("nothing that was public by then answers this; choose a later day")
    return found.tally, found.claims


def _one_of(kind: str, name: str, known: list[str]) -> str:
    if name not in known:
        raise UnknownName(kind, name, known)
    return name
