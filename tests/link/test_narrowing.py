"""A statement means the narrowest place and days that all its carriers could mean."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.claims import COUNTRY, FAR_TOWN, NORTH, TOWN, claim, period, source

from tallybook.link import find_statements
from tallybook.link.narrowing import narrowest_period, narrowest_place
from tallybook.model import Place, Role, Scope

HOSPITAL = source("Alba Hospital", "XA")
UNKNOWN = Place("in a village")
WEEKEND, SUNDAY = period("2031-03-01", "2031-03-02"), period("2031-03-02")


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ((COUNTRY, TOWN), TOWN),
        ((COUNTRY, NORTH, TOWN, None), TOWN),
        ((NORTH, COUNTRY, UNKNOWN), NORTH),
        ((COUNTRY, TOWN, FAR_TOWN), COUNTRY),
        ((UNKNOWN, None), UNKNOWN),
        ((None,), None),
    ],
)
def test_place(places, wanted):
    for order in permutations(places):
        assert narrowest_place([claim("24", place=place) for place in order]) == wanted


def test_of_two_places_that_exclude_each_other_the_best_attributed_stands():
    assert narrowest_place([claim("24", place=FAR_TOWN), claim("24", place=TOWN)]) == FAR_TOWN


def test_period_of_what_happened():
    claims = [claim("24", when=when) for when in (WEEKEND, None, SUNDAY)]
    assert narrowest_period(claims, Scope.INCIDENT) == SUNDAY


def test_a_total_keeps_the_days_that_it_counts():
    since, today = period("2031-03-01", "2031-03-09"), period("2031-03-09")
    claims = [claim("24", when=when, scope=Scope.CUMULATIVE) for when in (since, today)]
    assert narrowest_period(claims, Scope.CUMULATIVE) == since


def test_the_headline_names_the_country_and_the_body_the_town():
    claims = [
        claim("24", place=COUNTRY, block=Role.HEADLINE),
        claim("24", by=HOSPITAL, place=COUNTRY),
        claim("24", by=HOSPITAL, place=TOWN, when=SUNDAY),
    ]
    (only,) = find_statements(claims).statements
    assert (only.place, only.period) == (TOWN, SUNDAY)
