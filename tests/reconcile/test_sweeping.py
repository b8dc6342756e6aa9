"""The hull of the largest consistent sets is the same by a sweep as by trying every answer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims import MEASURES
from tests.reconcile.figures import said

from tallybook.link import find_statements
from tallybook.reconcile.consistency import _hull_by_trial, clashes_of, hull_of
from tallybook.reconcile.evidence import gather
from tallybook.reconcile.grounds import Constraint
from tallybook.reconcile.sweeping import hull_by_sweep

ENDS = st.none() | st.integers(0, 9).map(Decimal)
CLAIM = said("40", 1)
(PATTERN,) = gather([CLAIM], find_statements([CLAIM]).statements, MEASURES)


def constraint(low, high, name, origin="A", *, known=date(2031, 3, 1)):
    """An interval out of a statement of that name."""
    statement = replace(PATTERN.statement, id=name, origin=origin)
    one = replace(PATTERN, statement=statement, known=known)
    return Constraint(low, high, "said", one, None, True)


def ordered(ends):
    low, high = ends
    return low is None or high is None or low <= high


rows = st.lists(
    st.tuples(
        st.tuples(ENDS, ENDS).filter(ordered),
        st.sampled_from("abcdefghij"),
        st.sampled_from("ABC"),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=600, deadline=None)
@given(rows)
def test_a_sweep_gives_what_trying_every_answer_gives(rows):
    speakers = {name: origin for _, name, origin in rows}
    told = [constraint(*ends, name, speakers[name]) for ends, name, _ in rows]
    lows = [one.low for one in told if one.low is not None]
    highs = [one.high for one in told if one.high is not None]
    if not lows or not highs or max(lows) <= min(highs):
        return
    points = sorted({max(lows), *highs})
    origins = [
        {name for name, said_by in speakers.items() if said_by == speaker}
        for speaker in set(speakers.values())
    ]
    found = hull_by_sweep(told, points, origins)
    assert found == _hull_by_trial(told, points, origins)


def test_very_many_that_cannot_be_together_are_weighed_in_one_sweep():
    told = [constraint(Decimal(n), Decimal(n), f"s{n}", f"o{n}") for n in range(20_000)]
    told.append(constraint(Decimal(19_000), None, "floor", "z"))
    hull = hull_of(told)
    assert (hull.low, hull.high) == (19_000, 19_999)
    assert hull.clashes == clashes_of(told)
