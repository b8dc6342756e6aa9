from __future__ import annotations

import pytest
from tests.extract.attribution_cases import parse

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.attitudes import find_attitudes
from tallybook.extract.attribution.candidates import find_candidates
from tallybook.extract.attribution.signs import SignReader, weigh
from tallybook.extract.attributions import find_attributions, find_credits
from tallybook.language.attitudes import load_attitudes
from tallybook.language.cues import load_cues
from tallybook.model import Attribution


def attitudes(text: str) -> list[Attribution]:
    words = (SourceCatalogue.load(), load_cues())
    return find_attitudes(text, (), parse(text), words, load_attitudes())


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Senator Mara Lind opposes the closure of the mine.", "Senator Mara Lind", "opposes"),
        ("The union backs the miners' demands.", "The union", "backs"),
        ("Mara Lind said the mine would close.", "Mara Lind", "said"),
    ],
)
def test_what_somebody_says_or_thinks_is_found(text: str, source: str, cue: str) -> None:
    assert (source, cue) in {(item.text, item.cue) for item in attitudes(text)}


@pytest.mark.parametrize(
    "text", ["The bus hit a wall near Onda.", "Three men carried the boat to the river."]
)
def test_what_somebody_does_is_none(text: str) -> None:
    assert attitudes(text) == []


def test_an_attitude_credits_no_figure() -> None:
    text = "The union backs the 300 miners who were hurt."
    assert all(not item.credits for item in attitudes(text) if item.act == "attitude")


def test_figures_rest_on_the_cues_alone() -> None:
    text = "Senator Mara Lind opposes the closure of the mine."
    found = find_attributions(text, (), parse(text), SourceCatalogue.load(), load_cues())
    assert all(item.act != "attitude" for item in found)


def test_every_cue_is_a_candidate_and_every_candidate_has_signs() -> None:
    text = "The mayor said nine people had drowned, and the union blamed the weather."
    sources, cues = SourceCatalogue.load(), load_cues()
    trees = parse(text)
    known = find_credits(text, (), trees, sources, cues)
    candidates = find_candidates(text, trees, known, cues)
    reader = SignReader(text, trees, candidates, cues)
    assert [one.credit for one in candidates if one.is_cue] == known
    assert all("any" in reader.signs(one) for one in candidates)


def test_weights_are_summed() -> None:
    assert weigh({"a", "b", "unknown"}, {"a": 1.5, "b": -0.5}) == 1.0


def test_weights_hold_no_text() -> None:
    assert max(len(sign.split()) for sign in load_attitudes()) <= 3
