"""A contradiction that was planted among true statements is named, and nothing more than it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.claims import claim, source
from tests.reconcile.worlds import answers, few, known_by
from tests.reconcile.worlds_telling import worlds
from tests.reconcile.worlds_words import Telling

from tallybook.link import find_statements
from tallybook.model import Form, Stance

FIRM = Telling(echoes=False, loose=False, levels=False, inflictors=False, more=False)
LIAR = source("Bureau of Rumours", "XD")
NUMBERED = (Form.EXACT, Form.BETWEEN, Form.AT_MOST, Form.AT_LEAST, Form.MORE_THAN)


def firm(world):
    """The claims by a named source, in numbers, said on one day, that somebody could contradict."""
    said = {
        c: len(one.carriers)
        for one in find_statements(world.claims).statements
        for c in one.carriers
    }
    return [
        one
        for one in world.claims
        if one.origin is not None
        and one.origin.source.kind == "named"
        and one.quantity.form in NUMBERED
        and one.part_of is None
        and said[one.id] == 1
    ]


def against(said, number, **changes):
    """What the liar says of the same thing on the same day."""
    told = claim(
        str(number), said.measure, by=LIAR, report="planted", published=said.published, start=7
    )
    return replace(
        told,
        of=said.of,
        by=said.by,
        place=said.place,
        period=said.period,
        scope=said.scope,
        **changes,
    )


def statement_of(claims, one):
    """The id of the statement that carries a claim."""
    return next(s.id for s in find_statements(claims).statements if one.id in s.carriers)


def conflicts_with(claims, planted, **options):
    """The contested tallies that name the planted statement, each with those conflicts."""
    name = statement_of(claims, planted)
    found = []
    for tally in answers(claims, **options):
        named = [one for one in tally.conflict if name in one.statements]
        if named and tally.contested:
            found.append((tally, named))
    return found


def is_contested(claims):
    """Is any tally of these claims alone contested?"""
    return any(tally.contested for tally in answers(claims))


def check_minimal(claims, conflict):
    """All of the set cannot hold; any of it can without another.

    Alone they answer the question that is contested only if they are of the same people.
    """
    carriers = {one.id: set(one.carriers) for one in find_statements(claims).statements}
    sets = [
        [c for c in claims if c.id in carriers[one]] for one in dict.fromkeys(conflict.statements)
    ]
    if len({one.of.key for part in sets for one in part}) == 1:
        assert is_contested([one for part in sets for one in part]), conflict
    for left_out in range(len(sets)):
        kept = [one for at, part in enumerate(sets) if at != left_out for one in part]
        assert not is_contested(kept), (conflict, left_out)


@few(80)
@given(worlds(FIRM), st.data(), st.integers(20, 4000))
def test_a_planted_figure_that_cannot_hold_is_named(world, data, more):
    claims = firm(world)
    assume(claims)
    said = data.draw(st.sampled_from(claims))
    low, high = said.quantity.low, said.quantity.high
    below = low is not None and low >= 1 and (high is None or data.draw(st.booleans()))
    assume(below or high is not None)
    number = int(low) // 2 if below else int(high) * 3 + more
    planted = against(said, number)
    told = known_by([*world.claims, planted], planted.published)
    found = conflicts_with(told, planted, as_of=planted.published)
    assert found, (said.quantity, number)
    assert any(tally.measure == said.measure for tally, _ in found)
    for _, named in found:
        for conflict in named:
            check_minimal(told, conflict)


@few(60)
@given(worlds(FIRM), st.data())
def test_a_denial_by_another_party_is_named(world, data):
    claims = firm(world)
    assume(claims)
    said = data.draw(st.sampled_from(claims))
    assume((said.quantity.high or said.quantity.low or 0) > 0)  # nobody denies nothing
    planted = replace(against(said, 1, stance=Stance.DENIED), quantity=said.quantity)
    told = known_by([*world.claims, planted], planted.published)
    found = conflicts_with(told, planted, as_of=planted.published)
    assert found, said.quantity
    assert {one.kind for _, named in found for one in named} == {"denial"}


@few(60)
@given(worlds(FIRM), st.data(), st.integers(1, 20))
def test_a_source_that_mends_its_figure_leaves_nothing_contested(world, data, days):
    """A false figure, then a true one by the same source: the later one alone stands."""
    exact = [one for one in firm(world) if one.quantity.form is Form.EXACT]
    assume(exact)
    said = data.draw(st.sampled_from(exact))
    wrong = against(said, int(said.quantity.high) * 2 + 30)
    wrong = replace(wrong, published=said.published - timedelta(days=days), period=said.period)
    assume(said.period is None or said.period.first <= wrong.published)
    truth = replace(wrong, quantity=said.quantity, published=said.published, report="mended")
    claims = [*world.claims, wrong, truth]
    told = known_by(claims, said.published)
    name = statement_of(told, wrong)
    turns = {
        one.kind
        for tally in answers(told)
        for one in tally.conflict
        if name in one.statements
    }  # fmt: skip
    assert turns == {"correction"}, turns
    for tally in answers(told):
        assert not tally.contested, tally
        if name in {one.id for one in tally.statements}:
            assert wrong.quantity.low not in (tally.low, tally.high)


@few(40)
@given(worlds(FIRM), st.data(), st.integers(1, 20))
def test_a_source_that_takes_its_figure_back_leaves_no_trace_of_it(world, data, days):
    claims = firm(world)
    assume(claims)
    said = data.draw(st.sampled_from(claims))
    wrong = against(said, int(said.quantity.high or said.quantity.low or 0) * 3 + 50)
    back = replace(
        against(said, 1, stance=Stance.DENIED),
        quantity=wrong.quantity,
        report="taken back",
        published=wrong.published + timedelta(days=days),
    )
    told = [*world.claims, wrong, back]
    name = statement_of(told, wrong)
    for tally in answers(told):
        assert not tally.contested, tally
        assert all(wrong.id not in bound.because for bound in tally.bounds), tally
        named = [one.kind for one in tally.conflict if name in one.statements]
        assert set(named) <= {"correction"}, tally
