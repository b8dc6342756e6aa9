"""A small factory of tallies with their claims: only what a picture is about is written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from tests.claims import KURSK, claim, source

from tallybook.charts.rows import ADVERSARY, ADVERSARY_ALLY, OWN, OWN_ALLY, THIRD
from tallybook.model import (
    Claim,
    Form,
    Grade,
    Move,
    Period,
    Population,
    Revision,
    Scope,
    Stance,
    Statement,
    Tally,
    Turn,
)

SIDES = (OWN, OWN_ALLY, ADVERSARY, ADVERSARY_ALLY, THIRD)
SOLDIERS = Population("soldiers", ("XB",), "soldier")
FIRST = date(2031, 3, 1)


@dataclass(frozen=True)
class Picture:
    """A tally, the claims that carry it and the sides of its statements."""

    tally: Tally
    claims: dict[str, Claim]
    sides: dict[str, str]


def said(
    words: str,
    when: int | None = 1,
    by: str = "Army of Beta",
    *,
    party: str | None = "XB",
    side: str = OWN,
    pages: tuple[int | None, ...] = (),
    stance: Stance = Stance.CLAIMED,
    of: Population = SOLDIERS,
    measure: str = "killed",
    independent: bool = True,
    high_only: bool = False,
) -> tuple[Statement, list[Claim], str]:
    """One statement, said on a day of March 2031, carried by pages of these days."""
    days = [when, *pages]
    carriers = [
        claim(
            words,
            measure,
            by=source(by, party),
            of=of.parties,
            role=of.role,
            people=of.text,
            stance=stance,
            report=f"{by}-{words}-{each}-{n}",
            publisher=f"Outlet {n + 1}",
            published=on(each),
            start=1000 * n,
        )
        for n, each in enumerate(days)
    ]
    quantity = carriers[0].quantity
    numbered = quantity.form is not Form.UNSTATED
    statement = Statement(
        id=f"{by}: {words} on {when}",
        origin=by,
        party=party,
        measure=measure,
        of=of,
        place=KURSK,
        period=Period("", on(when), on(when)) if when else None,
        scope=Scope.CUMULATIVE,
        low=None if high_only or not numbered else quantity.low,
        high=quantity.high if numbered else None,
        unit="person",
        stance=stance.value,
        said=on(when),
        carriers=tuple(one.id for one in carriers),
        independent=independent,
    )
    return statement, carriers, side


def on(when: int | None) -> date | None:
    return None if when is None else FIRST + timedelta(days=when - 1)


def picture(*told, revisions=(), answer="Figures differ.", **fields) -> Picture:
    """A tally of these statements; revisions are (day, low, best, high)."""
    statements = tuple(one for one, _, _ in told)
    moved = tuple(
        Revision(on(when), *(None if end is None else Decimal(end) for end in ends), ())
        for when, *ends in revisions
    )
    last = moved[-1] if moved else Revision(None, None, None, None, ())
    known = [one.said for one in statements if one.said is not None]
    tally = Tally(
        id="0123456789abcdef",
        measure="killed",
        of=SOLDIERS,
        place=KURSK,
        period=None,
        scope=Scope.CUMULATIVE,
        unit="person",
        low=last.low,
        best=last.best,
        high=last.high,
        grade=Grade.FAIR,
        policy="bounds",
        convention="default",
        as_of=max(known, default=None),
        origins=len({one.origin for one in statements}),
        sides=tuple(dict.fromkeys(side for _, _, side in told)),
        silent=(),
        contested=False,
        conflict=(),
        statements=statements,
        bounds=(),
        revisions=moved,
        answer=answer,
    )
    return Picture(
        replace(tally, **fields),
        {one.id: one for _, carriers, _ in told for one in carriers},
        {one.id: side for one, _, side in told},
    )


def rivals() -> Picture:
    """Every kind of mark at once."""
    taken_back = said("45", 2)
    return picture(
        said("at least 30", 1, pages=(1, 2, 5)),
        taken_back,
        said("40", 3, side=OWN_ALLY, by="Ally of Beta", party="XE"),
        said("about 200", 3, by="Gamma Staff", party="XC", side=ADVERSARY, pages=(4,)),
        said("several hundred", 5, by="Friend of Gamma", party="XD", side=ADVERSARY_ALLY),
        said("dozens", 5, by="A paper", party=None, side=THIRD, independent=False),
        said("at most 90", 6, by="Hospital", party=None, side=THIRD, high_only=True),
        said("200", 6, by="Ministry of Beta", stance=Stance.DENIED),
        said("500", 6, by="A minister", stance=Stance.FORECAST),
        said("losses", 4, by="Gamma Staff", party="XC", side=ADVERSARY),
        said(
            "60", 7, by="Gamma Staff", party="XC", side=ADVERSARY,
            of=Population("soldiers of both armies", ("XA", "XB"), "soldier"),
        ),
        revisions=((1, 30, None, None), (3, 40, None, 220), (5, 40, 200, 999)),
        moves=(Move(Turn.RETRACTION, taken_back[0].id, "", on(3)),),
    )  # fmt: skip


def series(days: int = 1500, sources: int = 1) -> Picture:
    """So many days of running totals, in turn by so many sources."""
    told = [
        said(
            f"about {1000 + 180 * n}" if n % sources else str(1000 + 180 * n),
            n + 1,
            by=f"Staff {n % sources}",
            side=SIDES[n % sources % 5],
        )
        for n in range(days)
    ]
    revisions = [(n + 1, 1000 + 180 * n, None, None) for n in range(days)]
    return picture(*told, revisions=revisions)
