import random
from pathlib import Path

import numpy as np
import pytest
from tests.effort import steps

from tallybook.catalogue.entries import Entry
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.catalogue.outlines import Box, Line, Outlines, load_outlines, rank_of
from tallybook.errors import DataError

# Regions of the gazetteer that have an outline of their own, of all that it knows.
FLOOR = 3_228
FLOOR_WITHIN = 3_850
WHOLE = ("AF", "AM", "CO", "HT", "IR", "ML", "NG", "PH", "PK", "RU", "SY", "TR", "UA", "US", "YE")


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    return load_outlines()


@pytest.fixture(scope="module")
def regions() -> list[Entry]:
    gazetteer, found, number = Gazetteer.load(), [], 0
    while True:
        try:
            entry = gazetteer.entry(number)
        except IndexError:
            return found
        if entry.kind == "admin1":
            found.append(entry)
        number += 1


def is_inside(rings: tuple[Line, ...], lon: float, lat: float) -> bool:
    odd = False
    for ring in rings:
        (ax, ay), (bx, by) = ring[:-1].T, ring[1:].T
        crosses = (ay > lat) != (by > lat)
        at = ax[crosses] + (lat - ay[crosses]) * (bx - ax)[crosses] / (by - ay)[crosses]
        odd ^= bool(np.count_nonzero(lon < at) % 2)
    return odd


def test_the_file_is_small_and_read_at_once() -> None:
    path = Path(load_outlines.__wrapped__.__code__.co_filename).parent / "outlines"
    assert (path / "world.outlines").stat().st_size < 1_500_000
    assert steps(lambda: Outlines(path / "world.outlines")) < 200_000


def test_a_broken_file_says_what_helps(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="install the package again"):
        Outlines(tmp_path / "none")
    (tmp_path / "broken").write_bytes(b"no outlines")
    with pytest.raises(DataError, match="is no file of outlines"):
        Outlines(tmp_path / "broken")


def test_most_regions_of_the_gazetteer_have_an_outline(
    outlines: Outlines, regions: list[Entry]
) -> None:
    found = [outlines.region(entry.countries[0], entry.name) for entry in regions]
    assert sum(one is not None and one.exact for one in found) >= FLOOR
    assert sum(one is not None for one in found) >= FLOOR_WITHIN


def test_countries_at_war_have_all_of_theirs(outlines: Outlines, regions: list[Entry]) -> None:
    for entry in regions:
        if entry.countries[0] in WHOLE:
            assert outlines.region(entry.countries[0], entry.name), entry.name


def test_almost_every_country_has_an_outline(outlines: Outlines) -> None:
    assert len(outlines.countries) > 235


@pytest.mark.parametrize(
    ("country", "name"),
    [
        ("UA", "Donbas"), ("UA", "Crimea"), ("PS", "Gaza Strip"), ("PS", "West Bank"),
        ("SD", "Darfur"), ("RU", "Chechnya"), ("CD", "North Kivu"), ("IN", "Manipur"),
        ("ID", "Lombok"),
    ],
)  # fmt: skip
def test_regions_that_news_names(outlines: Outlines, country: str, name: str) -> None:
    found = outlines.region(country, name)
    assert found is not None
    assert found.exact


def test_a_part_of_a_drawn_area_is_told_from_it(outlines: Outlines) -> None:
    found = outlines.region("PS", "Gaza Governorate")
    assert found is not None
    assert (found.exact, found.name) == (False, "Gaza Strip")
    assert outlines.region("ML", "Azawad") is None


def test_towns_lie_in_the_outline_of_their_region(outlines: Outlines) -> None:
    gazetteer, dice = Gazetteer.load(), random.Random(7)
    inside, tried = 0, 0
    while tried < 400:
        town = gazetteer.entry(dice.randrange(270_000))
        if town.kind != "town" or town.admin1 is None:
            continue
        outline = outlines.region(town.countries[0], gazetteer.admin1_name(town) or "")
        if outline is None:
            continue
        tried += 1
        inside += is_inside(outlines.rings(outline.units, 0), town.lon, town.lat)
    assert inside / tried > 0.95


def test_rings_are_closed_at_every_scale(outlines: Outlines) -> None:
    for code in ("RU", "FJ", "NO", "ZA", "LS", "IT", "VA", "AQ"):
        outline = outlines.country(code)
        for rank in range(10) if outline is not None else ():
            for ring in outlines.rings(outline.units, rank):
                assert tuple(ring[0]) == tuple(ring[-1])


def test_neighbours_share_their_border(outlines: Outlines) -> None:
    kursk, sumy = outlines.region("RU", "Kursk Oblast"), outlines.region("UA", "Sumy Oblast")
    assert kursk is not None
    assert sumy is not None
    for rank in (0, 4):
        points = [
            {tuple(point) for ring in outlines.rings(one.units, rank) for point in ring}
            for one in (kursk, sumy)
        ]
        assert len(points[0] & points[1]) >= 2
    together = outlines.rings((*kursk.units, *sumy.units), 0)
    assert len(together) == 1


def test_a_box_may_pass_180_degrees(outlines: Outlines) -> None:
    fiji = outlines.country("FJ")
    assert fiji is not None
    box = outlines.box(fiji.units)
    assert box.west < 180 < box.east
    assert box.east - box.west < 20


def test_a_border_that_not_all_recognise_is_disputed(outlines: Outlines) -> None:
    perekop = Box(33.4, 46.0, 34.0, 46.3)
    assert outlines.lines("disputed", 0, perekop)
    assert not outlines.lines("border", 0, perekop)
    assert "UA" in outlines.countries_in(perekop)


def test_coarser_scales_have_fewer_points(outlines: Outlines) -> None:
    norway = outlines.country("NO")
    assert norway is not None
    sizes = [sum(map(len, outlines.rings(norway.units, rank))) for rank in (0, 3, 6, 9)]
    assert sizes == sorted(sizes, reverse=True)
    assert rank_of(0) == 0
