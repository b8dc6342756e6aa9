"""Claims drawn to be read by eye: the draw keeps still, and a verdict holds for what was read."""

from dataclasses import replace

import pytest
from tools.by_eye import (
    FIELDS,
    Mention,
    draw,
    find_mentions,
    judged,
    read_verdicts,
    row,
    shares,
    show,
)

from tallybook.errors import DataError
from tallybook.model import Source

TABLE = """date,text,source
2021-03-02,"The mayor of Onda said 14 miners were killed on Monday. Six others were injured.",Post
2021-03-05,"Rescuers pulled 23 people from the river at Kallo on Thursday.",Post
"""


@pytest.fixture(scope="module")
def mentions(tmp_path_factory):
    path = tmp_path_factory.mktemp("table") / "reports.csv"
    path.write_text(TABLE, encoding="utf-8")
    return find_mentions(path)


def test_a_claim_is_shown_with_its_sentence_its_fields_and_a_row_to_fill(mentions):
    first = min(mentions, key=lambda one: (one.claim.published, one.claim.start))
    shown = "\n".join(show(first))
    assert "said [14 miners] were killed" in shown
    assert "measure: killed" in shown
    assert shown.splitlines()[-1].count("\t?:") == len(FIELDS) - 1
    assert "miners" not in shown.splitlines()[-1]


def test_a_draw_keeps_its_claims_where_others_are_found_besides(mentions):
    assert len(mentions) == 3
    whole = draw(mentions, 7, 3)
    assert draw(reversed(mentions), 7, 2) == whole[:2]
    assert draw(whole[1:], 7, 3) == whole[1:]
    assert {tuple(one.key for one in draw(mentions, seed, 1)) for seed in range(20)} != {
        (whole[0].key,)
    }


def test_shares_count_the_verdicts_of_the_claims_drawn(mentions, tmp_path):
    right = dict.fromkeys(FIELDS[:-1], True)
    listed = tmp_path / "verdicts.tsv"
    rows = (
        row(mentions[0], right),
        row(mentions[1], {**right, "quantity": False, "origin": False}),
    )
    listed.write_text("# claim, fields\n" + "\n".join(rows) + "\n", encoding="utf-8")
    told = list(shares(mentions, read_verdicts(listed)))
    assert "measure: 2 of 2 right" in told
    assert "origin: 1 of 2 right" in told
    assert "measure and quantity: 1 of 2 right" in told
    assert told[-1] == "2 of 3 claims drawn are judged in every field"


def test_a_field_that_is_read_otherwise_has_no_verdict_any_more(mentions, tmp_path):
    mention = next(one for one in mentions if one.claim.origin)
    listed = tmp_path / "verdicts.tsv"
    listed.write_text(row(mention, dict.fromkeys(FIELDS[:-1], True)), encoding="utf-8")
    other = replace(mention.claim.origin, source=Source("Somebody else"))
    again = Mention(replace(mention.claim, attribution=(other,)), mention.report)
    assert set(FIELDS[:-1]) - set(judged(again, read_verdicts(listed))) == {"origin"}


def test_a_line_that_is_no_row_is_named(tmp_path):
    listed = tmp_path / "verdicts.tsv"
    listed.write_text("abc\tyes\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"verdicts\.tsv:1"):
        read_verdicts(listed)
