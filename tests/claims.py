"""A small factory of claims: only what a test is about is written down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count

from tallybook.model import (
    Accrual,
    Attribution,
    Claim,
    Form,
    Measure,
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

MEASURES = {
    one.name: one
    for one in (
        Measure("killed", "Killed", Accrual.EVENTS, "person", ("killed_or_wounded",)),
        Measure("wounded", "Wounded", Accrual.EVENTS, "person", ("killed_or_wounded",)),
        Measure(
            "killed_or_wounded", "Killed or wounded", Accrual.EVENTS, unites=("killed", "wounded")
        ),
        Measure("deployed", "Deployed", Accrual.STOCK),
        Measure("displaced", "Displaced", Accrual.STOCK),
        Measure("money", "Money", Accrual.EVENTS, "currency"),
    )
}

NORTH = Place("in the north", "North Province", ("XA",), "North Province", 10.0, 10.0, "admin1")
TOWN = Place("in Alba", "Alba", ("XA",), "North Province", 10.1, 10.1, "place")
FAR_TOWN = Place("in Borun", "Borun", ("XA",), "North Province", 11.5, 11.5, "place")
COUNTRY = Place("in Xanadu", "Xanadu", ("XA",), None, 11.0, 11.0, "country")
SOUTH = Place("in the south", "South Province", ("XA",), "South Province", 5.0, 5.0, "admin1")
KURSK = Place("in Kursk region", "Kursk Oblast", ("RU",), "Kursk Oblast", 51.7, 36.2, "admin1")
RUSSIA = Place("in Russia", "Russia", ("RU",), None, 60.0, 90.0, "country")
UKRAINE = Place("in Ukraine", "Ukraine", ("UA",), None, 49.0, 32.0, "country")

VAGUE = {"several dozen": (36, 99), "several hundred": (300, 999), "thousands": (2000, 9999),
         "tens of thousands": (20000, 99999), "dozens": (24, 99)}  # fmt: skip

_places_in_text = count(1)


def quantity(words: str, unit: str = "person") -> Quantity:
    """A quantity by its words: "30", "at least 30", "more than 30", "about 200", "losses"."""
    text = words.casefold()
    if text in VAGUE:
        low, high = VAGUE[text]
        return Quantity(Decimal(low), Decimal(high), Form.VAGUE, unit, words, "default")
    if text == "none":
        return Quantity(Decimal(0), Decimal(0), Form.NONE, unit, words)
    if "-" in text:
        first, second = (Decimal(end) for end in text.split("-"))
        return Quantity(first, second, Form.BETWEEN, unit, words)
    *modifier, digits = text.split()
    if not digits.replace(",", "").isdigit():
        return Quantity(Decimal(2), None, Form.UNSTATED, unit, words)
    n = Decimal(digits.replace(",", ""))
    match " ".join(modifier):
        case "at least":
            return Quantity(n, None, Form.AT_LEAST, unit, words)
        case "more than":
            return Quantity(n + 1, None, Form.MORE_THAN, unit, words)
        case "at most":
            return Quantity(None, n, Form.AT_MOST, unit, words)
        case "about" | "around":
            spread = (n / 10).to_integral_value()
            return Quantity(n - spread, n + spread, Form.ABOUT, unit, words, "default")
    return Quantity(n, n, Form.EXACT, unit, words)


def source(name: str, party: str | None = None, *, unnamed: bool = False) -> Attribution:
    kind = SourceKind.ANONYMOUS if unnamed else SourceKind.NAMED
    return Attribution(Source(name, kind, party), name, 0, len(name), "said")


def day(words: str | date | None) -> date | None:
    return date.fromisoformat(words) if isinstance(words, str) else words


def period(first: str | date | None, last: str | date | None = None, text: str = "") -> Period:
    start = day(first)
    return Period(text or str(first), start, day(last) if last is not None else start)


def claim(
    words: str,
    measure: str = "killed",
    *,
    by: Attribution | None = None,
    of: tuple[str, ...] = (),
    role: str | None = None,
    unit: str | None = None,
    people: str = "people",
    place: Place | None = None,
    when: Period | None = None,
    scope: Scope = Scope.INCIDENT,
    stance: Stance | None = None,
    report: str = "report-1",
    published: str | date | None = None,
    publisher: str | None = None,
    agency: str | None = None,
    hit_by: tuple[str, ...] = (),
    block: Role = Role.BODY,
    counted_in: str = "person",
    part_of: str | None = None,
    increment: bool = False,
    start: int | None = None,
) -> Claim:
    at = next(_places_in_text) * 1000 if start is None else start
    text = f"{words} {people}"
    return Claim(
        report=report,
        text=text,
        start=at,
        end=at + len(text),
        quantity=quantity(words, counted_in),
        measure=measure,
        of=Population(people, tuple(sorted(of)), role, unit),
        block=block,
        sentence=(at, at + len(text) + 1),
        rule="test",
        made_by="test",
        stance=stance or (Stance.CLAIMED if by else Stance.ASSERTED),
        scope=scope,
        confidence=0.9,
        by=Population("", hit_by) if hit_by else None,
        place=place,
        period=when,
        attribution=(by,) if by else (),
        part_of=part_of,
        increment=increment,
        publisher=publisher or f"Outlet of {report}",
        agency=agency,
        published=day(published),
    )
