"""Disjoint parts add, parts that make up a whole cap it, and what is left beside other parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims import COUNTRY, FAR_TOWN, MEASURES, NORTH, SOUTH, TOWN, claim, period
from tests.reconcile.figures import BETA, GAMMA, HOME, RESCUE, said
from tests.reconcile.stories import lies_within, tallies_of

from tallybook.model import Scope
from tallybook.reconcile.sums import heaviest, on_a_line

STRIKE = {"scope": Scope.INCIDENT, "place": TOWN, "when": period("2031-03-01"), "of": ()}
SUM, LEFT, MADE = "disjoint parts add", "what the whole leaves", "all of it is made up"
MUST = "what the other parts leave"


def on(first, place=TOWN, last=None, **more):
    when = period(f"2031-03-{first:02}", f"2031-03-{last or first:02}")
    return {"scope": Scope.INCIDENT, "place": place, "when": when, **more}


def of(claims, measure="killed", place=NORTH, **fields):
    wanted = {"measure": measure, "place": place, **fields}
    (tally,) = [
        one
        for one in tallies_of(claims, MEASURES)
        if all(
            getattr(one.of, name, None) == value or getattr(one, name, None) == value
            for name, value in wanted.items()
        )
        and one.scope is fields.get("scope", one.scope)
    ]
    return tally


def rules(tally):
    return [bound.rule for bound in tally.bounds]


def in_one_report(*claims):
    return [
        replace(one, report="one", start=n * 1000, publisher="One") for n, one in enumerate(claims)
    ]


@pytest.mark.parametrize(
    ("left", "right", "low"),
    [
        ({"role": "civilian"}, {"role": "soldier"}, 20),
        ({"role": "civilian"}, {"role": "child"}, 12),
        ({"role": "woman"}, {"role": "child"}, 12),
        ({"role": "woman"}, {"role": "man"}, 20),
        ({"role": "police"}, {"role": "civilian"}, 12),
        ({"of": ("XB",)}, {"of": ("XC",)}, 20),
        ({"of": ("XB",), "role": "soldier"}, {"of": ("XB",), "role": "civilian"}, 20),
        ({"of": ("XB",)}, {"role": "civilian"}, 12),
    ],
)
def test_people_add_where_nobody_can_be_both(left, right, low):
    claims = [
        said("12", 2, by=HOME, **{**STRIKE, "role": None, **left}),
        said("8", 2, by=GAMMA, **{**STRIKE, "role": None, **right}),
        said("at least 2", 3, by=RESCUE, **{**STRIKE, "role": None}),
    ]
    tally = next(one for one in tallies_of(claims, MEASURES) if one.of.key == ((), None, None))
    assert tally.low == low
    assert (f"{SUM}: 12 + 8" in rules(tally)) is (low == 20)


def test_women_and_children_add_where_one_report_counts_both():
    claims = in_one_report(
        said("12", 2, by=HOME, **{**STRIKE, "role": "woman"}),
        said("8", 2, by=HOME, **{**STRIKE, "role": "child"}),
        said("at least 2", 2, by=HOME, **{**STRIKE, "role": None}),
    )
    tally = next(one for one in tallies_of(claims, MEASURES) if one.of.role is None)
    assert tally.low == 20


def test_sub_counts_never_add_to_their_whole():
    people = said("30", 2, by=HOME, **{**STRIKE, "role": None})
    child = said("3", 2, by=HOME, **{**STRIKE, "role": "child"}, part_of=people.id)
    total = said("at least 5", 4, by=GAMMA, of=(), role=None, place=NORTH)
    for tally in tallies_of([people, child, total], MEASURES):
        assert tally.low in (30, 3)


def test_no_part_is_counted_twice():
    claims = [
        said("at least 1", 4, place=COUNTRY),
        said("at least 10", 4, place=NORTH),
        said("at least 9", 4, by=GAMMA, place=TOWN),
        said("at least 8", 4, by=GAMMA, place=FAR_TOWN),
        said("at least 5", 4, by=GAMMA, place=SOUTH),
    ]
    assert of(claims, place=COUNTRY).low == 22  # the two towns and the south, not the north too
    assert of(claims, place=NORTH).low == 17


@pytest.mark.parametrize(
    ("first", "second", "low"),
    [
        (on(1), on(4), 12),
        (on(1), on(2), 7),  # a strike in the night is told of either day
        (on(1), on(1), 7),
        (on(1), on(1, FAR_TOWN), 12),
        (on(1, last=3), on(3, last=4), 7),
        (on(1, NORTH), on(1, TOWN), 7),
    ],
)
def test_happenings_add_by_day_or_place(first, second, low):
    claims = [
        said("at least 1", 9),
        said("5", 5, by=HOME, **first),
        said("7", 5, by=GAMMA, hit_by=("XA",), **second),
    ]
    assert of(claims, scope=Scope.CUMULATIVE).low == low


def test_days_that_follow_each_other_add_in_one_report():
    claims = in_one_report(said("5", 5, by=HOME, **on(1)), said("7", 5, by=HOME, **on(2)))
    total = said("at least 1", 9)
    assert of([*claims, total], scope=Scope.CUMULATIVE).low == 12


def test_killed_and_wounded_add_where_one_report_counts_both():
    dead, hurt = said("12", 2, by=HOME), said("30", 2, by=HOME, measure="wounded")
    both = said("at least 20", 2, by=GAMMA, measure="killed_or_wounded")
    apart = [dead, replace(hurt, report="another", published=date(2031, 3, 4)), both]
    assert of(apart, "killed_or_wounded").low == 30
    assert of([*in_one_report(dead, hurt), both], "killed_or_wounded").low == 42


def test_all_parts_together_cap_their_whole():
    claims = [
        said("at most 12", 2, by=HOME),
        said("at most 30", 2, by=HOME, measure="wounded"),
        said("at least 20", 2, by=GAMMA, measure="killed_or_wounded"),
    ]
    whole = of(claims, "killed_or_wounded")
    assert (whole.low, whole.high) == (20, 42)
    assert f"{MADE} of its parts: 12 + 30" in rules(whole)
    assert of(claims[:1] + claims[2:], "killed_or_wounded").high is None
    elsewhere = [claims[0], replace(claims[1], place=SOUTH), claims[2]]
    assert of(elsewhere, "killed_or_wounded").high is None


def test_one_part_must_be_what_the_others_leave():
    claims = [
        said("at least 3", 2, by=HOME),
        said("at most 30", 2, by=HOME, measure="wounded"),
        said("50", 2, by=GAMMA, measure="killed_or_wounded"),
    ]
    dead = of(claims)
    assert (dead.low, dead.high) == (20, 50)
    assert f"{MUST} of the whole: 50 − 30" in rules(dead)
    early = replace(claims[1], published=date(2031, 3, 1), report="early")
    assert of([claims[0], early, claims[2]]).low == 3  # the wounded may have been more since


def test_two_armies_make_up_their_union():
    claims = [
        said("at most 70", 2, by=HOME, of=("XC",)),
        said("at least 200", 2, by=GAMMA, of=("XB", "XC")),
        said("at least 5", 2),
    ]
    assert of(claims, parties=("XB",)).low == 130


def test_a_part_has_no_more_than_the_others_leave():
    claims = [
        said("20-25", 4, by=HOME, place=COUNTRY),
        said("at least 18", 3),
        said("at least 4", 3, by=GAMMA, place=SOUTH),
    ]
    assert (of(claims).low, of(claims).high) == (18, 21)
    assert f"{LEFT} beside other parts: 25 − 4" in rules(of(claims))
    late = [claims[0], claims[1], replace(claims[2], published=date(2031, 3, 9))]
    assert of(late).high == 25  # of the south that was said after the whole


def test_a_sum_is_withdrawn_with_its_terms():
    claims = [
        said("at least 1", 9, place=COUNTRY),
        said("18", 3),
        said("4", 3, by=GAMMA, place=SOUTH),
        said("2", 6, by=GAMMA, place=SOUTH),
    ]
    tally = of(claims, place=COUNTRY)
    assert tally.low == 20
    assert [one.low for one in tally.revisions] == [22, 20]


def test_a_sum_names_all_its_claims():
    parts = [said("18", 3), said("4", 3, by=GAMMA, place=SOUTH)]
    claims = [said("at least 1", 4, place=COUNTRY), *parts]
    bound = of(claims, place=COUNTRY).bounds[0]
    assert (bound.rule, set(bound.because)) == (f"{SUM}: 18 + 4", {one.id for one in claims[1:]})


@given(st.data(), st.integers(1, 9))
def test_the_heaviest_set_is_the_heaviest(data, count):
    weights = [Decimal(data.draw(st.integers(1, 20))) for _ in range(count)]
    overlaps = [set() for _ in range(count)]
    for i, j in combinations(range(count), 2):
        if data.draw(st.booleans()):
            overlaps[i].add(j)
            overlaps[j].add(i)
    chosen = heaviest(weights, overlaps)
    assert not any(j in overlaps[i] for i, j in combinations(chosen, 2))
    best = max(
        sum(weights[i] for i in some)
        for size in range(count + 1)
        for some in combinations(range(count), size)
        if not any(j in overlaps[i] for i, j in combinations(some, 2))
    )
    assert sum(weights[i] for i in chosen) == best


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 4), st.integers(1, 9)), max_size=9))
def test_the_heaviest_spans_on_a_line(drawn):
    start = date(2031, 1, 1)
    spans = [(start + timedelta(a), start + timedelta(a + n)) for a, n, _ in drawn]
    weights = [Decimal(weight) for *_, weight in drawn]
    touching = [
        {
            j
            for j, other in enumerate(spans)
            if i != j and max(span[0], other[0]) - min(span[1], other[1]) <= timedelta(1)
        }
        for i, span in enumerate(spans)
    ]
    line, best = on_a_line(spans, weights), heaviest(weights, touching)
    assert sum(weights[i] for i in line) == sum(weights[i] for i in best)
    assert not any(j in touching[i] for i, j in combinations(line, 2))


TELLERS = (BETA, GAMMA, HOME, RESCUE)
GROUPS = {"civilian": ((), "civilian"), "XB": (("XB",), "soldier"), "XC": (("XC",), "soldier")}


@st.composite
def worlds(draw):
    """Events by day and town with people of several groups, and true words of parts and wholes."""
    events = draw(
        st.lists(
            st.tuples(
                st.integers(0, 9),
                st.sampled_from([TOWN, FAR_TOWN]),
                st.sampled_from(sorted(GROUPS)),
                st.integers(0, 40),
                st.integers(0, 40),
            ),
            min_size=1,
            max_size=6,
            unique_by=lambda event: (event[0], event[1].name),
        )
    )
    claims = []
    for number in range(draw(st.integers(2, 14))):
        day, place, group, killed, wounded = draw(st.sampled_from(events))
        measure = draw(st.sampled_from(["killed", "wounded", "killed_or_wounded"]))
        parties, role = GROUPS[group]
        many = {"killed": killed, "wounded": wounded}.get(measure, killed + wounded)
        more = {"place": place, "when": period(date(2031, 3, 1) + timedelta(day))}
        said_on = date(2031, 3, 1) + timedelta(day + draw(st.integers(0, 3)))
        if draw(st.booleans()) and parties:
            said_on = date(2031, 3, 1) + timedelta(draw(st.integers(0, 14)))
            wide = draw(st.sampled_from([place, NORTH, COUNTRY]))
            many = _true(events, group, measure, wide, said_on)
            more = {"place": wide, "scope": Scope.CUMULATIVE}
        words = draw(st.sampled_from([f"{many}", f"at least {many}", f"at most {many + 2}"]))
        told = claim(
            words, measure, by=draw(st.sampled_from(TELLERS)), of=parties, role=role, **more
        )
        report = f"r{draw(st.integers(0, 4))}-{said_on}"
        claims.append(replace(told, report=report, published=said_on, start=number * 1000))
    return events, claims


def _true(events, group, measure, place, day):
    return sum(
        {"killed": killed, "wounded": wounded}.get(measure, killed + wounded)
        for on_day, town, whose, killed, wounded in events
        if whose == group
        and date(2031, 3, 1) + timedelta(on_day) <= day
        and (place in (NORTH, COUNTRY) or place.name == town.name)
    )


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_sums_and_differences_hold_the_truth(world):
    events, claims = world
    group_of = {key: name for name, key in GROUPS.items()}
    for tally in tallies_of(claims, MEASURES):
        group = group_of.get((tally.of.parties, tally.of.role))
        if group is None or tally.period is None or tally.period.last is None:
            continue
        first = tally.period.first or date.min
        inside = [e for e in events if date(2031, 3, 1) + timedelta(e[0]) >= first]
        truth = _true(inside, group, tally.measure, tally.place, tally.period.last)
        assert lies_within(truth, tally), (truth, tally.bounds)
        assert not tally.contested, tally.conflict
