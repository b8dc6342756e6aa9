"""changes: reads like a wire, by both clocks, in the words of those who said it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.claims import claim, source
from tests.reconcile.figures import BETA, GAMMA, TOTAL

from tallybook.model import Block, Reading, Report, Role, Stance
from tallybook.pipeline.adding import revise
from tallybook.pipeline.weighing import load_answer
from tallybook.store import Ledger

OFFICIAL = source("a senior military official", "XC", unnamed=True)


def reading(words, day, by=BETA, agency=None, **more):
    """One report that tells one figure."""
    text = f"{words} soldiers were killed, {by.source.name} said on day {day}."
    report = Report(
        text=text, publisher=f"Paper {day}", published=date(2031, 3, day), path=f"paper-{day}.txt"
    )
    said = claim(
        words,
        by=by,
        report=report.id,
        start=0,
        people="soldiers",
        agency=agency,
        publisher=report.publisher,
        published=report.published,
        **{**TOTAL, **more},
    )
    return Reading(report, (Block(Role.BODY, 0, len(text)),), (said,), ())


@pytest.fixture
def told(tmp_path):
    """A ledger into which readings go one by one, each answered at once."""
    path = tmp_path / "own.db"

    def tell(*readings):
        with Ledger(str(path), create=True) as ledger:
            for one in readings:
                ledger.add(one)
                revise(ledger, load_answer())
        return path

    return tell


def items(run, path, *options):
    result = run("changes", "--ledger", path, "--json", *options)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_rise_is_told_with_who_said_it_and_where(run, told):
    path = told(reading("at least 30", 1), reading("several hundred", 2, OFFICIAL, agency="AW"))
    first, second = (one["item"] for one in items(run, path))
    assert first.startswith("1 March 2031 · ")
    assert "a first figure, 30 or more." in first
    assert "The Army of Beta (XB) said “at least 30” (Paper 1)." in first
    assert "low rises from 30 to 300" in second
    assert "A senior military official" in second
    assert "said “several hundred” (AW, in Paper 2)." in second


def test_a_fall_is_never_silent(run, told):
    path = told(reading("38", 1), reading("12", 2))
    *_, fall = (one["item"] for one in items(run, path))
    assert "falls from 38 to 12" in fall
    assert (
        "said “38” on 1 March 2031 and says “12” on 2 March 2031: the figure is corrected" in fall
    )


def test_a_fall_that_leaves_the_answer_is_told_too(run, told):
    path = told(reading("at least 30", 1), reading("at least 20", 2))
    *_, fall = items(run, path)
    assert "stays at 30 or more" in fall["item"]
    assert fall["moves"][0]["turn"] == "fall"
    assert "lower, without contradicting it" in fall["item"]


def test_what_now_contradicts_is_named(run, told):
    path = told(reading("38", 2), reading("12", 2, GAMMA))
    *_, clash = items(run, path)
    assert clash["contested"]
    assert "now contradict each other" in clash["item"]
    assert "“38”" in clash["item"]
    assert "“12”" in clash["item"]


def test_a_retraction_is_told(run, told):
    path = told(reading("12", 1), reading("12", 3, stance=Stance.DENIED))
    *_, last = items(run, path)
    assert "takes back its “12”" in last["item"]


def test_nothing_new_adds_no_item(run, told):
    path = told(reading("38", 1))
    before = items(run, path)
    with Ledger(str(path)) as ledger:
        assert revise(ledger, load_answer()) == []
    assert items(run, path) == before


def test_both_clocks(run, told):
    path = told(reading("8", 1), reading("12", 5))
    assert len(items(run, path)) == 2
    assert [
        one["revision"]["at"] for one in items(run, path, "--published-since", "2031-03-02")
    ] == ["2031-03-05"]
    assert items(run, path, "--since", "2999-01-01") == []
    assert len(items(run, path, "--since", "2000-01-01")) == 2


def test_what_moved_before_is_known_though_only_the_newest_is_asked(told):
    path = told(reading("8", 1), reading("12", 5))
    with Ledger(str(path)) as ledger:
        _, second = ledger.changes()
        (alone,) = ledger.changes(second.recorded)
    assert alone == second
    assert alone.before.low == 8


def test_the_keys_of_old_stay(run, told):
    (one,) = items(run, told(reading("8", 1)))
    keys = ["tally", "recorded", "withdrawn", "before", "revision", "measure", "answer"]
    assert list(one)[:7] == keys
    assert one["said"][0]["text"] == "8 soldiers"


def test_the_wire_is_printed_an_item_a_paragraph(run, told):
    result = run("changes", "--ledger", told(reading("8", 1), reading("12", 5)))
    assert result.stdout.count("\n\n") == 1
    assert result.stdout.index("8") < result.stdout.index("rises from 8 to 12")


def test_a_wrong_day_is_named(run, told):
    result = run("changes", "--ledger", told(reading("8", 1)), "--published-since", "March")
    assert result.exit_code == 2
    assert "--published-since: 'March' is not a date" in result.stderr
