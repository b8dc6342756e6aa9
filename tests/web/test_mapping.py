"""The map's own geometry: frames, paths cut to them, labels that hide nothing."""

import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.catalogue.outlines import Box, load_outlines
from tallybook.model import Place
from tallybook.queries.places import How, Spot, spot_at
from tallybook.web.mapping.frames import WIDE, frame_around, frame_of, parse_box, told, world
from tallybook.web.mapping.labels import Wish, place_labels
from tallybook.web.mapping.marks import draw
from tallybook.web.mapping.paths import filled, stroked
from tallybook.web.mapping.sheet import sheet_of

NEPAL = Box(80.03, 26.34, 88.17, 30.42)
shares = st.floats(-2, 3, allow_nan=False)
boxes = st.builds(
    lambda west, south, wide, high: Box(west, south, west + wide, min(south + high, 90)),
    st.floats(-180, 180), st.floats(-90, 89), st.floats(0, 360), st.floats(0.001, 180),
)  # fmt: skip


@given(boxes)
def test_a_frame_shows_what_it_is_made_for(box: Box) -> None:
    frame = frame_around([box])
    if frame.world:
        return
    assert frame.box.north - frame.box.south <= 110.1
    assert -180.1 <= (frame.box.west + frame.box.east) / 2 <= 180.1
    assert -90 <= frame.box.south < frame.box.north <= 90


@given(boxes, shares, shares, st.floats(0.01, 100))
def test_every_look_leads_to_a_sane_frame(
    box: Box, across: float, down: float, factor: float
) -> None:
    seen = frame_of(box).look(across, down, factor)
    assert -90 <= seen.box.south < seen.box.north <= 90
    assert seen.world or parse_box(told(seen)) is not None


@given(shares, shares)
def test_the_world_can_be_looked_into_anywhere(across: float, down: float) -> None:
    seen = world().look(across, down, 0.5)
    assert not seen.world
    assert world().look(across, down, 2).world


def test_a_frame_asked_for_again_is_the_same() -> None:
    frame = frame_around([NEPAL])
    assert frame_of(frame.box) == frame
    again = parse_box(told(frame))
    assert again is not None
    assert frame_of(again).box.west == pytest.approx(frame.box.west, abs=0.02)


@pytest.mark.parametrize(
    "words", ["", "1,2,3", "a,b,c,d", "nan,0,1,1", "0,0,inf,1", "5,0,1,1", "0,-99,1,1", "0,0,999,1"]
)
def test_a_box_that_is_none_is_passed_over(words: str) -> None:
    assert parse_box(words) is None


def test_a_point_lies_where_it_should() -> None:
    frame = frame_around([NEPAL])
    placed, inside = frame.place(np.array([[84.1, 28.4], [2.3, 48.9]]))
    assert inside.tolist() == [True, False]
    assert placed[0] == pytest.approx([WIDE / 2, frame.high / 2], rel=0.05)


def test_a_frame_over_180_degrees_shows_both_sides() -> None:
    frame = frame_of(Box(175, -20, 185, -15))
    _, inside = frame.place(np.array([[178.4, -18.1], [-179.0, -17.0]]))
    assert inside.all()


@pytest.mark.parametrize("code", ["RU", "CA", "FJ", "NP", "AQ"])
def test_nothing_is_drawn_far_outside_the_frame(code: str) -> None:
    outline = load_outlines().country(code)
    assert outline is not None
    frame = frame_around([load_outlines().box(outline.units)]).look(0.3, 0.3, 0.4)
    path, rings = filled(outline.units, 0, frame)
    for ring in rings:
        assert ring.min() > -60
        assert ring.max() < WIDE + 60
    assert "nan" not in path
    assert path.count("M") == path.count("z")


def test_a_line_with_nothing_in_the_frame_is_not_drawn() -> None:
    frame = frame_around([NEPAL])
    assert stroked([], frame) == ""
    assert stroked([np.array([[0.0, 0.0], [1.0, 1.0]])], frame) == ""
    assert stroked([np.array([[84.0, 28.0], [84.0, 28.0]])], frame) == ""


def test_paths_are_numbers_only() -> None:
    sheet = sheet_of(frame_around([NEPAL]))
    for path in (sheet.land, sheet.regions, sheet.borders):
        assert re.fullmatch(r"[Mlz0-9 \-]+", path)


def test_no_label_hides_another_or_a_dot() -> None:
    points = [(100.0 + 37 * n, 400.0 + 11 * (n % 7)) for n in range(30)]
    wishes = [Wish(f"Place {n}", (point,), 6) for n, point in enumerate(points)]
    labels = place_labels(wishes, 1056, 760, [(x, y, 6) for x, y in points])
    assert 5 < len(labels) < 30
    size = 760 / WIDE
    seen = []
    for one in labels:
        wide, x, y = len(one.text) * 7, one.x * size + one.dx, one.y * size + one.dy
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[one.anchor]
        seen.append((left, y - 11, left + wide, y + 2))
    for one, other in combinations(seen, 2):
        apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
        assert apart


def places(*found: Place) -> list[Spot]:
    spots = [spot_at(place) for place in found]
    return [
        Spot(s.key, s.name, s.how, s.countries, s.admin1, ("1", "2"), s.lat, s.lon, s.outlines)
        for s in spots
    ]


def test_only_a_place_is_a_dot() -> None:
    found = places(
        Place("", "Nepal", ("NP",), None, 28.0, 84.0, "country"),
        Place("", "Jumla", ("NP",), None, 29.275, 82.184, "place"),
    )
    drawing = draw(found, frame_around([NEPAL]))
    assert [patch.spot.name for patch in drawing.patches] == ["Nepal"]
    assert [dot.name for dot in drawing.dots] == ["Jumla"]
    assert drawing.numbers == {0, 1}


def test_places_too_near_to_tell_apart_are_one_dot_that_leads_closer() -> None:
    found = places(
        Place("", "Jumla", ("NP",), None, 29.275, 82.184, "place"),
        Place("", "Kalikot", ("NP",), None, 29.102, 81.68, "place"),
    )
    (dot,) = draw(found, world()).dots
    assert (dot.name, dot.tallies) == ("Jumla and Kalikot", 4)
    closer = parse_box(dot.box)
    assert closer is not None
    assert len(draw(found, frame_of(closer)).dots) == 2


def test_an_area_too_small_to_see_is_ringed() -> None:
    found = places(Place("", "Malta", ("MT",), precision="country"))
    (patch,) = draw(found, frame_of(Box(-20, 20, 50, 60))).patches
    assert patch.ring is not None


def test_the_label_of_an_area_that_only_holds_the_place_says_so() -> None:
    found = places(Place("", "Upstate New York", ("US",), precision="admin1"))
    assert found[0].how is How.WITHIN
    labels = draw(found, frame_of(Box(-80, 40, -71, 45.5))).labels["wide"]
    assert "Upstate New York, somewhere here" in {label.text for label in labels}
