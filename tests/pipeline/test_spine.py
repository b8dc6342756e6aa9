"""Readings, additions and answers, with steps that can be told to fail."""

from dataclasses import replace
from datetime import date

import pytest
from tests.pipeline.fakes import ANSWER, PAGES, STEPS
from tests.readings import MADE_BY

from tallybook.errors import DataError, UsageError
from tallybook.model import Period, Stage
from tallybook.pipeline.adding import add, revise
from tallybook.pipeline.answers import Question, answer_all, find_tally, known_by
from tallybook.pipeline.explanation import explain
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import clean_reports, extract_reports
from tallybook.store import Added, Ledger

GOOD = "HUR said 30 soldiers died"


@pytest.fixture
def ledger(tmp_path):
    with Ledger(str(tmp_path / "tallybook.db"), create=True) as opened:
        yield opened


def readings(*wheres, **options):
    return list(extract_reports(wheres, Options(**options), STEPS))


@pytest.mark.parametrize("jobs", [1, 2])
def test_readings_come_in_order_with_their_claims(jobs):
    found = readings("1 man|2 men", "3 men", jobs=jobs)
    assert [reading.report.text for reading in found] == ["1 man", "2 men", "3 men"]
    assert [reading.claims[0].quantity.low for reading in found] == [1, 2, 3]
    assert {reading.made_by for reading in found} == {MADE_BY}
    assert all(reading.blocks for reading in found)


def test_what_the_user_says_goes_to_the_reader():
    (reading,) = readings(GOOD, published=date(2024, 12, 17), publisher="The Gazette")
    assert (reading.report.published, reading.report.publisher) == (
        date(2024, 12, 17),
        "The Gazette",
    )


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("bad", "stage", "reason"),
    [
        ("gone", Stage.READ, "no such file"),
        ("unreadable", Stage.READ, "it is binary"),
        ("breaks reading", Stage.READ, "the read stage failed: ValueError: in reading"),
        ("breaks cleaning", Stage.CLEAN, "the clean stage failed: ValueError: in cleaning"),
        ("uncleanable", Stage.CLEAN, "it has no words"),
        ("breaks extracting", Stage.EXTRACT, "the extract stage failed: ValueError: in extracting"),
    ],
)
def test_one_bad_report_is_a_problem_and_the_rest_goes_on(bad, stage, reason, jobs):
    first, middle, last = readings("1 man", bad, "3 men", jobs=jobs)
    assert first.claims
    assert last.claims
    (problem,) = middle.problems
    assert problem.stage is stage
    assert problem.reason.startswith(reason)
    assert problem.where.startswith(bad)
    assert problem.remedy
    assert middle.claims == ()


def test_reports_before_a_failure_in_one_place_are_kept():
    first, failed = readings("1 man|breaks reading")
    assert first.claims
    assert failed.problems


@pytest.mark.parametrize("jobs", [1, 2])
def test_wrong_data_concerns_all_reports_and_is_raised(jobs):
    with pytest.raises(DataError, match="no measure"):
        readings("wrong words", "3 men", jobs=jobs)


def test_a_report_that_kills_its_process_is_a_problem_and_the_rest_goes_on():
    found = readings("1 man", "kills its process", *(f"{n} men" for n in range(12)), jobs=2)
    assert len(found) == 14
    assert found[1].problems[0].reason.startswith("the process that read it was killed")
    assert all(reading.claims for reading in [found[0], *found[2:]])


def test_blocks_without_claims():
    (reading,) = clean_reports([GOOD], Options(), PAGES)
    assert reading.blocks
    assert reading.claims == ()


def test_adding_says_what_became_of_each_reading(ledger):
    added = list(add(ledger, readings(GOOD, "gone", GOOD)))
    assert [addition.added for addition in added] == [Added.NEW, Added.NEW, Added.KNOWN]
    assert [addition.claims for addition in added] == [1, 0, 1]
    assert added[1].report is None
    assert added[1].where == "gone"
    assert [problem.where for problem in ledger.problems()] == ["gone"]


def test_answers_and_their_changes(ledger):
    list(add(ledger, readings(GOOD, published=date(2024, 12, 16))))
    (new,) = revise(ledger, ANSWER)
    assert (new.before, new.revision.low) == (None, 30)
    assert revise(ledger, ANSWER) == []
    list(add(ledger, readings("300 men", published=date(2024, 12, 17))))
    (rise,) = revise(ledger, ANSWER)
    assert (rise.before.low, rise.revision.low) == (30, 300)
    assert rise.revision.because


def test_as_of_a_day_what_came_later_is_not_known(ledger):
    list(add(ledger, readings(GOOD, published=date(2024, 12, 16))))
    list(add(ledger, readings("300 men", published=date(2024, 12, 18))))
    list(add(ledger, readings("999 men")))

    def low(day):
        return [t.low for t in answer_all(ledger, Question(as_of=day), ANSWER)]

    assert low(date(2024, 12, 15)) == []
    assert low(date(2024, 12, 17)) == [30]
    assert low(date(2024, 12, 18)) == [300]
    assert low(None) == [999]


def test_a_report_dated_before_its_event_is_known_from_when_it_was_read(ledger):
    list(add(ledger, readings(GOOD, published=date(2024, 12, 1))))
    (claim,) = ledger.claims()
    early = replace(claim, period=Period("Sunday", date(2024, 12, 15), date(2024, 12, 15)))
    read = ledger.first_read()
    assert list(known_by(date(2024, 12, 16), [early], read)) == []
    assert list(known_by(read[claim.report].date(), [early], read)) == [early]


@pytest.mark.parametrize(
    ("question", "count"),
    [
        (Question(measure="killed", party="kp"), 1),
        (Question(measure="wounded"), 0),
        (Question(party="RU"), 0),
        (Question(place="Kursk"), 0),
    ],
)
def test_questions_choose(ledger, question, count):
    list(add(ledger, readings(GOOD)))
    assert len(answer_all(ledger, question, ANSWER)) == count


def test_a_tally_is_found_by_the_beginning_of_its_id(ledger):
    list(add(ledger, readings(GOOD)))
    tallies = answer_all(ledger, Question(), ANSWER)
    assert find_tally(tallies, "tally of") is tallies[0]
    with pytest.raises(UsageError, match="see `tallybook tallies`"):
        find_tally(tallies, "x")
    with pytest.raises(UsageError, match="write more of it"):
        find_tally([tallies[0], replace(tallies[0], id="tally of others")], "tally")


def test_explaining_a_claim(ledger):
    list(add(ledger, readings(GOOD)))
    (claim,) = ledger.claims()
    told = explain(ledger, claim.id[:6], lambda report, claim: f"tree of {report.text}")
    assert told.claim == claim
    assert told.claim.parts
    assert told.sentence == GOOD
    assert told.tree == f"tree of {GOOD}"
