"""Who said what: the statements of a tally a page at a time, each with its carriers folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Check, Claim, Statement, Tally
from tallybook.pipeline.checking import warnings_of
from tallybook.queries.arguing import who_said
from tallybook.queries.asked_around import around
from tallybook.queries.desk import Desk
from tallybook.queries.newest import Newest
from tallybook.queries.sources import known_source
from tallybook.queries.tally_quotes import Quote, in_sentences, quotes
from tallybook.queries.view import View
from tallybook.reconcile.grading import sides_towards

STATEMENTS: Final = 25
"""So many statements stand on a page."""
CARRIERS: Final = 12
"""So many carriers of one statement are listed on a page."""
_KEPT: Final = 1_000
_CHECKED: Final = 2_000
"""Of a page's reports no more claims than this are held against each other."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Arithmetic that a claim fails: the rule, the words, and where it stands."""

    rule: str
    words: str
    claim: str
    report: str


@dataclass(frozen=True, slots=True)
class Row:
    """A statement with its carriers.

    number: its place among all, from 1. source: the speaker's key among the view's sources. side:
    of the speaker towards the people counted. quote: its first carrier in its sentence. carriers:
    some of them, of so many; outlets: in how many. echo_of: number, id and speaker of the
    statement that it only repeats.
    """

    number: int
    id: str
    who: str
    source: str | None
    party: str | None
    side: str
    stance: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    convention: str | None
    said: date | None
    independent: bool
    echo_of: tuple[int, str, str] | None
    reasons: tuple[str, ...]
    quote: Quote | None
    carriers: tuple[Quote, ...]
    carried: int
    outlets: int
    warnings: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a page stands among others, each counted from 1."""

    number: int
    last: int
    of: int

    @property
    def is_only(self) -> bool:
        """Is all on this page?"""
        return self.last == 1


def page_of(wanted: int, of: int, most: int) -> Pages:
    """The page that is asked for; the first or last one where there is none of that number."""
    last = max(1, -(-of // most))
    return Pages(min(max(1, wanted), last), last, of)


def sides_in(view: View, tally: Tally, claims: Mapping[str, Claim]) -> Mapping[str, str]:
    """Statement to the side of its speaker."""
    first = {
        name: claims[name]
        for one in tally.statements
        for name in one.carriers[:CARRIERS]
        if name in claims
    }
    return sides_towards(tally, first, view.sides)


def rows(
    desk: Desk,
    view: View,
    tally: Tally,
    claims: Mapping[str, Claim],
    sides: Mapping[str, str],
    page: Pages,
) -> tuple[Row, ...]:
    """The statements of that page, in the tally's order."""
    begin = (page.number - 1) * STATEMENTS
    shown = tally.statements[begin : begin + STATEMENTS]
    first = {one.id: claim for one in shown if (claim := spoken(one, claims)) is not None}
    told = in_sentences(desk, view, first.values())
    warned = _warnings(view, shown, claims)
    wanted = {one.echo_of for one in shown if one.echo_of}
    echoed_ones = {
        one.id: (place, one)
        for place, one in enumerate(tally.statements if wanted else (), 1)
        if one.id in wanted
    }
    found: list[Row] = []
    for number, one in enumerate(shown, begin + 1):
        echoed = echoed_ones.get(one.echo_of or "")
        voice = first.get(one.id)
        found.append(
            Row(
                number=number,
                id=one.id,
                who=who_said(one, claims, view.sides),
                source=known_source(view, one),
                party=None if one.party is None else view.sides.name_of(one.party),
                side=sides.get(one.id, "third party"),
                stance=one.stance,
                low=one.low,
                high=one.high,
                unit=one.unit,
                convention=None if voice is None else voice.quantity.convention,
                said=one.said,
                independent=one.independent,
                echo_of=None
                if echoed is None
                else (echoed[0], echoed[1].id, who_said(echoed[1], claims, view.sides)),
                reasons=one.reasons,
                quote=None if voice is None else told[voice.id],
                carriers=quotes(one.carriers, claims, CARRIERS),
                carried=len(one.carriers),
                outlets=_outlets(view, one, claims),
                warnings=tuple(
                    each for name in one.carriers[:CARRIERS] for each in warned.get(name, ())
                ),
            )
        )
    return tuple(found)


def _outlets(view: View, statement: Statement, claims: Mapping[str, Claim]) -> int:
    """In how many outlets a statement stands; of many carriers it is counted once."""
    if len(statement.carriers) <= CARRIERS:
        return _count_outlets(statement, claims)
    kept: Newest[int] = view.once("outlets of statements", lambda _: Newest(_KEPT))
    key = (statement.id, len(statement.carriers))
    found = kept.get(key)
    if found is None:
        found = _count_outlets(statement, claims)
        kept.put(key, found)
    return found


def _count_outlets(statement: Statement, claims: Mapping[str, Claim]) -> int:
    told = (claims[name] for name in statement.carriers if name in claims)
    return len({one.publisher or one.report for one in told})


def spoken(statement: Statement, claims: Mapping[str, Claim]) -> Claim | None:
    """The carrier whose words stand for a statement: that credits the speaker himself, if any."""
    told = [claims[name] for name in statement.carriers[:CARRIERS] if name in claims]
    own = [one for one in told if one.origin and one.origin.source.name == statement.origin]
    return next(iter(own or told), None)


def page_with(tally: Tally, statement: str) -> int:
    """The page on which a statement stands, 1 where it stands on none."""
    for number, one in enumerate(tally.statements):
        if one.id == statement:
            return number // STATEMENTS + 1
    return 1


def _warnings(
    view: View, shown: Sequence[Statement], claims: Mapping[str, Claim]
) -> dict[str, list[Warned]]:
    carriers = [name for one in shown for name in one.carriers[:CARRIERS] if name in claims]
    reports = dict.fromkeys(claims[name].report for name in carriers)
    by_report = around(view).by_report
    whole: list[Claim] = []
    for report in reports:
        told = by_report.get(report, ())
        if len(whole) + len(told) <= _CHECKED:
            whole += [claims.get(name, view.claims[name]) for name in told]
    return {
        name: [_warned(check, view) for check in checks]
        for name, checks in warnings_of(whole).items()
        if name in set(carriers)
    }


def _warned(check: Check, view: View) -> Warned:
    return Warned(check.rule, check.text, check.claim, view.claims[check.claim].report)
