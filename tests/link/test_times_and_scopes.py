"""One statement or two: by time, scope, place and the number itself."""

from __future__ import annotations

import pytest
from tests.claims import NORTH, TOWN, claim, period, source

from tallybook.link import find_statements, judge
from tallybook.model import Place, Scope, Verdict

SERVICE = source("Rescue Service", "XA")
TOTAL = {"scope": Scope.CUMULATIVE}
SAME, UNSURE, DIFFERENT = Verdict.SAME, Verdict.UNSURE, Verdict.DIFFERENT
VOVKA = Place("in the village of Vovka", None, ("XA",))
PETRA = Place("in Petra", None, ("XA",))


def between(left, right, words="24", place=TOWN):
    """The verdict over two claims of one source in two reports, the first of 3 March."""
    shared = {"words": words, "by": SERVICE, "place": place}
    first = claim(**{**shared, "report": "a", "published": "2031-03-03", **left})
    second = claim(**{**shared, "report": "b", "published": "2031-03-03", **right})
    link = judge(first, second)
    again = judge(second, first)
    assert (link.id, link.score) == (again.id, again.score)
    assert link.reasons
    return link


@pytest.mark.parametrize(
    ("words", "later", "verdict"),
    [
        ("2", "2031-03-05", SAME),
        ("2", "2031-03-07", UNSURE),
        ("9", "2031-03-07", UNSURE),
        ("30", "2031-03-07", SAME),
        ("24", "2031-03-07", SAME),
        ("1247", "2031-03-12", SAME),
        ("24", "2031-03-20", DIFFERENT),
        ("dozens", "2031-03-07", UNSURE),
    ],
)
def test_an_undated_happening_is_news_unless_its_number_is_seldom_met(words, later, verdict):
    assert between({}, {"published": later}, words).verdict is verdict


def test_small_numbers_day_after_day_are_no_chain():
    claims = [
        claim("2", by=SERVICE, place=TOWN, report=f"r{day}", published=f"2031-03-{day:02}")
        for day in (1, 3, 5, 7)
    ]
    statements = find_statements(claims).statements
    assert [len(one.carriers) for one in statements] == [2, 2]


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ({"when": period("2031-03-02")}, {"when": period("2031-03-03")}, DIFFERENT),
        ({"when": period("2031-03-01", "2031-03-02")}, {"when": period("2031-03-02")}, SAME),
        ({"when": period("2031-03-02")}, {"published": "2031-03-04"}, SAME),
        ({"when": period("2031-03-05")}, {"published": "2031-03-03"}, DIFFERENT),
        ({"when": period("2031-02-15")}, {"published": "2031-03-03"}, DIFFERENT),
    ],
)
def test_dated_happenings(left, right, verdict):
    assert between(left, right, "2").verdict is verdict


def test_a_day_within_a_month_may_be_another_happening():
    month, day = {"when": period("2031-03-01", "2031-03-31")}, {"when": period("2031-03-12")}
    assert between(month, day, "2").verdict is UNSURE
    assert between(month, day, "24").verdict is SAME


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ({}, {}, SAME),
        ({}, {"published": "2031-03-09"}, SAME),
        ({}, {"published": "2031-03-24"}, DIFFERENT),
        ({"when": period("2031-03-01")}, {"when": period("2031-03-02")}, SAME),
        (
            {"when": period("2031-03-01")},
            {"when": period("2031-03-04"), "published": "2031-03-04"},
            DIFFERENT,
        ),
        ({"when": period("2031-03-01")}, {"published": "2031-03-04"}, SAME),
        (
            {"when": period("2031-03-02")},
            {"when": period("2031-03-02"), "published": "2031-03-08"},
            SAME,
        ),
        (
            {"when": period("2031-01-01", "2031-03-03")},
            {"when": period("2031-01-01", "2031-03-05"), "published": "2031-03-05"},
            SAME,
        ),
        (
            {"when": period("2031-01-01", "2031-03-03")},
            {"when": period("2030-02-01", "2031-03-03")},
            DIFFERENT,
        ),
        (
            {"when": period("2030-01-01", "2030-12-31")},
            {"when": period("2030-01-01", "2030-12-31"), "published": "2031-06-01"},
            SAME,
        ),
    ],
)
def test_running_totals(left, right, verdict):
    link = between({**TOTAL, **left}, {**TOTAL, **right}, "30")
    assert link.verdict is verdict, link.reasons


def test_a_total_told_again_weeks_later_is_said_anew():
    claims = [
        claim("1247", by=SERVICE, place=NORTH, report=day, published=day, **TOTAL)
        for day in ("2031-03-01", "2031-03-03", "2031-03-28")
    ]
    said = [(str(one.said), len(one.carriers)) for one in find_statements(claims).statements]
    assert said == [("2031-03-01", 2), ("2031-03-28", 1)]
    reasons = judge(claims[0], claims[2]).reasons
    assert reasons == ("they were said 27 days apart: the later one is said anew",)


@pytest.mark.parametrize(
    ("place", "words", "total", "verdict"),
    [
        (TOWN, "12", {}, SAME),
        (NORTH, "12", {}, UNSURE),
        (NORTH, "24", {}, UNSURE),
        (None, "12", {}, SAME),
        (None, "12", {"published": "2031-03-08"}, UNSURE),
        (TOWN, "12", {"when": period("2031-01-01", "2031-03-03")}, DIFFERENT),
        (TOWN, "12", {"when": period("2031-03-03")}, SAME),
    ],
)
def test_a_happening_and_its_toll_so_far(place, words, total, verdict):
    link = between({"when": period("2031-03-02")}, {**TOTAL, **total}, words, place)
    assert link.verdict is verdict, link.reasons


def test_within_one_report_a_happening_and_a_toll_are_one_where_the_times_allow():
    day = claim("12", by=SERVICE, place=NORTH, when=period("2031-03-02"))
    toll = claim("12", by=SERVICE, place=NORTH, **TOTAL)
    war = claim("12", by=SERVICE, place=NORTH, when=period("2030-01-01", "2031-03-03"), **TOTAL)
    assert judge(day, toll).verdict is SAME
    assert judge(day, war).verdict is DIFFERENT


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("at least 30", "at most 30", DIFFERENT),
        ("more than 30", "at most 30", DIFFERENT),
        ("30", "at most 30", SAME),
        ("about 30", "at least 30", SAME),
        ("dozens", "36", DIFFERENT),
    ],
)
def test_floors_and_ceilings(left, right, verdict):
    assert between({"words": left}, {"words": right}).verdict is verdict


def test_two_villages_that_no_gazetteer_knows_may_be_two():
    assert between({"place": VOVKA}, {"place": PETRA}).verdict is UNSURE
    assert between({"place": VOVKA}, {"place": VOVKA}).verdict is SAME


def test_a_sub_count_is_not_the_whole_elsewhere():
    part = {"part_of": "whole"}
    assert between(part, {}, "9").verdict is DIFFERENT
    assert between({**part, "role": "child"}, {"role": "child"}, "9").verdict is SAME
