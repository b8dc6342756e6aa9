"""Agreement: do two claims say the same of the same thing, or could they?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from tallybook.link.times import NEAR, NEWS, compare_times, is_resolved, periods_meet, said_on
from tallybook.model import Claim, Form, Place, Population, Quantity, Scope, Stance
from tallybook.model.containment import (
    FORCE_ROLES,
    GENERAL_ROLES,
    are_two_peoples,
    place_key,
    places_could_agree,
    roles_differ,
)
from tallybook.model.spots import is_one_spot

__all__ = [
    "NEAR",
    "Agreement",
    "compare_facts",
    "directions_differ",
    "is_telling",
    "number_of",
    "periods_meet",
    "reality_of",
    "said_on",
    "things_agree",
]

_DIGITS: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_NUMBERED: Final = frozenset({Form.ABOUT, Form.NEARLY})
_FLOORS: Final = frozenset({Form.AT_LEAST, Form.MORE_THAN})
_CEILINGS: Final = frozenset({Form.AT_MOST, Form.LESS_THAN, Form.NEARLY})
_UNREAL: Final = frozenset({Stance.HYPOTHETICAL, Stance.PLANNED, Stance.FORECAST})
_NUMBERS: Final = frozenset({"number", Form.BETWEEN})
_FEW: Final = 10
_KNOWN: Final = 0.6
_AROUND: Final = 0.8
_NAME: Final = re.compile(r"\b[^\W\d_a-z][\w’'-]*")

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


def directions_differ(left: Quantity, right: Quantity) -> bool:
    """Is one a floor and the other a ceiling ("at least 30", "at most 30")?"""
    return (left.form in _FLOORS and right.form in _CEILINGS) or (
        left.form in _CEILINGS and right.form in _FLOORS
    )


def is_telling(quantity: Quantity) -> bool:
    """Would two happenings of one place and week hardly have this number by chance: ten or more?

    "20 to 40" is telling too; "dozens" is not.
    """
    kind, number, _ = number_of(quantity)
    return kind in _NUMBERS and number is not None and number >= _FEW


def reality_of(stance: Stance) -> str:
    """Said to be so, denied, or not yet so: claims of two kinds are never one statement."""
    if stance in _UNREAL:
        return "unreal"
    return "denied" if stance is Stance.DENIED else "real"


def compare_facts(left: Claim, right: Claim, *, one_text: bool = False) -> Agreement:
    """Do population, inflictor, place, scope and time agree, or could they?

    one_text: are their two reports copies of one text, so that both tell of one thing?
    """
    score, reasons = 1.0, []
    for part_score, reason in _parts(left, right, one_text or left.report == right.report):
        if part_score == 0:
            return Agreement(0.0, (reason,))
        score = min(score, part_score)
        reasons += [reason] if reason else []
    return Agreement(score, tuple(reasons))


def things_agree(left: Claim, right: Claim) -> bool:
    """Do the two count the same people by one inflictor in one place, whatever the time?"""
    parts = (
        _population(left.of, right.of),
        _inflictor(left.by, right.by),
        _place(left.place, right.place),
    )
    return all(score >= _KNOWN for score, _ in parts)


def _parts(left: Claim, right: Claim, together: bool) -> Iterator[tuple[float, str]]:
    telling = is_telling(left.quantity)
    yield _population(left.of, right.of)
    yield _inflictor(left.by, right.by)
    yield _place_told(left, right) if telling else _place(left.place, right.place)
    yield _scope(left, right, together=together)
    yield compare_times(left, right, together=together, telling=telling)


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
    if are_two_peoples(ours, theirs):
        return 0.0, "one says whose they are, the other what they are"
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
    if ours.name is None and theirs.name is None and _names_differ(ours.text, theirs.text):
        return 0.5, f"whether {ours.text} is {theirs.text} is not known"
    return 1.0, "the places agree"


def _place_told(left: Claim, right: Claim) -> tuple[float, str]:
    """Of an army's losses, a place told only before them does not keep one figure from another."""
    score, reason = _place(left.place, right.place)
    around = [one.place for one in (left, right) if one.place is not None and not is_own(one)]
    if score > 0 or not around or not all(counts_force(one) for one in (left, right)):
        return score, reason
    return _AROUND, f"{around[0].name or around[0].text} is told before the figure, not of it"


def is_own(claim: Claim) -> bool:
    """Does the claim's own sentence name its place?"""
    first, last = claim.sentence
    return claim.place is not None and (
        claim.place.start is None or first <= claim.place.start < last
    )


def counts_force(claim: Claim) -> bool:
    """Are people under arms counted?"""
    return claim.of.role in FORCE_ROLES or claim.of.unit is not None


def _is_loose(incident: Claim) -> bool:
    """Is it an army's loss of no day and no village, which may as well be a running total's?"""
    place = incident.place
    is_spot = place is not None and place.precision == "place" and is_own(incident)
    return counts_force(incident) and not is_spot and incident.period is None


def _names_differ(ours: str, theirs: str) -> bool:
    """Do both phrases hold names, and none that is the same?"""
    first, second = set(_NAME.findall(ours)), set(_NAME.findall(theirs))
    return bool(first) and bool(second) and not first & second


def _scope(left: Claim, right: Claim, *, together: bool) -> tuple[float, str]:
    """A figure of one happening, and one "so far", may be one: the toll of that happening.

    Not where the total begins before the happening did. In two texts they are one only where both
    name one town or village, or where the total tells no place and no beginning and is told within
    days of the happening.
    """
    if left.scope is right.scope:
        return 1.0, ""
    if Scope.CURRENT in (left.scope, right.scope):
        return 0.9, "one tells of a level, the other of what made it"
    total, incident = (left, right) if left.scope is Scope.CUMULATIVE else (right, left)
    begun, day = _first(total), _first(incident)
    if begun is not None and day is not None and begun < day:
        return 0.0, f"one counts all since {begun}, the other what happened on {day}"
    bare = _is_bare(total, incident)
    if not together and _is_loose(incident) and (begun is not None or bare):
        return 0.9, "an army's losses of no day or village, and its losses so far"
    if together or _one_spot(left.place, right.place) or bare:
        return 0.85, "one tells of the happening, the other of its toll so far"
    return 0.5, "one tells of a happening, the other of a running total"


def _first(claim: Claim) -> date | None:
    period = claim.period
    if period is None or not is_resolved(period):
        return None
    is_day = claim.scope is Scope.CUMULATIVE and period.first == period.last
    return None if is_day else period.first  # "176 as of Friday" were not counted from Friday


def _is_bare(total: Claim, incident: Claim) -> bool:
    """Is the total told within days of the happening, without a place or a beginning?"""
    said, answered = said_on(total), said_on(incident)
    if total.place is not None or _first(total) is not None or said is None or answered is None:
        return False
    return abs(said - answered) <= NEWS


def _one_spot(ours: Place | None, theirs: Place | None) -> bool:
    if ours is None or theirs is None or place_key(ours) != place_key(theirs):
        return False
    return ours.precision == "place" or is_one_spot(ours, theirs)
