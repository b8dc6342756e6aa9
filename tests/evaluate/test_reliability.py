"""Reliability: bins, the calibration error, and the judging of found claims."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.errors import UsageError
from tallybook.evaluate.reliability import bins_of, brier, calibration_error, judge
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


def test_floors_file_names_the_set():
    text = (Path(__file__).parents[2] / "eval" / "floors.toml").read_text("utf-8")
    assert "[confidence]" in text


def test_replaced_confidence_changes_no_id(tmp_path):
    (tmp_path / "cases.toml").write_text(CASES, encoding="utf-8")
    claim = next(judge(tmp_path, extractor())).claim
    assert replace(claim, confidence=0.01).id == claim.id
