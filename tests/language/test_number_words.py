"""Files of number words: what is wrong with one is said with the file, the rule and the remedy."""

import pytest

from tallybook.errors import DataError
from tallybook.language.number_words import load_number_words, read_rules
from tallybook.language.phrases import Phrases, phrase_words

RULE = (
    '[[rule]]\nname = "ten"\nrole = "teens"\nvalues = { ten = 10 }\nexamples = [{ text = "ten" }]\n'
)


def test_the_english_words_are_sound() -> None:
    words = load_number_words("en")
    assert words.value("tens", "forty") == 40
    assert words.has("month", "dec")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[rule]", "is no TOML"),
        ("", "holds no rule"),
        (RULE.replace('name = "ten"\n', ""), "has no name"),
        (RULE + "colour = 1\n", "rule ten: unknown key 'colour'"),
        (RULE.replace('examples = [{ text = "ten" }]\n', ""), "rule ten: no example"),
        (RULE.replace("10", '"ten"'), "'ten' is no number"),
        (RULE.replace("values = { ten = 10 }\n", ""), "rule ten: no words"),
        (RULE.replace("values", 'words = [" "]\nvalues'), "words is no list"),
        (RULE + RULE, "two rules are called 'ten'"),
    ],
)
def test_a_wrong_file_is_named_with_its_rule(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        read_rules("xx/numbers.toml", text)
    assert "xx/numbers.toml" in str(caught.value)


def test_a_missing_language_is_told() -> None:
    with pytest.raises(DataError, match="is missing"):
        load_number_words("xx")


def test_the_longest_phrase_wins_both_ways() -> None:
    phrases = Phrases([("more", 1), ("more than", 2), ("no more than", 3)])
    row = ["no", "more", "than", "ten"]
    assert phrases.at(row, 0) == (3, 3)
    assert phrases.at(row, 1) == (2, 3)
    assert phrases.before(row, 3) == (3, 0)
    assert phrases.before(row, 3, floor=1) == (2, 1)
    assert phrases.at(row, 9) is None


def test_phrases_split_as_texts_do() -> None:
    assert phrase_words("U.S. $") == ("u", ".", "s", ".", "$")
