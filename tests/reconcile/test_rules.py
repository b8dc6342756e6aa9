"""One small story for each rule of reconciling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.claims import COUNTRY, FAR_TOWN, MEASURES, NORTH, SOUTH, TOWN, period, source
from tests.reconcile.figures import GAMMA, HOME, RESCUE, WAR, said, single
from tests.reconcile.stories import tallies_of

from tallybook.model import Grade, Scope, Stance


def of(tallies, measure="killed", parties=("XB",), scope=Scope.CUMULATIVE, role="soldier"):
    found = [
        one
        for one in tallies
        if (one.measure, one.of.parties, one.scope, one.of.role) == (measure, parties, scope, role)
    ]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("figures", "low", "best", "high"),
    [
        ([("10", 1), ("25", 2)], 25, 25, 25),
        ([("10", 1), ("at least 25", 2)], 25, None, None),
        ([("25", 2), ("at least 10", 9)], 25, 25, 25),
        ([("at least 10", 1), ("20-40", 2)], 20, None, 40),
        ([("at most 40", 2)], None, None, 40),
        ([("heavy losses", 1)], None, None, None),
        ([("none", 1)], 0, 0, 0),
    ],
)
def test_totals_never_fall_and_the_last_ceiling_holds(figures, low, best, high):
    tally = single([said(words, day) for words, day in figures])
    assert (tally.low, tally.best, tally.high) == (low, best, high)


def test_a_source_that_lowers_its_figure_takes_the_older_one_back():
    tally = single([said("43", 1), said("38", 3)])
    assert (tally.low, tally.best, tally.high) == (38, 38, 38)
    assert [one.kind for one in tally.conflict] == ["correction"]
    assert not tally.contested
    assert [(one.at.day, one.low) for one in tally.revisions] == [(1, 43), (3, 38)]
    assert "taken back its earlier 43" in tally.answer


def test_a_lower_figure_of_another_source_is_a_dispute():
    tally = single([said("38", 1), said("12", 3, by=GAMMA)])
    assert tally.contested
    assert tally.grade is Grade.CONTESTED
    assert [one.kind for one in tally.conflict] == ["dispute"]
    assert (tally.low, tally.high) == (12, None)
    assert "but" in tally.answer


def test_the_hull_leaves_out_the_smaller_set():
    figures = [said("34", 3), said("30-38", 3, by=HOME), said("12", 3, by=GAMMA)]
    tally = single(figures)
    assert (tally.low, tally.high) == (34, 34)
    assert len(tally.conflict) == 2


def test_a_denial_by_another_party_contests_and_opens_the_floor():
    tally = single([said("at least 30", 1), said("30", 2, by=GAMMA, stance=Stance.DENIED)])
    assert tally.contested
    assert [one.kind for one in tally.conflict] == ["denial"]
    assert tally.low is None


def test_a_source_that_denies_its_own_figure_withdraws_it():
    tally = single([said("30", 1), said("30", 2, stance=Stance.DENIED)])
    assert (tally.low, tally.high) == (None, None)
    assert not tally.contested
    assert tally.grade is Grade.DISCOUNTED or tally.origins == 0


@pytest.mark.parametrize(
    "stance", [Stance.UNCONFIRMED, Stance.FORECAST, Stance.PLANNED, Stance.HYPOTHETICAL]
)
def test_what_is_feared_or_to_come_raises_no_bound(stance):
    tallies = tallies_of([said("10", 1), said("500", 2, by=GAMMA, stance=stance)], MEASURES)
    assert of(tallies).low == 10
    assert of(tallies).origins == 1


def test_an_incident_is_a_floor_of_the_running_total():
    tallies = tallies_of(
        [
            said("at least 3", 1),
            said("40", 2, by=GAMMA, scope=Scope.INCIDENT, place=TOWN, when=period("2031-03-01")),
        ],
        MEASURES,
    )
    total = of(tallies)
    assert total.low == 40
    assert total.origins == 2
    assert total.bounds[0].rule.endswith("an incident lies within the running total")
    assert of(tallies, scope=Scope.INCIDENT).low == 40


def test_the_running_total_is_a_ceiling_of_its_incident():
    tallies = tallies_of(
        [
            said("at most 50", 5),
            said("at least 4", 2, by=GAMMA, scope=Scope.INCIDENT, place=TOWN,
                 when=period("2031-03-01")),
        ],
        MEASURES,
    )  # fmt: skip
    assert of(tallies, scope=Scope.INCIDENT).high == 50


def test_an_earlier_total_is_no_ceiling_of_a_later_incident():
    tallies = tallies_of(
        [
            said("5", 1),
            said("at least 20", 9, by=GAMMA, scope=Scope.INCIDENT, place=TOWN,
                 when=period("2031-03-08")),
        ],
        MEASURES,
    )  # fmt: skip
    assert of(tallies, scope=Scope.INCIDENT).high is None
    assert (of(tallies).low, of(tallies).high) == (20, None)


def test_killed_lie_within_killed_or_wounded():
    claims = [said("12", 2), said("15-20", 2, by=GAMMA, measure="killed_or_wounded")]
    tallies = tallies_of(claims, MEASURES)
    assert of(tallies).high == 12
    assert of(tallies, "killed_or_wounded").low == 15
    more = tallies_of([said("at least 18", 2), claims[1]], MEASURES)
    assert of(more, "killed_or_wounded").low == 18
    assert of(more).high == 20


def test_a_narrower_place_is_a_floor_of_the_wider():
    claims = [said("at least 5", 2, place=COUNTRY), said("at least 9", 2, by=GAMMA, place=TOWN)]
    wide = next(one for one in tallies_of(claims, MEASURES) if one.place == COUNTRY)
    assert wide.low == 9


def test_a_union_of_armies_draws_each_ones_share():
    claims = [
        said("at least 5", 2, measure="killed_or_wounded"),
        said("about 200", 2, by=GAMMA, of=("XB", "XC")),
    ]
    share = of(tallies_of(claims, MEASURES))
    assert (share.low, share.high) == (None, 220)
    assert share.statements[0].of.parties == ("XB", "XC")


def test_a_sub_count_bounds_its_whole_and_adds_nothing():
    strike = {"scope": Scope.INCIDENT, "place": TOWN, "when": period("2031-03-01"), "of": ()}
    whole = said("at least 20", 2, by=HOME, role=None, **strike)
    children = said("12", 2, by=HOME, role="child", people="children", part_of=whole.id, **strike)
    tallies = tallies_of([whole, children], MEASURES)
    everybody = next(one for one in tallies if one.of.role is None)
    assert (everybody.low, everybody.high) == (20, None)
    assert next(one for one in tallies if one.of.role == "child").low == 12


def test_an_increment_by_another_source_is_only_a_floor():
    tally = single([said("30", 2), said("3", 3, by=GAMMA, increment=True)])
    assert (tally.low, tally.high) == (30, 30)


def test_a_level_may_fall_and_the_latest_counts():
    level = {"measure": "displaced", "scope": Scope.CURRENT, "of": (), "role": None}
    tally = single([said("4000", 1, by=HOME, **level), said("1500", 9, by=HOME, **level)])
    assert (tally.low, tally.high) == (1500, 1500)
    assert not tally.contested
    assert tally.conflict == ()


def test_vague_words_yield_to_a_number_a_little_above():
    level = {"measure": "deployed", "scope": Scope.CURRENT}
    tally = single([said("11,000", 2, **level), said("thousands", 2, by=GAMMA, **level)])
    assert (tally.low, tally.high) == (11000, 11000)
    assert not tally.contested


def test_a_rising_toll_of_one_happening_is_one_question():
    quake = {"of": (), "role": None, "place": NORTH, "by": RESCUE}
    claims = [
        said("9", 1, scope=Scope.INCIDENT, when=period("2031-03-01"), **quake),
        said("23", 2, scope=Scope.INCIDENT, when=period("2031-03-01"), **quake),
        said("52", 5, scope=Scope.CUMULATIVE, **quake),
    ]
    tally = single(claims)
    assert (tally.low, tally.best, tally.high) == (52, 52, 52)
    assert [one.low for one in tally.revisions] == [9, 23, 52]
    assert tally.period.first == date(2031, 3, 1)


def test_the_total_of_a_war_is_not_the_toll_of_its_one_strike():
    hit = {"of": (), "role": None, "by": GAMMA}
    claims = [
        said("9", 1, scope=Scope.INCIDENT, when=period("2031-03-01"), place=TOWN, **hit),
        said("4500", 2, scope=Scope.CUMULATIVE, place=COUNTRY, **hit),
    ]
    tallies = tallies_of(claims, MEASURES, sides=WAR)
    assert sorted(one.low for one in tallies) == [9, 4500]


def test_two_happenings_stay_two():
    hit = {"of": (), "role": None, "by": HOME, "scope": Scope.INCIDENT}
    claims = [
        said("9", 1, when=period("2031-03-01"), place=TOWN, **hit),
        said("4", 1, when=period("2031-03-01"), place=FAR_TOWN, **hit),
        said("7", 8, when=period("2031-03-08"), place=TOWN, **hit),
    ]
    assert len(tallies_of(claims, MEASURES)) == 3


def test_two_undated_happenings_of_one_report_do_not_bound_each_other():
    hit = {"of": (), "role": None, "scope": Scope.INCIDENT, "place": TOWN}
    first = said("9", 1, by=HOME, hit_by=("XB",), **hit)
    other = said("40", 1, by=HOME, hit_by=("XC",), **hit)
    assert [one.contested for one in tallies_of([first, other], MEASURES)] == [False, False]


def test_a_toll_of_another_year_is_another_question():
    toll = {"of": (), "role": None, "place": NORTH, "by": HOME}
    claims = [
        said("9000", 3, when=period("2016-01-01", "2016-12-31"), **toll),
        said("178", 3, **toll),
    ]
    tallies = tallies_of(claims, MEASURES)
    assert sorted(one.low for one in tallies) == [178, 9000]
    assert not any(one.contested for one in tallies)


def test_a_figure_without_a_place_joins_where_just_one_fits():
    joined = single([said("at least 9", 1), said("30", 3, by=GAMMA, place=None)])
    assert joined.low == 30
    placed = [said("at least 9", 1), said("8", 1, by=HOME, place=SOUTH)]
    apart = tallies_of([*placed, said("30", 3, by=GAMMA, place=None)], MEASURES)
    assert len(apart) == 3


def test_a_vague_mention_makes_no_question_beside_a_fitting_one():
    level = {"measure": "deployed", "scope": Scope.CURRENT}
    claims = [said("11,000", 1, place=COUNTRY, **level), said("thousands", 2, by=GAMMA, **level)]
    tally = single(claims)
    assert tally.place == COUNTRY
    assert len(tally.statements) == 2


def test_the_dead_of_a_strike_are_no_witness_for_those_of_the_war():
    people = {"of": (), "role": None, "place": COUNTRY}
    strike = said("22", 5, scope=Scope.INCIDENT, when=period("2031-03-05"), **people)
    war = replace(said("at least 38584", 5, by=GAMMA, **people), report=strike.report)
    found = tallies_of([strike, war], MEASURES, sides=WAR)
    assert sorted((one.low, one.origins) for one in found) == [(22, 1), (38584, 1)]


def test_a_total_adopts_no_place_of_a_happening_that_it_far_exceeds():
    people = {"of": (), "role": None}
    strike = said("22", 5, scope=Scope.INCIDENT, place=TOWN, **people)
    everywhere = replace(said("539", 5, by=GAMMA, place=None, **people), report=strike.report)
    places = {
        one.low: one.place and one.place.name for one in tallies_of([strike, everywhere], MEASURES)
    }
    assert places[22] == TOWN.name
    assert places[539] is None


@pytest.mark.parametrize(("by", "low"), [(GAMMA, 22), (HOME, 36)])
def test_fighters_of_one_account_may_be_the_civilians_of_another(by, low):
    strike = {"of": (), "place": TOWN, "scope": Scope.INCIDENT, "when": period("2031-03-05")}
    civilians = said("22", 5, by=HOME, role="civilian", **strike)
    fighters = replace(said("14", 5, by=by, role="fighter", **strike), report=civilians.report)
    whole = said("at least 3", 5, by=RESCUE, role=None, **strike)
    found = tallies_of([whole, civilians, fighters], MEASURES, sides=WAR)
    (tally,) = [one for one in found if one.of.role is None]
    assert tally.low == low


def test_a_spokesman_and_his_body_are_one_origin():
    guard = source("Coast Guard of Xanadu", "XA")
    speaker = replace(source("Bo Lind", "XA"), speaks_for="Coast Guard of Xanadu")
    first, later = said("9", 1, by=guard), said("14", 2, by=speaker)
    tally = single([first, later])
    assert (tally.origins, tally.low, tally.high, tally.contested) == (1, 14, 14, False)
    other = said("14", 2, by=replace(speaker, speaks_for=None))
    assert single([first, other]).origins == 2


def test_what_came_through_one_outlet_falls_with_its_own_note():
    paper = source("Delta Radio")
    rumour = replace(said("20", 1, by=GAMMA), publisher="Other Paper")
    heard = replace(rumour, attribution=(*rumour.attribution, paper))
    note = said("20", 2, by=paper, stance=Stance.DENIED)
    (correction,) = single([said("27", 3), heard, note]).conflict
    assert correction.kind == "correction"
    (denial,) = single([said("27", 3), rumour, note]).conflict
    assert denial.kind == "denial"


def test_echoes_add_no_origin():
    claims = [said("24", 1), said("24", 2, by=None), said("24", 3, by=None)]
    assert single(claims).origins == 1
