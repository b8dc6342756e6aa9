"""Reliability: bins, the calibration error, and the judging of found claims."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.confidence import Row, fit, fit_apart, folded

from tallybook.errors import UsageError
from tallybook.evaluate.reliability import (
    FOLDS,
    bins_of,
    brier,
    calibration_error,
    chance_error,
    fold_of,
    judge,
    ranking,
)
from tallybook.evaluate.sets.confidence import TABLES, apart
from tallybook.language.confidence import Weights, read_folds
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_extractor

TOLD = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)

CASES = """
[[case]]
id = "one"
text = '''Twelve miners were killed and eight soldiers were wounded, the governor said.'''
[[case.claim]]
words = "Twelve miners"
low = 12
high = 12
measure = "killed"
form = "exact"
origin = "the governor"
[[case.claim]]
words = "eight soldiers"
low = 8
high = 8
measure = "wounded"
form = "exact"
origin = "the minister"
"""


@given(TOLD)
def test_every_claim_is_in_one_bin(told):
    bins = bins_of(told)
    assert sum(one.size for one in bins) == len(told)
    assert sum(one.right for one in bins) == sum(right for _, right in told)
    assert all(one.low <= one.confidence <= one.high for one in bins)


@given(TOLD)
def test_the_errors_are_shares(told):
    assert 0 <= calibration_error(bins_of(told)) <= 1
    assert 0 <= brier(told) <= 1


def test_a_perfect_and_a_hopeless_forecaster():
    perfect = [(1.0, True)] * 6 + [(0.0, False)] * 4
    hopeless = [(0.0, True)] * 6 + [(1.0, False)] * 4
    assert calibration_error(bins_of(perfect)) == 0
    assert calibration_error(bins_of(hopeless)) == 1
    assert brier(hopeless) == 1


def test_right_as_often_as_said_is_calibrated():
    told = [(0.75, True)] * 3 + [(0.75, False)]
    assert calibration_error(bins_of(told)) == pytest.approx(0)


def test_ranking_tells_who_is_trusted_more():
    assert ranking([(0.9, True), (0.2, False)]) == 1
    assert ranking([(0.2, True), (0.9, False)]) == 0
    assert ranking([(0.6, True), (0.6, False)]) == 0.5
    assert ranking([(0.6, True)]) == 0.5


def test_the_error_by_chance_is_what_true_odds_give():
    draw = Random(1)
    odds = [0.25] * 60 + [0.55] * 200 + [0.85] * 90
    errors = [
        calibration_error(bins_of([(p, draw.random() < p) for p in odds])) for _ in range(400)
    ]
    assert chance_error([(p, True) for p in odds]) == pytest.approx(sum(errors) / 400, rel=0.05)


def test_each_fold_is_told_by_the_weights_fitted_without_it():
    rows = [
        Row(f"case {n}", "file", ("common", "even" if n % 2 == 0 else "odd"), n % 3 > 0)
        for n in range(120)
    ]
    tables = fit_apart(rows, [], folded)
    for fold in range(FOLDS):
        lied = [
            replace(row, is_right=not row.is_right) if folded(row) == fold else row for row in rows
        ]
        again = fit_apart(lied, [], folded)
        assert again[fold] == tables[fold]
        assert all(again[other] != tables[other] for other in range(FOLDS) if other != fold)


def test_the_corpus_lends_its_order_and_not_its_base_rate():
    unseen = [Row(str(n), "file", ("a" if n % 2 else "b",), n % 4 < 2) for n in range(200)]
    sure = [Row(str(n), "file", ("a" if n % 2 else "b",), n % 2 or n % 20 > 0) for n in range(900)]
    alone, both = fit(unseen), fit(unseen, sure)
    assert both.of["a"] - both.of["b"] > alone.of["a"] - alone.of["b"] + 0.1
    assert both.bias == pytest.approx(alone.bias, abs=0.05)


def test_a_held_out_claim_is_told_by_the_table_of_its_fold(tmp_path):
    (tmp_path / "cases.toml").write_text(CASES, encoding="utf-8")
    judged = list(judge(tmp_path, extractor()))
    tables = [Weights(0.0, {}) for _ in range(FOLDS)]
    tables[fold_of("one")] = Weights(2.0, {})
    assert apart(judged, tables) == [(0.88, True), (0.88, False)]
    known = next(iter(judged[0].known))
    tables[fold_of("one")] = Weights(0.0, {known: -2.0})
    assert apart(judged, tables)[0] == (0.12, True)


def test_there_is_a_table_for_each_fold():
    assert len(read_folds(Path(__file__).parents[2] / TABLES)) == FOLDS


def test_a_claim_with_a_wrong_field_is_judged_wrong(tmp_path):
    (tmp_path / "cases.toml").write_text(CASES, encoding="utf-8")
    judged = {one.claim.measure: one.is_right for one in judge(tmp_path, extractor())}
    assert judged == {"killed": True, "wounded": False}


def test_an_invented_claim_is_judged_wrong_unless_the_case_is_partial(tmp_path):
    whole = CASES[: CASES.rindex("[[case.claim]]")]
    (tmp_path / "cases.toml").write_text(whole, encoding="utf-8")
    assert [one.is_right for one in judge(tmp_path, extractor())] == [True, False]
    (tmp_path / "cases.toml").write_text(
        whole.replace('id = "one"', 'id = "one"\npartial = true'), encoding="utf-8"
    )
    assert [one.is_right for one in judge(tmp_path, extractor())] == [True]


def test_a_folder_without_cases_says_what_to_name(tmp_path):
    with pytest.raises(UsageError, match="name the folder"):
        list(judge(tmp_path, extractor()))


def extractor():
    return load_extractor(Options())


def test_replaced_confidence_changes_no_id(tmp_path):
    (tmp_path / "cases.toml").write_text(CASES, encoding="utf-8")
    claim = next(judge(tmp_path, extractor())).claim
    assert replace(claim, confidence=0.01).id == claim.id
