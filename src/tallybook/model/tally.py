"""Statement, Tally, Revision: what was said, what is asked, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tallybook.model.claim import Scope
from tallybook.model.period import Period
from tallybook.model.place import Place
from tallybook.model.population import Population


@dataclass(frozen=True, slots=True)
class Statement:
    """What one origin said once; `carriers` are the ids of the claims that repeat it.

    independent: is it a witness of its own? echo_of: the statement that it only repeats, where it
    is none. reasons: why it is or is not one, in words.
    """

    id: str
    origin: str
    party: str | None
    measure: str
    of: Population
    place: Place | None
    period: Period | None
    scope: Scope
    low: Decimal | None
    high: Decimal | None
    unit: str
    stance: str
    said: date | None
    carriers: tuple[str, ...]
    independent: bool = True
    echo_of: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of the answer and its proof: the rule and the claims that set it."""

    end: str
    value: Decimal
    rule: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """The answer as of a day; `because` names the claims that moved it.

    why: in words, what moved it and by which rule.
    """

    at: date | None
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    because: tuple[str, ...]
    supersedes: str | None = None
    id: str = ""
    policy: str = ""
    grade: str = ""
    why: str = ""


class Grade(StrEnum):
    """Grades of casualty recorders (Airwars' practice)."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of statements that cannot all hold, and what kind of disagreement it is.

    kind: "dispute", "definition", "scope", "time", "denial" or "correction". reason: in words.
    """

    kind: str
    statements: tuple[str, ...]
    reason: str = ""


class Turn(StrEnum):
    """What a source's newer figure does to its older one."""

    RISE = "rise"
    FALL = "fall"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    RECLASSIFICATION = "reclassification"


@dataclass(frozen=True, slots=True)
class Move:
    """One source's step from an earlier statement to a later one, on the day it was made known."""

    turn: Turn
    earlier: str
    later: str
    at: date | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A question (measure × population × place × period × scope) and its answer.

    conflict: what cannot all hold, of very much the widest apart; more_conflicts: how many pairs of
    figures there are beside those, none of which can hold together. moves: how each source's own
    figure changed. parts, wholes: the tallies that lie within this one
    and that hold it. name: what a person called it.
    """

    id: str
    measure: str
    of: Population
    place: Place | None
    period: Period | None
    scope: Scope
    unit: str
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    grade: Grade
    policy: str
    convention: str
    as_of: date | None
    origins: int
    sides: tuple[str, ...]
    silent: tuple[str, ...]
    contested: bool
    conflict: tuple[Conflict, ...]
    statements: tuple[Statement, ...]
    bounds: tuple[Bound, ...]
    revisions: tuple[Revision, ...]
    answer: str
    moves: tuple[Move, ...] = ()
    parts: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    name: str | None = None
    more_conflicts: int = 0
