"""Agreement: do two claims say the same of the same thing, or could they?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from tallybook.model import Claim, Form, Period, Place, Population, Quantity, Stance
from tallybook.model.containment import GENERAL_ROLES, places_could_agree, roles_differ

NEAR: Final = timedelta(days=10)
"""Two undated happenings reported within so many days could be one."""

_DIGITS: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_NUMBERED: Final = frozenset({Form.ABOUT, Form.NEARLY})
_UNREAL: Final = frozenset({Stance.HYPOTHETICAL, Stance.PLANNED, Stance.FORECAST})

Number = tuple[str, Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Agreement:
    """score 0 to 1; 0 where they contradict each other. reasons in words."""

    score: float
    reasons: tuple[str, ...]


def number_of(quantity: Quantity) -> Number:
    """The number as said, without its modifier: "30" and "at least 30" share it.

    >>> number_of(Quantity(Decimal(31), None, Form.MORE_THAN, words="more than 30"))
    ('number', Decimal('30'), None)
    """
    low, high = quantity.low, quantity.high
    match quantity.form:
        case Form.EXACT | Form.AT_LEAST | Form.NONE:
            return ("number", low, None)
        case Form.MORE_THAN:
            whole = low is not None and low == low.to_integral_value()
            return ("number", low - 1 if whole and low is not None else low, None)
        case Form.AT_MOST:
            return ("number", high, None)
        case Form.LESS_THAN:
            return ("number", high + 1 if high is not None else None, None)
        case form if form in _NUMBERED and (said := _written(quantity)) is not None:
            return ("number", said, None)
    return (quantity.form, low, high)


def _written(quantity: Quantity) -> Decimal | None:
    found = _DIGITS.findall(quantity.words)
    if len(found) != 1:
        return None
    try:
        number = Decimal(found[0].replace(",", ""))
    except InvalidOperation:
        return None
    low, high = quantity.low or Decimal(0), quantity.high or number
    return number if low <= number <= 2 * high else None


def reality_of(stance: Stance) -> str:
    """Said to be so, denied, or not yet so: claims of two kinds are never one statement."""
    if stance in _UNREAL:
        return "unreal"
    return "denied" if stance is Stance.DENIED else "real"


def said_on(claim: Claim) -> date | None:
    """The day on which the claim was made public, where known."""
    return claim.post.date() if claim.post is not None else claim.published


def compare_facts(left: Claim, right: Claim) -> Agreement:
    """Do population, inflictor, place and time agree, or could they?"""
    score, reasons = 1.0, []
    for part_score, reason in (
        _population(left.of, right.of),
        _inflictor(left.by, right.by),
        _place(left.place, right.place),
        _time(left, right),
    ):
        if part_score == 0:
            return Agreement(0.0, (reason,))
        score = min(score, part_score)
        reasons += [reason] if reason else []
    return Agreement(score, tuple(reasons))


def _population(ours: Population, theirs: Population) -> tuple[float, str]:
    if ours.parties and theirs.parties and ours.parties != theirs.parties:
        return 0.0, "they count different parties"
    if ours.unit != theirs.unit and ours.unit and theirs.unit:
        return 0.0, f"one counts {ours.unit}, the other {theirs.unit}"
    if ours.role == theirs.role and ours.key == theirs.key:
        return 1.0, "the same people are counted" if ours.is_stated else ""
    if roles_differ(ours.role, theirs.role):
        return 0.0, f"one counts {ours.role}, the other {theirs.role}"
    is_open = ours.role in GENERAL_ROLES or theirs.role in GENERAL_ROLES
    if ours.role != theirs.role and not is_open:
        return 0.0, f"one counts {ours.role}, the other {theirs.role}"
    return 0.85, "one says less than the other of who is counted"


def _inflictor(ours: Population | None, theirs: Population | None) -> tuple[float, str]:
    if ours is None or theirs is None or not ours.parties or not theirs.parties:
        return 1.0, ""
    if set(ours.parties) & set(theirs.parties):
        return 1.0, "the same inflictor"
    return 0.0, "they name different inflictors"


def _place(ours: Place | None, theirs: Place | None) -> tuple[float, str]:
    if ours is None or theirs is None:
        return (0.9, "one names no place") if ours is not theirs else (0.9, "")
    if not places_could_agree(ours, theirs):
        return 0.0, f"{ours.name or ours.text} is not {theirs.name or theirs.text}"
    return 1.0, "the places agree"


def _time(left: Claim, right: Claim) -> tuple[float, str]:
    ours, theirs = left.period, right.period
    if _is_resolved(ours) and _is_resolved(theirs):
        if periods_meet(ours, theirs):
            return 1.0, "the times agree"
        return 0.0, f"{_words(ours)} is not {_words(theirs)}"
    if left.report == right.report:
        return 0.95, ""
    said, answered = said_on(left), said_on(right)
    if said is None or answered is None:
        return 0.85, "when they were said is not known"
    if abs(said - answered) <= NEAR:
        return 0.9, "they were said within days"
    return 0.0, f"they were said {abs(said - answered).days} days apart"


def _is_resolved(period: Period | None) -> bool:
    return period is not None and (period.first is not None or period.last is not None)


def _words(period: Period | None) -> str:
    return period.text or f"{period.first} to {period.last}" if period is not None else "no time"


def periods_meet(left: Period | None, right: Period | None) -> bool:
    """Do two day intervals share a day? An open or absent one could."""
    if left is None or right is None:
        return True
    apart = (left.last and right.first and left.last < right.first) or (
        right.last and left.first and right.last < left.first
    )
    return not apart
