"""A figure is taken back just as where each newer one is held against each older one."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.claims import MEASURES, NORTH, SOUTH, claim, source
from tests.reconcile.worlds import few

from tallybook.link import find_statements
from tallybook.model import Scope
from tallybook.reconcile.evidence import Evidence, Kind, gather
from tallybook.reconcile.withdrawals import taken_back

STAFF = source("Gamma Staff", "XC")
FIRST = date(2031, 3, 1)


def one_figure() -> Evidence:
    told = [claim("40", by=STAFF, report="r", published="2031-03-01", scope=Scope.CUMULATIVE)]
    return gather(told, find_statements(told)[0], MEASURES)[0]


BASE = one_figure()


@st.composite
def figures(draw, number: int) -> Evidence:
    value = Decimal(draw(st.integers(1, 6)))
    at, known = (FIRST + timedelta(days=draw(st.integers(0, 3))) for _ in range(2))
    return replace(
        BASE,
        statement=replace(BASE.statement, id=f"s{number:03}", low=value, high=value),
        claim=replace(BASE.claim, report=draw(st.sampled_from("abc"))),
        reports=frozenset(draw(st.sets(st.sampled_from("abc"), min_size=1, max_size=2))),
        kind=draw(st.sampled_from([Kind.TOTAL, Kind.TOTAL, Kind.INCIDENT, Kind.LEVEL])),
        place=draw(st.sampled_from([None, NORTH, SOUTH])),
        at=draw(st.sampled_from([at, known, None])),
        known=known,
        low=draw(st.sampled_from([value, value, None])),
        high=draw(st.sampled_from([value, value, None])),
        is_partial=draw(st.sampled_from([False, False, True])),
        is_loose=draw(st.sampled_from([False, False, True])),
    )


@st.composite
def tellings(draw) -> list[Evidence]:
    return [draw(figures(number)) for number in range(draw(st.integers(2, 25)))]


def takes_back(later: Evidence, earlier: Evidence) -> bool:
    """The rule, held against one pair."""
    if earlier.kind is Kind.LEVEL or earlier.is_loose or later.is_loose or later.is_partial:
        return False
    if earlier.low is None or later.high is None or earlier.low <= later.high:
        return False
    totals = earlier.kind is later.kind is Kind.TOTAL
    if totals and earlier.at and later.at and later.at < earlier.at:
        return False
    if earlier.reports & later.reports and not (totals and earlier.at != later.at):
        return False
    if None not in (earlier.place, later.place) and earlier.place != later.place:
        return False
    if totals and earlier.known == later.known and earlier.at and later.at:
        is_before = earlier.at < later.at
    else:
        is_before = earlier.known < later.known
    starts = {earlier.start, later.start} - {None}
    alike = later.kind is earlier.kind and later.start == earlier.start
    either = not later.of.parties and Kind.LEVEL not in (later.kind, earlier.kind)
    return is_before and (alike or (either and len(starts) < 2))


@few(400)
@given(tellings())
def test_each_is_taken_back_by_the_first_that_could(told: list[Evidence]) -> None:
    wanted: dict[str, str] = {}
    ordered = sorted(told, key=lambda one: one.order)
    for at, later in enumerate(ordered):
        for earlier in sorted(ordered[:at], key=lambda one: one.low or Decimal(0)):
            if takes_back(later, earlier):
                wanted.setdefault(earlier.statement.id, later.statement.id)
    found = taken_back(told)
    assert {old: new.statement.id for old, (_, new) in found.items()} == wanted
    assert list(found) == list(wanted)
