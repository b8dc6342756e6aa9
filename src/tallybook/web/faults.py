"""Every fault as a page that says what is wrong and what helps; none shows a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tallybook.errors import LedgerError, TallybookError, UsageError
from tallybook.queries import NotReady
from tallybook.web.asking import Unchanged
from tallybook.web.rendering import Renderer, tag_of

_LOG: Final = logging.getLogger("tallybook.web")


class NotHere(UsageError):
    """There is no such tally, report or page."""


class NotYet(TallybookError):
    """It is being worked out: who asks again in a moment gets it."""


def handle_faults(app: FastAPI) -> None:
    """Gives the app its pages for what goes wrong."""

    @app.exception_handler(Unchanged)
    async def unchanged(request: Request, _: Exception) -> Response:
        tag = tag_of(request, request.app.state.desk.view())
        return Response(
            status_code=304, headers={"ETag": tag, "Cache-Control": "private, no-cache"}
        )

    @app.exception_handler(NotReady)
    async def not_ready(request: Request, error: Exception) -> Response:
        renderer: Renderer = request.app.state.renderer
        state = request.app.state.desk.state()
        headers = {"Retry-After": "2", "Cache-Control": "no-store"}
        if state.fault is not None:
            return renderer.page(
                request,
                "fault.html",
                status=503,
                headers=headers,
                title="The ledger cannot be read",
                words=str(error),
            )
        return renderer.page(request, "opening.html", status=503, headers=headers)

    @app.exception_handler(NotYet)
    async def not_yet(request: Request, error: Exception) -> Response:
        words = str(error)
        return _fault(request, 202, "Not there yet", words, {"Retry-After": "2"})

    @app.exception_handler(TallybookError)
    async def told(request: Request, error: Exception) -> Response:
        status = (
            404 if isinstance(error, NotHere) else 400 if isinstance(error, UsageError) else 503
        )
        if isinstance(error, LedgerError):
            _LOG.warning("%s", error)
        titles = {404: "Not here", 400: "That cannot be asked", 503: "That did not work"}
        return _fault(request, status, titles[status], str(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return _fault(
                request, 404, "Not here", f"There is no page at {request.url.path}; see the tallies"
            )
        return _fault(request, error.status_code, "That cannot be asked", str(error.detail))

    @app.exception_handler(RequestValidationError)
    async def wrong(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{each['loc'][-1]}: {each['msg'].lower()}" for each in error.errors())
        return _fault(request, 400, "That cannot be asked", told)

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        _LOG.exception("%s %s", request.method, request.url.path)
        told = f"{type(error).__name__}: a fault of Tallybook’s own; please report it"
        return _fault(request, 500, "Something broke", told)


def _fault(
    request: Request, status: int, title: str, words: str, more: Mapping[str, str] | None = None
) -> Response:
    renderer: Renderer = request.app.state.renderer
    headers = {"Cache-Control": "no-store", **(more or {})}
    return renderer.page(
        request, "fault.html", status=status, headers=headers, title=title, words=words
    )
