"""Spots: places so small that what happens in one on a day is one happening."""

from __future__ import annotations

import pytest

from tallybook.model import Place
from tallybook.model.spots import is_one_spot

REGION = Place("", name="North Province", countries=("XA",), admin1="North Province")


def at(words: str, precision: str = "admin1") -> Place:
    name = words if precision == "place" else REGION.name
    return Place(words, name=name, countries=("XA",), admin1=REGION.admin1, precision=precision)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (at("Alba", "place"), at("Alba", "place"), True),
        (at("the village of Vovka"), at("in Monday's shelling of Vovka"), True),
        (at("the village of Vovka"), at("the village of Petra"), False),
        (at("the village of Vovka"), at("in the North Province"), False),
        (at("in the North Province"), at("in the North Province"), False),
        (at("the village of Vovka"), at("Alba", "place"), False),
    ],
)
def test_a_village_of_no_list_is_one_spot_by_its_name(
    left: Place, right: Place, same: bool
) -> None:
    assert is_one_spot(left, right) is same
    assert is_one_spot(right, left) is same
