"""Confidence: a probability out of what is known of a claim."""

from datetime import date

import pytest

from tallybook.clean.blocks import find_blocks
from tallybook.errors import DataError
from tallybook.extract.confidence import features, probability, with_confidence
from tallybook.extract.embedded import extract
from tallybook.language import word_tables
from tallybook.language.confidence import Weights, load_weights
from tallybook.model import Report


def claims_in(text, published=None):
    """The claims of a text of our own."""
    return extract(*find_blocks(Report(text, published=published))).claims


def test_the_logistic_function_of_what_applies():
    weights = Weights(0.0, {"part": 1.0, "by": -2.0})
    assert probability(iter(()), weights) == 0.5
    assert probability(iter(("part", "unknown")), weights) == 0.73
    assert probability(iter(("by",)), weights) == 0.12


def test_it_never_says_never_nor_always():
    assert probability(iter(("x",)), Weights(0.0, {"x": 50.0})) == 0.99
    assert probability(iter(("x",)), Weights(0.0, {"x": -50.0})) == 0.01


def test_features_tell_claims_of_one_sentence_apart_from_a_lone_one():
    (claim,) = claims_in("Twelve miners were killed near Perm on Friday.", date(2024, 6, 8))
    alone, crowded = set(features(claim, 1)), set(features(claim, 9))
    assert "siblings 1" in alone
    assert "siblings 4" in crowded
    assert alone ^ crowded == {"siblings 1", "siblings 4"}
    assert "measure killed" in alone


def test_claims_of_a_sentence_count_as_siblings():
    claims = claims_in("Twelve miners were killed. Eight men were wounded and three are missing.")
    again = with_confidence(claims, Weights(0.0, {"siblings 2": 2.0}))
    assert [claim.confidence for claim in again] == [0.5, 0.88, 0.88]


def test_the_shipped_weights_load():
    weights = load_weights("en")
    assert weights.of
    assert all(abs(value) < 10 for value in weights.of.values())


def test_broken_weights_are_named(tmp_path, monkeypatch):
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "confidence.toml").write_text("bias = 'high'", encoding="utf-8")
    monkeypatch.setattr(word_tables, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"confidence\.toml"):
        load_weights("xx")
