"""What a report tells of a name: a building's town, a state and no village, a region of its."""

import pytest

from tallybook.extract.places import find_places
from tallybook.language.parser import Parser
from tallybook.language.sentences import split_sentences

Answer = tuple[str | None, str | None]


def placed(text: str) -> dict[str, Answer]:
    found = find_places(text, Parser.load().parse(text, split_sentences(text)))
    return {m.place.text: (m.place.name, m.place.country) for m in found if m.kind != "demonym"}


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        (
            "A freight plane came down at Vancouver International Airport on Friday.",
            "Vancouver",
            ("Vancouver", "CA"),
        ),
        (
            "Two men from Ozark, Missouri, were held. They sold cars at Ozark Dodge on Elm Row.",
            "Ozark",
            ("Ozark", "US"),
        ),
    ],
)
def test_a_building_stands_in_the_town_of_its_name(text: str, name: str, answer: Answer) -> None:
    assert placed(text)[name] == answer


def test_a_building_whose_first_words_name_no_town_stays_unknown() -> None:
    found = placed("The coach stopped at Grumbleforth Airport on Friday.")
    assert ("Grumbleforth", None) not in found.values()
    assert all(country is None for _, country in found.values())


def test_a_bare_country_is_no_village_that_has_its_name() -> None:
    text = "Ships left Dallas and Beaumont in Texas with rice for Italy and then for China."
    found = placed(text)
    assert found["Italy"] == ("Italy", "IT")
    assert found["China"] == ("China", "CN")


def test_a_town_of_a_states_name_is_still_found_where_the_text_says_so() -> None:
    assert placed("A barn burned down in Lebanon, Indiana.")["Lebanon"] == ("Lebanon", "US")


def test_what_is_only_called_after_its_direction_lies_in_a_country_spoken_of() -> None:
    away = placed("Gas leaked from a caravan in Cornwall in the South West, firemen said.")
    assert away.get("South West", (None, None)) == (None, None)
    here = placed("Armed men burned a school in the South West, Cameroon's army said.")
    assert here["South West"] == ("South-West", "CM")


def test_what_is_called_after_a_saint_lies_in_a_country_spoken_of() -> None:
    assert placed("Pupils of St. Mary sang for the guests.").get("St. Mary") in (None, (None, None))


def test_the_state_of_ohio_is_ohio() -> None:
    assert placed("He is wanted in the State of Ohio for fraud.")["Ohio"] == ("Ohio", "US")


def test_a_small_town_of_a_region_told_of_stays_though_another_land_is_named_nearer() -> None:
    text = (
        "A man from Lombard, Illinois, lost his savings. A widow near Bensenville sent hers to "
        "Canada. The callers sat in Canada, too."
    )
    assert placed(text)["Bensenville"] == ("Bensenville", "US")
