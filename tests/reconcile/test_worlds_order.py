"""Order, repetition and strangers change nothing; each past day stands in the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.claims import claim, period, source
from tests.reconcile.worlds import BEGIN, SPAN, TOWNS, answers, few, homes_of, known_by
from tests.reconcile.worlds_telling import worlds
from tests.reconcile.worlds_words import Telling

from tallybook.link import find_statements
from tallybook.model import Place, Scope

LYING = Telling(lies=True)
PAST = BEGIN - timedelta(days=700)
PERU = Place("in Kasan", "Kasan", ("YP",), "Kasan Province", -12.0, -70.0, "place")


@few(60)
@given(worlds(LYING), st.randoms(use_true_random=False))
def test_order_changes_nothing(world, random):
    shuffled = list(world.claims)
    random.shuffle(shuffled)
    assert find_statements(shuffled) == find_statements(world.claims)
    assert answers(shuffled) == answers(world.claims)
    assert homes_of(shuffled) == homes_of(world.claims)


@few(40)
@given(worlds(LYING), st.data())
def test_reading_a_report_twice_changes_nothing(world, data):
    report = data.draw(st.sampled_from(sorted({one.report for one in world.claims})))
    again = [one for one in world.claims if one.report == report]
    moved = [replace(one, path="copy.txt") for one in again]
    for twice in ([*world.claims, *again], [*again, *world.claims], [*world.claims, *moved]):
        assert find_statements(twice).links == find_statements(world.claims).links
        assert find_statements(twice).statements == find_statements(world.claims).statements
        assert answers(twice) == answers(world.claims)


STRANGERS = {
    "another war": [
        claim("40", of=("YD",), role="soldier", place=PERU, when=period("2031-04-02"), start=10,
              report="stranger", published="2031-04-03", by=source("Army of Delta", "YD")),
        claim("900", of=("YD",), role="soldier", place=PERU, scope=Scope.CUMULATIVE, start=90,
              report="stranger", published="2031-04-03", by=source("Army of Delta", "YD")),
    ],
    "another year": [
        claim("12", place=TOWNS[0], when=period(PAST), report="stranger", start=10,
              published=PAST + timedelta(days=1), by=source("Relief Watch"), role="tourist"),
    ],
    "another measure": [
        claim("4000", "displaced", place=TOWNS[0], scope=Scope.CURRENT, report="stranger",
              published="2031-04-03", by=source("Interior Ministry of Xanadu", "XA"), start=10),
        claim("5000", "money", place=TOWNS[0], counted_in="USD", report="stranger", start=90,
              published="2031-04-03", by=source("Interior Ministry of Xanadu", "XA")),
    ],
    "a far event": [
        claim("7", place=TOWNS[-1], when=period("2032-04-02"), report="stranger", start=10,
              published="2032-04-03", by=source("Mine Rescue"), role="miner", people="miners"),
    ],
    "no place and no day": [
        claim("7", role="pilgrim", people="pilgrims", report="stranger", start=10,
              published="2031-04-03"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", STRANGERS)
def test_an_unrelated_report_changes_nothing(kind):
    @few(20)
    @given(worlds(LYING))
    def changes_nothing(world):
        before = answers(world.claims)
        after = {one.id: one for one in answers([*world.claims, *STRANGERS[kind]])}
        assert [after.get(one.id) for one in before] == before
        said = find_statements(world.claims).statements
        beside = find_statements([*world.claims, *STRANGERS[kind]]).statements
        assert [one for one in beside if one in said] == said

    changes_nothing()


@few(40)
@given(worlds(LYING), st.integers(0, SPAN + 25))
def test_a_past_day_is_answered_by_its_revision(world, days):
    day = BEGIN + timedelta(days=days)
    earlier = known_by(world.claims, day)
    assume(earlier)
    then = {one.id: one for one in answers(earlier, as_of=day)}
    for now in answers(world.claims):
        past = [one for one in now.revisions if one.at is not None and one.at <= day]
        if past and now.id in then:
            old = then[now.id]
            assert (past[-1].low, past[-1].best, past[-1].high) == (old.low, old.best, old.high)


@few(40)
@given(worlds(LYING))
def test_the_last_revision_is_the_answer(world):
    for tally in answers(world.claims):
        last = tally.revisions[-1]
        assert (last.low, last.best, last.high) == (tally.low, tally.best, tally.high)
        days = [one.at or date.min for one in tally.revisions]
        assert days == sorted(set(days))
        chain = [None, *(one.id for one in tally.revisions)]
        assert [one.supersedes for one in tally.revisions] == chain[:-1]
