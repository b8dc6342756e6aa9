"""What must stand together in a sentence before it is parsed."""

import pytest

from tallybook.catalogue.idioms import Idiom
from tallybook.extract.kit import load_kit
from tallybook.extract.triggers import Trigger, Triggers, trigger_of, trigger_of_idiom
from tallybook.language.irregular import load_irregular
from tallybook.language.scan_words import load_scan_words

WORDS, IRREGULAR = load_scan_words(), load_irregular()


def words_of(sentence: str) -> frozenset[str]:
    return frozenset(sentence.lower().split())


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Nine men are still unaccounted for", True),
        ("Nine men waited for news", False),
        ("The shock stayed unaccounted", False),
    ],
)
def test_a_phrase_tells_only_whole(sentence: str, told: bool) -> None:
    trigger = trigger_of("unaccounted for", WORDS, IRREGULAR)
    assert trigger is not None
    assert Triggers([trigger], IRREGULAR).are_in(words_of(sentence)) is told


def test_an_idiom_needs_its_verb_and_one_of_its_nouns() -> None:
    idiom = Idiom("claim", frozenset({"life", "soul"}), "object")
    trigger = trigger_of_idiom(idiom, WORDS, IRREGULAR)
    assert trigger is not None
    found = Triggers([trigger], IRREGULAR)
    assert found.are_in(words_of("the flood claimed twelve lives"))
    assert not found.are_in(words_of("the minister claimed twelve seats"))
    assert not found.are_in(words_of("twelve lives were rebuilt"))


def test_one_word_is_not_verb_and_noun_at_once() -> None:
    trigger = trigger_of_idiom(Idiom("strike", frozenset({"strike"}), "object"), WORDS, IRREGULAR)
    assert trigger is not None
    found = Triggers([trigger], IRREGULAR)
    assert found.are_in(words_of("a strike struck the depot"))
    assert not found.are_in(words_of("miners strike again"))


def test_it_is_looked_up_by_its_most_telling_word() -> None:
    trigger = trigger_of("brought to safety", WORDS, IRREGULAR)
    assert trigger is not None
    assert trigger.anchor == "brought"
    assert trigger_of("out of", WORDS, IRREGULAR) is None


def test_a_word_that_tells_alone_needs_nothing_beside_it() -> None:
    found = Triggers([Trigger("kill"), Trigger("kill", (frozenset({"never"}),))], IRREGULAR)
    assert found.are_in(words_of("nine were killed"))


@pytest.mark.parametrize(
    ("sentence", "is_candidate"),
    [
        ("Nine soldiers were killed.", True),
        ("The remains of nine men were found.", True),
        ("Peace made nine villages rich.", False),
        ("They made a place at home for the process.", False),
        ("The blast claimed the lives of nine people.", True),
        ("Officials asked for help and backed the plan.", False),
    ],
)
def test_common_words_of_phrases_are_no_sign(sentence: str, is_candidate: bool) -> None:
    assert load_kit().scan.is_candidate(sentence) is is_candidate
