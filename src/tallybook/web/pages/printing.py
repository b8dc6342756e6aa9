"""A tally as a report to print: as a page, and as PDF."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tallybook.charts import ChartOptions, description_of
from tallybook.model import Claim, Tally
from tallybook.queries import View
from tallybook.queries.asked import Otherwise, answer_otherwise
from tallybook.queries.asked_kept import Underway
from tallybook.queries.charted import address_of, spec_of
from tallybook.queries.document import document_of
from tallybook.queries.tally_facts import facts_of
from tallybook.queries.words import SHORT
from tallybook.web.asking import DeskOf, RendererOf, ViewOf
from tallybook.web.charting import drawer, drawn_in, waiting
from tallybook.web.faults import NotHere
from tallybook.web.pages.tally_asking import PATIENCE_S, AskedOf, underway_page
from tallybook.web.printing import set_pdf, sheet_of
from tallybook.web.rendering import reader

router = APIRouter()

_WIDTH, _NARROW = 760, 390
_LOOK = {"width": str(_WIDTH), "theme": "light", "title": "no"}


@router.get("/tallies/{tally}/report")
def printed(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    tally: str,
    asked: AskedOf,
) -> Response:
    """The report as a page."""
    if (elsewhere := _whole_id(view, tally, request)) is not None:
        return elsewhere
    answer = answer_otherwise(desk, view, tally, asked, PATIENCE_S)
    if isinstance(answer, Underway):
        return underway_page(request, renderer, answer, view.tallies[tally], asked)
    found, claims = _found(answer)
    return renderer.page(
        request,
        "print.html",
        headers=renderer.kept(request, view),
        section="tallies",
        document=document_of(desk, view, found, claims, asked),
        tally=tally,
        absent=facts_of(view, found, claims, asked).undrawn,
        chart_words=description_of(found, len(found.statements)),
        ways=address_of(asked),
        look={**address_of(asked), **_LOOK},
        narrow={**address_of(asked), **_LOOK, "width": str(_NARROW)},
    )


@router.get("/tallies/{tally}/report.pdf")
def pdf(
    request: Request,
    view: ViewOf,
    desk: DeskOf,
    renderer: RendererOf,
    tally: str,
    asked: AskedOf,
) -> Response:
    """The report as PDF, made once for each way to ask for it."""
    if (elsewhere := _whole_id(view, tally, request)) is not None:
        return elsewhere
    answer = answer_otherwise(desk, view, tally, asked, PATIENCE_S)
    if isinstance(answer, Underway):
        return underway_page(request, renderer, answer, view.tallies[tally], asked)
    found, claims = _found(answer)
    told = reader(request)

    def make() -> bytes:
        document = document_of(desk, view, found, claims, asked)
        absent = facts_of(view, found, claims, asked).undrawn
        words = description_of(found, len(found.statements))
        chart = None if absent else _chart(view, found, claims)
        return set_pdf(sheet_of(document, told, words, absent), chart)

    content = drawn_in(view).get(("pdf", tally, asked, told.locale), make)
    name = f"tally-{tally[:SHORT]}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', **renderer.kept(request, view)}
    return Response(content, media_type="application/pdf", headers=headers)


def _chart(view: View, tally: Tally, claims: Mapping[str, Claim]) -> str:
    spec = spec_of(view, tally, claims, ChartOptions(width=_WIDTH, titled=False))
    return waiting(lambda: drawer().svg(spec).encode()).decode()


def _whole_id(view: View, tally: str, request: Request) -> Response | None:
    """To the tally whose id begins so, where it is one; None for a whole id. NotHere for none."""
    if tally in view.tallies:
        return None
    begun = [name for name in view.tallies if tally and name.startswith(tally)]
    if len(begun) != 1:
        raise NotHere(f"no one tally has an id that begins with {tally[:60]!r}; see all tallies")
    path = request.url.path.replace(f"/tallies/{tally}/", f"/tallies/{begun[0]}/", 1)
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{path}{query}", 307, {"Cache-Control": "no-store"})


def _found(answer: Otherwise) -> tuple[Tally, Mapping[str, Claim]]:
    if answer.tally is None:
        raise NotHere(
            "nothing that was public by then answers this question; ask as of a later day"
        )
    return answer.tally, answer.claims
