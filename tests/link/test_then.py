"""What was said by a day, out of what is said now, is just what linking that day's claims gives."""

from datetime import timedelta

from bench.claims import claims_of
from hypothesis import given
from hypothesis import strategies as st
from tests.reconcile.worlds import BEGIN, SPAN, few
from tests.reconcile.worlds_telling import worlds
from tests.reconcile.worlds_words import Telling

from tallybook.link.linking import Linker
from tallybook.link.then import Day
from tallybook.model import Claim, Link, Statement, Verdict


def linked(claims: list[Claim]) -> Linker:
    linker = Linker()
    linker.update(claims)
    return linker


def by_id(statements) -> dict[str, Statement]:
    return {one.id: one for one in statements}


def check(claims: list[Claim], day: Day) -> None:
    then = linked(claims).then(day)
    assert then is not None
    fresh = linked([claim for claim in claims if day.known(claim)])
    assert by_id(then.statements(claim.id for claim in claims)) == by_id(fresh.statements())


@few(60)
@given(worlds(Telling(lies=True)), st.integers(0, SPAN + 10))
def test_of_worlds(world, after: int) -> None:
    day = BEGIN + timedelta(days=after)
    check(list(world.claims), Day(day, lambda one: one.published <= day))


@few(40)
@given(st.integers(0, 10_000), st.integers(5, 60))
def test_of_wars_and_disasters(seed: int, after: int) -> None:
    claims = [one for report in claims_of(60, seed) for one in report]
    days = sorted({one.published for one in claims if one.published})
    day = days[min(after, len(days) - 1)]
    check(claims, Day(day, lambda one: one.published is not None and one.published <= day))


def test_of_some_claims_all_that_carry_what_they_say() -> None:
    claims = [one for report in claims_of(60, 3) for one in report]
    days = sorted({one.published for one in claims if one.published})
    day = days[len(days) // 2]
    then = linked(claims).then(Day(day, lambda one: one.published <= day))
    fresh = linked([one for one in claims if one.published <= day])
    whole = by_id(fresh.statements())
    said = then.statements([claims[0].id]) if then is not None else []
    assert said
    assert all(whole[one.id] == one for one in said)
    assert any(claims[0].id in one.carriers for one in said)


def test_for_no_day_it_is_what_is_said_now() -> None:
    claims = [one for report in claims_of(20, 4) for one in report]
    linker = linked(claims)
    then = linker.then(None)
    assert then is not None
    assert by_id(then.statements(one.id for one in claims)) == by_id(linker.statements())


def test_what_people_judged_the_same_is_linked_anew() -> None:
    linker = Linker([Link("a", "b", Verdict.SAME, 1.0, (), "x", "2031-05-01T00:00:00")])
    assert linker.then(None) is None
