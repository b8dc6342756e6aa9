"""Places in sentences of our own, read with the shipped parser."""

import pytest

from tallybook.extract.places import PlaceMention, find_places
from tallybook.language.parser import Parser
from tallybook.language.sentences import split_sentences


def read(text: str) -> list[PlaceMention]:
    return find_places(text, Parser.load().parse(text, split_sentences(text)))


def placed(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    return {
        m.place.text: (m.place.name, m.place.country, m.place.precision)
        for m in read(text)
        if m.kind != "demonym"
    }


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        (
            "A drone hit a depot in Russia's Kursk region.",
            "Kursk",
            ("Kursk Oblast", "RU", "admin1"),
        ),
        ("Two people died near Paris, Texas, on Monday.", "Paris", ("Paris", "US", "place")),
        ("Thousands marched through Paris on Monday.", "Paris", ("Paris", "FR", "place")),
        ("Four soldiers died in Hatay province.", "Hatay", ("Hatay", "TR", "admin1")),
        ("A ferry sank in the Red Sea off Egypt.", "Red Sea", ("Red Sea", None, "region")),
        ("Ten farmers were shot in Darfur.", "Darfur", ("Darfur", "SD", "admin1")),
        (
            "Shells fell on Nikopol in the Dnipropetrovsk region.",
            "Nikopol",
            ("Nikopol", "UA", "place"),
        ),
        ("Gunmen raided the town of Beni in North Kivu.", "Beni", ("Beni", "CD", "place")),
        (
            "Police in Charleston, W.Va., arrested a man.",
            "Charleston",
            ("Charleston", "US", "place"),
        ),
        ("The flood reached Deir ez-Zor in Syria.", "Deir ez-Zor", ("Deir ez-Zor", "SY", "place")),
        ("Protests spread across the Middle East.", "Middle East", ("Middle East", None, "region")),
    ],
)
def test_names_find_their_place(
    text: str, name: str, answer: tuple[str | None, str | None, str | None]
) -> None:
    assert placed(text)[name] == answer


def test_a_namesake_is_never_taken_against_the_region_that_the_text_names() -> None:
    text = (
        "Shelling was heavy. Clashes raged around the villages of Plekhovo, Vorozhba and "
        "Martynovka in the Kursk region, Ukrainian officers said."
    )
    found = placed(text)
    for village in ("Plekhovo", "Vorozhba", "Martynovka"):
        assert found[village] == ("Kursk Oblast", "RU", "admin1")


def test_the_region_of_a_name_holds_for_the_rest_of_the_report() -> None:
    text = "Fire broke out in Athens, Georgia, on Friday. Crews from all over Athens came to help."
    assert {m.place.admin1 for m in read(text) if m.place.text == "Athens"} == {"Georgia"}


def test_bare_name_of_a_region_that_the_report_has_named() -> None:
    text = "Fighting went on in the Kursk region. Officials said that eight men died in Kursk."
    assert [m.place.precision for m in read(text)] == ["admin1", "admin1"]


def test_neighbours_decide_among_namesakes() -> None:
    text = "The river flooded Gaylord, Petoskey and Alpena. Residents of Alpena fled."
    assert {m.place.admin1 for m in read(text)} == {"Michigan"}


def test_each_toponym_stands_alone_and_knows_what_holds_it() -> None:
    first, second = read("Russia's Kursk region was attacked.")
    assert (first.place.text, second.place.text, second.within) == ("Russia", "Kursk", 0)
    text = "Russia's Kursk region was attacked."
    assert text[second.phrase_start : second.phrase_end] == "Kursk region"


def test_spans_are_exact() -> None:
    text = "“Boats left Ras Lanuf, Libya,” she said. Then they reached Crete — late."
    for mention in read(text):
        assert text[mention.start : mention.end] == mention.place.text
        assert (mention.start, mention.end) == (mention.place.start, mention.place.end)


def test_people_newspapers_and_roads_are_no_places() -> None:
    assert "Paris" not in placed("Paris Hilton sang for two hours.")
    assert "Boston" not in placed("He wrote for the Boston Globe last year.")
    assert "Marburg" not in placed("Nine patients died of Marburg virus disease.")
    assert placed("May and June were dry; police said so on Sunday.") == {}


def test_demonyms_give_a_country_but_are_told_apart() -> None:
    (mention,) = read("Ukrainian soldiers advanced.")
    assert (mention.kind, mention.place.country) == ("demonym", "UA")


def test_adjectives_of_regions_are_demonyms_too() -> None:
    mention, *_ = read("Chechen fighters were seen.")
    assert (mention.kind, mention.place.name) == ("demonym", "Chechnya")


def test_the_people_do_not_hold_where_they_fight() -> None:
    found = placed("North Korean forces turned up in the Kursk region.")
    assert found["Kursk"] == ("Kursk Oblast", "RU", "admin1")


def test_capitals_throughout() -> None:
    found = placed(
        "SAN SALVADOR, 3 MAY -- TWENTY PEOPLE DIED IN SANTA ANA, EL SALVADOR, LAST NIGHT."
    )
    assert found["SAN SALVADOR"][1] == "SV"
    assert found["SANTA ANA"] == ("Santa Ana", "SV", "place")


def test_unknown_is_an_answer() -> None:
    (mention,) = read("Three men drowned in the village of Zorvanek.")
    assert mention.place.text == "Zorvanek"
    assert (mention.place.name, mention.place.lat, mention.place.country) == (None, None, None)


def test_sentences_that_were_not_parsed_still_give_context() -> None:
    text = (
        "Rain fell all over Michigan. Rain fell on the Kursk region. "
        "Water rose in Alpena and Kursk."
    )
    sentences = split_sentences(text)
    trees = Parser.load().parse(text, sentences[-1:])
    alpena, kursk = find_places(text, trees)
    assert (alpena.place.admin1, alpena.start) == ("Michigan", text.index("Alpena"))
    assert kursk.place.precision == "admin1"


def test_nothing_in_nothing() -> None:
    assert read("") == []
    assert read("no names here, only words.") == []
