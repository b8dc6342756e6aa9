"""Bouts: an army's losses in a few days of fighting are one question; two fronts never are."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from tests.claims import COUNTRY, FAR_TOWN, NORTH, SOUTH, TOWN, period
from tests.reconcile.fighting import (
    BETA,
    ENVOY,
    FIRST,
    GAMMA,
    figures,
    of_beta,
    only,
    tallies,
    told,
)

from tallybook.model import Place, Scope, Stance, Turn

AROUND = replace(TOWN, start=0, end=7)  # told of in a sentence before
SINCE = told("11", 13, since=FIRST)
WEEK = [
    told("40", 10, GAMMA, on=FIRST),
    told("4", 10, scope=Scope.CUMULATIVE, place=AROUND),
    told("7", 11, place=None),
    SINCE,
    told("more than 10", 12, ENVOY, since=FIRST, place=None),
]


def test_a_week_is_one_question_whatever_day_or_place_stands_by_a_figure():
    tally = only(WEEK)
    assert figures(tally) == ["11", "11", "4", "40", "7"]
    assert (str(tally.period.first), tally.low, tally.contested) == (FIRST, 11, True)
    assert [conflict.kind for conflict in tally.conflict] == ["dispute"]


def test_why_a_figure_is_of_the_bout_is_told():
    tally = only(WEEK)
    (vague,) = [one for one in tally.statements if one.low == 7]
    assert "it names no first day: the fighting since 10 March 2031 is the only that fits" in (
        vague.reasons
    )
    (own,) = [one for one in tally.statements if one.low == 11 and one.origin == "Army of Beta"]
    assert not any("first day" in reason for reason in own.reasons)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_the_reports_changes_nothing(order):
    assert tallies([WEEK[at] for at in order]) == tallies(WEEK[:4])


def test_each_source_rises_within_the_bout():
    turns = [(move.turn, move.at.day) for move in only(WEEK).moves]
    assert turns == [(Turn.RISE, 11), (Turn.RISE, 13)]


def test_two_fronts_stay_two():
    far = told("25", 12, place=SOUTH, since=FIRST, by=GAMMA)
    found = of_beta([*WEEK, far])
    assert len(found) > 1
    assert not any({"25", "11"} <= set(figures(one)) for one in found)


def test_where_it_is_fought_elsewhere_too_only_first_days_join():
    """Gamma's losses 200 km away: nobody can tell of which fighting a bare figure is."""
    away = told("3", 12, GAMMA, of=("XC",), place=FAR_TOWN, on="2031-03-12")
    of_the_week = next(one for one in of_beta([*WEEK, away]) if "11" in figures(one))
    assert "7" not in figures(of_the_week)


def test_a_long_war_is_not_counted_by_its_last_week():
    before = told("31,000", 1, GAMMA, report="before")
    bare = told("31,500", 12, GAMMA, place=None)
    week = next(one for one in of_beta([before, SINCE, bare]) if "11" in figures(one))
    assert figures(week) == ["11"]


def test_where_losses_were_told_the_month_before_a_bare_figure_stays_apart():
    before = told("3", 2, on="2031-03-02", report="before")
    assert not any({"11", "7"} <= set(figures(one)) for one in of_beta([before, WEEK[2], SINCE]))


def test_a_figure_of_another_scale_is_not_of_the_bout():
    war = told("4,000", 12, GAMMA, place=None)
    assert not any({"11", "4000"} <= set(figures(one)) for one in of_beta([SINCE, war]))


def test_two_first_days_leave_a_bare_figure_alone():
    other = told("9", 13, ENVOY, since="2031-03-12")
    assert not any("7" in figures(one) and len(figures(one)) > 1 for one in of_beta(
        [SINCE, other, WEEK[2]]
    ))  # fmt: skip


def test_a_later_day_is_a_part_of_the_bout_and_not_its_toll():
    ambush = told("5", 12, GAMMA, on="2031-03-12", place=TOWN)
    week, day = sorted(of_beta([SINCE, ambush]), key=lambda one: -one.low)
    assert (week.low, week.high, day.low, day.high) == (11, 11, 5, 5)
    assert not week.contested
    assert day.id in week.parts


def test_a_village_that_the_words_name_is_a_part():
    village = told("5", 10, GAMMA, on=FIRST, place=TOWN)
    week = next(one for one in of_beta([SINCE, village]) if one.low == 11)
    assert not week.contested
    assert week.high == 11


def test_since_march_takes_in_the_bout_and_is_no_answer_to_it():
    long = told("31", 13, since="2031-01-01", report="long")
    wide, week = sorted(of_beta([*WEEK[2:4], long]), key=lambda one: -one.low)
    assert (wide.low, wide.high, wide.origins) == (31, 31, 1)
    assert (week.low, week.high) == (11, 11)
    assert week.id in wide.parts
    assert figures(wide) == ["31"]


def test_a_sub_count_caps_nothing():
    part = told("1", 13, since=FIRST, part_of=SINCE.id, report=SINCE.report)
    part = replace(part, of=replace(part.of, text="them"))
    tally = only([SINCE, part])
    assert (tally.low, tally.high, tally.origins) == (11, 11, 1)


def test_another_measure_of_that_army_joins_too():
    wounded = told("19", 13, measure="wounded", place=None, report=SINCE.report)
    (tally,) = of_beta([SINCE, wounded], "wounded")
    assert str(tally.period.first) == FIRST


def test_the_first_day_is_one_question_before_anybody_names_it():
    """A total as of a day is that day's loss where there was none before."""
    as_of = told("4", 10, on=FIRST, scope=Scope.CUMULATIVE)
    tally = only([WEEK[0], as_of])
    assert (tally.low, tally.high, tally.contested) == (4, 40, True)
    assert tally.scope is Scope.INCIDENT


def test_a_bout_of_two_armies_is_the_sum_of_each_ones_own_count():
    theirs = told("8", 13, GAMMA, of=("XC",), since=FIRST, place=None)
    both = told("at most 25", 13, ENVOY, of=("XB", "XC"), since=FIRST, place=None)
    (tally,) = [one for one in tallies([SINCE, theirs, both]) if len(one.of.parties) > 1]
    assert (tally.low, tally.high, tally.contested) == (19, 25, False)
    assert "disjoint parts add: 11 + 8" in [bound.rule for bound in tally.bounds]
    assert (tally.origins, tally.sides) == (1, ("third party",))


@pytest.mark.parametrize("since", ["2031-03-09", "2031-03-11"])
def test_armies_counted_from_two_days_do_not_add(since):
    theirs = told("8", 13, GAMMA, of=("XC",), since=since, place=None)
    both = told("at most 25", 13, ENVOY, of=("XB", "XC"), since=FIRST, place=None)
    (tally,) = [one for one in tallies([SINCE, theirs, both]) if len(one.of.parties) > 1]
    assert tally.low == (19 if since > FIRST else 11)


def test_places_of_two_lands_beside_each_other_are_one_neighbourhood():
    over = Place("in Cadir", "Cadir", ("XC",), "Cadir Province", 10.2, 10.2, "place")
    tally = only([SINCE, told("14", 14, since=FIRST, place=over)])
    assert (tally.low, tally.high) == (14, 14)
    assert tally.place is None


def test_a_retraction_is_of_the_bout_and_ends_the_dispute():
    taken = [
        told("40", 14, GAMMA, stance=Stance.DENIED, place=None, report="taken"),
        told("at least 10", 14, GAMMA, since=FIRST, place=None, report="taken"),
    ]
    tally = only([*WEEK, *taken])
    assert not tally.contested
    assert (tally.low, tally.high) == (11, 11)
    (move,) = [one for one in tally.moves if one.turn is Turn.RETRACTION]
    by_id = {one.id: one for one in tally.statements}
    assert (by_id[move.earlier].low, by_id[move.later].low) == (40, 10)
    assert "takes back its “40” and says “at least 10”" in move.why
    (denial,) = [one for one in tally.statements if one.stance == Stance.DENIED]
    assert not denial.independent


def test_a_voice_falls_with_the_figure_that_it_repeats():
    echo = told("40", 11, None, report="paper", on=FIRST)
    taken = told("40", 14, GAMMA, stance=Stance.DENIED, place=None, report="taken")
    tally = only([*WEEK[:4], echo, taken])
    assert not tally.contested


def test_an_unrelated_war_changes_nothing():
    other = [
        told("700", 12, ENVOY, of=("YD",), since=FIRST, place=COUNTRY, report="other"),
        told("60", 12, ENVOY, of=("YD",), place=FAR_TOWN, report="other"),
    ]
    before = {one.id: one for one in tallies(WEEK)}
    after = {one.id: one for one in tallies([*WEEK, *other])}
    assert {name: after[name] for name in before} == before


def test_later_counts_since_that_day_are_the_same_question():
    late = told("30", 30, since=FIRST, report="late")
    tally = only([*WEEK[2:4], late])
    assert (tally.low, tally.high) == (30, 30)


def test_civilians_are_of_no_bout():
    people = [
        told("6", 11, of=(), role="civilian", place=NORTH),
        told("9", 13, of=(), role="civilian", place=NORTH, since=FIRST),
    ]
    assert only([*people, SINCE]).high == 11


def test_a_total_of_a_day_before_the_first_is_not_of_the_bout():
    early = told("7", 11, on="2031-03-09", place=NORTH)
    assert not any({"7", "11"} <= set(figures(one)) for one in of_beta([early, SINCE]))
    assert period("2031-03-09").first == early.period.first
    assert BETA.source.party == "XB"
