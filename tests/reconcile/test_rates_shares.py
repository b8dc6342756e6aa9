"""Rates and shares stay out of every tally: a rate is no running total, a share counts nobody."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reconcile.stories import tallies_of

from tallybook.catalogue.measures import load_measures
from tallybook.clean import find_blocks
from tallybook.extract.embedded import extract
from tallybook.link import find_statements
from tallybook.model import Claim, Report


def claims_of(*texts: str) -> list[Claim]:
    found: list[Claim] = []
    for number, text in enumerate(texts, 1):
        report, blocks = find_blocks(
            Report(text=text, published=date(2024, 12, number), publisher=f"Paper {number}")
        )
        found.extend(extract(report, blocks).claims)
    return found


RATES = (
    "Ukraine's army said that Russia is losing 50,000 soldiers a month.",
    "Ukraine's army said that Russia is losing 1,200 soldiers a day.",
    "Ukraine's army said that half of the Russian soldiers in Bakhmut were killed.",
)
TOTAL = "Ukraine's army said that 70,000 Russian soldiers have been killed since February 2022."


def test_rates_and_shares_alone_make_no_tally() -> None:
    claims = claims_of(*RATES)
    assert [claim.quantity.unit for claim in claims] == ["person/month", "person/day", "share"]
    assert tallies_of(claims, load_measures().definitions) == []


@pytest.mark.parametrize("policy", ["bounds", "latest"])
def test_they_change_no_tally(policy: str) -> None:
    measures = load_measures().definitions
    alone = tallies_of(claims_of(TOTAL), measures, policy=policy)
    beside = tallies_of(claims_of(TOTAL, *RATES), measures, policy=policy)
    assert [(one.low, one.best, one.high) for one in alone] == [
        (one.low, one.best, one.high) for one in beside
    ]


def test_a_count_and_a_rate_of_one_number_are_two_statements() -> None:
    claims = claims_of(
        "The ministry said that 1,200 soldiers were killed.",
        "The ministry said that 1,200 soldiers were killed every day.",
    )
    assert len(claims) == 2
    assert len(find_statements(claims).statements) == 2
