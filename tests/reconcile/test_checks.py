"""Arithmetic on the claims of one report: what fails has a warning, what may be right has none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims import MEASURES, NORTH, TOWN, claim, period, source

from tallybook.model import Scope, Stance
from tallybook.reconcile.checks import find_checks

MINISTRY, MAYOR = source("Ministry", "XA"), source("mayor")
STRIKE = {"place": TOWN, "when": period("2031-03-01"), "by": MINISTRY}


def told(words, at, measure="killed", **more):
    one = claim(words, measure, start=at, **{**STRIKE, **more})
    return replace(one, sentence=(at // 1000 * 1000, at // 1000 * 1000 + 999))


def rules(*claims):
    return [(check.rule, check.claim) for check in find_checks(claims, MEASURES)]


@pytest.mark.parametrize(
    ("part", "whole", "fails"),
    [
        ("35", "30", True),
        ("at least 35", "30", True),
        ("30", "30", False),
        ("35", "at least 30", False),
        ("at most 35", "30", False),
        ("several dozen", "30", False),
        ("2", "at most 1", True),
    ],
)
def test_a_sub_count_is_no_more_than_its_whole(part, whole, fails):
    everybody = told(whole, 0)
    some = told(part, 100, role="child", people="children", part_of=everybody.id)
    assert rules(everybody, some) == ([("part above whole", some.id)] if fails else [])


@pytest.mark.parametrize(
    ("women", "children", "roles", "fails"),
    [
        ("20", "15", ("woman", "child"), True),
        ("20", "10", ("woman", "child"), False),
        ("20", "at least 11", ("woman", "child"), True),
        ("20", "15", ("civilian", "child"), False),  # a child is a civilian
        ("20", "15", ("woman", "civilian"), False),
    ],
)
def test_disjoint_sub_counts_together_are_no_more_than_their_whole(women, children, roles, fails):
    everybody = told("30", 0)
    parts = [
        told(words, at, role=role, part_of=everybody.id)
        for words, role, at in zip((women, children), roles, (100, 200), strict=True)
    ]
    wanted = [("parts together above whole", everybody.id)] if fails else []
    assert rules(everybody, *parts) == wanted


@pytest.mark.parametrize(
    ("killed", "wounded", "both", "rule"),
    [
        ("12", "30", "42", None),
        ("12", "30", "60", "killed and wounded below killed or wounded"),
        ("12", "30", "40", "killed and wounded above killed or wounded"),
        ("at least 12", "30", "60", None),
        ("12", "30", "at least 40", None),
        ("12", "dozens", "60", None),
        ("about 12", "30", "43", None),
    ],
)
def test_killed_and_wounded_make_up_the_casualties(killed, wounded, both, rule):
    claims = [
        told(killed, 0),
        told(wounded, 1000, "wounded"),
        told(both, 2000, "killed_or_wounded"),
    ]
    assert rules(*claims) == ([] if rule is None else [(rule, claims[2].id)])


@pytest.mark.parametrize(
    "other",
    [
        {"place": NORTH},
        {"when": period("2031-03-02")},
        {"by": MAYOR},
        {"report": "another"},
        {"stance": Stance.DENIED},
        {"role": "soldier"},
    ],
    ids=str,
)
def test_only_figures_of_one_thing_are_held_against_each_other(other):
    claims = [
        told("12", 0),
        told("30", 1000, "wounded", **other),
        told("60", 2000, "killed_or_wounded"),
    ]
    assert rules(*claims) == []


def test_figures_of_one_sentence_need_no_day():
    claims = [
        told("12", 0, when=None),
        told("30", 100, "wounded", when=None),
        told("60", 200, "killed_or_wounded", when=None, scope=Scope.CUMULATIVE),
    ]
    assert rules(*claims) == [("killed and wounded below killed or wounded", claims[2].id)]


def test_children_are_no_more_than_people():
    children = told("35", 0, role="child", people="children")
    people = told("30", 1000)
    assert rules(children, people) == [("sub-count above its whole", children.id)]
    assert rules(people, replace(children, attribution=())) == []


@pytest.mark.parametrize(
    ("share", "strength", "number", "fails"),
    [
        ("0.333333", "3000", "1,000", False),
        ("0.333333", "3000", "1,500", True),
        ("0.3", "3000", "950", False),
        ("0.3", "about 3000", "1,050", False),
        ("0.3", "at least 3000", "2,500", False),
    ],
)
def test_a_share_of_a_strength(share, strength, number, fails):
    one = told("1", 0, people="of the brigade")
    part = replace(
        one, quantity=replace(one.quantity, low=Decimal(share), high=Decimal(share), unit="share")
    )
    men = told(strength, 100, "deployed", scope=Scope.CURRENT, people="of the brigade")
    dead = told(number, 200, people="of the brigade")
    wanted = [("share of a strength", dead.id)] if fails else []
    assert rules(part, men, dead) == wanted


@pytest.mark.parametrize(
    ("before", "more", "now", "fails"),
    [
        ("40", "3", "43", False),
        ("40", "3", "45", True),
        ("at least 40", "3", "45", False),
        ("at least 44", "3", "45", True),
        ("40", "at least 3", "45", False),
    ],
)
def test_what_is_added_brings_the_total_to_the_sum(before, more, now, fails):
    claims = [
        told(before, 0, scope=Scope.CUMULATIVE),
        told(more, 1000, increment=True),
        told(now, 1100, scope=Scope.CUMULATIVE),
    ]
    wanted = [("what is added and its total", claims[2].id)] if fails else []
    assert rules(*claims) == wanted


def test_a_total_that_fits_any_earlier_one_is_right():
    claims = [told("40", 0), told("42", 500), told("3", 1000, increment=True), told("45", 1100)]
    assert rules(*claims) == []


def test_a_warning_says_it_in_words():
    claims = [told("40", 0), told("3", 1000, increment=True), told("45", 1100)]
    (check,) = find_checks(claims, MEASURES)
    assert check.text == "“3 people” after “40 people”: 40 + 3 is 43, not “45 people”"
    assert check.claims == (claims[0].id, claims[1].id)


@given(st.integers(0, 60), st.integers(0, 60), st.randoms(use_true_random=False))
def test_what_adds_up_has_no_warning_in_any_order(killed, wounded, random):
    everybody = told(str(killed + wounded), 2000, "killed_or_wounded")
    claims = [
        told(str(killed), 0),
        told(str(wounded), 1000, "wounded"),
        everybody,
        told(str(killed), 3000, role="child", part_of=everybody.id),
    ]
    random.shuffle(claims)
    assert rules(*claims) == []
    assert rules(*claims, *claims) == []
