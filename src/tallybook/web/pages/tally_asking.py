"""How an address asks for a tally: as of a day, for a day, by a policy, by a convention."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from tallybook.catalogue.phrases import count
from tallybook.errors import TallybookError, UsageError
from tallybook.model import Tally
from tallybook.queries.asked import USUAL, Asked
from tallybook.queries.asked_kept import Underway
from tallybook.queries.tally_page import Choices, choices
from tallybook.web.asking import parse_day
from tallybook.web.faults import NotYet
from tallybook.web.rendering import Renderer

_FIRST: Final = 1000
_LAST: Final = 2999
"""No report tells of days beyond these years, and no chart could show them."""

PATIENCE_S: Final = 0.04
"""A page waits so long for an answer that takes more than an instant; then it says so."""


def not_yet(underway: Underway) -> TallybookError:
    """What is told of an answer that is not there; a fault is one to those who ask again, too."""
    if underway.fault is not None:
        return TallybookError(underway.fault)
    claims = count(underway.claims, "claim")
    return NotYet(f"This is being worked out anew of {claims}: ask again in a moment")


Words = Annotated[str, Query(max_length=100)]


def asked_by(
    as_of: Words = "", on: Words = "", policy: Words = "", convention: Words = ""
) -> Asked:
    """How the address asks; UsageError where it asks for what there is not."""
    return Asked(_day(as_of, "as_of"), _day(on, "on"), policy or USUAL, convention or None)


def _day(words: str, name: str) -> date | None:
    day = parse_day(words, name)
    if day is not None and not _FIRST <= day.year <= _LAST:
        raise UsageError(f"{name}: {day} is too far away; ask for a year from {_FIRST} to {_LAST}")
    return day


AskedOf = Annotated[Asked, Depends(asked_by)]


def underway_page(
    request: Request,
    renderer: Renderer,
    underway: Underway,
    newest: Tally,
    asked: Asked,
    *,
    scale: str = "",
    ways: Choices | None = None,
) -> Response:
    """What is shown while an answer is worked out: it asks for the same address again by itself."""
    told: dict[str, Any] = {
        "section": "tallies",
        "newest": newest,
        "asked": asked,
        "scale": scale,
        "choices": ways or choices(newest, asked),
        "underway": underway,
    }
    status = 202 if underway.fault is None else 503
    headers = {"Cache-Control": "no-store", "Retry-After": "1"}
    return renderer.page(request, "tally_underway.html", status=status, headers=headers, **told)
