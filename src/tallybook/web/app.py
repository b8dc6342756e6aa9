"""The app: a desk behind pages. Each page is a module in `pages` with its own router."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tallybook.queries import Desk
from tallybook.queries.pasting import Drafts
from tallybook.web.assets import Assets
from tallybook.web.bodies import Limit
from tallybook.web.faults import NotHere, handle_faults
from tallybook.web.pages import ROUTERS
from tallybook.web.rendering import make_renderer
from tallybook.web.security import Guard
from tallybook.web.settings import LOOPBACK, Settings

_FOREVER = "public, max-age=31536000, immutable"


def create_app(desk: Desk, settings: Settings | None = None) -> FastAPI:
    """The pages over a desk that somebody else opens and closes."""
    wanted = settings or Settings()
    assets = Assets()
    app = FastAPI(title="Tallybook", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk, app.state.settings = desk, wanted
    app.state.renderer = make_renderer(assets)
    app.state.drafts = Drafts(wanted.options)
    # the packing is cheap: pages are packed as they go, files are packed once and for good
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)
    app.add_middleware(Limit)
    app.add_middleware(Guard, hosts=(*LOOPBACK, *wanted.hosts))
    handle_faults(app)
    for router in ROUTERS:
        app.include_router(router)

    @app.get("/static/{digest}/{name:path}", include_in_schema=False)
    def static(request: Request, digest: str, name: str) -> Response:
        found = assets.get(digest, name)
        if found is None:
            raise NotHere(f"there is no file {name} here; load the page again")
        headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
        if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(found.packed, headers=headers, media_type=found.media_type)
        return Response(found.content, headers=headers, media_type=found.media_type)

    @app.get("/health", include_in_schema=False)
    def health() -> Response:
        state = desk.state()
        told = {"phase": state.phase.value, "claims": state.claims, "fault": state.fault}
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    return app
