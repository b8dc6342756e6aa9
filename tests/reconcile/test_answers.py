"""Sides, silence, grades, policies and days of an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.claims import COUNTRY, MEASURES, NORTH, TOWN, period, source
from tests.reconcile.figures import GAMMA, HOME, WAR, said, single
from tests.reconcile.stories import tallies_of

from tallybook.errors import UnknownName
from tallybook.model import Grade, Scope, Stance
from tallybook.reconcile.grading import sides_towards, silent_parties


@pytest.mark.parametrize(
    ("speakers", "sides", "silent", "grade"),
    [
        (["XB"], ("own side",), ("adversary",), Grade.WEAK),
        (["XC"], ("adversary",), ("own side",), Grade.WEAK),
        (["XB", "XC"], ("own side", "adversary"), (), Grade.CONFIRMED),
        (["XA", "XD"], ("own side", "adversary's ally"), ("adversary",), Grade.CONFIRMED),
        (["XC", "XD"], ("adversary", "adversary's ally"), ("own side",), Grade.FAIR),
        ([None], ("third party",), ("own side", "adversary"), Grade.WEAK),
    ],
)
def test_sides_silence_and_grade(speakers, sides, silent, grade):
    claims = [said("24", 2, by=source(f"Speaker of {party}", party)) for party in speakers]
    tally = single(claims, sides=WAR)
    assert (tally.sides, tally.silent, tally.grade) == (sides, silent, grade)


def test_the_policy_latest_takes_the_last_word():
    claims = [said("38", 1), said("12", 3, by=GAMMA)]
    tally = single(claims, policy="latest")
    assert (tally.low, tally.best, tally.high, tally.policy) == (12, 12, 12, "latest")


def test_an_unknown_policy_is_named():
    with pytest.raises(UnknownName, match="no policy is called 'median'"):
        tallies_of([said("1", 1)], MEASURES, policy="median")


def test_as_of_leaves_out_what_was_published_later():
    tally = single([said("9", 1), said("24", 5)], as_of=date(2031, 3, 2))
    assert (tally.low, tally.as_of) == (9, date(2031, 3, 2))


def test_a_report_dated_before_its_event_is_not_known_from_its_date():
    early = said("9", 1, scope=Scope.INCIDENT, when=period("2031-03-04"))
    assert tallies_of([early], MEASURES, as_of=date(2031, 3, 9)) == []


def test_every_bound_and_revision_names_its_claims():
    claims = [said("at least 9", 1), said("20-30", 3, by=GAMMA)]
    tally = single(claims)
    known = {one.id for one in claims}
    assert all(bound.because and set(bound.because) <= known for bound in tally.bounds)
    assert all(one.because for one in tally.revisions)


PEOPLE = {"of": (), "role": None, "place": TOWN, "scope": Scope.INCIDENT}
ON_THE_FIRST = {"when": period("2031-03-01")}


def test_an_echo_is_no_side():
    told = said("24", 1, by=HOME, **PEOPLE, **ON_THE_FIRST)
    paper = said("24", 2, by=None, **PEOPLE, **ON_THE_FIRST)
    tally = single([told, paper], sides=WAR)
    sides = ("own side",) if not tally.statements[1].independent else ("own side", "third party")
    assert tally.sides == sides


@pytest.mark.parametrize(
    ("words", "silent"),
    [
        ("in the shelling of Alba", ("adversary",)),
        ("in a flood in Alba", ()),
    ],
)
def test_people_hit_by_a_war_are_their_countrys_and_its_foe_is_silent(words, silent):
    place = replace(TOWN, text=words)
    tally = single([said("24", 1, by=HOME, **PEOPLE | {"place": place})], sides=WAR)
    assert (tally.sides, tally.silent) == (("own side",), silent)
    assert ("XC has given no figure" in tally.answer) == bool(silent)
    assert silent_parties(tally, WAR) == (("XC",) if silent else ())


def test_citizens_drowned_at_home_make_no_foe_silent():
    at_home = {"of": ("XA",), "role": None, "place": COUNTRY}
    assert single([said("23", 1, by=HOME, **at_home)], sides=WAR).silent == ()


def test_whoever_denied_it_is_not_called_silent():
    denial = said("30", 2, by=GAMMA, stance=Stance.DENIED)
    tally = single([said("30", 1), denial], sides=WAR)
    assert "XC has given no figure" not in tally.answer
    assert silent_parties(tally, WAR) == ()


def test_the_sides_of_statements_are_told_from_the_tally():
    claims = [said("24", 1), said("30", 2, by=GAMMA)]
    tally = single(claims, sides=WAR)
    told = sides_towards(tally, {one.id: one for one in claims}, WAR)
    by_origin = {one.origin: told[one.id] for one in tally.statements}
    assert by_origin == {"Army of Beta": "own side", "Gamma Staff": "adversary"}


def test_figures_taken_back_are_told_in_one_sentence():
    taken = [said(str(20 + day), day) for day in range(1, 8)]
    answer = single([*taken, said("12", 9)], sides=WAR).answer
    assert answer.count("taken back") == 1
    assert "has taken back its earlier 25, 26, 27 and 4 other figures" in answer


def test_a_corrected_early_row_is_not_the_newest_word():
    first, second, again = said("12", 1), said("50", 2), said("15", 9)
    early = replace(again, period=period(None, "2031-03-01"))
    answer = single([first, second, early], sides=WAR).answer
    assert "since then" not in answer
    assert answer.startswith("50 ")


def test_long_bare_numbers_are_grouped():
    assert single([said("1456610", 1)], sides=WAR).answer.startswith("1,456,610 ")


def test_a_wider_figure_is_told_with_its_place():
    wider = said("at most 30", 1, by=GAMMA, place=COUNTRY)
    told = tallies_of([said("at least 24", 1), wider], MEASURES, sides=WAR)
    (answer,) = [one.answer for one in told if one.place == NORTH]
    assert "they are among at most 30 XB soldiers killed in Xanadu, according to" in answer


@pytest.mark.parametrize(
    ("stance", "told"),
    [
        (Stance.DENIED, "denies that there were 30"),
        (Stance.PLANNED, "speaks of 30 as planned, which bounds nothing"),
    ],
)
def test_what_bounds_nothing_is_told_as_such(stance, told):
    assert told in single([said("30", 1, stance=stance)], sides=WAR).answer


def test_an_echo_of_what_was_taken_back_takes_nothing_back():
    first = said("30", 1)
    paper = said("30", 2, by=None)
    tally = single([first, paper, said("12", 5)], sides=WAR)
    answer = tally.answer
    (correction,) = tally.conflict
    assert (correction.kind, tally.contested) == ("correction", False)
    assert answer.count("taken back") <= 1
    assert "Outlet of" not in answer.partition("taken back")[0].rpartition(";")[2]
