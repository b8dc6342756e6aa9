"""Cities and their quarters, sites of one city, towns that people only are from or that act."""

from __future__ import annotations

import pytest

from tallybook.clean import find_blocks
from tallybook.extract.embedded import extract
from tallybook.model import Report


def named(text: str) -> list[tuple[str | None, str | None] | None]:
    places = [claim.place for claim in extract(*find_blocks(Report(text))).claims]
    return [None if place is None else (place.name, place.precision) for place in places]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("A bomb in Kabul's Dasht-e-Barchi area killed 25 students on Friday.", "Kabul"),
        ("A bomb killed six people in Kabul's Qala-e-Fateh district on Friday.", "Kabul"),
        ("Gunmen killed five guards in Baghdad's Karrada district on Monday.", "Baghdad"),
        ("Gunmen killed five guards in the Karrada district of Baghdad.", "Baghdad"),
        ("Shells killed four people in Khartoum's Burri neighbourhood.", "Khartoum"),
    ],
)
def test_a_quarter_of_no_list_lies_in_its_city(text: str, city: str) -> None:
    assert named(text) == [(city, "place")]


def test_a_quarter_that_a_list_has_is_itself() -> None:
    assert named("Nine people died in New York's Brooklyn district.") == [("Brooklyn", "place")]


def test_a_word_between_hyphens_makes_one_name() -> None:
    assert named("Nine people died in Dasht-e-Nowhere.") in ([None], [(None, None)])


@pytest.mark.parametrize(
    ("text", "city"),
    [
        (
            "Two bombs went off at Zaventem airport near Brussels, and a third in the metro. "
            "In all, 34 people died at the airport and in the metro.",
            "Brussels",
        ),
        (
            "Two bombs went off at Zaventem airport near Brussels. "
            "Sixteen people died in the departure hall.",
            "Zaventem",
        ),
    ],
)
def test_sites_of_one_city_together_are_of_the_city(text: str, city: str) -> None:
    assert named(text) == [(city, "place")]


def test_many_thousands_are_not_of_the_one_district_that_the_headline_names() -> None:
    text = (
        "Five days in Kalikot\n\nThe search ended this morning. Eleven people were never found.\n\n"
        "Some 40,000 people have lost their homes, by the United Nations' estimate."
    )
    assert named(text) == [("Kalikot", "place"), ("Nepal", "country")]


def test_a_town_that_acts_is_not_where_others_died() -> None:
    text = (
        "It was worse in 2015, and it was elsewhere. That spring nearly 9,000 people died, far "
        "to the east, and Kalikot sent its blankets."
    )
    assert named(text) == [None]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A bus plunged into the Ganges near Haridwar, killing 11 pilgrims.", "Haridwar"),
        ("Eleven pilgrims died in Nepal on Monday near Jumla.", "Jumla"),
        ("In Kherson region, shelling wounded five people in Beryslav.", "Beryslav"),
        ("Thirteen people drowned when a boat overturned on Lake Kivu near Goma.", "Goma"),
        ("Aid partners in Rutshuru territory report 11 deaths.", "Rutshuru Territory"),
        ("The head of Oddar Meanchey province reported one dead.", "Oddar Meanchey"),
    ],
)
def test_the_finer_of_two_phrases_and_where_who_speaks_is_of(text: str, answer: str) -> None:
    assert [None if place is None else place[0] for place in named(text)] == [answer]


def test_a_valley_of_no_list_is_no_town_abroad_and_a_border_has_two_sides() -> None:
    text = "Jets killed 45 militants in the Tirah valley, close to the Afghan border"
    assert named(f"{text}.") == [(None, None)]
    assert named(f"{text}, Pakistan's army said.") == [("Pakistan", "country")]


def test_a_road_leads_to_a_place_of_no_list_and_a_market_is_of_one() -> None:
    text = "A gas tanker blew up in the market of Ngwelo on Sunday. Nineteen traders are missing."
    places = [c.place for c in extract(*find_blocks(Report(text))).claims]
    assert [None if p is None else p.text for p in places] == ["Ngwelo"]
    text = "A herder said that he had counted 23 corpses on the road to Pulka."
    places = [c.place for c in extract(*find_blocks(Report(text))).claims]
    assert [None if p is None else p.text for p in places] == ["on the road to Pulka"]


def test_a_village_beside_a_city_is_no_namesake_beyond_the_border() -> None:
    text = "Ukrainian drones killed two in Belgorod and wounded seven in the village of Dubovoye."
    assert named(text) == [("Belgorod", "place"), ("Russia", "country")]


def test_a_town_is_known_by_its_former_name() -> None:
    assert named("In Ukraine, a shell killed two people in Artemivsk.") == [("Bakhmut", "place")]
