"""A tally as a document to print: the answer, its argument, and numbered citations.

One model, whatever renders it. It is bounded: of very many statements those that set the answer,
those that clash and the newest stand in it, and it says how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from heapq import nsmallest
from typing import Final

from tallybook.model import Claim, Statement, Tally
from tallybook.queries.arguing import (
    contradiction,
    convention_words,
    more_contradictions,
    policy_words,
    who_said,
)
from tallybook.queries.asked import Asked
from tallybook.queries.desk import Desk
from tallybook.queries.document_citations import Citation, Cited, citations
from tallybook.queries.tally_facts import facts_of
from tallybook.queries.tally_said import spoken
from tallybook.queries.view import View
from tallybook.queries.words import amount, question
from tallybook.reconcile.answering import silence

STATEMENTS: Final = 80
_CARRIERS: Final = 6
_BOUNDS: Final = 12
_BECAUSE: Final = 5
_CLASHES: Final = 12
_STEPS: Final = 40
_MOVES: Final = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A statement. words: of the figure; cited: the numbers of citations; more: carriers that are
    not cited; notes: denied, an echo of whom."""

    day: date | None
    who: str
    low: Decimal | None
    high: Decimal | None
    words: str
    cited: tuple[int, ...]
    more: int
    notes: tuple[str, ...]
    independent: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """An end of the answer and by which rule it is set."""

    end: str
    value: Decimal
    rule: str
    cited: tuple[int, ...]
    sets: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """How the answer moved on a day."""

    day: date | None
    figure: str
    why: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A tally to print. statements, all_statements: those shown, and how many there are; so with
    clashes, stages and moves. made: the moment of the view; asked: how the tally was asked for."""

    tally: str
    title: str
    answer: str
    figure: str
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    grade: str
    origins: int
    sides: tuple[str, ...]
    silence: str
    as_of: date | None
    made: datetime
    asked: Asked
    policy: str
    policy_words: str
    convention_words: str
    statements: tuple[Line, ...]
    all_statements: int
    proofs: tuple[Proof, ...]
    clashes: tuple[str, ...]
    all_clashes: int
    more_clashes: str
    stages: tuple[Stage, ...]
    all_stages: int
    moves: tuple[str, ...]
    all_moves: int
    would_change: tuple[str, ...]
    citations: tuple[Citation, ...]


def document_of(
    desk: Desk, view: View, tally: Tally, claims: Mapping[str, Claim], asked: Asked | None = None
) -> Document:
    """The document of a tally. claims: by id, at least those that it rests on."""
    cited = Cited(claims)
    shown = _chosen(tally)
    echoed = {one.echo_of for one in shown if one.echo_of}
    first = {one.id: one for one in tally.statements if one.id in echoed}
    lines = tuple(_line(one, first.get(one.echo_of or ""), claims, view, cited) for one in shown)
    proofs = tuple(_proofs(tally, cited))
    stages = tuple(_stages(tally, cited))
    facts = facts_of(view, tally, claims, asked or Asked())
    told_moves = [one.why for one in reversed(tally.moves) if one.why]
    title = tally.name or question(tally)
    return Document(
        tally=tally.id,
        title=f"{title[:1].upper()}{title[1:]}".removesuffix("."),
        answer=tally.answer,
        figure=amount(tally.low, tally.high, tally.unit),
        low=tally.low,
        best=tally.best,
        high=tally.high,
        grade=tally.grade.value,
        origins=tally.origins,
        sides=tally.sides,
        silence=silence(facts.silent) if facts.silent else "",
        as_of=tally.as_of,
        made=view.taken,
        asked=asked or Asked(),
        policy=tally.policy,
        policy_words=policy_words(tally.policy),
        convention_words=convention_words(tally.convention),
        statements=lines,
        all_statements=len(tally.statements),
        proofs=proofs,
        clashes=tuple(_clashes(tally, claims, view)),
        all_clashes=len(tally.conflict),
        more_clashes=more_contradictions(tally),
        stages=stages,
        all_stages=len(tally.revisions),
        moves=tuple(told_moves[:_MOVES]),
        all_moves=len(told_moves),
        would_change=facts.would_change,
        citations=tuple(citations(desk, view, cited)),
    )


def _chosen(tally: Tally) -> list[Statement]:
    """The statements that are shown, in the order of their days."""
    if len(tally.statements) <= STATEMENTS:
        return sorted(tally.statements, key=_in_time)
    setting = {name for one in tally.bounds for name in one.because}
    clashing = {name for one in tally.conflict[:_CLASHES] for name in one.statements}

    def rank(one: Statement) -> tuple[bool, bool, int, str]:
        day = -(one.said or date.min).toordinal()
        return (setting.isdisjoint(one.carriers), one.id not in clashing, day, one.id)

    return sorted(nsmallest(STATEMENTS, tally.statements, key=rank), key=_in_time)


def _in_time(one: Statement) -> tuple[date, str]:
    return (one.said or date.min, one.id)


def _line(
    one: Statement,
    echoed: Statement | None,
    claims: Mapping[str, Claim],
    view: View,
    cited: Cited,
) -> Line:
    claim = spoken(one, claims)
    first = [] if claim is None else [claim.id]
    rest = [name for name in one.carriers[: 50 * _CARRIERS] if name not in first]
    numbers = cited.cite([*first, *rest], _CARRIERS)
    reports = {claims[name].report for name in one.carriers if name in claims}
    words = "" if claim is None else claim.quantity.words or claim.text
    return Line(
        one.said,
        who_said(one, claims, view.sides),
        one.low,
        one.high,
        " ".join(words.split()),
        numbers,
        len(reports) - len(numbers),
        tuple(_notes(one, echoed, claims, view)),
        one.independent,
    )


_ASSERTING: Final = frozenset({"asserted", "claimed", "estimated"})


def _notes(
    one: Statement, echoed: Statement | None, claims: Mapping[str, Claim], view: View
) -> Iterable[str]:
    if one.stance not in _ASSERTING:
        yield one.stance
    if one.echo_of is not None:
        whom = "" if echoed is None else f" of {who_said(echoed, claims, view.sides)}"
        yield f"an echo{whom}"
    elif not one.independent:
        yield "no witness of its own"


def _proofs(tally: Tally, cited: Cited) -> Iterable[Proof]:
    """What bounds the answer, what sets its ends first."""
    ends = {"low": tally.low, "high": tally.high, "best": tally.best}
    ranked = sorted(tally.bounds, key=lambda one: ends.get(one.end) != one.value)
    for one in ranked[:_BOUNDS]:
        numbers = cited.cite(one.because, _BECAUSE)
        yield Proof(one.end, one.value, one.rule, numbers, ends.get(one.end) == one.value)


def _clashes(tally: Tally, claims: Mapping[str, Claim], view: View) -> Iterable[str]:
    shown = tally.conflict[:_CLASHES]
    named = {name for one in shown for name in one.statements}
    statements = {one.id: one for one in tally.statements if one.id in named}
    for one in shown:
        yield contradiction(one, statements, claims, view.sides)


def _stages(tally: Tally, cited: Cited) -> Iterable[Stage]:
    """How the answer moved, the newest moves of very many, the oldest of them first."""
    shown = tally.revisions[-_STEPS:]
    earlier: Sequence[str] = ()
    for one in shown:
        fresh = [name for name in one.because[:200] if name not in set(earlier)] or one.because
        figure = amount(one.low, one.high, tally.unit)
        yield Stage(one.at, figure, one.why, cited.cite(fresh[:_BECAUSE], 2))
        earlier = one.because[:200]
