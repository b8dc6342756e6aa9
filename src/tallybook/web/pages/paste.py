"""Paste and see: a text, a file or an address in; its claims, in the page; keep or discard."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tallybook.errors import UsageError
from tallybook.pipeline.given import LONGEST, Given
from tallybook.pipeline.options import Options
from tallybook.queries.pasting import Drafts
from tallybook.queries.reading import Asked, read_text
from tallybook.web.asking import DeskOf, RendererOf, SettingsOf, ViewOf, parse_day
from tallybook.web.bodies import LARGEST

router = APIRouter()

_SEE_OTHER: Final = 303
_UNKEPT: Final = {"Cache-Control": "no-store"}


def _drafts(request: Request) -> Drafts:
    found: Drafts = request.app.state.drafts
    return found


DraftsOf = Annotated[Drafts, Depends(_drafts)]


@router.get("/paste")
def paste(request: Request, renderer: RendererOf, settings: SettingsOf) -> Response:
    """The form."""
    return renderer.page(
        request,
        "paste.html",
        headers=_UNKEPT,
        section="paste",
        longest=LONGEST,
        writable=settings.writable,
    )


@router.post("/paste")
async def read(request: Request, drafts: DraftsOf) -> Response:
    """Reads what was handed over, and leads to what it says."""
    form = await request.form(max_files=1, max_fields=20, max_part_size=LARGEST)
    try:
        given, options = await _given(form), _stated(form, drafts.options)
    finally:
        await form.close()
    draft = await run_in_threadpool(drafts.read, given, options)
    return RedirectResponse(f"/paste/{draft.token}", _SEE_OTHER)


@router.get("/paste/{token}")
def draft(
    request: Request,
    token: str,
    view: ViewOf,
    drafts: DraftsOf,
    renderer: RendererOf,
    settings: SettingsOf,
    report: Annotated[int, Query(ge=1, le=1000)] = 1,
    part: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """What was read: the text with its claims. Nothing of it is in the ledger yet."""
    found = drafts.get(token)
    told = [each for each in found.readings if each.report is not None]
    if told and report > len(told):
        raise UsageError(f"report: there are only {len(told)} reports here")
    reading = told[report - 1] if told else None
    shown = None
    if reading is not None and reading.report is not None:
        asked = Asked(part=part) if part is not None else Asked()
        shown = read_text(
            reading.report.text, reading.blocks, reading.claims, view.measures, asked=asked
        )
    return renderer.page(
        request,
        "paste_draft.html",
        headers=_UNKEPT,
        section="paste",
        draft=found,
        readings=told,
        reading=reading,
        number=report,
        text=shown,
        address=f"/paste/{token}?report={report}",
        problems=[problem for each in found.readings for problem in each.problems],
        here={
            each.report.id
            for each in told
            if each.report is not None and each.report.id in view.reports
        },
        writable=settings.writable,
    )


@router.post("/paste/{token}/keep")
def keep(token: str, desk: DeskOf, drafts: DraftsOf, settings: SettingsOf) -> Response:
    """Adds what was read to the ledger, and leads to the report there."""
    if not settings.writable:
        raise UsageError("nothing can be kept: the page is served read-only; add it by command")
    found = drafts.get(token)
    told = [each for each in found.readings if each.report is not None]
    if not told:
        raise UsageError("there is no report to keep; paste another")
    additions = desk.keep(told)
    drafts.discard(token)
    if len(additions) == 1 and additions[0].report is not None:
        return RedirectResponse(f"/reports/{additions[0].report}", _SEE_OTHER)
    return RedirectResponse("/reports", _SEE_OTHER)


@router.post("/paste/{token}/discard")
def discard(token: str, drafts: DraftsOf) -> Response:
    """Forgets what was read."""
    drafts.discard(token)
    return RedirectResponse("/paste", _SEE_OTHER)


async def _given(form: FormData) -> Given:
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        return Given(content=await file.read(), name=_plain(file.filename))
    return Given(text=_words(form, "text"), address=_words(form, "address"))


def _plain(name: str) -> str:
    """A file's name without the folders that some browsers tell."""
    return name.replace("\\", "/").rpartition("/")[2][:200] or "file"


def _stated(form: FormData, options: Options) -> Options:
    url = _words(form, "url")
    if url is not None and not url.lower().startswith(("http://", "https://")):
        raise UsageError(f"{url!r} is no address of a page; begin it with https://")
    return replace(
        options,
        published=parse_day(_words(form, "published"), "published"),
        publisher=_words(form, "publisher"),
        url=url,
    )


def _words(form: FormData, name: str) -> str | None:
    found = form.get(name)
    return found.strip() or None if isinstance(found, str) else None
