"""Views of a few tallies made by hand."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.claims import claim, day, source

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.model import (
    Claim,
    Grade,
    Period,
    Place,
    Population,
    Revision,
    Scope,
    Statement,
    Tally,
)
from tallybook.queries.view import Head, View

LAND = Place("Nepal", "Nepal", ("NP",), None, 28.0, 84.0, "country")
TOWN = Place("Jumla", "Jumla", ("NP",), "Karnali", 29.3, 82.2, "place")
OTHER_TOWN = Place("Gorkha", "Gorkha", ("NP",), "Gandaki", 28.0, 84.6, "place")
ABROAD = Place("Sindh", "Sindh", ("PK",), "Sindh", 25.9, 68.5, "admin1")
DAY = "2025-06-03"


def told(
    key: str,
    reports: Iterable[str],
    *,
    said: str = DAY,
    until: str | None = None,
    ends: tuple[int | None, int | None] = (10, None),
    before: tuple[int | None, int | None] | None = None,
    place: Place | None = LAND,
    when: Period | None = None,
    by: str = "NDRRMA",
    background: bool = False,
    **fields: Any,
) -> tuple[Tally, list[Claim]]:
    """A tally of that id, and the claims of these reports that carry it.

    said, until: the days on which its answer was set, and changed last. before: the answer before.
    """
    carriers = [
        claim(
            f"at least {ends[0] or 1}", report=each, published=said, by=source(by), start=at * 100
        )
        for at, each in enumerate(reports, start=sum(map(ord, key)) * 1000)
    ]
    if background:
        from dataclasses import replace

        carriers = [replace(each, background=True) for each in carriers]
    low, high = (None if end is None else Decimal(end) for end in ends)
    days = [day(said)] if until is None else [day(said), day(until)]
    statements = tuple(
        Statement(
            f"{key}-{at}",
            by,
            None,
            "killed",
            Population(),
            place,
            when,
            Scope.INCIDENT,
            low,
            high,
            "person",
            "claimed",
            when_said,
            tuple(each.id for each in carriers),
        )
        for at, when_said in enumerate(days)
    )
    older = () if before is None else (_revision(days[0], before),)
    tally = Tally(
        id=key,
        place=place,
        period=when,
        low=low,
        high=high,
        statements=statements,
        revisions=(*older, _revision(days[-1], ends)),
        **{
            "measure": "killed",
            "of": Population("people"),
            "scope": Scope.CUMULATIVE,
            "unit": "person",
            "best": None,
            "grade": Grade.WEAK,
            "policy": "bounds",
            "convention": "default",
            "as_of": days[-1],
            "origins": 1,
            "sides": (),
            "silent": (),
            "contested": False,
            "conflict": (),
            "bounds": (),
            "answer": f"At least {ends[0]} people in {key}.",
            **fields,
        },
    )
    return tally, carriers


def _revision(at: date | None, ends: tuple[int | None, int | None]) -> Revision:
    low, high = (None if end is None else Decimal(end) for end in ends)
    return Revision(at, low, None, high, ())


def view_of(
    *tallies: tuple[Tally, list[Claim]], number: int = 1, before: Mapping[str, Any] | None = None
) -> View:
    """A view of these."""
    claims = {each.id: each for _, carriers in tallies for each in carriers}
    heads = {
        each.report: Head(
            each.report,
            None,
            each.publisher,
            None,
            f"News of {each.report}",
            "en",
            each.published,
            None,
            None,
            None,
            100,
        )
        for each in claims.values()
    }
    return View(
        number=number,
        taken=datetime.now(UTC),
        tallies={tally.id: tally for tally, _ in tallies},
        claims=claims,
        reports=heads,
        measures=load_measures().definitions,
        sides=load_conflicts(()),
        _before=before or {},
    )
