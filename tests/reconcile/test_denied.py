"""Denied: what a denial leaves unsaid it takes from the figure that it denies, where one fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims import FAR_TOWN, MEASURES, NORTH, SOUTH, TOWN, claim, source
from tests.reconcile.fighting import ENVOY, GAMMA, of_beta, told
from tests.reconcile.figures import WAR
from tests.reconcile.stories import tallies_of

from tallybook.model import Scope, Stance, Turn

RESCUE = source("Rescue Service", "XA")
TAKEN = {"stance": Stance.DENIED, "place": None, "report": "taken"}


def dead(words, day, place=TOWN, by=RESCUE, **more):
    published = f"2031-03-{day:02}"
    report = more.pop("report", f"r{day}-{words}")
    return claim(words, by=by, place=place, published=published, report=report, **more)


def asked(claims):
    return tallies_of(claims, MEASURES, sides=WAR)


def test_a_retraction_without_a_place_finds_its_speakers_own_figure():
    (tally,) = asked([dead("24", 3), dead("24", 6, **TAKEN)])
    (move,) = tally.moves
    assert move.turn is Turn.RETRACTION
    assert (tally.low, tally.high, tally.contested) == (None, None, False)
    (denial,) = [one for one in tally.statements if one.stance == Stance.DENIED]
    assert "it names no place: that of the figure that it denies is taken" in denial.reasons


@pytest.mark.parametrize(
    "others",
    [
        [dead("24", 3), dead("24", 3, FAR_TOWN)],  # two places: nobody can tell which
        [dead("24", 3, by=ENVOY)],  # not its own
        [dead("25", 3)],  # not this figure
        [dead("24", 9)],  # said after it
        [dead("24", 3, role="child")],  # of others
    ],
)
def test_it_finds_nothing_where_more_or_nothing_fits(others):
    denial = dead("24", 6, of=(), role="civilian", **TAKEN)
    others = [replace(one, of=replace(one.of, role=one.of.role or "civilian")) for one in others]
    assert not [move for tally in asked([*others, denial]) for move in tally.moves]


def test_an_army_that_denies_its_foes_figure_speaks_of_the_same_day_and_place():
    figure = told("40", 10, GAMMA, on="2031-03-10", report="figure")
    denial = told("40", 10, stance=Stance.DENIED, place=None, report="denial")
    (tally,) = of_beta([figure, denial])
    assert tally.contested
    assert [conflict.kind for conflict in tally.conflict] == ["denial"]
    (said,) = [one for one in tally.statements if one.stance == Stance.DENIED]
    assert said.reasons[-2:] == (
        "it names no place: that of the figure that it denies is taken",
        "it names no day: that of the figure that it denies is taken",
    )
    two = told("40", 11, GAMMA, on="2031-03-11", place=SOUTH, report="elsewhere")
    later = told("40", 12, stance=Stance.DENIED, place=None, report="later")
    told_of = [one for tally in of_beta([figure, two, later]) for one in tally.statements]
    assert not any("that it denies" in reason for one in told_of for reason in one.reasons)


def test_of_people_of_no_party_nobody_denies_anothers_figure_unsaid():
    figure, denial = dead("24", 3, by=ENVOY), dead("24", 6, **TAKEN)
    assert not any(tally.contested for tally in asked([figure, denial]))


def stand(words, day, by, **more):
    return told(words, day, by, measure="deployed", scope=Scope.CURRENT, place=NORTH, **more)


def test_a_state_that_denies_soldiers_somewhere_speaks_of_those_that_were_told_of():
    figure = stand("2000-3000", 5, ENVOY, of=("XC",), report="figure")
    denial = stand("2000-3000", 9, GAMMA, of=(), stance=Stance.DENIED)
    (tally,) = asked([figure, denial])
    assert tally.contested
    assert [conflict.kind for conflict in tally.conflict] == ["denial"]
    (said,) = [one for one in tally.statements if one.stance == Stance.DENIED]
    assert said.of.parties == ("XC",)
    assert said.reasons[-1] == "it denies the figure given of people, the only that fits"


def test_where_two_armies_were_told_of_it_is_of_neither():
    figures = [stand("2000", 5, ENVOY, of=(party,), report=party) for party in ("XB", "XC")]
    denial = stand("2000", 9, GAMMA, of=(), stance=Stance.DENIED)
    assert not any(tally.contested for tally in asked([*figures, denial]))


def test_what_the_denied_figure_needs_not_to_be_told_is_left():
    """A denial with people and a place of its own stays where it says."""
    denial = told("40", 9, GAMMA, stance=Stance.DENIED, place=FAR_TOWN)
    found = of_beta([told("40", 5, GAMMA, place=TOWN), denial])
    assert not [move for tally in found for move in tally.moves]
