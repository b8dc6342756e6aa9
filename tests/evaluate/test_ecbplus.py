"""ECB+ as read and scored, on two pages of our own writing in its form."""

from __future__ import annotations

import os
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from tallybook.errors import UsageError
from tallybook.evaluate.clusters import b_cubed, wrongly_merged
from tallybook.evaluate.ecbplus import ARCHIVE, SENTENCES, join_tokens, read_document
from tallybook.evaluate.floors import below, load_floors
from tallybook.evaluate.registry import load_evaluation

ROOT = Path(__file__).parents[2]
GOLD = frozenset({("7_1ecbplus", 1), ("7_2ecb", 0)})


def page(name, sentences, marks):
    """A document of ECB+: sentences as lists of tokens; marks: (tokens, chain or None)."""
    ids, rows = {}, []
    for number, sentence in enumerate(sentences):
        for at, token in enumerate(sentence.split()):
            ids[(number, at)] = len(ids) + 1
            rows.append(
                f'<token t_id="{ids[number, at]}" sentence="{number}" number="{at}">{token}</token>'
            )
    mentions, relations = [], []
    for own, (tag, number, places, chain) in enumerate(marks, 1):
        anchors = "".join(f'<token_anchor t_id="{ids[number, at]}"/>' for at in places)
        mentions.append(f'<{tag} m_id="{own}">{anchors}</{tag}>')
        if chain is not None:
            relations.append(
                f'<CROSS_DOC_COREF r_id="9{own}" note="{chain}"><source m_id="{own}"/>'
                f'<target m_id="50"/></CROSS_DOC_COREF>'
            )
    return (
        f'<Document doc_name="{name}.xml" doc_id="D">{"".join(rows)}'
        f"<Markables>{''.join(mentions)}</Markables>"
        f"<Relations>{''.join(relations)}</Relations></Document>"
    )


FIRST = page(
    "7_1ecbplus",
    [
        "http : / / www . alba - post . example / news / 12",
        "A mine blast killed 14 people in Alba on 3 May 2031 .",
        "The blast killed 14 people .",
    ],
    [
        ("ACTION_OCCURRENCE", 1, (2,), "ACT1"),
        ("ACTION_OCCURRENCE", 1, (3,), "ACT2"),
        ("HUMAN_PART_PER", 1, (5,), "HUM1"),
        ("ACTION_OCCURRENCE", 2, (2,), "ACT2"),
    ],
)
SECOND = page(
    "7_2ecb",
    ["Fourteen people were killed in a mine .", "Nine people were hurt ."],
    [("ACTION_OCCURRENCE", 0, (3,), "ACT2"), ("NEG_ACTION_STATE", 0, (6,), None)],
)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("The U . S . paid $2 . 5 million , or 1 , 200 a head", "The U.S. paid $2.5 million, or "
         "1,200 a head"),
        ("a two - year - old - Monday", "a two-year-old - Monday"),
        ("Al - Basra , 3 May , 2031", "Al-Basra, 3 May, 2031"),
        ("`` No , '' he said ( twice ) .", '"No," he said (twice).'),
        ("at 2 : 21 they had n't come", "at 2:21 they hadn't come"),
        ('" Yes " or " no "', '"Yes" or "no"'),
    ],
)  # fmt: skip
def test_tokens_become_prose(tokens, text):
    words = tokens.split()
    joined, spans, sentences = join_tokens([(4, word) for word in words])
    assert joined == text
    assert sentences == {4: (0, len(text))}
    written = [joined[start:end] for start, end in spans]
    assert written == [{"``": '"', "''": '"'}.get(word, word) for word in words]


def test_only_the_looked_over_sentences_are_gold():
    document = read_document(FIRST, GOLD)
    assert (document.topic, document.report.publisher) == ("7", "alba-post.example")
    assert document.report.text.startswith("A mine blast")
    assert [document.report.text[start:end] for start, end in document.gold] == [
        "A mine blast killed 14 people in Alba on 3 May 2031."
    ]
    assert [mention.chain for mention in document.mentions] == ["ACT1", "ACT2"]
    alone = read_document(SECOND, GOLD)
    assert [mention.chain for mention in alone.mentions] == ["ACT2", "7_2ecb 2"]


def test_b_cubed_and_what_was_merged():
    gold = {"a": "x", "b": "x", "c": "y"}
    scores = {one.name: one.value for one in b_cubed(gold, {"a": 1, "b": 1, "c": 1})}
    assert scores["precision"] == pytest.approx(5 / 9)
    assert scores["recall"] == 1
    scores = {one.name: one.value for one in b_cubed(gold, {"a": 1, "b": 2, "c": 3})}
    assert (scores["precision"], scores["recall"]) == (1, pytest.approx(2 / 3))
    (mixed,) = wrongly_merged(gold, {"a": 1, "b": 2, "c": 2})
    assert (mixed.found, mixed.gold) == (2, {"x": ("b",), "y": ("c",)})
    assert [one.value for one in b_cubed({}, {})] == [1, 1, 1]


def test_claims_of_one_chain_are_scored(tmp_path):
    with tarfile.open(tmp_path / ARCHIVE, "w:xz") as archive:
        for name, xml in (("7_1ecbplus", FIRST), ("7_2ecb", SECOND)):
            member = tarfile.TarInfo(f"ECB+/7/{name}.xml")
            member.size = len(xml.encode())
            archive.addfile(member, BytesIO(xml.encode()))
    rows = "".join(f"{name.replace('_', ',')},{number}\n" for name, number in sorted(GOLD))
    (tmp_path / SENTENCES).write_text(f"Topic,File,Sentence Number\n{rows}", "utf-8")
    outcome = load_evaluation("ecbplus").evaluate(tmp_path, None)
    scores = {one.name: one.value for one in outcome.scores}
    assert scores["claims with gold"] == 2
    assert scores["events"] == 1
    assert scores["precision"] == 1
    assert outcome.misses == ()


def test_a_folder_without_the_data_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"holds no topics-1-35\.tar\.xz"):
        load_evaluation("ecbplus").evaluate(tmp_path, None)


@pytest.mark.skipif("TALLYBOOK_DEEP" not in os.environ, reason="a minute; TALLYBOOK_DEEP=1 asks")
def test_the_floors_hold():
    chosen = load_evaluation("ecbplus")
    folder = ROOT / chosen.FOLDER
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    outcome = chosen.evaluate(folder, None)
    assert below(outcome, load_floors(ROOT / "eval" / "floors.toml")["ecbplus"]) == []
