"""Signatures: what is left of a text, so that copies of it can be told."""

import pytest

from tallybook.link.signatures import MAKER, quotations, sign
from tallybook.model.records.signatures import signature_from_record, signature_record


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“We pulled eleven of them out of the mud,” she said.",
            ["We pulled eleven of them out of the mud,"],
        ),
        ('He spoke of "heavy losses" and left.', []),
        (
            'The mayor: "Nobody slept here for the third night." "Nobody," he said again.',
            ["Nobody slept here for the third night."],
        ),
        (
            "‘The river didn’t leave us one bridge’, he wrote.",
            ["The river didn’t leave us one bridge"],
        ),
        ("«La crue a emporté toute la rue basse», dit-elle.",
         ["La crue a emporté toute la rue basse"]),
        ("", []),
    ],
)  # fmt: skip
def test_long_quotations_are_found_without_their_marks(text, found):
    assert quotations(text) == found


def test_the_same_text_has_the_same_signature():
    text = "The dam above Alba broke at four in the morning and the lower town was gone by five."
    assert sign(text) == sign(text)
    assert sign(text).made_by == MAKER
    assert sign(text.upper()).minhash == sign(text).minhash


def test_what_is_quoted_is_no_wording_of_the_reports_own():
    said = "We pulled eleven of them out of the mud before the light failed on us"
    first = sign(f"“{said}”, she said. The search goes on in the lower town.", [said])
    second = sign("“”, she said. The search goes on in the lower town.")
    assert first.minhash == second.minhash
    assert len(first.quotes) == 1
    assert not second.quotes


def test_an_empty_text_has_an_empty_signature():
    assert sign("").minhash == ()
    assert sign("  \n ").length == 0


@pytest.mark.parametrize("text", ["", "Four men died.", "One two three four five six seven."])
def test_a_signature_comes_back_from_its_record(text):
    made = sign(text, ["one two three four five six"])
    assert signature_from_record(signature_record(made)) == made
