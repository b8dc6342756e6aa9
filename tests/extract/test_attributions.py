from __future__ import annotations

from typing import Any

import pytest
from tests.effort import steps
from tests.extract.attribution_cases import attributions, cases, parse

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.attributions import chain_for, find_attributions, find_disclaimers
from tallybook.language.cues import load_cues
from tallybook.model import Attribution, SourceKind


def meant(case: dict[str, Any], found: list[Attribution]) -> Attribution:
    if "follow" in case:
        fitting = [item for item in found if item.cue == case["follow"]]
        fitting = [item for item in fitting if item.text == case.get("source", item.text)]
    else:
        fitting = [item for item in found if item.text == case.get("source", item.text)]
    assert fitting, f"nobody fits, found {found}"
    return fitting[0]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"][:50])
def test_corpus(case: dict[str, Any]) -> None:
    text = case["text"]
    found = attributions(text, case.get("headline", False))
    if case.get("silent"):
        assert not found
        return
    item = meant(case, found)
    for key, got in (("name", item.source.name), ("cue", item.cue), ("quoted", item.quoted)):
        assert case.get(key, got) == got
    assert case.get("kind", item.source.kind.value) == item.source.kind.value
    assert case.get("party", item.source.party or "none") == (item.source.party or "none")
    assert text[item.start : item.end] == item.text
    if "content" in case:
        got = [text[start:end] for start, end in item.content]
        assert got == case["content"] or (len(got) == 1 and got[0] in case["content"])


def test_the_nearest_speaker_comes_first() -> None:
    text = "The newspaper said doctors had told it that 40 people died."
    at = text.index("40 people")
    chain = chain_for(at, at + 9, attributions(text))
    assert [item.text for item in chain] == ["doctors", "The newspaper"]


def test_a_plan_credits_no_figure() -> None:
    for text in ("The governor wants to buy 400 tents.", "The governor praised the 400 tents."):
        at = text.index("400")
        assert chain_for(at, at + 9, attributions(text)) == ()


def test_a_number_that_somebody_calls_for_is_his_and_not_one_that_is_there() -> None:
    text = "The governor called for 400 tents."
    at = text.index("400")
    chain = chain_for(at, at + 9, attributions(text))
    assert [item.text for item in chain] == ["The governor"]
    there = "The governor called for the 400 tents to be sent."
    at = there.index("400")
    assert chain_for(at, at + 9, attributions(there)) == ()


def test_an_unnamed_believer_is_no_link_of_a_chain() -> None:
    text = "Nine miners are believed to be dead."
    assert chain_for(0, 11, attributions(text)) == ()


def test_the_outlet_itself_is_no_link_of_a_chain() -> None:
    text = "We reported on Monday that 12 people had died."
    found = attributions(text)
    assert found[0].source.kind is SourceKind.OUTLET
    at = text.index("12")
    assert chain_for(at, at + 9, found) == ()


def test_credit_goes_on_with_another() -> None:
    text = "The minister said 12 people had died. Another 30 were injured."
    at = text.index("Another 30")
    assert [item.text for item in chain_for(at, at + 10, attributions(text))] == ["The minister"]


def test_credit_does_not_go_on_without_a_sign() -> None:
    text = "The minister said 12 people had died. Snow fell on 30 villages."
    at = text.index("30 villages")
    assert chain_for(at, at + 11, attributions(text)) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The army said 12 men died. The figure could not be independently verified.",
            "could not be",
        ),
        ("The army said 12 men died. It did not provide evidence.", "did not provide"),
        ("The army said 12 men died. Our reporters were unable to verify the claim.", "unable"),
        ("The army said 12 men died. There was no independent confirmation.", "no independent"),
    ],
)
def test_a_disclaimer_covers_the_claim_before_it(text: str, words: str) -> None:
    trees = parse(text)
    (found,) = find_disclaimers(text, trees, attributions(text), load_cues())
    assert words in text[found.start : found.end]
    at = text.index("12 men")
    assert any(start <= at < end for start, end in found.covers)


def test_no_disclaimer_where_a_thing_was_verified() -> None:
    text = "The army said 12 men died. The figure was verified by monitors."
    assert not find_disclaimers(text, parse(text), attributions(text), load_cues())


@pytest.mark.parametrize(
    "text", ["", "\n\n", "”“", "said", ": – ,", '"' * 51, "“ ‘ ' \" said", "X:\n"]
)
def test_odd_text_is_no_error(text: str) -> None:
    for item in attributions(text):
        assert all(0 <= start < end <= len(text) for start, end in item.content)


def test_without_trees_nobody_is_credited() -> None:
    text = "UN: 4,000 Families Flee"
    assert find_attributions(text, (), [], SourceCatalogue.load(), load_cues()) == []


def test_a_person_speaks_for_his_body_wherever_the_report_names_him() -> None:
    text = (
        'The wreck is deep, coast guard spokesman Bo Lind said. "Nine are dead," Lind said. '
        "Ana Roe, who lives there, said that she saw it."
    )
    found = [(one.source.name, one.speaks_for) for one in attributions(text)]
    assert found == [("Bo Lind", "coast guard"), ("Bo Lind", "coast guard"), ("Ana Roe", None)]


def test_the_cost_is_linear_in_length() -> None:
    sentence = 'The mayor said 12 people had died. "Nobody knew," he said.\n\n'
    trees_small, trees_large = parse(sentence * 20), parse(sentence * 160)

    def cost(times: int, trees: list[Any]) -> int:
        sources, cues = SourceCatalogue.load(), load_cues()
        return steps(lambda: find_attributions(sentence * times, (), trees, sources, cues))

    cost(20, trees_small)
    assert cost(160, trees_large) < 8 * 1.2 * cost(20, trees_small)
