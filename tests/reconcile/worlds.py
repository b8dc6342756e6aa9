"""Worlds: a hidden truth of a war, and what can be asked of it.

Events have a day, a town and dead and wounded by group; towns lie in two regions of each of two
countries. Soldiers belong to a party; civilians, children among them, to none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from tests.claims import MEASURES

from tallybook.catalogue.conflicts import Conflicts, parse_conflicts
from tallybook.evaluate.homes import find_homes
from tallybook.link import find_statements
from tallybook.model import Claim, Place, Tally
from tallybook.model.containment import Containment, place_within
from tallybook.reconcile import reconcile

IS_DEEP = bool(os.environ.get("TALLYBOOK_DEEP"))
BEGIN = date(2031, 3, 1)
SPAN = 90
ALONE = 40
"""Within so many days no second event of a region may be told without its day."""

WAR = Conflicts(
    parse_conflicts(
        "worlds.toml",
        """
[[conflict]]
id = "war"
countries = ["XA", "XE"]
[[conflict.side]]
parties = ["XB"]
[[conflict.side]]
parties = ["XC"]
""",
    )
)


def few(examples: int) -> settings:
    """The settings of a property: so many examples, the same ones in every run.

    Where TALLYBOOK_DEEP is set, twenty times as many, others each time.
    """
    return settings(
        max_examples=examples * (20 if IS_DEEP else 1),
        deadline=None,
        derandomize=not IS_DEEP,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def _region(name: str, country: str, lat: float) -> Place:
    return Place(f"in {name}", name, (country,), name, lat, 20.0, "admin1")


def _town(name: str, region: Place, east: float) -> Place:
    lat = (region.lat or 0) + 0.3
    return Place(f"in {name}", name, region.countries, region.name, lat, 20.0 + east, "place")


REGIONS = (
    _region("Upper Xanadu", "XA", 10.0),
    _region("Lower Xanadu", "XA", 14.0),
    _region("East Elland", "XE", 30.0),
    _region("West Elland", "XE", 34.0),
)
TOWNS = tuple(
    _town(name, region, east)
    for region, names in zip(
        REGIONS, (("Alba", "Borun"), ("Cadiz", "Doria"), ("Elma", "Fano"), ("Garo", "Hule")),
        strict=True,
    )
    for name, east in zip(names, (0.0, 1.5), strict=True)
)  # fmt: skip
COUNTRIES = (
    Place("in Xanadu", "Xanadu", ("XA",), None, 12.0, 20.0, "country"),
    Place("in Elland", "Elland", ("XE",), None, 32.0, 20.0, "country"),
)
WIDE = (*REGIONS, *COUNTRIES)


def region_of(place: Place) -> Place:
    """The region that a town lies in."""
    return next(one for one in REGIONS if place_within(place, one) is Containment.YES)


def country_of(place: Place) -> Place:
    """The country that a town or region lies in."""
    return next(one for one in COUNTRIES if place_within(place, one) is Containment.YES)


@dataclass(frozen=True)
class Who:
    """People as they are spoken of, and the groups that the words hold."""

    words: str
    parties: tuple[str, ...]
    role: str | None
    groups: frozenset[str]


SOLDIERS_B = Who("soldiers of Beta", ("XB",), "soldier", frozenset({"XB"}))
SOLDIERS_C = Who("soldiers of Gamma", ("XC",), "soldier", frozenset({"XC"}))
BETANS = Who("men of Beta", ("XB",), None, frozenset({"XB"}))
BOTH = Who("soldiers of both", ("XB", "XC"), "soldier", frozenset({"XB", "XC"}))
CIVILIANS = Who("civilians", (), "civilian", frozenset({"adult", "child"}))
CHILDREN = Who("children", (), "child", frozenset({"child"}))
PEOPLE = Who("people", (), None, frozenset({"XB", "XC", "adult", "child"}))
ARMED = (SOLDIERS_B, SOLDIERS_C, BETANS, BOTH)
LOSSES = ("killed", "wounded", "killed_or_wounded")


@dataclass(frozen=True)
class Event:
    """What really happened: group → (killed, wounded)."""

    on: date
    place: Place
    by: str
    harm: tuple[tuple[str, int, int], ...]

    def count(self, measure: str, groups: Iterable[str]) -> int:
        """How many of these groups were harmed so."""
        killed = sum(k for group, k, _ in self.harm if group in groups)
        wounded = sum(w for group, _, w in self.harm if group in groups)
        return {"killed": killed, "wounded": wounded}.get(measure, killed + wounded)


@dataclass(frozen=True)
class Meaning:
    """What a claim really speaks of: an event, or all of them at a place up to a day.

    source: who said it first, however many repeat it. is_true: do its words hold the truth?
    """

    who: Who
    source: str
    event: Event | None = None
    place: Place | None = None
    is_true: bool = True
    is_echo: bool = False


@dataclass(frozen=True)
class World:
    """The truth, and the claims made of it with what they mean."""

    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    meanings: dict[str, Meaning] = field(hash=False)
    troops: tuple[tuple[str, Place, date, int], ...] = ()

    def total(self, measure: str, groups: Iterable[str], place: Place, day: date) -> int:
        """The harmed at a place by the end of a day."""
        return sum(
            event.count(measure, groups)
            for event in self.events
            if event.on <= day and place_within(event.place, place) is Containment.YES
        )

    def strength(self, parties: Sequence[str], place: Place, day: date) -> int:
        """The troops of these parties at a place on a day."""
        latest: dict[tuple[str, str | None], int] = {}
        for party, where, since, count in sorted(self.troops, key=lambda one: one[2]):
            inside = place_within(where, place) is Containment.YES
            if party in parties and inside and since <= day:
                latest[party, where.name] = count
        return sum(latest.values())

    def events_of(self, tally: Tally, homes: dict[str, str]) -> set[Event]:
        """The events that the claims put to this question really speak of."""
        told = [self.meanings[one] for one, home in homes.items() if home == tally.id]
        return {meaning.event for meaning in told if meaning.event is not None}

    def truth(self, tally: Tally, homes: dict[str, str]) -> int | None:
        """The true answer; None where the question is of no one event and of no known place."""
        groups = groups_of(tally)
        if groups is None:
            return None
        events = self.events_of(tally, homes)
        if tally.scope == "incident" or events:
            only = next(iter(events)) if len(events) == 1 else None
            return None if only is None else only.count(tally.measure, groups)
        if tally.place is None or tally.period is None or tally.period.last is None:
            return None
        if tally.scope == "current":
            return self.strength(tally.of.parties, tally.place, tally.period.last)
        return self.total(tally.measure, groups, tally.place, tally.period.last)


def groups_of(tally: Tally) -> frozenset[str] | None:
    """The groups that a tally's people are, None where no words of this world say so."""
    for who in (*ARMED, CIVILIANS, CHILDREN, PEOPLE):
        if (tally.of.parties, tally.of.role) == (who.parties, who.role):
            return who.groups
    return None


def answers(claims: Sequence[Claim], **options: object) -> list[Tally]:
    """The tallies of these claims in this war."""
    found = find_statements(claims).statements
    return reconcile(claims, found, measures=MEASURES, sides=WAR, **options)


def homes_of(claims: Sequence[Claim]) -> dict[str, str]:
    """Claim to the question that it was put to."""
    return find_homes(claims, MEASURES, WAR)


def known_by(claims: Sequence[Claim], day: date) -> list[Claim]:
    """What was public by the end of the day."""
    return [one for one in claims if one.published is not None and one.published <= day]


def holds(tally: Tally, value: int) -> bool:
    """Does the value lie within the tally's bounds?"""
    number = Decimal(value)
    return (tally.low is None or tally.low <= number) and (
        tally.high is None or number <= tally.high
    )


@st.composite
def truths(draw) -> tuple[Event, ...]:
    """One to five events; of one town on one day there is one."""
    spots = draw(
        st.lists(
            st.tuples(st.integers(0, SPAN), st.sampled_from(TOWNS)),
            min_size=1, max_size=5, unique_by=lambda spot: (spot[0], spot[1].name),
        )
    )  # fmt: skip
    return tuple(draw(_events(BEGIN + timedelta(days=day), town)) for day, town in spots)


@st.composite
def _events(draw, on: date, town: Place) -> Event:
    count = st.one_of(st.integers(0, 12), st.integers(0, 120), st.integers(300, 900))
    hit, by = draw(st.sampled_from([("XB", "XC"), ("XC", "XB")]))
    groups = draw(st.sampled_from([(hit,), (hit, "adult"), ("adult", "child"), (hit, "child")]))
    return Event(on, town, by, tuple((group, draw(count), draw(count)) for group in groups))


def is_alone(event: Event, events: Sequence[Event], days: int) -> bool:
    """Is it the only event of its country for so many days around?"""
    country = country_of(event.place)
    return not any(
        other is not event
        and country_of(other.place) == country
        and abs(other.on - event.on) <= timedelta(days=days)
        for other in events
    )
