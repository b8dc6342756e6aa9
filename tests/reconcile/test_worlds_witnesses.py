"""Echoes are no witnesses; every number and every claim is accounted for."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hypothesis import given
from tests.reconcile.worlds import answers, few, homes_of
from tests.reconcile.worlds_telling import worlds
from tests.reconcile.worlds_words import Telling

from tallybook.link import find_statements

LYING = Telling(lies=True)


@few(60)
@given(worlds(LYING))
def test_no_more_origins_than_true_sources(world):
    for tally in answers(world.claims):
        told = [claim for one in tally.statements for claim in one.carriers]
        sources = {world.meanings[claim].source for claim in told}
        assert tally.origins <= len(sources), (sources, tally)


@few(60)
@given(worlds(LYING))
def test_echoes_add_no_origin(world):
    first = [one for one in world.claims if not world.meanings[one.id].is_echo]
    with_echoes = {one.id: one for one in answers(world.claims)}
    for tally in answers(first):
        if tally.id in with_echoes:
            assert with_echoes[tally.id].origins == tally.origins, tally


@few(60)
@given(worlds(LYING))
def test_every_claim_is_in_one_statement_and_one_question(world):
    known = {one.id for one in world.claims}
    said = find_statements(world.claims).statements
    carried = Counter(claim for one in said for claim in one.carriers)
    assert carried == Counter(known)
    homes = homes_of(world.claims)
    tallies = {one.id: one for one in answers(world.claims)}
    assert set(homes) == known
    for name, home in homes.items():
        listed = {claim for one in tallies[home].statements for claim in one.carriers}
        assert name in listed


@few(60)
@given(worlds(LYING))
def test_no_tally_without_claims_and_no_number_without_its_claims(world):
    known = {one.id: one for one in world.claims}
    for tally in answers(world.claims):
        assert tally.statements
        assert all(one.carriers and set(one.carriers) <= set(known) for one in tally.statements)
        for bound in tally.bounds:
            assert bound.because, tally
            assert follows(bound, [known[one] for one in bound.because]), (bound, tally)
        said = {(one.end, one.value) for one in tally.bounds}
        said |= {(end, getattr(one, end)) for one in tally.statements for end in ("low", "high")}
        for end in ("low", "high"):
            value = getattr(tally, end)
            assert value is None or (end, value) in said, (end, tally)
        for revision in tally.revisions:
            assert revision.because or (revision.low is None and revision.high is None)
            assert set(revision.because) <= set(known)


def follows(bound, claims):
    """Is the value an end that one of the claims says, or a sum or difference of such ends?"""
    ends = {one.id: (one.quantity.low, one.quantity.high) for one in claims}
    if any(bound.value in pair for pair in ends.values()):
        return True
    sums = {Decimal(0)}
    for pair in ends.values():
        steps = [Decimal(0), *(sign * end for end in pair if end is not None for sign in (1, -1))]
        sums = {total + step for total in sums for step in steps}
    return bound.value in sums
