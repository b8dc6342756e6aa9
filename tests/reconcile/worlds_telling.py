"""Tellings: reports of a world, by sources that say what is true or lie by side, and echoes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import strategies as st
from tests.claims import claim, period
from tests.reconcile.worlds import (
    ALONE,
    ARMED,
    BEGIN,
    BETANS,
    BOTH,
    CHILDREN,
    CIVILIANS,
    LOSSES,
    PEOPLE,
    REGIONS,
    SOLDIERS_B,
    SOLDIERS_C,
    SPAN,
    WIDE,
    Event,
    Meaning,
    Who,
    World,
    is_alone,
    region_of,
    truths,
)
from tests.reconcile.worlds_words import OUTLETS, SPEAKERS, WIRE, Telling, true_words

from tallybook.model import Attribution, Claim, Scope

ALL = Telling()


@dataclass
class _Book:
    """What is being written: the claims so far and what they mean."""

    events: tuple[Event, ...]
    claims: list[Claim] = field(default_factory=list)
    meanings: dict[str, Meaning] = field(default_factory=dict)
    reports: int = 0

    def open(self) -> str:
        """The name of a new report."""
        self.reports += 1
        return f"r{self.reports:02}"

    def add(self, made: Claim, meaning: Meaning) -> Claim:
        """Keep a claim; whichever stands in its report already starts before it."""
        at = 1000 * (len(self.claims) + 1)
        placed = replace(made, start=at, end=at + len(made.text), sentence=(at, at + 400))
        self.claims.append(placed)
        self.meanings[placed.id] = meaning
        return placed


@st.composite
def worlds(draw, telling: Telling = ALL) -> World:
    """A war and up to a dozen reports of it."""
    book = _Book(draw(truths()))
    troops = draw(_troops()) if telling.levels else ()
    world = World(book.events, (), {}, troops)
    kinds = ["incident", "incident", *(["total", "series"] if telling.totals else [])]
    kinds += ["level"] if troops else []
    for _ in range(draw(st.integers(1, telling.most))):
        kind = draw(st.sampled_from(kinds))
        if kind == "incident":
            _tell_incident(draw, book, telling)
        elif kind == "level":
            _tell_level(draw, book, world)
        else:
            _tell_totals(draw, book, world, telling, 1 if kind == "total" else 3)
    for _ in range(draw(st.integers(0, 3)) if telling.echoes else 0):
        _echo(draw, book)
    return World(book.events, tuple(book.claims), book.meanings, troops)


def _voice(draw, telling: Telling, book: _Book) -> tuple[Attribution | None, str, str, str]:
    """A speaker, the report, its outlet and the true source."""
    by, report = draw(st.sampled_from(SPEAKERS)), book.open()
    outlet = draw(st.sampled_from(OUTLETS))
    if by is None:
        return None, report, outlet, outlet
    return (
        by,
        report,
        outlet,
        f"{by.source.name} {report}" if by.source.name == "officials" else (by.source.name),
    )


def _words(draw, telling: Telling, by: Attribution | None, who: Who, truth: int) -> str:
    """True words; or, where parties lie, less of one's own and more of the enemy's."""
    party = by.source.party if by is not None else None
    if not telling.lies or party not in ("XB", "XC"):
        return draw(true_words(truth))
    if who.parties == (party,):
        return str(truth // draw(st.integers(2, 4)))
    return str(truth * draw(st.integers(2, 3)) + 1) if who.parties else draw(true_words(truth))


def _spoken_of(event: Event) -> list[Who]:
    groups = {group for group, _, _ in event.harm}
    found = [who for who in (SOLDIERS_B, SOLDIERS_C) if who.groups <= groups]
    found += [BETANS] if groups == {"XB"} else []
    found += [CIVILIANS] if groups & CIVILIANS.groups else []
    found += [CHILDREN] if "child" in groups else []
    return [*found, PEOPLE]


def _tell_incident(draw, book: _Book, telling: Telling) -> None:
    event = draw(st.sampled_from(book.events))
    by, report, outlet, origin = _voice(draw, telling, book)
    when, place = period(event.on), event.place
    manner = draw(st.sampled_from(["day", "days", "undated", "region"])) if telling.loose else "day"
    if manner == "days" and is_alone(event, book.events, 3):
        when = period(event.on - timedelta(days=1), event.on, "over the weekend")
    if manner == "undated" and is_alone(event, book.events, ALONE):
        when = None
    if manner == "region" and is_alone(event, book.events, ALONE):
        place = region_of(place)
    shared = {
        "report": report,
        "publisher": outlet,
        "published": event.on + timedelta(days=draw(st.integers(0, 3))),
        "when": when,
        "by": by,
        "hit_by": (event.by,) if telling.inflictors and draw(st.booleans()) else (),
    }
    told: list[tuple[Who, str, Claim]] = []
    for _ in range(draw(st.integers(1, 3))):
        who, measure = (
            draw(st.sampled_from(_spoken_of(event))),
            draw(st.sampled_from(LOSSES)),
        )
        if any(one[:2] == (who, measure) for one in told):
            continue
        whole = next(
            (one for other, m, one in told if m == measure and who.groups < other.groups), None
        )
        placed = telling.loose and any(one.parties == who.parties for one, _, _ in told)
        made = claim(
            _words(draw, telling, by, who, event.count(measure, who.groups)),
            measure,
            of=who.parties,
            role=who.role,
            people=who.words,
            place=None if placed and draw(st.booleans()) else place,
            part_of=whole.id if whole is not None else None,
            **shared,
        )
        meaning = Meaning(who, origin, event=event, place=place, is_true=not telling.lies)
        told.append((who, measure, book.add(made, meaning)))


def _tell_totals(draw, book: _Book, world: World, telling: Telling, times: int) -> None:
    """A running total; or a source that keeps counting, from report to report."""
    who, measure = draw(st.sampled_from([*ARMED, BOTH, CIVILIANS])), draw(st.sampled_from(LOSSES))
    place = draw(st.sampled_from(WIDE))
    by, report, outlet, origin = _voice(draw, telling, book)
    day, before = BEGIN + timedelta(days=draw(st.integers(0, SPAN))), None
    for _ in range(times):
        truth = world.total(measure, who.groups, place, day)
        on_top = truth - before if before is not None and telling.more else 0
        is_more = on_top > 0 and not telling.lies and draw(st.booleans())
        made = claim(
            str(on_top) if is_more else _words(draw, telling, by, who, truth),
            measure,
            of=who.parties,
            role=who.role,
            people=who.words,
            place=place,
            scope=Scope.INCIDENT if is_more else Scope.CUMULATIVE,
            increment=is_more,
            report=report,
            publisher=outlet,
            published=day,
            by=by,
        )
        book.add(made, Meaning(who, origin, place=place, is_true=not telling.lies))
        if by is not None and by.source.name == "officials":
            return
        report, before = book.open(), truth
        day += timedelta(days=draw(st.integers(1, 20)))


@st.composite
def _troops(draw) -> tuple[tuple[str, object, date, int], ...]:
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["XB", "XC"]), st.sampled_from(REGIONS[:3]),
                st.integers(0, SPAN), st.integers(1, 20000),
            ),
            max_size=3, unique_by=lambda row: (row[0], row[1].name, row[2]),
        )
    )  # fmt: skip
    return tuple((who, where, BEGIN + timedelta(days=day), n) for who, where, day, n in rows)


def _tell_level(draw, book: _Book, world: World) -> None:
    by, report, outlet, origin = _voice(draw, Telling(), book)
    who, place = draw(st.sampled_from([*ARMED, BOTH])), draw(st.sampled_from(WIDE))
    day = BEGIN + timedelta(days=draw(st.integers(0, SPAN)))
    made = claim(
        draw(true_words(world.strength(who.parties, place, day))),
        "deployed",
        of=who.parties,
        role=who.role,
        people=who.words,
        place=place,
        scope=Scope.CURRENT,
        report=report,
        publisher=outlet,
        published=day,
        by=by,
    )
    book.add(made, Meaning(who, origin, place=place))


def _echo(draw, book: _Book) -> None:
    """Another outlet repeats a report, with credit, without, or as an agency's copy."""
    said = draw(st.sampled_from(book.claims))
    first = [one for one in book.claims if one.report == said.report]
    manner = draw(st.sampled_from(["credited", "uncredited", "copied"]))
    outlet = draw(st.sampled_from([one for one in OUTLETS if one != said.publisher]))
    day = (said.published or BEGIN) + timedelta(days=draw(st.integers(0, 5)))
    report = book.open()
    if manner == "copied":
        for one in first:
            _mark_agency(book, one)
    for one in list(_now(book, first)):
        own = one.attribution if manner != "uncredited" else ()
        copy = replace(
            one, report=report, publisher=outlet, published=day, attribution=own, part_of=None
        )
        book.add(copy, replace(book.meanings[one.id], is_echo=True))


def _mark_agency(book: _Book, one: Claim) -> None:
    book.claims[book.claims.index(one)] = replace(one, agency=WIRE)
    if not one.attribution:
        book.meanings[one.id] = replace(book.meanings[one.id], source=WIRE)


def _now(book: _Book, first: list[Claim]) -> Iterator[Claim]:
    ids = {one.id for one in first}
    yield from [one for one in book.claims if one.id in ids]
