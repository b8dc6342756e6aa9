"""What cannot all hold: the smallest sets, of what kind they are, and why, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims import COUNTRY, MEASURES, NORTH, SOUTH, TOWN, period, source
from tests.reconcile.figures import GAMMA, HOME, RESCUE, said, single
from tests.reconcile.stories import stories, tallies_of

from tallybook.link import find_statements
from tallybook.model import Scope, Stance
from tallybook.reconcile.consistency import hull_of
from tallybook.reconcile.constraints import Case, Shelf
from tallybook.reconcile.containing import Kin
from tallybook.reconcile.evidence import evidence_of
from tallybook.reconcile.policies import POLICIES
from tallybook.reconcile.questions import question_of
from tallybook.reconcile.withdrawals import still_said, taken_back

STRIKE = {"scope": Scope.INCIDENT, "place": TOWN, "when": period("2031-03-01")}


def contested(claims):
    return [one for one in tallies_of(claims, MEASURES) if one.contested]


def conflicts(claims):
    return [
        (conflict.kind, conflict.reason)
        for tally in contested(claims)
        for conflict in tally.conflict
    ]


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ([said("at least 40", 3, by=HOME), said("at most 12", 3, by=GAMMA)], "dispute"),
        ([said("40", 3, by=HOME), said("12", 3, by=GAMMA, measure="killed_or_wounded")],
         "definition"),
        ([said("40", 3, by=HOME), said("12", 3, by=GAMMA, place=COUNTRY)], "scope"),
        ([said("40", 3, by=HOME), said("12", 3, by=GAMMA, of=("XB", "XC"))], "scope"),
        ([said("40", 3, by=HOME, **STRIKE),
          said("12", 3, by=GAMMA, **{**STRIKE, "when": period("2031-03-01", "2031-03-02")})],
         "time"),
        ([said("40", 3, by=HOME), said("40", 3, by=GAMMA, stance=Stance.DENIED)], "denial"),
    ],
)  # fmt: skip
def test_of_what_kind_a_disagreement_is(claims, kind):
    assert {found for found, _ in conflicts(claims)} == {kind}


def test_a_reason_is_a_plain_sentence():
    claims = [
        said("at least 40", 3, by=source("Ministry A", "XA"), **STRIKE),
        said("at most 12", 3, by=source("Ministry B", "XC"), **STRIKE),
    ]
    ((_, reason),) = conflicts(claims)
    assert "“at least 40” of" in reason
    assert "cannot be with “at most 12” of" in reason
    assert reason.endswith("killed in Alba on 1 March 2031")
    assert "both count" in reason


def test_with_sums_three_statements_cannot_all_hold():
    claims = [
        said("30", 4, by=HOME, place=COUNTRY),
        said("at least 18", 3),
        said("at least 14", 3, by=GAMMA, place=SOUTH),
    ]
    (tally,) = contested(claims)
    (conflict,) = tally.conflict
    assert (tally.place, len(conflict.statements)) == (COUNTRY, 3)
    assert "disjoint parts add: 18 + 14" in conflict.reason
    assert (tally.low, tally.high) == (30, None)  # each two of them can be right


def test_a_sum_is_named_without_the_terms_it_does_not_need():
    claims = [
        said("20", 4, by=HOME, place=COUNTRY),
        said("at least 18", 3),
        said("at least 14", 3, by=GAMMA, place=SOUTH),
        said("at least 1", 3, by=RESCUE, place=replace(SOUTH, name="West", admin1="West")),
    ]
    ((_, reason),) = conflicts(claims)
    assert "at least 1”" not in reason


def test_a_source_that_says_it_twice_is_one_witness():
    claims = [said("38", 1), said("45", 3), said("12", 3, by=GAMMA)]
    tally = single(claims)
    assert (tally.low, tally.high) == (12, 45)


def test_a_denial_that_is_not_known_yet_contests_nothing():
    claims = [said("at least 30", 1), said("30", 5, by=GAMMA, stance=Stance.DENIED)]
    assert [(one.at.day, one.low) for one in single(claims).revisions] == [(1, 30), (5, None)]


def test_who_takes_back_his_figure_denies_nobody_elses():
    claims = [
        said("at least 30", 1),
        said("90", 2, by=GAMMA),
        said("90", 4, by=GAMMA, stance=Stance.DENIED),
    ]
    tally = single(claims)
    assert (tally.low, tally.contested) == (30, False)


def evidence(claims):
    by_id = {one.id: one for one in claims}
    found = (evidence_of(one, by_id, MEASURES) for one in find_statements(claims).statements)
    return sorted((one for one in found if one is not None), key=lambda one: one.order)


SERIES = st.lists(
    st.tuples(
        st.sampled_from(["{}", "at least {}", "at most {}", "{}-{}"]),
        st.integers(1, 30),
        st.integers(1, 9),
        st.sampled_from([HOME, GAMMA, RESCUE, None]),
        st.booleans(),
    ),
    min_size=1,
    max_size=10,
)


def told(rows):
    return [
        said(words.format(count, count + 5), day, by=by,
             stance=Stance.DENIED if denied and by else None)
        for words, count, day, by, denied in rows
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(SERIES)
def test_what_binds_gives_the_hull_of_all(rows):
    question = question_of(evidence(told(rows)))
    case = Case(question, Kin((), ()), MEASURES, Shelf())
    for day in case.days():
        ground = case.ground(day)
        whole, binding = hull_of(ground.constraints), hull_of(ground.weighed)
        assert (whole.low, whole.high) == (binding.low, binding.high)
        assert bool(whole.clashes) == bool(binding.clashes)


@settings(max_examples=100, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_days_may_be_asked_in_any_order(story, random):
    told = evidence(story.claims)
    question = question_of([one for one in told if one.kind is told[0].kind])
    case = Case(question, Kin((), ()), MEASURES, Shelf())
    days = case.days()
    read = POLICIES["bounds"]
    before = {day: read(case.ground(day)) for day in days}
    random.shuffle(days)
    assert all(read(case.ground(day)) == before[day] for day in days)


@settings(max_examples=200, deadline=None)
@given(SERIES)
def test_what_was_taken_back_by_a_day_stays_so(rows):
    told_ = evidence(told(rows))
    gone = taken_back(told_)
    for day in (date(2031, 3, 1) + timedelta(n) for n in range(9)):
        then = taken_back([one for one in told_ if one.known <= day])
        assert then == {name: pair for name, pair in gone.items() if pair[1].known <= day}
    assert {one.statement.id for one in still_said(told_)[0]}.isdisjoint(gone)


def test_a_long_history_is_quick():
    first = date(2031, 1, 1)
    claims = [
        replace(
            said(str(100 + day + n), 1, by=source(f"Office {n}")),
            report=f"{day}-{n}",
            published=first + timedelta(day),
        )
        for day in range(300)
        for n in range(3)
    ]
    question = question_of(evidence(claims))
    case = Case(question, Kin((), ()), MEASURES, Shelf())
    weighed = sum(len(case.ground(day).weighed) for day in case.days())
    assert weighed < 12 * len(case.days())


def test_north_stands_where_only_the_whole_is_contested():
    claims = [
        said("30", 4, by=HOME, place=COUNTRY),
        said("at least 18", 3),
        said("at least 14", 3, by=GAMMA, place=SOUTH),
    ]
    north = next(one for one in tallies_of(claims, MEASURES) if one.place == NORTH)
    assert (north.low, north.high, north.contested) == (18, 30, False)


def test_of_very_many_contradictions_the_rest_are_counted() -> None:
    offices = [source(f"Office {number}", "XA") for number in range(9)]
    told = [said(str(30 + 5 * n), 3, by=each, **STRIKE) for n, each in enumerate(offices)]
    (tally,) = contested(told)
    assert len(tally.conflict) == 20
    assert len(tally.conflict) + tally.more_conflicts == 9 * 8 / 2
    (few,) = contested(told[:3])
    assert (len(few.conflict), few.more_conflicts) == (3, 0)
