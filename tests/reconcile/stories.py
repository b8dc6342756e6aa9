"""Generated stories with a hidden truth, told by sources that say only what is true of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from tests.claims import COUNTRY, FAR_TOWN, NORTH, SOUTH, TOWN, claim, period, source

from tallybook.link import find_statements
from tallybook.model import Claim, Scope, Tally
from tallybook.model.containment import Containment, place_within
from tallybook.reconcile import reconcile

FIRST = date(2031, 3, 1)
PARTIES = ("XB", "XC")
TELLERS = (
    source("Ministry of Xanadu", "XA"),
    source("Army of Beta", "XB"),
    source("Gamma Staff", "XC"),
    source("Relief Watch"),
    source("officials", "XA", unnamed=True),
    None,
)


@dataclass(frozen=True)
class Event:
    """What really happened."""

    on: date
    place: object
    party: str
    killed: int
    wounded: int

    def count(self, measure: str) -> int:
        return {"killed": self.killed, "wounded": self.wounded}.get(
            measure, self.killed + self.wounded
        )


@dataclass(frozen=True)
class Story:
    """Events and the claims made of them."""

    events: tuple[Event, ...]
    claims: tuple[Claim, ...]

    def truth(self, tally: Tally) -> int | None:
        """The true answer to a tally's question; None where the question is not of this story."""
        if tally.place is None or tally.period is None or tally.period.last is None:
            return None
        first = tally.period.first or date.min
        return sum(
            event.count(tally.measure)
            for event in self.events
            if first <= event.on <= tally.period.last
            and event.party in tally.of.parties
            and place_within(event.place, tally.place) is Containment.YES
        )


@st.composite
def true_words(draw, truth: int) -> str:
    """Words that are true of the number."""
    slack = draw(st.integers(0, 5))
    form = draw(st.sampled_from(["exact", "at least", "at most", "between", "more than"]))
    if form == "exact":
        return str(truth)
    if form == "between":
        return f"{max(0, truth - slack)}-{truth + slack}"
    if form == "more than" and truth > slack:
        return f"more than {truth - slack - 1}"
    return f"at most {truth + slack}" if form == "at most" else f"at least {max(0, truth - slack)}"


@st.composite
def stories(draw) -> Story:
    """A few events on distinct days and spots, and up to a dozen true claims of them."""
    days = draw(st.lists(st.integers(0, 20), min_size=1, max_size=5, unique=True))
    events = tuple(
        Event(
            FIRST + timedelta(days=day),
            draw(st.sampled_from([TOWN, FAR_TOWN])),
            draw(st.sampled_from(PARTIES)),
            draw(st.integers(1, 60)),
            draw(st.integers(0, 60)),
        )
        for day in days
    )
    claims = []
    for number in range(draw(st.integers(1, 10))):
        if draw(st.booleans()):
            claims.append(_of_incident(draw, events, number))
        else:
            claims.append(_of_total(draw, events, number))
    return Story(events, tuple(claims))


def _of_incident(draw, events, number):
    event = draw(st.sampled_from(events))
    measure = draw(st.sampled_from(["killed", "wounded", "killed_or_wounded"]))
    return claim(
        draw(true_words(event.count(measure))),
        measure,
        by=draw(st.sampled_from(TELLERS)),
        of=(event.party,),
        role="soldier",
        place=event.place,
        when=period(event.on),
        report=f"incident-{number}",
        published=event.on + timedelta(days=draw(st.integers(0, 3))),
    )


def _of_total(draw, events, number):
    said = FIRST + timedelta(days=draw(st.integers(0, 25)))
    measure = draw(st.sampled_from(["killed", "wounded", "killed_or_wounded"]))
    parties = draw(st.sampled_from([("XB",), ("XC",), PARTIES]))
    place = draw(st.sampled_from([TOWN, NORTH, COUNTRY]))
    truth = sum(
        event.count(measure)
        for event in events
        if event.on <= said
        and event.party in parties
        and place_within(event.place, place) is Containment.YES
    )
    return claim(
        draw(true_words(truth)),
        measure,
        by=draw(st.sampled_from(TELLERS)),
        of=parties,
        role="soldier",
        place=place,
        scope=Scope.CUMULATIVE,
        report=f"total-{number}",
        published=said,
    )


def unrelated() -> list[Claim]:
    """A report of another people, place and year."""
    return [
        claim("12", of=("YD",), role="soldier", place=None, report="other", published="2040-01-01"),
        claim(
            "7",
            "displaced",
            place=SOUTH,
            report="other",
            published="2040-01-01",
            scope=Scope.CURRENT,
        ),
    ]


def tallies_of(claims, measures, **options) -> list[Tally]:
    return reconcile(claims, find_statements(claims).statements, measures=measures, **options)


def lies_within(value: int, tally: Tally) -> bool:
    number = Decimal(value)
    return (tally.low is None or tally.low <= number) and (
        tally.high is None or number <= tally.high
    )
