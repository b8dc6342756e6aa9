"""Villages that no list has, cities' namesakes, and towns where the hurt only lie."""

from __future__ import annotations

import pytest

from tallybook.clean import find_blocks
from tallybook.extract.embedded import extract
from tallybook.model import Place, Report


def places(text: str) -> list[Place | None]:
    return [claim.place for claim in extract(*find_blocks(Report(text))).claims]


def named(text: str) -> list[str | None]:
    return [None if place is None else place.name for place in places(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Three people were killed in Belgorod village.", "Belgorod Oblast"),
        ("Three people were killed in Belgorod.", "Belgorod"),
        ("Three people died in the village of Sumy.", None),
    ],
)
def test_a_village_of_a_citys_name_lies_in_its_region(text: str, name: str | None) -> None:
    assert named(text) == [name]


def test_a_village_of_no_list_lies_in_the_one_region_that_the_report_names() -> None:
    place = places("The Tovuz district was shelled. Three people died in the village of Agdam.")[0]
    assert place is not None
    assert (place.name, place.precision) == ("Tovuz District", "admin1")
    assert "Agdam" in place.text


def test_of_two_regions_neither_is_taken_for_a_village_of_no_list() -> None:
    text = (
        "Shells fell in the Tovuz district and in the Ganja region of Azerbaijan."
        " Three people died in the village of Agdamli."
    )
    assert named(text) == ["Azerbaijan"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bus fell near Mersin. The wounded were flown to Ankara. Nine died.", "Mersin"),
        ("The bus fell near Mersin. The driver fled to Ankara. Nine died.", "Mersin"),
        ("The bus fell near Mersin. A second one burned in Ankara. Nine died.", "Ankara"),
    ],
)
def test_where_the_hurt_were_taken_nothing_happened(text: str, name: str) -> None:
    assert named(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Six rafters drowned in the Arun on Monday.", None),
        ("Two men were killed in the Bronx.", "The Bronx"),
        ("Nine people were killed in the Donbas.", "Donbas"),
    ],
)
def test_a_town_has_no_article(text: str, name: str | None) -> None:
    assert named(text) == [name]
