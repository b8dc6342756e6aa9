"""Answers in words and figures."""

from datetime import date
from decimal import Decimal

import pytest

from tallybook.model import Period, Population
from tallybook.queries.words import amount, figure, interval, period, population


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "?"),
        ("30", "30"),
        ("7E+4", "70,000"),
        ("18100000000", "18.1 billion"),
        ("5600000000", "5.6 billion"),
        ("2000000", "2 million"),
        ("1234567", "1,234,567"),
        ("2.50", "2.5"),
        ("0", "0"),
    ],
)
def test_figures_are_short_and_exact(value, shown):
    assert figure(None if value is None else Decimal(value)) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (30, None, "30 or more"),
        (None, 8, "up to 8"),
        (20, 60, "20–60"),
        (8, 8, "8"),
        (None, None, "?"),
        ("2E+9", "2.5E+9", "2 billion – 2.5 billion"),
    ],
)
def test_intervals(low, high, shown):
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert interval(*ends) == shown
    assert amount(*ends, "person") == shown
    assert amount(*ends, "USD") == f"{shown} USD"


@pytest.mark.parametrize(
    ("of", "shown"),
    [
        (Population("x", ("KP",), "soldier"), "North Korean soldiers"),
        (Population("x", ("KP", "RU"), "soldier"), "North Korean and Russian soldiers"),
        (Population("x", ("hamas",), "fighter"), "Hamas fighters"),
        (Population("x", (), "child"), "children"),
        (Population("x", ("RU",), None, "Akhmat"), "Akhmat"),
        (Population("passengers"), "passengers"),
        (Population(), "people"),
    ],
)
def test_populations(of, shown):
    assert population(of) == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2024, 12, 14), date(2024, 12, 15), "14 to 15 December 2024"),
        (date(2024, 11, 30), date(2024, 12, 1), "30 November 2024 to 1 December 2024"),
        (date(2024, 12, 14), date(2024, 12, 14), "on 14 December 2024"),
        (None, date(2024, 12, 18), "by 18 December 2024"),
        (date(2024, 12, 18), None, "since 18 December 2024"),
        (None, None, "“over the weekend”"),
    ],
)
def test_periods(first, last, shown):
    assert period(Period("over the weekend", first, last)) == shown


@pytest.mark.parametrize(
    ("low", "high", "unit", "shown"),
    [
        ("50000", "50000", "person/month", "50,000 per month"),
        ("20", None, "tank/day", "20 or more tank per day"),
        ("0.25", "0.25", "share", "25%"),
        ("0.3", None, "share", "30% or more"),
        (None, "0.9", "share", "up to 90%"),
        ("0.333333", "0.5", "share", "33.3333–50%"),
    ],
)
def test_rates_and_shares_are_shown_as_such(low, high, unit, shown):
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert amount(*ends, unit) == shown
