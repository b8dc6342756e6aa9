"""Repeats that are hard to know: ranges, figures without a place, totals said again, sub-counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims import FAR_TOWN, NORTH, TOWN, claim, source

from tallybook.link import find_statements
from tallybook.link.copies import STRANGERS, Kind, Kinship
from tallybook.link.witnesses import verdict
from tallybook.model import Scope

SERVICE = source("Rescue Service of Xanadu", "XA")
REWRITE = Kinship(Kind.REWRITE, 0.45, ("carry one text, rewritten (0.20 of its words)",))


def told(words, report="a", on=1, **more):
    return claim(words, report=report, published=f"2031-03-{on:02}", **more)


def independent(*claims):
    return [one.independent for one in find_statements(claims).statements]


def test_a_range_is_echoed_like_a_number():
    first = told("20-40", by=SERVICE, place=TOWN)
    assert independent(first, told("20-40", "b", 2, place=TOWN)) == [True, False]
    assert independent(first, told("20-50", "b", 2, place=TOWN)) == [True, True]


@pytest.mark.parametrize("words", ["several hundred", "heavy losses"])
def test_vague_words_are_an_echo_only_in_a_copy(words):
    first = [told(words, by=SERVICE, place=TOWN)]
    again = [told(words, "b", 2, place=TOWN)]
    assert verdict(again, [first], lambda left, right: STRANGERS).independent
    found = verdict(again, [first], lambda left, right: REWRITE)
    assert (found.independent, found.repeats) == (False, tuple(first))


def pair(report, by, bare="14", **more):
    """A report with a figure of a place, and one of no place."""
    return [
        told("512", report, 2, measure="wounded", by=by, place=NORTH, **more),
        told(bare, report, 2, by=by),
    ]


def test_a_bare_figure_is_an_echo_beside_another_echo():
    alone = pair("a", SERVICE)[1], pair("b", None)[1]
    assert independent(*alone) == [True, True]
    both = find_statements([*pair("a", SERVICE), *pair("b", None)]).statements
    assert [one.origin for one in both if one.independent] == [SERVICE.source.name] * 2


def test_a_bare_figure_is_an_echo_of_a_placed_one():
    first = [pair("a", SERVICE)[0], told("14", "a", 2, by=SERVICE, place=NORTH)]
    both = find_statements([*first, *pair("b", None)]).statements
    assert [one.origin for one in both if one.independent] == [SERVICE.source.name] * 2


def test_a_small_bare_figure_is_not_known_by_its_report():
    both = find_statements([*pair("a", SERVICE, "2"), *pair("b", None, "2")]).statements
    assert sum(one.independent for one in both if one.measure == "killed") == 2


def test_an_echo_is_held_against_the_carrier_nearest_in_time():
    total = {"place": NORTH, "scope": Scope.CUMULATIVE}
    first, again = told("40", "a", 2, by=SERVICE, **total), told("40", "b", 10, by=SERVICE, **total)
    echo = told("40", "c", 14, **total)
    assert independent(first, echo) == [True, True]
    assert independent(first, again, echo) == [True, False]


def test_the_carrier_nearest_in_time_must_mean_the_same_place():
    total = {"scope": Scope.CUMULATIVE}
    first = told("40", "a", 2, by=SERVICE, place=TOWN, **total)
    again = told("40", "b", 10, by=SERVICE, **total)
    echo = told("40", "c", 14, place=FAR_TOWN, **total)
    assert independent(first, again, echo) == [True, True]


def test_a_sub_count_copied_as_a_count_is_an_echo():
    whole = told("at most 1112", place=TOWN)
    part = told("197", place=TOWN, of=("XB",), part_of=whole.id)
    copy = told("197", "b", 2, place=TOWN, of=("XB",))
    assert independent(whole, part, copy).count(False) == 1
    nobody = told("197", place=TOWN, part_of=whole.id)
    assert independent(whole, nobody, replace(copy, of=nobody.of)).count(False) == 0


def test_an_origin_is_one_witness_of_its_figure():
    first = told("40", "a", 2, by=SERVICE, place=TOWN, scope=Scope.CUMULATIVE)
    again = told("40", "b", 3, by=SERVICE, place=TOWN, scope=Scope.CUMULATIVE)
    found = verdict([again], [[first]])
    assert (found.independent, found.reasons) == (
        False,
        ("Rescue Service of Xanadu gives its own figure again",),
    )
