"""Confidence: a probability out of what is known of a claim."""

from datetime import date

import pytest

from tallybook.clean.blocks import find_blocks
from tallybook.errors import DataError
from tallybook.extract.confidence import Beside, features, probability, with_confidence
from tallybook.extract.embedded import extract
from tallybook.language import word_tables
from tallybook.language.confidence import Weights, load_weights, read_folds
from tallybook.model import Report


def read(text, published=None):
    """What is read of a text of our own."""
    return extract(*find_blocks(Report(text, published=published)))


def known_in(text):
    """What is known of the only claim of a text."""
    (known,) = read(text).known
    return set(known)


def test_the_logistic_function_of_what_applies():
    weights = Weights(0.0, {"part": 1.0, "by": -2.0})
    assert probability((), weights) == 0.5
    assert probability(("part", "unknown"), weights) == 0.73
    assert probability(("by",), weights) == 0.12


def test_it_never_says_never_nor_always():
    assert probability(("x",), Weights(0.0, {"x": 50.0})) == 0.99
    assert probability(("x",), Weights(0.0, {"x": -50.0})) == 0.01


def test_what_stands_in_the_sentence_is_told_from_what_stands_elsewhere():
    (claim,) = read("Twelve miners were killed near Perm on Friday.", date(2024, 6, 8)).claims
    known = set(features(claim, Beside()))
    assert {"place within", "period within resolved", "origin none", "first sentence"} <= known
    known = known_in("The mine lies near Perm. Twelve miners were killed there.")
    assert "place elsewhere" in known
    assert "first sentence" not in known


def test_a_speaker_that_nobody_was_found_for_is_known():
    assert "somebody speaks, nobody credited" not in known_in("Twelve miners were killed.")
    (claim,) = read("Twelve miners were killed.").claims
    assert "somebody speaks, nobody credited" in set(features(claim, Beside(speaks=True)))
    known = known_in("Twelve miners were killed, the mayor said.")
    assert "origin within anonymous" in known or "origin within named" in known
    assert "somebody speaks, nobody credited" not in known


def test_a_place_that_the_claim_did_not_get_is_known():
    (claim,) = read("Twelve miners were killed.").claims
    assert "places named, none given" in set(features(claim, Beside(placed=True)))
    assert "places named, none given" not in set(features(claim, Beside()))


def test_a_pronoun_in_the_sentence_is_known():
    assert "pronoun" in known_in("Twelve miners were killed when they went down.")
    assert "pronoun" not in known_in("Twelve miners were killed.")


def test_every_claim_of_a_report_is_told_by_what_is_known_of_it():
    found = read("Twelve miners were killed. Eight men were wounded and three are missing.")
    assert len(found.known) == len(found.claims) == 3
    again = with_confidence(found.claims, found.known, Weights(0.0, {"first sentence": 2.0}))
    assert [claim.confidence for claim in again] == [0.88, 0.5, 0.5]


def test_the_reasons_stand_among_the_parts_the_strongest_first():
    (claim,) = read("Twelve miners were killed.").claims
    weights = Weights(0.0, {"a": -0.4, "b": 0.3, "c": 2.0, "d": 0.2, "e": 0.01})
    (told,) = with_confidence([claim], [("e", "d", "b", "a", "c")], weights)
    assert told.parts[-1].field == "confidence"
    assert told.parts[-1].rule == "0.89: more for c, b; less for a"
    (told,) = with_confidence([claim], [("e",)], weights)
    assert told.parts[-1].rule == "0.50"


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


def test_weights_of_folds_are_read_in_their_order(tmp_path):
    path = tmp_path / "folds.toml"
    path.write_text(
        "[[fold]]\nbias = 1\n[fold.weights]\nx = 2\n[[fold]]\nbias = 3\n[fold.weights]\n", "utf-8"
    )
    assert read_folds(path) == [Weights(1.0, {"x": 2.0}), Weights(3.0, {})]


@pytest.mark.parametrize("text", ["", "fold = 3", "[[fold]]\nbias = 1", "bias ="])
def test_broken_weights_of_folds_are_named(tmp_path, text):
    path = tmp_path / "folds.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=r"folds\.toml"):
        read_folds(path)


def test_no_weights_of_folds_are_named(tmp_path):
    with pytest.raises(DataError, match="none"):
        read_folds(tmp_path / "none.toml")
