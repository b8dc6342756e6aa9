"""A tally as its page tells it: the answer, how it is known, and how else it may be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tallybook.model import Claim, Tally
from tallybook.queries.arguing import convention_words, more_contradictions, policy_words
from tallybook.queries.asked import Asked, Otherwise
from tallybook.queries.conventions import Told, conventions
from tallybook.queries.desk import Desk
from tallybook.queries.tally_beside import Relatives, relatives
from tallybook.queries.tally_board import CLASHES, Clash, clashes
from tallybook.queries.tally_facts import Vague, facts_of
from tallybook.queries.tally_quotes import Quote, quotes
from tallybook.queries.tally_said import STATEMENTS, Pages, Row, page_of, rows
from tallybook.queries.tally_steps import MOVES, STEPS, Step, Stop, Turned, moves, steps, stops
from tallybook.queries.view import View
from tallybook.queries.words import amount, question
from tallybook.reconcile.answering import silence
from tallybook.reconcile.policies import POLICIES

_PROOFS: Final = 3
_QUOTED: Final = 3


@dataclass(frozen=True, slots=True)
class Proved:
    """What bounds an end, and by whose words. sets: does it set the end that is shown?"""

    end: str
    value: Decimal
    rule: str
    by: tuple[Quote, ...]
    more: int
    sets: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """An end of the answer, with what sets it. value: None where it is open."""

    end: str
    value: Decimal | None
    proofs: tuple[Proved, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by its name, in words, with where it is published."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Choices:
    """How else a tally may be asked. stops: the days to go back to, that which is asked among them.

    at: which of them is asked for; as many as there are where it is none, but the newest. now: the
    newest figure, in words.
    """

    stops: tuple[Stop, ...]
    at: int
    now: str
    policies: tuple[Policy, ...]
    conventions: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """Which page of each long list is asked for, each from 1."""

    statements: int = 1
    clashes: int = 1
    steps: int = 1
    moves: int = 1


@dataclass(frozen=True, slots=True)
class TallyPage:
    """All that the page of a tally tells, as it was asked for.

    newest: the tally of the view, whatever was asked. silence: who owes a figure, in words, "" for
    nobody. changed, kept: how many figures another convention
    changed, how many it could not count again.
    """

    tally: Tally
    newest: Tally
    asked: Asked
    question: str
    figures: tuple[Figure, ...]
    other_bounds: tuple[Proved, ...]
    silent: tuple[str, ...]
    silence: str
    last: Step | None
    related: Relatives
    clashes: tuple[Clash, ...]
    clash_pages: Pages
    more_clashes: str
    rows: tuple[Row, ...]
    row_pages: Pages
    steps: tuple[Step, ...]
    step_pages: Pages
    moves: tuple[Turned, ...]
    move_pages: Pages
    vague: tuple[Vague, ...]
    policy: str
    convention: str
    would_change: tuple[str, ...]
    changed: int
    kept: int
    outlets: int
    carriers: int


def tally_page(
    desk: Desk, view: View, newest: Tally, asked: Asked, found: Otherwise, turning: Turning
) -> TallyPage:
    """The page. found: what came out as it was asked for, with a tally."""
    tally, claims = found.tally, found.claims
    assert tally is not None
    facts = facts_of(view, tally, claims, asked)
    sides = facts.sides
    proofs = [_proved(one, tally, claims) for one in _worth_telling(tally)]
    row_pages = page_of(turning.statements, len(tally.statements), STATEMENTS)
    clash_pages = page_of(turning.clashes, len(tally.conflict), CLASHES)
    step_pages = page_of(turning.steps, len(tally.revisions), STEPS)
    move_pages = page_of(turning.moves, sum(1 for one in tally.moves if one.why), MOVES)
    return TallyPage(
        tally=tally,
        newest=newest,
        asked=asked,
        question=question(tally),
        figures=tuple(_figure(end, tally, proofs) for end in ("low", "best", "high")),
        other_bounds=tuple(one for one in proofs if not one.sets),
        silent=facts.silent,
        silence=silence(facts.silent) if facts.silent else "",
        last=next(iter(steps(tally, claims, 0, 1)), None),
        related=relatives(view, newest),
        clashes=clashes(view, tally, claims, sides, (clash_pages.number - 1) * CLASHES),
        clash_pages=clash_pages,
        more_clashes=more_contradictions(tally),
        rows=rows(desk, view, tally, claims, sides, row_pages),
        row_pages=row_pages,
        steps=steps(tally, claims, (step_pages.number - 1) * STEPS),
        step_pages=step_pages,
        moves=moves(tally, claims, (move_pages.number - 1) * MOVES),
        move_pages=move_pages,
        vague=facts.vague,
        policy=policy_words(tally.policy),
        convention=convention_words(tally.convention),
        would_change=facts.would_change,
        changed=found.changed,
        kept=found.kept,
        outlets=facts.outlets,
        carriers=facts.carriers,
    )


def choices(newest: Tally, asked: Asked) -> Choices:
    """How else the tally may be asked."""
    days = list(stops(newest))[:-1]
    now = amount(newest.low, newest.high, newest.unit)
    if asked.as_of is None:
        return Choices(tuple(days), len(days), now, policies(), conventions())
    if asked.as_of not in {one.day for one in days}:
        days = sorted([*days, Stop(asked.as_of, "")], key=lambda one: one.day)
    at = next(place for place, one in enumerate(days) if one.day == asked.as_of)
    return Choices(tuple(days), at, now, policies(), conventions())


def policies() -> tuple[Policy, ...]:
    """Every policy with what it does and where it is published."""
    return tuple(Policy(name, policy_words(name)) for name in POLICIES)


def _worth_telling(tally: Tally) -> list[int]:
    """Which bounds, by their place: each end's own setters first."""
    places = range(len(tally.bounds))
    return sorted(places, key=lambda place: (not _sets(tally, place), place))


def _sets(tally: Tally, place: int) -> bool:
    bound = tally.bounds[place]
    return bool(getattr(tally, bound.end) == bound.value)


def _proved(place: int, tally: Tally, claims: Mapping[str, Claim]) -> Proved:
    bound = tally.bounds[place]
    by = quotes(bound.because, claims, _QUOTED)
    more = len(bound.because) - len(by)
    return Proved(bound.end, bound.value, bound.rule, by, more, _sets(tally, place))


def _figure(end: str, tally: Tally, proofs: list[Proved]) -> Figure:
    value: Decimal | None = getattr(tally, end)
    own = [one for one in proofs if one.sets and one.end == end]
    return Figure(end, value, tuple(own[:_PROOFS]))
