"""Which period dates a claim, on trees written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tallybook.clean.blocks import find_blocks
from tallybook.extract.embedded import extract
from tallybook.extract.periods import find_periods
from tallybook.extract.periods_governing import period_for, said_on
from tallybook.language.dates import load_date_words
from tallybook.language.tree import Token, Tree
from tallybook.model import Report

WORDS = load_date_words("en")
ANCHOR = date(2024, 12, 17)

# word/part of speech/head (from 1)/relation
TREES = {
    "saying": (
        "Officials/NOUN/2/nsubj said/VERB/0/root Tuesday/PROPN/2/obl:unmarked "
        "that/SCONJ/7/mark 12/NUM/6/nummod people/NOUN/7/nsubj died/VERB/2/ccomp "
        "on/ADP/9/case Sunday/PROPN/7/obl"
    ),
    "saying only": (
        "Officials/NOUN/2/nsubj said/VERB/0/root Tuesday/PROPN/2/obl:unmarked "
        "12/NUM/5/nummod people/NOUN/6/nsubj died/VERB/2/ccomp"
    ),
    "coordinated": (
        "12/NUM/2/nummod people/NOUN/4/nsubj:pass were/AUX/4/aux:pass killed/VERB/0/root "
        "or/CCONJ/6/cc wounded/VERB/4/conj over/ADP/9/case the/DET/9/det weekend/NOUN/6/obl"
    ),
    "two clauses": (
        "Two/NUM/2/nummod soldiers/NOUN/3/nsubj died/VERB/0/root "
        "yesterday/NOUN/3/obl:unmarked after/SCONJ/8/mark three/NUM/7/nummod "
        "civilians/NOUN/8/nsubj fell/VERB/3/advcl on/ADP/10/case Sunday/PROPN/8/obl"
    ),
    "participle": (
        "On/ADP/2/case Friday/PROPN/5/obl a/DET/4/det bus/NOUN/5/nsubj fell/VERB/0/root "
        "killing/VERB/5/advcl 22/NUM/8/nummod pilgrims/NOUN/6/obj"
    ),
    "relative clause": (
        "The/DET/2/det quake/NOUN/7/nsubj which/PRON/4/nsubj struck/VERB/2/acl:relcl "
        "on/ADP/6/case Monday/PROPN/4/obl killed/VERB/0/root 800/NUM/9/nummod "
        "people/NOUN/7/obj"
    ),
    "noun": (
        "The/DET/3/det 2022/NUM/3/nummod strike/NOUN/4/nsubj killed/VERB/0/root "
        "51/NUM/6/nummod people/NOUN/4/obj"
    ),
}


def build(rows: str) -> tuple[str, Tree]:
    tokens, at = [], 0
    for index, row in enumerate(rows.split()):
        word, upos, head, deprel = row.split("/")
        end = at + len(word)
        tokens.append(Token(index, at, end, word, word.lower(), upos, int(head) - 1, deprel))
        at = end + 1
    text = " ".join(token.text for token in tokens)
    return text, Tree(0, len(text), tuple(tokens))


@pytest.mark.parametrize(
    ("name", "number", "expected", "said"),
    [
        ("saying", "12", "on Sunday", "Tuesday"),
        ("saying only", "12", None, "Tuesday"),
        ("coordinated", "12", "over the weekend", None),
        ("two clauses", "Two", "yesterday", None),
        ("two clauses", "three", "on Sunday", None),
        ("participle", "22", "On Friday", None),
        ("relative clause", "800", "on Monday", None),
        ("noun", "51", "2022", None),
    ],
)
def test_the_governing_period(
    name: str, number: str, expected: str | None, said: str | None
) -> None:
    text, tree = build(TREES[name])
    target = tree.at(text.index(number))
    assert target is not None
    mentions = find_periods(text, 0, len(text), WORDS, ANCHOR)
    period, saying = period_for(tree, target, mentions), said_on(tree, target, mentions)
    assert (period.text if period else None) == expected
    assert (saying.text if saying else None) == said


def test_what_comes_later_dates_nothing():
    text = "They have been rushing to provide $2 billion in aid before he takes office next month."
    (claim,) = extract(*find_blocks(Report(text, published=date(2024, 12, 18)))).claims
    assert claim.period is None


def test_a_heading_takes_no_time_from_what_stands_above_it():
    text = (
        "Back in March, the monitor reported that 4,000 soldiers had already died in the east.\n\n"
        "Army reports rebel losses in Ituri\n\nFighting went on.\n"
    )
    claims = extract(*find_blocks(Report(text))).claims
    assert [claim.period is None for claim in claims if claim.text == "rebel losses"] == [True]
