"""The map: tallies by place, each as exactly as it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from tallybook.catalogue.outlines import Box, load_outlines
from tallybook.queries import View
from tallybook.queries.filters import Filters, parse_filters
from tallybook.queries.filters_matching import (
    TITLES,
    Choice,
    Facet,
    find_chips,
    find_facets,
    matching,
)
from tallybook.queries.places import How, Spot, in_countries, spots_of
from tallybook.web.asking import RendererOf, ViewOf
from tallybook.web.mapping.frames import Frame, frame_around, frame_of, parse_box, told, world
from tallybook.web.mapping.listing import exactness, lead, list_nowhere, list_places
from tallybook.web.mapping.marks import Drawing, draw
from tallybook.web.mapping.sheet import sheet_of, warm

router = APIRouter()

_COUNTRIES: Final = 12
_STEP: Final = 0.5
_KEPT: Final = 100
"""How many of a view's maps are kept."""
_SHOWN: Final = frozenset({TITLES["country"], TITLES["measure"]})
"""What the page says elsewhere than among the filters that are applied."""


@dataclass(frozen=True, slots=True)
class Move:
    """A step that a reader may take from a frame. words: what it is called; box: where it leads."""

    name: str
    words: str
    box: str
    across: float
    down: float
    factor: float


@router.get("/map")
def show_map(
    request: Request, view: ViewOf, renderer: RendererOf, box: str = "", look: str = ""
) -> Response:
    """The map of the tallies that the filters leave."""
    filters = parse_filters(request.query_params.multi_items())
    found = _shown(view, filters)
    framed = parse_box(box)
    frame = _frame(found, filters, framed, box == "world")
    step = _parse_look(look)
    if step is not None:
        frame = frame.look(*step)
        framed = None if frame.world else frame.box
    drawing = _drawing(view, filters, frame)
    numbers = sorted(drawing.numbers)
    groups, unlisted = list_places(view, found, numbers, filters)
    placed = [spot for spot in found if spot.how is not How.NOWHERE]
    nowhere = list_nowhere(view, found, filters)
    facets = {facet.name: facet for facet in find_facets(view, filters)}
    return renderer.page(
        request,
        "map.html",
        headers=renderer.kept(request, view),
        section="map",
        filters=filters,
        lead=lead(found),
        exactness=exactness,
        frame=frame,
        here="world" if frame.world else told(frame),
        framed=bool(box or step),
        sheet=sheet_of(frame),
        drawing=drawing,
        moves=_moves(frame),
        groups=groups,
        listed={entry.number for group in groups for entry in group.entries},
        unlisted=unlisted,
        undrawn=drawing.undrawn,
        outside=len(placed) - len(numbers) - drawing.undrawn,
        nowhere=nowhere,
        nowhere_more=len(found) - len(placed) - len(nowhere),
        nowhere_tallies=sum(len(spot.tallies) for spot in found if spot.how is How.NOWHERE),
        countries=_busiest(facets["country"]),
        measures=facets["measure"].choices,
        chips=[chip for chip in find_chips(view, filters) if chip.title not in _SHOWN],
    )


def prepare_map(view: View) -> None:
    """What the map shows first is drawn before anybody asks for it."""
    warm()
    found = spots_of(view)
    chosen = [Filters(country=(code,)) for code in list(in_countries(found))[:_COUNTRIES]]
    for filters in (Filters(), *chosen):
        _drawing(view, filters, _frame(_shown(view, filters), filters, None, False))


def _frame(found: Sequence[Spot], filters: Filters, box: Box | None, whole: bool) -> Frame:
    """The frame that is asked for; else one around all marks, or around the countries asked for."""
    if whole:
        return world()
    if box is not None:
        return frame_of(box)
    boxes = [box for spot in found if spot.how is not How.NOWHERE and (box := spot.box)]
    if not boxes:
        outlines = load_outlines()
        areas = [outlines.country(code) for code in filters.country]
        boxes = [outlines.box(area.units) for area in areas if area is not None]
    return frame_around(boxes)


def _parse_look(words: str) -> tuple[float, float, float] | None:
    """ "across,down,factor" as shares of the frame; None where it is nothing of the kind."""
    try:
        across, down, factor = (float(part) for part in words.split(","))
    except ValueError:
        return None
    is_sane = -2 <= across <= 3 and -2 <= down <= 3 and 0.01 <= factor <= 100
    return (across, down, factor) if is_sane else None


def _moves(frame: Frame) -> tuple[Move, ...]:
    steps = (
        ("in", "Zoom in", 0.5, 0.5, _STEP),
        ("out", "Zoom out", 0.5, 0.5, 1 / _STEP),
        ("west", "West", 0.2, 0.5, 1.0),
        ("east", "East", 0.8, 0.5, 1.0),
        ("north", "North", 0.5, 0.2, 1.0),
        ("south", "South", 0.5, 0.8, 1.0),
    )
    moves = []
    for name, words, across, down, factor in steps:
        next_frame = frame.look(across, down, factor)
        if next_frame != frame:
            address = "world" if next_frame.world else told(next_frame)
            moves.append(Move(name, words, address, across, down, factor))
    return tuple(moves)


def _busiest(countries: Facet) -> list[Choice]:
    """The countries with most tallies, in an order that a choice among them does not change."""
    choices = sorted(countries.choices, key=lambda choice: (-choice.tallies, choice.words))
    chosen = [choice for choice in choices[_COUNTRIES:] if choice.is_chosen]
    return [*choices[:_COUNTRIES], *chosen]


def _shown(view: View, filters: Filters) -> tuple[Spot, ...]:
    """The places of the tallies that the filters leave; kept in the view."""
    if not filters:
        return spots_of(view)
    kept: dict[Filters, tuple[Spot, ...]] = view.once("map/shown", lambda _: {})
    found = kept.get(filters)
    if found is None:
        if len(kept) >= _KEPT:
            kept.clear()
        found = kept[filters] = spots_of(view, {tally.id for tally in matching(view, filters)})
    return found


def _drawing(view: View, filters: Filters, frame: Frame) -> Drawing:
    """The marks of what the filters leave in a frame; kept in the view."""
    kept: dict[tuple[Filters, Frame], Drawing] = view.once("map/drawn", lambda _: {})
    found = kept.get((filters, frame))
    if found is None:
        if len(kept) >= _KEPT:
            kept.clear()
        found = kept[filters, frame] = draw(_shown(view, filters), frame)
    return found
