"""Bouts in generated worlds: what is true of a week lies within the answers, in whatever order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims import MEASURES, NORTH, SOUTH, TOWN, claim, period, source
from tests.reconcile.figures import WAR
from tests.reconcile.stories import lies_within, tallies_of, true_words

from tallybook.model import Scope, Stance
from tallybook.model.containment import Containment, place_within
from tallybook.pipeline.book import Book, open_book
from tallybook.reconcile import Settings

FIRST = date(2031, 3, 10)
ARMIES = ("XB", "XC")
TELLERS = (
    source("Army of Beta", "XB"),
    source("Gamma Staff", "XC"),
    source("Relief Watch"),
    source("officials", "XA", unnamed=True),
    None,
)
AROUND = replace(TOWN, start=0, end=7)
MANY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Week:
    """Who fell on which day and where, and what was said of it."""

    lost: dict[tuple[str, date, str], int]
    claims: tuple[object, ...]

    def truth(self, parties, until, place):
        return sum(
            count
            for (party, day, where), count in self.lost.items()
            if party in parties
            and day <= until
            and (
                place is None
                or place_within(TOWN if where == "north" else SOUTH, place) is Containment.YES
            )
        )


@st.composite
def weeks(draw, fronts=("north",)):
    """Up to eight days of fighting on some fronts, and up to ten true figures of it."""
    lost = {
        (party, FIRST + timedelta(days=day), where): draw(st.integers(0, 12))
        for party in ARMIES
        for day in range(draw(st.integers(1, 8)))
        for where in fronts
    }
    week = Week(lost, ())
    said = [draw(true_figures(week, fronts, at)) for at in range(draw(st.integers(1, 10)))]
    return replace(week, claims=tuple(said))


@st.composite
def true_figures(draw, week, fronts, number):
    last = max(day for _, day, _ in week.lost)
    said = FIRST + timedelta(days=draw(st.integers(0, (last - FIRST).days)))
    parties = draw(st.sampled_from([("XB",), ("XC",), ARMIES]))
    bare = (None,) if len(fronts) == 1 else ()  # of two fronts it is the one that others tell of
    where = draw(st.sampled_from([*bare, *fronts]))
    place = {None: None, "north": draw(st.sampled_from([NORTH, TOWN])), "south": SOUTH}[where]
    shared = {"of": parties, "role": "soldier", "report": f"r{number}", "published": said}
    shared["by"] = draw(st.sampled_from(TELLERS))
    kind = draw(st.sampled_from(["since", "since", "bare", "first day"]))
    if kind == "first day":
        shared |= {"when": period(FIRST)}
        truth = week.truth(parties, FIRST, place)
    else:
        shared |= {"scope": Scope.CUMULATIVE}
        truth = week.truth(parties, said, place)
        if kind == "since" and said > FIRST:
            shared |= {"when": period(FIRST, said)}
    if kind == "bare" and place is TOWN and len(fronts) == 1:
        place = AROUND
    return claim(draw(true_words(truth)), place=place, start=1000 * (number + 1), **shared)


def told(claims):
    return tallies_of(claims, MEASURES, sides=WAR)


@MANY
@given(st.one_of(weeks(), weeks(fronts=("north", "south"))))
def test_the_truth_lies_within_the_bounds(week):
    for tally in told(week.claims):
        until = tally.period.last if tally.period else None
        if until is not None:
            truth = week.truth(tally.of.parties, until, tally.place)
            assert lies_within(truth, tally), (tally.answer, truth)
        assert not tally.contested, tally.answer


@MANY
@given(weeks(fronts=("north", "south")), st.randoms(use_true_random=False))
def test_order_changes_nothing(week, random):
    shuffled = list(week.claims)
    random.shuffle(shuffled)
    assert told(shuffled) == told(week.claims)


@st.composite
def anything(draw):
    """Figures that need not be true, denials among them, from one month before to one after."""
    found = []
    for number in range(draw(st.integers(1, 16))):
        said = FIRST + timedelta(days=draw(st.integers(-35, 35)))
        first = draw(st.sampled_from([FIRST, FIRST + timedelta(days=2), said]))
        when = draw(st.sampled_from([None, period(FIRST), period(first, max(first, said))]))
        found.append(
            claim(
                draw(st.sampled_from(["3", "12", "at least 12", "40", "900"])),
                draw(st.sampled_from(["killed", "killed", "wounded"])),
                by=draw(st.sampled_from(TELLERS)),
                of=draw(st.sampled_from([("XB",), ("XC",), ARMIES, ()])),
                role=draw(st.sampled_from(["soldier", "soldier", None])),
                place=draw(st.sampled_from([None, NORTH, TOWN, AROUND, SOUTH])),
                when=when,
                scope=draw(st.sampled_from([Scope.INCIDENT, Scope.CUMULATIVE])),
                stance=draw(st.sampled_from([None, None, None, Stance.DENIED])),
                report=f"r{draw(st.integers(0, 9))}",
                start=1000 * (number + 1),
                published=said,
            )
        )
    return found


@MANY
@given(anything(), st.data())
def test_report_by_report_is_all_at_once(claims, data):
    by_report = {}
    for one in claims:
        by_report.setdefault(one.report, []).append(one)
    book = Book(Settings(MEASURES, WAR))
    for report in data.draw(st.permutations(sorted(by_report))):
        book.update(by_report[report])
    gone = {one.id for one in data.draw(st.lists(st.sampled_from(claims), max_size=4))}
    book.update([], sorted(gone))
    whole = open_book(Settings(MEASURES, WAR), [one for one in claims if one.id not in gone])
    assert book.tallies() == whole.tallies()
