"""A book that grows report by report is the book of all reports at once."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims import COUNTRY, FAR_TOWN, MEASURES, NORTH, SOUTH, TOWN, claim, period, source
from tests.reconcile.figures import WAR

from tallybook.model import Act, Link, Ruling, Scope, Verdict
from tallybook.pipeline.answers import Judged
from tallybook.pipeline.book import Book, open_book
from tallybook.reconcile import Settings

FIRST = date(2031, 3, 1)
TELLERS = (
    source("Ministry of Xanadu", "XA"),
    source("Army of Beta", "XB"),
    source("Gamma Staff", "XC"),
    source("officials", "XA", unnamed=True),
    source("Relief Watch"),
    None,
)
SETTINGS = Settings(MEASURES, WAR)


@st.composite
def mentions(draw, number):
    """Any claim at all, of few things, so that many meet."""
    on = FIRST + timedelta(days=draw(st.integers(0, 40)))
    words = draw(
        st.sampled_from(["3", "12", "at least 12", "up to 20", "dozens", "40", "several dozen"])
    )
    return claim(
        words,
        draw(st.sampled_from(["killed", "wounded", "killed_or_wounded", "missing"])),
        by=draw(st.sampled_from(TELLERS)),
        of=draw(st.sampled_from([(), ("XB",), ("XC",), ("XB", "XC")])),
        role=draw(st.sampled_from([None, "soldier", "civilian", "child"])),
        place=draw(st.sampled_from([None, TOWN, FAR_TOWN, NORTH, SOUTH, COUNTRY])),
        when=draw(st.sampled_from([None, period(on), period(on, on + timedelta(days=3))])),
        scope=draw(st.sampled_from([Scope.INCIDENT, Scope.CUMULATIVE])),
        increment=draw(st.integers(0, 9)) == 0,
        report=f"r{draw(st.integers(0, 9))}",
        start=100 * number,
        published=on + timedelta(days=draw(st.integers(0, 3))),
    )


@st.composite
def heaps(draw):
    """Up to two dozen claims of up to ten reports."""
    return [draw(mentions(number)) for number in range(draw(st.integers(1, 24)))]


@st.composite
def decisions(draw, claims):
    """Verdicts and rulings over some of the claims."""
    names = sorted({one.id for one in claims})
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
    links = []
    for _ in range(draw(st.integers(0, 2))):
        left, right = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        if left != right:
            verdict = draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]))
            links.append(Link(left, right, verdict, 1.0, ("seen",), "Ada"))
    rulings = [
        Ruling(
            draw(st.sampled_from(list(Act))), tuple(draw(some)), tuple(draw(some)), "N", at=str(n)
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    return Judged(tuple(links), tuple(rulings))


def grown(steps, judged):
    book = Book(SETTINGS, judged)
    kept = {}
    for come, gone in steps:
        before = {tally.id: tally for tally in book.tallies()}
        reckoned = book.update(come, gone)
        for name in gone:
            kept.pop(name, None)
        kept.update((one.id, one) for one in come)
        after = {tally.id: tally for tally in book.tallies()}
        told = {tally.id for tally in reckoned.tallies} | set(reckoned.gone)
        assert {name for name in before | after if before.get(name) != after.get(name)} <= told
        assert set(reckoned.gone) == set(before) - set(after)
    return book, list(kept.values())


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(heaps(), st.data())
def test_report_by_report_is_all_at_once(claims, data):
    judged = data.draw(decisions(claims))
    by_report = {}
    for one in claims:
        by_report.setdefault(one.report, []).append(one)
    steps = []
    for report in data.draw(st.permutations(sorted(by_report))):
        gone = data.draw(st.lists(st.sampled_from(claims), max_size=2)) if steps else []
        coming = {one.id for one in by_report[report]}
        steps.append((by_report[report], [one.id for one in gone if one.id not in coming]))
    book, kept = grown(steps, judged)
    whole = open_book(SETTINGS, kept, judged)
    assert book.tallies() == whole.tallies()
    assert book.links() == whole.links()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(heaps())
def test_what_comes_again_changes_nothing(claims):
    book = open_book(SETTINGS, claims)
    assert book.update(claims) == ([], [])
    assert len(book) == len({one.id for one in claims})
