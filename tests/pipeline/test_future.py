"""Dates that have not come, said by a page's own text."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.pipeline.fakes import STEPS

from tallybook.model import Stage
from tallybook.pipeline.future import without_future
from tallybook.pipeline.options import Options
from tallybook.pipeline.pages import load_pages
from tallybook.pipeline.readings import extract_reports


def dated(path, words):
    path.write_text(f"Fire in the port\n\nPublished {words}\n\nHUR said 30 soldiers died.\n")
    steps = replace(STEPS, pages=load_pages())
    [reading] = extract_reports([str(path)], Options(), steps)
    return reading


def test_a_date_in_the_future_is_told_and_the_claims_stay(tmp_path):
    reading = dated(tmp_path / "a.txt", "1 January 2099")
    assert reading.report.published is None
    assert reading.claims
    [problem] = reading.problems
    assert (problem.stage, problem.report) == (Stage.READ, reading.report.id)
    assert "published on 2099-01-01, a day that has not come" in problem.reason
    assert "--published" in problem.remedy


def test_other_dates_stay(tmp_path):
    reading = dated(tmp_path / "a.txt", "1 January 2024")
    assert reading.report.published == date(2024, 1, 1)
    assert reading.problems == ()


def test_what_the_user_stated_stays(tmp_path):
    reading = dated(tmp_path / "a.txt", "1 January 2024")
    stated = replace(reading.report, published=date(2099, 1, 1))
    assert without_future(stated, stated, "a.txt") == (stated, ())


def test_the_day_of_retrieval_decides_where_it_is_known(tmp_path):
    report = dated(tmp_path / "a.txt", "1 January 2024").report
    known = replace(report, retrieved=datetime(2023, 6, 1, tzinfo=UTC), modified=date(2024, 2, 1))
    read = replace(known, published=None, modified=None)
    undated, problems = without_future(known, read, "a.txt")
    assert (undated.published, undated.modified) == (None, None)
    assert len(problems) == 2
    assert {problem.report for problem in problems} == {undated.id}
