"""Rows: what a chart shows of a tally, out of its statements and the claims that carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.catalogue.phrases import period
from tallybook.model import Claim, Form, Population, Statement, Tally, Turn
from tallybook.model.containment import FORCE_ROLES, GENERAL_ROLES

OWN: Final = "own side"
OWN_ALLY: Final = "own side's ally"
ADVERSARY: Final = "adversary"
ADVERSARY_ALLY: Final = "adversary's ally"
THIRD: Final = "third party"
SIDES: Final = (OWN, OWN_ALLY, ADVERSARY, ADVERSARY_ALLY, THIRD)

_BEARING: Final = frozenset({"asserted", "claimed", "estimated"})
_GONE: Final = frozenset({Turn.RETRACTION, Turn.CORRECTION})


@dataclass(frozen=True, slots=True)
class Page:
    """One page that carries a statement: since when, which outlet, in which words.

    report, claim: the ids under which the words are found again.
    """

    day: date | None
    outlet: str
    words: str
    report: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as a chart shows it.

    day: when it was said. speaks_to: the days that it is of, in words. low, high: its figure, both
    None where it names no number. is_vague: a convention made numbers of its words. is_witness:
    no echo of another. bears: it raises a bound (it is no denial and no fear). is_gone: who said
    it has taken it back or corrected it. is_beside: it counts others than the tally asks about.
    report, claim: where its words are found, empty where they are no longer.
    """

    id: str
    side: str
    speaker: str
    party: str | None
    stance: str
    day: date | None
    speaks_to: str
    low: Decimal | None
    high: Decimal | None
    words: str
    text: str
    pages: tuple[Page, ...]
    is_vague: bool = False
    is_witness: bool = True
    bears: bool = True
    is_gone: bool = False
    is_beside: bool = False
    reasons: tuple[str, ...] = ()
    report: str = ""
    claim: str = ""

    @property
    def has_figure(self) -> bool:
        """Does it name a number?"""
        return self.low is not None or self.high is not None

    @property
    def is_exact(self) -> bool:
        """Is it one number?"""
        return self.low is not None and self.low == self.high

    @property
    def is_denial(self) -> bool:
        """Does it say that something is not so?"""
        return self.stance == "denied"

    @property
    def is_solid(self) -> bool:
        """Is it a witness's own figure of what the tally asks about?"""
        return self.is_witness and self.bears and not self.is_gone and not self.is_beside


def statement_rows(
    tally: Tally, claims: Mapping[str, Claim], sides: Mapping[str, str]
) -> list[Said]:
    """What was said, in the tally's order. claims: by id. sides: statement id to side."""
    gone = taken_back(tally)
    return [
        _said(statement, tally, claims, sides.get(statement.id, THIRD), statement.id in gone)
        for statement in tally.statements
    ]


def taken_back(tally: Tally) -> frozenset[str]:
    """The statements that their own speakers have taken back or corrected."""
    moved = {move.earlier for move in tally.moves if move.turn in _GONE}
    named = {
        conflict.statements[0]
        for conflict in tally.conflict
        if conflict.kind == "correction" and conflict.statements
    }
    return frozenset(moved | named)


def _said(
    statement: Statement, tally: Tally, claims: Mapping[str, Claim], side: str, gone: bool
) -> Said:
    carriers = [claims[name] for name in statement.carriers if name in claims]
    lead = _lead(statement, carriers)
    form = lead.quantity.form if lead is not None else None
    numbered = form is not Form.UNSTATED
    return Said(
        id=statement.id,
        side=side,
        speaker=statement.origin,
        party=statement.party,
        stance=str(statement.stance),
        day=statement.said,
        speaks_to=period(statement.period),
        low=statement.low if numbered else None,
        high=statement.high if numbered else None,
        words=_one_line(lead.quantity.words if lead is not None else ""),
        text=_one_line(lead.text if lead is not None else ""),
        pages=_pages(carriers),
        is_vague=form is Form.VAGUE,
        is_witness=statement.independent,
        bears=statement.stance in _BEARING,
        is_gone=gone,
        is_beside=_is_beside(statement, tally),
        reasons=statement.reasons,
        report=lead.report if lead is not None else "",
        claim=lead.id if lead is not None else "",
    )


def _lead(statement: Statement, carriers: Sequence[Claim]) -> Claim | None:
    """The first page's carrier; before it those whose figure and speaker are the statement's."""

    def unlike(claim: Claim) -> tuple[bool, bool, date, int, str]:
        figure = (claim.quantity.low, claim.quantity.high) == (statement.low, statement.high)
        speaker = claim.origin is not None and claim.origin.source.name == statement.origin
        return (not figure, not speaker, claim.published or date.max, claim.start, claim.id)

    return min(carriers, key=unlike, default=None)


def _pages(carriers: Sequence[Claim]) -> tuple[Page, ...]:
    """The pages in the order of their days, the undated last; a page once a day."""
    first: dict[tuple[str, date | None], Claim] = {}
    for claim in sorted(carriers, key=lambda claim: (claim.start, claim.id)):
        day = claim.post.date() if claim.post is not None else claim.published
        first.setdefault((claim.report, day), claim)
    pages = [_page(claim, day) for (_, day), claim in reversed(first.items())]
    return tuple(sorted(pages, key=lambda page: (page.day or date.max, page.outlet)))


def _page(claim: Claim, day: date | None) -> Page:
    outlet = claim.publisher or claim.path or claim.url or claim.report
    return Page(day, outlet, _one_line(claim.text), claim.report, claim.id)


def _is_beside(statement: Statement, tally: Tally) -> bool:
    """Does it count others, or another thing, than the tally asks about?"""
    if statement.measure != tally.measure:
        return True
    said, asked = statement.of, tally.of
    other_army = bool(said.parties) and bool(asked.parties) and said.parties != asked.parties
    return other_army or _other_role(said, asked) or said.unit not in (None, asked.unit)


def _other_role(said: Population, asked: Population) -> bool:
    """An army's count without a role is of its soldiers; else another role is another group."""
    if asked.parties and not said.parties:
        return False
    roles = {None if one.role in GENERAL_ROLES else one.role for one in (said, asked)}
    if len(roles) == 1:
        return False
    armed = all(role is None or role in FORCE_ROLES for role in roles)
    return not (armed and said.parties and said.parties == asked.parties)


def _one_line(words: str) -> str:
    return " ".join(words.split())
