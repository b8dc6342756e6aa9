"""What every route asks for: the view, the desk, what renders, and what the address says."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from tallybook.errors import BadDate
from tallybook.queries import Desk, View
from tallybook.web.assets import Assets
from tallybook.web.rendering import Renderer, is_known
from tallybook.web.settings import Settings


class Unchanged(Exception):
    """The browser has the page already."""


def _desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


def _renderer(request: Request) -> Renderer:
    found: Renderer = request.app.state.renderer
    return found


def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


def _assets(request: Request) -> Assets:
    return _renderer(request).assets


def _view(request: Request) -> View:
    """The newest view. Raises Unchanged where the browser has just this page of it."""
    view = _desk(request).view()
    if request.method == "GET" and is_known(request, view):
        raise Unchanged
    return view


DeskOf = Annotated[Desk, Depends(_desk)]
ViewOf = Annotated[View, Depends(_view)]
RendererOf = Annotated[Renderer, Depends(_renderer)]
SettingsOf = Annotated[Settings, Depends(_settings)]
AssetsOf = Annotated[Assets, Depends(_assets)]


def parse_day(words: str | None, name: str) -> date | None:
    """The day that the address says under that name; BadDate where it is none."""
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise BadDate(words, name) from None
