"""Claims of one question in the shapes that are hard to link and to reconcile, in any number.

`spread`: an army's losses so far, day after day, by both sides. `carriers`: one figure of one
speaker, carried again and again. `figures`: never one figure twice, open above. `disputes`: exact
figures of both sides, no two of which hold together. `report`: all of it in one report.
`repeated`: one figure in one report, again and again. `series`: one source's figures, that rise.
`wavering`: one source's figures, up and down. `falling`: the same, ever lower, exact, in one
report. `denials`: exact figures, each denied by the other side. `toll`: exact figures of one
disaster, by many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final

from bench.claims import DAYS, FIRST
from bench.world import OUTLETS, Story, bodies, real_place, stories

from tallybook.model import (
    Attribution,
    Claim,
    Form,
    Period,
    Place,
    Population,
    Scope,
    Source,
    Stance,
)

A_PAGE: Final = 8
"""How many claims a report has, where a shape does not say otherwise."""


def stories_of(shape: str, claims: int, seed: int = 7) -> Iterator[Story]:
    """Pages with so many claims of one question, in a shape of SHAPES."""
    yield from SHAPES[shape](claims, running_total(seed))


def running_total(seed: int = 7) -> Claim:
    """The first running total of Russia's losses in the made-up world."""
    return next(
        claim
        for story in stories(2000, seed)
        for claim in story.claims
        if claim.scope is Scope.CUMULATIVE and claim.of.parties == ("RU",)
    )


def _speakers() -> list[Attribution]:
    """Four bodies of each side, as credited."""
    return [_credit(name, party) for party in ("UA", "RU") for name in bodies()[party][:4]]


def _credit(name: str, party: str | None) -> Attribution:
    return Attribution(Source(name, party=party), name, 0, 1, "said")


def _told(
    pattern: Claim, number: int, figure: int, credit: Attribution | None, *, exact: bool = False
) -> Claim:
    """The pattern with a figure and a speaker, in the report of that number."""
    words = str(figure) if exact else f"at least {figure}"
    quantity = replace(
        pattern.quantity,
        low=Decimal(figure),
        high=Decimal(figure) if exact else None,
        form=Form.EXACT if exact else Form.AT_LEAST,
        words=words,
    )
    return replace(
        pattern,
        quantity=quantity,
        attribution=() if credit is None else (credit,),
        published=_day(number),
        publisher=OUTLETS[number % len(OUTLETS)],
        agency=None,
    )


def _day(number: int) -> date:
    return FIRST + timedelta(days=number % DAYS)


def _pages(claims: Iterator[Claim], size: int = A_PAGE) -> Iterator[Story]:
    for number, found in groupby(enumerate(claims), key=lambda one: one[0] // size):
        told = tuple(claim for _, claim in found)
        yield Story(number, told, told[0].publisher or "", None, None)


def _spread(claims: int, pattern: Claim) -> Iterator[Story]:
    speakers = _speakers()
    for number in range(-(-claims // A_PAGE)):
        told = tuple(
            _told(
                pattern,
                number,
                50 * (number % DAYS) + 1000 + at,
                speakers[(number + at) % len(speakers)],
            )
            for at in range(min(A_PAGE, claims - A_PAGE * number))
        )
        yield Story(number, told, told[0].publisher or "", None, None)


def _carriers(claims: int, pattern: Claim) -> Iterator[Story]:
    credit = _speakers()[0]
    one = _told(pattern, 0, 1000, credit)
    yield from _pages(
        replace(
            one,
            published=_day(number // A_PAGE % 14),
            publisher=OUTLETS[number // A_PAGE % len(OUTLETS)],
        )
        for number in range(claims)
    )


def _figures(claims: int, pattern: Claim) -> Iterator[Story]:
    speakers = _speakers()
    yield from _pages(
        _told(pattern, number // A_PAGE, 1000 + number, speakers[number % len(speakers)])
        for number in range(claims)
    )


def _disputes(claims: int, pattern: Claim) -> Iterator[Story]:
    speakers = _speakers()
    yield from _pages(
        _told(
            pattern,
            number // A_PAGE,
            1000 + (7919 * number) % max(1, claims),
            speakers[number % len(speakers)],
            exact=True,
        )
        for number in range(claims)
    )


def _report(claims: int, pattern: Claim) -> Iterator[Story]:
    speakers = _speakers()
    yield from _pages(
        (
            _told(pattern, 0, 1000 + number, speakers[number % len(speakers)])
            for number in range(claims)
        ),
        claims,
    )


def _repeated(claims: int, pattern: Claim) -> Iterator[Story]:
    one = _told(pattern, 0, 1000, _speakers()[0])
    yield from _pages((one for _ in range(claims)), claims)


def _series(claims: int, pattern: Claim) -> Iterator[Story]:
    credit = _speakers()[0]
    yield from _pages(
        _told(pattern, number * DAYS // max(1, claims), 1000 + number, credit, exact=True)
        for number in range(claims)
    )


def _wavering(claims: int, pattern: Claim) -> Iterator[Story]:
    credit = _speakers()[0]
    yield from _pages(
        _told(
            pattern,
            number * DAYS // max(1, claims),
            1000 + (7919 * number) % max(1, claims),
            credit,
            exact=True,
        )
        for number in range(claims)
    )


def _falling(claims: int, pattern: Claim) -> Iterator[Story]:
    credit = _speakers()[0]
    yield from _pages(
        (_told(pattern, 0, 1000 + claims - number, credit, exact=True) for number in range(claims)),
        claims,
    )


def _denials(claims: int, pattern: Claim) -> Iterator[Story]:
    speakers = _speakers()
    yield from _pages(
        replace(
            _told(
                pattern,
                number // A_PAGE,
                1000 + number // 2,
                speakers[(number // 2 + 4 * (number % 2)) % len(speakers)],
                exact=True,
            ),
            stance=Stance.DENIED if number % 2 else Stance.CLAIMED,
        )
        for number in range(claims)
    )


def _toll(claims: int, pattern: Claim) -> Iterator[Story]:
    """One quake: exact figures by many offices, within days."""
    place = real_place(Place("in NP town 1", "NP town 1", ("NP",), None, 0, 0, "place"))
    speakers = [_credit(f"Office {number}", "NP") for number in range(200)]
    when = Period("on the day", FIRST, FIRST)
    for story in _pages(
        _told(
            pattern,
            number // A_PAGE % 20,
            100 + (7919 * number) % max(1, claims),
            speakers[number % len(speakers)],
            exact=True,
        )
        for number in range(claims)
    ):
        yield replace(
            story,
            claims=tuple(
                replace(
                    one,
                    of=Population("people"),
                    place=place,
                    period=when,
                    scope=Scope.INCIDENT,
                )
                for one in story.claims
            ),
        )


SHAPES: Final[dict[str, Callable[[int, Claim], Iterator[Story]]]] = {
    "spread": _spread,
    "carriers": _carriers,
    "figures": _figures,
    "disputes": _disputes,
    "report": _report,
    "repeated": _repeated,
    "series": _series,
    "wavering": _wavering,
    "falling": _falling,
    "denials": _denials,
    "toll": _toll,
}
