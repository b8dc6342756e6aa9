"""A rising toll, truly told by many: never contested, and each answer was true on its day."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.reconcile.worlds import BEGIN, few, known_by
from tests.reconcile.worlds_tolls import DAYS, disasters, tolls


@few(60)
@given(disasters())
def test_a_rising_toll_is_never_contested(story):
    for tally in tolls(story.claims):
        assert not tally.contested, tally
        assert story.could_be(tally), tally


@few(40)
@given(disasters(), st.integers(0, DAYS))
def test_each_day_has_an_answer_that_was_true(story, days):
    day = BEGIN + timedelta(days=days)
    then = known_by(story.claims, day)
    assume(then)
    for tally in tolls(then, as_of=day):
        assert not tally.contested, tally
        assert story.could_be(tally), tally


@few(40)
@given(disasters(mixed=True))
def test_one_disaster_makes_one_question_of_a_kind(story):
    kinds = [one.measure for one in tolls(story.claims) if one.of.role is None]
    assert len(kinds) == len(set(kinds)), kinds
