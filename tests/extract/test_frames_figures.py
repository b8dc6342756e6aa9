"""Frames: figures that go on from other counts, parts and wholes, and what is no count at all."""

from __future__ import annotations

import pytest

from tallybook.extract.embedded import extract
from tallybook.model import Block, Claim, Report, Role


def read(text: str) -> tuple[Claim, ...]:
    return extract(Report(text=text), [Block(Role.BODY, 0, len(text))]).claims


def by_words(text: str) -> dict[str, Claim]:
    return {claim.text: claim for claim in read(text)}


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("Stewards say 30 riders were hurt. The clinic speaks of nine.", "nine",
         "figure-for-count-before"),
        ("The camp says 40 men died, the army admits to six.", "six", "figure-given"),
        ("In the first lift 11 painters died, in the second four.", "four", "gapped"),
        ("The army says six men died; the village says that 14 did.", "14", "did-so"),
        ("In March the road claimed 26 lives, against nine in February.", "nine",
         "earlier-figure"),
        ("Two cooks were among those killed in the blast.", "Two cooks", "member-of-those"),
        ("Casualties: dead 6, injured 41, missing none.", "dead 6", "label"),
        ("A mother and her two sons were killed.", "A mother and her two sons",
         "subject-of-passive"),
        ("The bishop condemned the murder of the priests.", "the priests", "of-counted-noun"),
        ("The death toll rose by 12 to 40.", "death toll rose by 12 to 40", "toll-noun"),
        ("Of those who died, 26 were foreigners.", "26", "part-of-opening"),
        ("The governor's list gave the toll as 141: 132 children and nine staff.",
         "132 children", "sub-count"),
        ("At least 85 shepherds were killed when the dam broke, the relief agency said.",
         "At least 85 shepherds", "subject-of-passive"),
    ],
)  # fmt: skip
def test_a_figure_is_read_by_its_shape(text: str, words: str, rule: str) -> None:
    found = by_words(text)
    assert words in found, list(found)
    assert found[words].rule.split(",")[0] == rule


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Three of the 13 people killed at the quarry were Chileans.",
         "Three of the 13 people", "13 people killed"),
        ("Of 22 raiders captured in the cellar, nine were wounded.",
         "nine were wounded", "22 raiders"),
        ("The mission recorded 930 casualties: 280 killed and 650 injured.",
         "650 injured", "930 casualties"),
        ("Killed: 45 (of which children: 11).", "children: 11", "Killed: 45"),
    ],
)  # fmt: skip
def test_a_part_names_its_whole(text: str, part: str, whole: str) -> None:
    found = by_words(text)
    starts = [words for words in found if words.startswith(whole)]
    assert starts, list(found)
    assert found[part].part_of == found[starts[0]].id


def test_a_known_plural_is_told_only_where_nothing_else_tells_of_it() -> None:
    told = read("Six priests were murdered in May. The bishop condemned the murder of the priests.")
    assert [claim.text for claim in told] == ["Six priests"]


def test_others_are_no_increment_but_more_are() -> None:
    assert not by_words("One rebel was killed and five others were wounded.")[
        "five others"
    ].increment
    found = by_words("Nine rebels were killed on Monday. Three more were killed on Tuesday.")
    assert any(claim.increment for claim in found.values())


def test_others_have_the_role_of_those_counted_before() -> None:
    claim = by_words("One rebel was killed and five others were wounded.")["five others"]
    assert claim.of.role == "fighter"


def test_a_gapped_figure_is_of_its_own_party() -> None:
    claim = by_words("Peru lost 40 soldiers on the ridge and Ecuador about 30.")["about 30"]
    assert claim.of.parties == ("EC",)


@pytest.mark.parametrize(
    "text",
    [
        "Four youths in a van shot at the guards.",
        "The three men suffered no wounds.",
        "How many mayors have been killed in the valley?",
        "A court sentenced 37 smugglers to death, three foreigners among them.",
        "Neither the army nor the rebels have reported casualties.",
        "The station told of the clash without reporting casualties.",
        "Nobody has been charged with that multiple murder.",
        "The strike caused losses estimated at several billion.",
        "Three survivors told the court of the night.",
    ],
)
def test_what_only_looks_like_a_count_is_none(text: str) -> None:
    assert not [claim for claim in read(text) if claim.quantity.unit == "person"]
