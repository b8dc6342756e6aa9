"""What holds for every story: order, repetition and strangers change nothing; truth is bounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims import MEASURES, NORTH, claim, source
from tests.reconcile.stories import FIRST, lies_within, stories, tallies_of, unrelated

from tallybook.link import find_statements
from tallybook.model import Scope

FEW = settings(max_examples=150, deadline=None)


@FEW
@given(stories(), st.randoms(use_true_random=False))
def test_order_changes_nothing(story, random):
    shuffled = list(story.claims)
    random.shuffle(shuffled)
    assert find_statements(shuffled) == find_statements(story.claims)
    assert tallies_of(shuffled, MEASURES) == tallies_of(story.claims, MEASURES)


@FEW
@given(stories(), st.data())
def test_reading_twice_changes_nothing(story, data):
    again = data.draw(st.sampled_from(story.claims))
    twice = [*story.claims, again]
    assert tallies_of(twice, MEASURES) == tallies_of(story.claims, MEASURES)


@FEW
@given(stories())
def test_an_unrelated_report_changes_nothing(story):
    before = tallies_of(story.claims, MEASURES)
    after = {tally.id: tally for tally in tallies_of([*story.claims, *unrelated()], MEASURES)}
    assert [after[tally.id] for tally in before] == before


@FEW
@given(stories())
def test_the_truth_lies_within_the_bounds(story):
    for tally in tallies_of(story.claims, MEASURES):
        truth = story.truth(tally)
        if truth is not None:
            assert lies_within(truth, tally), tally
        assert not tally.contested, tally


@FEW
@given(stories(), st.integers(0, 27))
def test_a_past_day_is_answered_by_its_revision(story, days):
    as_of = FIRST + timedelta(days=days)
    then = {
        tally.id: tally
        for tally in tallies_of(
            [one for one in story.claims if one.published <= as_of], MEASURES, as_of=as_of
        )
    }
    for now in tallies_of(story.claims, MEASURES):
        past = [one for one in now.revisions if one.at is not None and one.at <= as_of]
        if past and now.id in then:
            assert (past[-1].low, past[-1].high) == (then[now.id].low, then[now.id].high)


@FEW
@given(stories(), st.integers(1, 500), st.integers(1, 50))
def test_a_planted_contradiction_is_named(story, count, more):
    said = FIRST + timedelta(days=40)
    shared = {"of": ("XB",), "role": "soldier", "place": NORTH, "scope": Scope.CUMULATIVE}
    pair = [
        claim(
            str(5000 + count),
            by=source("Army of Beta", "XB"),
            report="p1",
            published=said,
            **shared,
        ),
        claim(
            str(5000 + count + more),
            by=source("Gamma Staff", "XC"),
            report="p2",
            published=said,
            **shared,
        ),
    ]
    claims = [*story.claims, *pair]
    named = {
        one.id
        for one in find_statements(claims).statements
        if {p.id for p in pair} & set(one.carriers)
    }
    contested = [
        tally
        for tally in tallies_of(claims, MEASURES)
        if any(set(conflict.statements) == named for conflict in tally.conflict)
    ]
    assert contested
    assert contested[0].contested
    assert (contested[0].low, contested[0].high) == (5000 + count, 5000 + count + more)


@FEW
@given(stories())
def test_ids_do_not_depend_on_where_a_report_was_read(story):
    moved = [replace(one, path="elsewhere.txt") for one in story.claims]
    assert [t.id for t in tallies_of(moved, MEASURES)] == [
        t.id for t in tallies_of(story.claims, MEASURES)
    ]
