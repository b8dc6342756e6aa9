"""Containment and apartness as relations: what must hold of any two or three sets."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.claims import COUNTRY, FAR_TOWN, KURSK, MEASURES, NORTH, RUSSIA, SOUTH, TOWN, UKRAINE

from tallybook.model import Place, Population
from tallybook.model.apartness import (
    Apart,
    measure_apart,
    place_apart,
    population_apart,
    roles_apart,
)
from tallybook.model.containment import (
    Containment,
    measure_within,
    place_key,
    place_within,
    population_within,
)

YES = Containment.YES
ROLES = (None, "soldier", "fighter", "civilian", "child", "woman", "man", "police", "aid_worker")
POPULATIONS = st.builds(
    Population,
    st.just("people"),
    st.sampled_from([(), ("XB",), ("XC",), ("XB", "XC"), ("hamas",), ("PS",)]),
    st.sampled_from(ROLES),
    st.sampled_from([None, "First Brigade", "Second Brigade"]),
)
HORN = Place("in the Horn of Africa", "Horn of Africa", ("SO", "ET"), None, 9, 47, "region")
OTHER_HORN = Place("in the Cape", "Cape of Africa", ("SO", "ET"), None, 9, 47, "region")
LAKE = Place("on the Great Lake", "Great Lake", ("XA",), None, 10.0, 10.0, "region")
ETHIOPIA = Place("in Ethiopia", "Ethiopia", ("ET",), None, 9, 40, "country")
BOTH = Place("in Xanadu and Elland", "Xanadu, Elland", ("XA", "XE"), None, None, None, "country")
SWAPPED = Place("in Elland and Xanadu", "Elland, Xanadu", ("XA", "XE"), None, None, None, "country")
BASIN = Place("in the Basin", "Coal Basin", ("XA",), None, 10.0, 10.0, "admin1")
DISTRICT = Place("in Alba district", "Alba", ("XA",), "North Province", 10.1, 10.1, "place")
NEAR = Place("in Cala", "Cala", ("XA",), "North Province", 10.3, 10.3, "place")
SAME_SPOT = Place("in Alba Nova", "Alba Nova", ("XA",), "North Province", 10.1, 10.15, "place")
WORDS = Place("on the ridge")
PLACES = st.sampled_from(
    [COUNTRY, FAR_TOWN, KURSK, NORTH, RUSSIA, SOUTH, TOWN, UKRAINE, HORN, ETHIOPIA, BOTH, SWAPPED,
     BASIN, LAKE, OTHER_HORN, DISTRICT, NEAR, SAME_SPOT, WORDS]
)  # fmt: skip
NAMES = st.sampled_from(sorted(MEASURES))


@given(POPULATIONS, POPULATIONS, POPULATIONS)
def test_people_within_people_within_people(one, two, three):
    assume(one.is_stated)
    assert population_within(one, one) is YES
    if population_within(one, two) is population_within(two, one) is YES:
        assert one.key == two.key
    if population_within(one, two) is population_within(two, three) is YES:
        assert population_within(one, three) is YES


@given(PLACES, PLACES, PLACES)
def test_places_within_places_within_places(one, two, three):
    assert place_within(one, one) is YES
    if place_within(one, two) is place_within(two, one) is YES:
        assert place_key(one) == place_key(two)
    if place_within(one, two) is place_within(two, three) is YES:
        assert place_within(one, three) is YES


@given(NAMES, NAMES, NAMES)
def test_measures_within_measures_within_measures(one, two, three):
    assert measure_within(one, one, MEASURES) is YES
    if measure_within(one, two, MEASURES) is measure_within(two, one, MEASURES) is YES:
        assert one == two
    if measure_within(one, two, MEASURES) is measure_within(two, three, MEASURES) is YES:
        assert measure_within(one, three, MEASURES) is YES


@given(POPULATIONS, POPULATIONS, POPULATIONS)
def test_people_apart_have_no_part_in_common(left, right, part):
    assert population_apart(left, right) is population_apart(right, left)
    if population_apart(left, right) is Apart.YES:
        assert YES not in (population_within(left, right), population_within(right, left))
        within = [population_within(part, one) for one in (left, right)]
        assert within != [YES, YES]


@given(PLACES, PLACES, PLACES)
def test_places_apart_have_no_part_in_common(left, right, part):
    assert place_apart(left, right) is place_apart(right, left)
    if place_apart(left, right) is Apart.YES:
        assert [place_within(part, one) for one in (left, right)] != [YES, YES]


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ("soldier", "civilian", Apart.YES),
        ("fighter", "aid_worker", Apart.YES),
        ("woman", "man", Apart.YES),
        ("woman", "child", Apart.TOGETHER),
        ("man", "child", Apart.TOGETHER),
        ("soldier", "child", Apart.TOGETHER),
        ("civilian", "child", Apart.NO),
        ("civilian", "woman", Apart.NO),
        ("police", "civilian", Apart.NO),
        ("police", "soldier", Apart.NO),
        ("soldier", "fighter", Apart.NO),
        (None, "child", Apart.NO),
        ("child", "child", Apart.NO),
    ],
)
def test_roles_that_cannot_both_be_held(left, right, answer):
    assert roles_apart(left, right) is roles_apart(right, left) is answer


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        (("XB",), ("XC",), Apart.YES),
        (("XB",), ("XB", "XC"), Apart.NO),
        ((), ("XB",), Apart.NO),
        (("hamas",), ("PS",), Apart.NO),  # some of the one may be people of the other
    ],
)
def test_people_of_two_states(left, right, answer):
    assert population_apart(Population("", left), Population("", right)) is answer


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        (TOWN, FAR_TOWN, Apart.YES),
        (NORTH, SOUTH, Apart.YES),
        (TOWN, SOUTH, Apart.YES),
        (RUSSIA, UKRAINE, Apart.YES),
        (TOWN, NORTH, Apart.NO),
        (TOWN, COUNTRY, Apart.NO),
        (TOWN, SAME_SPOT, Apart.NO),
        (TOWN, NEAR, Apart.YES),
        (DISTRICT, NEAR, Apart.NO),  # a district may reach as far
        (BASIN, NORTH, Apart.NO),  # a coal basin lies in several provinces
        (BASIN, TOWN, Apart.NO),
        (HORN, ETHIOPIA, Apart.NO),
        (WORDS, TOWN, Apart.NO),
        (None, TOWN, Apart.NO),
    ],
)
def test_places_that_share_no_ground(left, right, answer):
    assert place_apart(left, right) is answer


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ("killed", "wounded", Apart.TOGETHER),
        ("killed", "killed_or_wounded", Apart.NO),
        ("killed", "killed", Apart.NO),
        ("killed", "displaced", Apart.NO),
    ],
)
def test_measures_that_make_up_one(left, right, answer):
    assert measure_apart(left, right, MEASURES) is answer


@pytest.mark.parametrize(
    ("part", "whole", "answer"),
    [
        (ETHIOPIA, HORN, Containment.YES),
        (COUNTRY, LAKE, Containment.UNKNOWN),  # a lake holds no country
        (LAKE, COUNTRY, Containment.YES),
        (HORN, OTHER_HORN, Containment.UNKNOWN),
        (COUNTRY, BOTH, Containment.YES),
        (BOTH, SWAPPED, Containment.UNKNOWN),
        (TOWN, BASIN, Containment.UNKNOWN),
        (FAR_TOWN, TOWN, Containment.NO),
        (NORTH, TOWN, Containment.NO),
        (KURSK, UKRAINE, Containment.NO),
    ],
)
def test_a_place_in_a_place(part, whole, answer):
    assert place_within(part, whole) is answer
