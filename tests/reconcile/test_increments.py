""" "Three more" extend the total that the same source had given before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reconcile.figures import GAMMA, said, single

from tallybook.model import Stance

RULE = "what was added to an earlier total"


def more(words, day, **options):
    return said(words, day, increment=True, **options)


def low_of(*claims):
    return single(list(claims)).low


@pytest.mark.parametrize(
    ("claims", "low"),
    [
        ([said("40", 2), more("3", 4)], 43),
        ([said("at least 40", 2), more("at least 3", 4)], 43),
        ([said("40", 2), more("3", 4), more("2", 5)], 45),
        ([said("40", 2), more("3", 4), said("44", 5), more("2", 6)], 46),
        ([said("40", 2), more("3", 4, by=GAMMA)], 40),
        ([said("40", 2), more("3", 2)], 40),
        ([said("40", 5), more("3", 4)], 40),
        ([said("40", 2), more("3", 12)], 40),
        ([said("at most 40", 2), more("3", 4)], 3),
        ([more("3", 4)], 3),
        ([said("40", 2), more("3", 4, stance=Stance.FORECAST)], 40),
    ],
)
def test_what_is_added_to_an_earlier_total(claims, low):
    assert low_of(*claims) == low


def test_a_repeated_addition_is_not_added_twice():
    again = replace(more("3", 6), report="again")
    assert low_of(said("40", 2), more("3", 4), again) == 43


def test_a_report_that_tells_the_new_total_needs_no_sum():
    first, added = said("40", 2), more("3", 4)
    total = replace(said("45", 4), report=added.report)
    tally = single([first, added, total])
    assert (tally.low, tally.best, tally.high) == (45, 45, 45)
    assert not any(bound.rule.startswith(RULE) for bound in tally.bounds)


def test_the_proof_names_total_and_addition():
    claims = [said("40", 2), more("3", 4)]
    bound = single(claims).bounds[0]
    assert (bound.end, bound.rule) == ("low", f"{RULE}: 40 + 3")
    assert set(bound.because) == {one.id for one in claims}


def test_an_addition_falls_with_its_total():
    tally = single([said("40", 2), more("3", 4), said("30", 5)])
    assert [one.low for one in tally.revisions] == [40, 43, 30]
