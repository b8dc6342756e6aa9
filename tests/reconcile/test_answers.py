"""Sides, silence, grades, policies and days of an answer."""

from __future__ import annotations

from datetime import date

import pytest
from tests.claims import MEASURES, period, source
from tests.reconcile.figures import GAMMA, WAR, said, single
from tests.reconcile.stories import tallies_of

from tallybook.errors import UnknownName
from tallybook.model import Grade, Scope


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
