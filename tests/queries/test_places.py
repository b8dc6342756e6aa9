from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Grade, Place, Population, Scope, Tally
from tallybook.queries.places import How, in_countries, spot_at, spots, spots_of
from tallybook.queries.view import View

KURSK = Place("", "Kursk Oblast", ("RU",), "Kursk Oblast", 51.69, 36.15, "admin1")


def test_a_town_is_a_point() -> None:
    spot = spot_at(Place("", "Sudzha", ("RU",), "Kursk Oblast", 51.198, 35.27, "place"))
    assert (spot.how, spot.lat, spot.lon, spot.units) == (How.PLACE, 51.198, 35.27, ())


def test_a_region_is_an_area_and_has_no_point() -> None:
    spot = spot_at(KURSK)
    assert (spot.how, spot.key, spot.lat) == (How.REGION, "RU/Kursk Oblast", None)
    assert spot.units


def test_a_country_is_an_area_whatever_its_middle() -> None:
    spot = spot_at(Place("", "Nepal", ("NP",), None, 28.0, 84.0, "country"))
    assert (spot.how, spot.name, spot.lat) == (How.COUNTRY, "Nepal", None)


def test_several_countries_are_all_areas() -> None:
    spot = spot_at(Place("", "Ecuador, Peru", ("EC", "PE"), precision="country"))
    assert (spot.how, spot.name) == (How.COUNTRY, "Ecuador and Peru")
    assert {outline.country for outline in spot.outlines} == {"EC", "PE"}


def test_a_district_says_that_it_is_one() -> None:
    spot = spot_at(Place("", "Jajarkot", ("NP",), None, 28.86, 82.1, "place"))
    assert spot.how is How.DISTRICT


def test_an_area_that_holds_the_region_is_named() -> None:
    spot = spot_at(Place("", "Gaza Governorate", ("PS",), "Gaza Governorate", precision="admin1"))
    assert (spot.how, spot.holder) == (How.WITHIN, "Gaza Strip")


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (None, "no place is named"),
        (Place("somewhere"), "no place that the gazetteer knows"),
        (Place("", "Sahel", (), None, 14.0, 0.0, "region"), "larger than a country"),
        (Place("", "Black Sea", (), None, 43.0, 34.0, "region"), "a water"),
        (Place("", "Kurdistan", (), None, 37.0, 43.0, "admin1"), "not agreed"),
        (Place("", "Karnali Pradesh", ("NP",), "Karnali Pradesh", precision="admin1"), "outline"),
        (Place("", "Plekhovo", ("RU",), precision="place"), "where it lies is not known"),
        (Place("", "Atlantis", ("QQ",), precision="country"), "no outline"),
    ],
)
def test_what_is_nowhere_says_why(place: Place | None, why: str) -> None:
    spot = spot_at(place)
    assert spot.how is How.NOWHERE
    assert why in spot.why
    assert spot.box is None


PLACES = (None, KURSK, KURSK, Place("", "Nepal", ("NP",), precision="country"), None)


def tally(name: str, place: Place | None) -> Tally:
    return Tally(
        name, "killed", Population("people"), place, None, Scope.CUMULATIVE, "person",
        None, None, None, Grade.WEAK, "bounds", "default", None, 1, (), (), False,
        (), (), (), (), "People killed.",
    )  # fmt: skip


def view() -> View:
    """A view of five tallies, two of them of one region and two without a place."""
    tallies = {str(n): tally(str(n), place) for n, place in enumerate(PLACES)}
    return View(1, datetime.now(UTC), tallies, {}, {}, {}, Conflicts())


def test_each_place_stands_once() -> None:
    found = spots(view())
    assert [(spot.name, spot.tallies) for spot in found] == [
        ("Kursk Oblast", ("1", "2")),
        ("Nepal", ("3",)),
        ("No place", ("0", "4")),
    ]


def test_some_tallies_only() -> None:
    seen = view()
    (alone,) = spots_of(seen, {"2"})
    assert alone == replace(spots(seen)[0], tallies=("2",))


def test_a_tally_of_two_countries_counts_in_each() -> None:
    both = spot_at(Place("", "Ecuador, Peru", ("EC", "PE"), precision="country"))
    assert in_countries([replace(both, tallies=("1",))]) == {"EC": 1, "PE": 1}
