"""Denials weigh just as where each one is held against each figure on each day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims import MEASURES
from tests.reconcile.figures import BETA, GAMMA, HOME, RESCUE, WAR, said
from tests.reconcile.stories import tallies_of
from tests.reconcile.worlds import few

from tallybook.model import Stance
from tallybook.reconcile import policies
from tallybook.reconcile.consistency import Hull, hull_of
from tallybook.reconcile.disputes import Disputed, disputes_of
from tallybook.reconcile.grounds import Ground, is_known
from tallybook.reconcile.withdrawals import denies

FIGURES = [
    "30",
    "40",
    "35",
    "at least 30",
    "at least 50",
    "at most 20",
    "20-40",
    "about 30",
    "dozens",
]


def held_against_all(ground: Ground) -> tuple[Hull, list[tuple[str, str]]]:
    """The hull, and which denial denies which figure: the rule, without any index."""
    hull, told = hull_of(ground.weighed), ground.question.evidence
    gone = {old.statement.id for old, _ in ground.withdrawn}
    takers = {new.statement.id for _, new in ground.withdrawn}
    denials = [
        one
        for one in told
        if one.statement.stance == Stance.DENIED
        and not one.is_voice
        and is_known(one, ground.until)
    ]
    pairs = [
        (denial, one)
        for denial in denials
        for one in told
        if one.bears and one.statement.id not in gone and is_known(one, ground.until)
        if one.origin != denial.origin
        if (one.statement.low, one.statement.high) == (denial.statement.low, denial.statement.high)
        or (denial.statement.id not in takers and denies(denial, one))
    ]
    doubted = {one.statement.id for _, one in pairs}
    if doubted and len({one.origin for one in denials}) >= len({one.origin for _, one in pairs}):
        rest = hull_of(
            [
                one
                for one in ground.constraints
                if not (one.is_direct and one.evidence.statement.id in doubted)
            ]
        )
        low = None if None in (hull.low, rest.low) else min(hull.low, rest.low)
        high = None if None in (hull.high, rest.high) else max(hull.high, rest.high)
        hull = Hull(low, high, hull.clashes)
    return hull, [(denial.statement.id, one.statement.id) for denial, one in pairs]


def checked(ground: Ground) -> Disputed:
    found, (hull, pairs) = disputes_of(ground), held_against_all(ground)
    assert found.hull == hull
    told = [(denial.statement.id, one.statement.id) for denial, one in ground.denials]
    assert told == pairs
    assert found.contested == bool(hull.clashes or pairs)
    return found


@st.composite
def tellings(draw):
    claims = []
    for number in range(draw(st.integers(2, 14))):
        day = draw(st.integers(1, 6))
        claims.append(
            said(
                draw(st.sampled_from(FIGURES)),
                day,
                draw(st.sampled_from([BETA, GAMMA, HOME, RESCUE, None])),
                stance=draw(st.sampled_from([None, None, Stance.DENIED])),
                publisher=f"Outlet {number % 3}",
            )
        )
    return claims


@few(150)
@given(tellings())
def test_denials_weigh_as_each_held_against_each(claims) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policies, "disputes_of", checked)
        tallies_of(claims, MEASURES, sides=WAR)
