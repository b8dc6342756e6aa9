"""Whatever true things are said of a hidden truth, the bounds hold it and nothing is contested."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.reconcile.worlds import BEGIN, SPAN, answers, few, holds, homes_of, known_by
from tests.reconcile.worlds_telling import worlds
from tests.reconcile.worlds_words import Telling

from tallybook.reconcile.policies import POLICIES

PLAIN = Telling(echoes=False, loose=False, levels=False)


def check(world, claims, **options):
    """Every tally of these claims holds the truth that it is asked of."""
    homes = homes_of(claims)
    for tally in answers(claims, **options):
        truth = world.truth(tally, homes)
        if truth is not None:
            assert holds(tally, truth), f"{tally.low}..{tally.high} without {truth}: {tally}"
        assert not tally.contested, tally


@few(60)
@given(worlds(PLAIN))
def test_dated_events_and_totals_hold_the_truth(world):
    check(world, world.claims)


@few(60)
@given(worlds(Telling(totals=False, levels=False)))
def test_events_told_loosely_hold_the_truth(world):
    check(world, world.claims)


@few(60)
@given(worlds())
def test_all_kinds_of_reports_hold_the_truth(world):
    check(world, world.claims)


@few(30)
@given(worlds(), st.integers(0, SPAN + 25))
def test_every_day_is_answered_by_what_was_true_of_it(world, days):
    day = BEGIN + timedelta(days=days)
    then = known_by(world.claims, day)
    assume(then)
    check(world, then, as_of=day)


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_no_policy_contests_what_is_true(policy):
    """Only the policy of bounds claims to hold the truth; none may find a dispute in it."""

    @few(15)
    @given(worlds())
    def contests_nothing(world):
        for tally in answers(world.claims, policy=policy):
            assert not tally.contested, tally
            assert tally.policy == policy

    contests_nothing()


@few(60)
@given(worlds(Telling(totals=False, levels=False)))
def test_no_question_mixes_two_events(world):
    homes = homes_of(world.claims)
    for tally in answers(world.claims):
        assert len(world.events_of(tally, homes)) <= 1, tally
