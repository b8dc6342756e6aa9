"""Which place governs what a sentence tells."""

import pytest

from tallybook.clean.blocks import find_blocks
from tallybook.extract.embedded import extract
from tallybook.extract.places import find_places, place_for, place_of_next
from tallybook.language.parser import Parser
from tallybook.language.sentences import split_sentences
from tallybook.model import Report
from tallybook.model.place import Place


def governing(text: str, word: str) -> Place | None:
    trees = Parser.load().parse(text, split_sentences(text))
    mentions = find_places(text, trees)
    tree = next(t for t in trees if any(token.text == word for token in t.tokens))
    target = next(token.index for token in tree.tokens if token.text == word)
    return place_for(tree, target, mentions)


@pytest.mark.parametrize(
    ("text", "word", "phrase", "name"),
    [
        (
            "At least 12 men were killed around several hamlets in Russia’s Kursk region, he said.",
            "killed",
            "around several hamlets in Russia’s Kursk region",
            "Kursk Oblast",
        ),
        (
            "A bomb exploded in Aleppo on Monday, killing 12 people.",
            "killing",
            "in Aleppo",
            "Aleppo",
        ),
        ("The death toll in Gaza rose to 300.", "toll", "in Gaza", "Gaza Strip"),
        (
            "Three people died in Kharkiv and five were wounded in Kherson.",
            "died",
            "in Kharkiv",
            "Kharkiv",
        ),
        (
            "Three people died in Kharkiv and five were wounded in Kherson.",
            "wounded",
            "in Kherson",
            "Kherson",
        ),
        ("An earthquake struck Antakya, killing 30.", "killing", "Antakya", "Antakya"),
        (
            "Several hundred casualties in Russia, official says",
            "casualties",
            "in Russia",
            "Russia",
        ),
    ],
)
def test_the_nearest_phrase_is_taken_whole(text: str, word: str, phrase: str, name: str) -> None:
    place = governing(text, word)
    assert place is not None
    assert (place.text, place.name) == (phrase, name)
    assert place.start is not None
    assert text[place.start : place.end] == phrase


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ukraine’s spy agency said 30 Russian soldiers were killed over the weekend.", "killed"),
        ("Speaking in Geneva, the minister said 40 people were missing.", "missing"),
        ("Kyiv said eight men were wounded.", "wounded"),
        ("According to Cairo, 30 people died.", "died"),
        ("These were the heaviest losses in the Ukraine war.", "losses"),
    ],
)
def test_speakers_and_peoples_are_no_place_of_the_event(text: str, word: str) -> None:
    assert governing(text, word) is None


def test_two_countries_are_both_named() -> None:
    place = governing("The quake killed 200 people in Turkey and Syria.", "killed")
    assert place is not None
    assert (place.countries, place.country, place.precision) == (("TR", "SY"), None, "country")


def test_the_next_sentence_may_say_where() -> None:
    text = (
        "The army said that 30 men were killed. The casualties occurred around the villages of "
        "Plekhovo and Martynovka in the Kursk region. Officials declined to comment."
    )
    trees = Parser.load().parse(text, split_sentences(text))
    mentions = find_places(text, trees)
    place = place_of_next(trees, 0, mentions)
    assert place is not None
    assert (place.name, place.precision) == ("Kursk Oblast", "admin1")
    assert place_of_next(trees, 1, mentions) is None
    assert place_of_next(trees, 2, mentions) is None


def test_a_list_with_places_that_are_not_known_is_somewhere_in_their_region():
    names = "Konotop, Velyka Rybka and Mala Zimna"
    text = f"Three people were killed on Monday at {names}, the governor said."
    (claim,) = extract(*find_blocks(Report(text))).claims
    assert claim.place is not None
    assert (claim.place.name, claim.place.precision) == ("Sumy Oblast", "admin1")


def test_the_country_is_the_one_named_and_not_that_of_a_city_named_since():
    text = (
        "Agencies warned that Somalia was facing a risk of famine. Aid groups met in Geneva on "
        "Monday. They spoke of the 2011 famine, when 260,000 people starved to death in the "
        "country."
    )
    (claim,) = extract(*find_blocks(Report(text))).claims
    assert claim.place is not None
    assert (claim.place.text, claim.place.country) == ("in the country", "SO")
