"""Templates: one environment, the filters that all of them use, and answers that browsers keep.

A page follows from the view, its address and the reader alone; so an answer's ETag is made of
these, and a browser that has it already is told so before anything is worked out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tallybook import __version__
from tallybook.catalogue.phrases import count
from tallybook.queries.view import View
from tallybook.web.assets import Assets
from tallybook.web.charting import library_url
from tallybook.web.locale import Reader, reader_of
from tallybook.web.shown import one_line, shown

THEMES: Final = ("light", "dark")
_NAV: Final = (
    ("tallies", "/", "Tallies"),
    ("map", "/map", "Map"),
    ("sources", "/sources", "Sources"),
    ("reports", "/reports", "Reports"),
    ("paste", "/paste", "Paste and see"),
)


@dataclass(frozen=True, slots=True)
class Renderer:
    """Makes pages of templates."""

    environment: Environment
    assets: Assets

    def page(
        self,
        request: Request,
        template: str,
        /,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **told: Any,
    ) -> Response:
        """The page. told: what the template names; `section` is the part of the site it is in."""
        body = self.text(request, template, **told)
        return HTMLResponse(body, status, {"Vary": "Accept-Language, Cookie", **(headers or {})})

    def text(self, request: Request, template: str, /, **told: Any) -> str:
        """What the template makes of what it is told."""
        theme = request.cookies.get("theme")
        common = {
            "request": request,
            "reader": reader(request),
            "theme": theme if theme in THEMES else "auto",
            "nav": _NAV,
            "section": "",
        }
        return self.environment.get_template(template).render({**common, **told})

    def prepare(self) -> None:
        """Reads all templates, so that no reader waits for it."""
        for name in self.environment.list_templates(extensions=["html"]):
            self.environment.get_template(name)

    def kept(self, request: Request, view: View) -> dict[str, str]:
        """The headers by which a browser asks again only whether the page is still so."""
        return {"ETag": tag_of(request, view), "Cache-Control": "private, no-cache"}


def tag_of(request: Request, view: View) -> str:
    """The ETag of what a request gets in a view."""
    parts = (
        __version__,
        str(view.taken.timestamp()),
        str(request.url.path),
        str(request.url.query),
        reader(request).locale,
        request.cookies.get("theme", ""),
    )
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:24]}"'


def is_known(request: Request, view: View) -> bool:
    """Has the browser this very page already?"""
    asked = request.headers.get("if-none-match", "")
    return bool(asked) and tag_of(request, view) in {each.strip() for each in asked.split(",")}


def reader(request: Request) -> Reader:
    """How whoever asks writes numbers and days."""
    return reader_of(request.headers.get("accept-language"))


def make_renderer(assets: Assets) -> Renderer:
    """The environment with its filters."""
    environment = Environment(
        loader=PackageLoader("tallybook.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=_number, day=_day, moment=_moment, shown=shown, one_line=one_line, sentence=_sentence
    )
    environment.globals.update(
        asset=assets.url, count=count, query=query, version=__version__, zip=zip, len=len
    )
    environment.globals.update(chart_library=library_url)
    return Renderer(environment, assets)


def query(address: str, **values: object) -> str:
    """The address with these values asked for; None and "" ask for nothing."""
    told = {name: str(value) for name, value in values.items() if value not in (None, "", False)}
    return f"{address}?{urlencode(told)}" if told else address


def _sentence(words: str) -> str:
    """The words begun large and ended with a full stop."""
    told = f"{words[:1].upper()}{words[1:]}"
    return told if told.endswith((".", "?", "!", "”")) or not told else f"{told}."


@pass_context
def _number(context: Context, value: Decimal | int | float | None) -> str:
    """None is no number: an en dash."""
    return "–" if value is None else _reader(context).number(value)


@pass_context
def _day(context: Context, value: date | None, form: str = "long") -> str:
    return _reader(context).day(value, form)


@pass_context
def _moment(context: Context, value: datetime) -> str:
    return _reader(context).moment(value)


def _reader(context: Context) -> Reader:
    found: Reader = context["reader"]
    return found
