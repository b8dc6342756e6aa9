"""What a chart shows of each statement."""

from decimal import Decimal

import pytest
from tests.charts.tallies import (
    ADVERSARY,
    OWN,
    SOLDIERS,
    THIRD,
    on,
    picture,
    rivals,
    said,
)

from tallybook.charts.rows import statement_rows, taken_back
from tallybook.model import Conflict, Move, Population, Stance, Turn


def row(told, **fields):
    shown = picture(told, **fields)
    (only,) = statement_rows(shown.tally, shown.claims, shown.sides)
    return only


@pytest.mark.parametrize(
    ("words", "low", "high", "exact", "vague"),
    [
        ("30", 30, 30, True, False),
        ("none", 0, 0, True, False),
        ("at least 30", 30, None, False, False),
        ("more than 30", 31, None, False, False),
        ("about 200", 180, 220, False, False),
        ("20-40", 20, 40, False, False),
        ("several hundred", 300, 999, False, True),
        ("losses", None, None, False, False),
    ],
)
def test_figures(words, low, high, exact, vague):
    found = row(said(words))
    assert (found.low, found.high) == (low, high)
    assert (found.is_exact, found.is_vague) == (exact, vague)
    assert found.has_figure is (low is not None or high is not None)


@pytest.mark.parametrize(
    ("fields", "solid"),
    [
        ({}, True),
        ({"stance": Stance.ESTIMATED}, True),
        ({"independent": False}, False),
        ({"stance": Stance.DENIED}, False),
        ({"stance": Stance.FORECAST}, False),
        ({"of": Population("children", ("XB",), "child")}, False),
        ({"of": Population("both", ("XA", "XB"), "soldier")}, False),
        ({"of": Population("men", ("XB",), None)}, True),
        ({"of": Population("men", (), None)}, True),
        ({"measure": "killed_or_wounded"}, False),
    ],
)
def test_only_a_witness_of_what_is_asked_is_solid(fields, solid):
    assert row(said("30", **fields)).is_solid is solid


def test_a_child_is_not_everybody():
    children = Population("children", (), "child")
    assert row(said("30", of=Population("people", (), None)), of=children).is_beside
    assert not row(said("30", of=children), of=children).is_beside


def test_what_was_taken_back_or_corrected_is_gone():
    one, other, third = said("30"), said("40"), said("50")
    shown = picture(
        one,
        other,
        third,
        moves=(
            Move(Turn.RETRACTION, one[0].id, "", on(2)),
            Move(Turn.RISE, third[0].id, "", on(2)),
        ),
        conflict=(
            Conflict("correction", (other[0].id, third[0].id)),
            Conflict("dispute", (third[0].id,)),
        ),
    )
    assert taken_back(shown.tally) == {one[0].id, other[0].id}


def test_pages_stand_in_the_order_of_their_days():
    found = row(said("30", 3, pages=(9, 1, None)))
    assert [page.day for page in found.pages] == [on(1), on(3), on(9), None]
    assert {page.words for page in found.pages} == {"30 soldiers"}


def test_a_page_counts_once_a_day():
    statement, carriers, side = said("30")
    again = [*carriers, *carriers]
    assert len(row((statement, again, side)).pages) == 1


def test_the_side_is_told_and_else_a_third_party():
    shown = rivals()
    found = statement_rows(shown.tally, shown.claims, shown.sides)
    assert found[0].side == OWN
    assert found[3].side == ADVERSARY
    assert {one.side for one in statement_rows(shown.tally, shown.claims, {})} == {THIRD}


def test_a_statement_whose_claims_are_gone_is_still_shown():
    shown = picture(said("30"))
    (found,) = statement_rows(shown.tally, {}, {})
    assert (found.low, found.words, found.pages) == (Decimal(30), "", ())


def test_the_population_asked_about_is_the_tallys_own():
    assert not row(said("30", of=SOLDIERS)).is_beside
