"""Made-up claims in any number: wars with running totals, disasters, outlets that tell them.

Everything is drawn from one seed: the same number of claims is the same ledger every time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tallybook.model import (
    Attribution,
    Claim,
    Form,
    Period,
    Place,
    Population,
    Quantity,
    Role,
    Scope,
    Source,
    SourceKind,
    Stance,
)

WARS = (
    ("UA", "RU", ("UA", "RU")),
    ("IL", "PS", ("PS", "IL")),
    ("SD", "rsf", ("SD",)),
    ("YE", "houthis", ("YE",)),
    ("MM", "aa", ("MM",)),
    ("SY", "sdf", ("SY",)),
)
LANDS = ("TR", "ID", "NP", "MA", "JP", "CL", "PH", "PK", "BD", "MX", "IT", "HT", "LY", "KE", "NG")
FIRST = date(2023, 1, 1)
DAYS = 900
OUTLETS = [f"The Daily {name}" for name in ("Alder", "Birch", "Cedar", "Elm", "Fir", "Gorse")]
AGENCIES = ("Reuters", "AFP", "AP")


@dataclass(frozen=True)
class Event:
    """What happened: a strike in a war, or a disaster."""

    on: date
    place: Place
    whose: tuple[str, ...]
    role: str | None
    killed: int
    wounded: int
    tellers: tuple[Source, ...]


def claims_of(reports: int, seed: int = 7) -> Iterator[list[Claim]]:
    """So many reports in the order of their days, each as its claims, eight on average."""
    random = Random(seed)
    events = sorted(_events(random, max(4, reports // 6)), key=lambda event: event.on)
    numbered: list[tuple[date, int, Event]] = []
    for number in range(reports):
        event = events[number * len(events) // reports]
        numbered.append(
            (event.on + timedelta(days=random.choice((0, 0, 1, 1, 2, 4))), number, event)
        )
    for said, number, event in sorted(numbered, key=lambda one: one[:2]):
        yield list(_report(random, f"report-{number}", said, event))


def _events(random: Random, count: int) -> Iterator[Event]:
    towns = {land: [_town(land, n) for n in range(60)] for land in _lands()}
    for _ in range(count):
        on = FIRST + timedelta(days=random.randrange(DAYS))
        killed = 1 + int(random.lognormvariate(2.3, 1.2))
        wounded = int(killed * random.uniform(0.5, 4))
        if random.random() < 0.6:
            ours, theirs, lands = random.choice(WARS)
            land = random.choice(lands)
            whose: tuple[str, ...] = random.choice(((ours,), (theirs,), ()))
            role = random.choice(("soldier", None)) if whose else random.choice((None, "civilian"))
            tellers = (_source(f"Army of {ours}", ours), _source(f"Army of {theirs}", theirs))
        else:
            land, whose, role = random.choice(LANDS), (), None
            tellers = (
                _source(f"Disaster agency of {land}", land),
                _source("officials", land, False),
            )
        place = random.choice(towns[land])
        yield Event(on, place, whose, role, killed, wounded, tellers)


def _lands() -> tuple[str, ...]:
    return tuple(dict.fromkeys((*LANDS, *(land for war in WARS for land in war[2]))))


def _town(land: str, number: int) -> Place:
    region = f"{land} region {number % 8}"
    name = f"{land} town {number}"
    lat, lon = 10 + number / 10, 20 + number / 7
    return Place(f"in {name}", name, (land,), region, lat, lon, "place")


def _source(name: str, party: str, named: bool = True) -> Source:
    return Source(name, SourceKind.NAMED if named else SourceKind.ANONYMOUS, party)


def _report(random: Random, name: str, said: date, event: Event) -> Iterator[Claim]:
    outlet = random.choice(OUTLETS)
    agency = random.choice((*AGENCIES, None))
    by = random.choice((*event.tellers, None))
    share = min(1.0, 0.4 + 0.2 * (said - event.on).days + random.random() / 2)
    killed, wounded = max(1, int(event.killed * share)), int(event.wounded * share)
    at = 0
    rows: list[tuple[str, int, Form, Scope, Place | None, Period | None]] = []
    when = Period("on the day", event.on, event.on)
    for measure, number in (("killed", killed), ("wounded", wounded)):
        form = random.choice((Form.EXACT, Form.EXACT, Form.AT_LEAST))
        rows.append((measure, number, form, Scope.INCIDENT, event.place, when))
        lacks = random.random() < 0.5
        rows.append((measure, number, form, Scope.INCIDENT, None if lacks else event.place, None))
    if event.whose and random.random() < 0.5:
        total = 50 * (said - FIRST).days + random.randrange(40)
        land = event.place.countries
        country = Place(f"in {land[0]}", land[0], land, precision="country")
        rows.append(("killed", total, Form.AT_LEAST, Scope.CUMULATIVE, country, None))
    rows += random.choices(rows, k=random.randrange(6))
    for measure, number, form, scope, place, period in rows:
        at += 120
        words = f"at least {number}" if form is Form.AT_LEAST else str(number)
        text = f"{words} people"
        high = None if form is Form.AT_LEAST else Decimal(number)
        credit = () if by is None else (Attribution(by, by.name, at, at + 5, "said"),)
        yield Claim(
            report=name,
            text=text,
            start=at,
            end=at + len(text),
            quantity=Quantity(Decimal(number), high, form, "person", words),
            measure=measure,
            of=Population("people", event.whose, event.role),
            block=Role.BODY,
            sentence=(at, at + 110),
            rule="bench",
            made_by="bench",
            stance=Stance.CLAIMED if credit else Stance.ASSERTED,
            scope=scope,
            confidence=0.9,
            place=place,
            period=period,
            attribution=credit,
            publisher=outlet,
            agency=agency,
            published=said,
        )
