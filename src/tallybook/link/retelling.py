"""Retelling: does one claim give again what another gave, and is one report told after another?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from typing import Final

from tallybook.link.agreement import (
    compare_facts,
    is_telling,
    number_of,
    said_on,
    things_agree,
)
from tallybook.link.copies import Kind, KinOf
from tallybook.link.judging import SAME_FROM, figures_differ, first_difference
from tallybook.link.meeting import Said, share_ground
from tallybook.model import Claim, Form

ToldIn = Callable[[str], Collection[Said]]
"""All statements with a claim in a report."""

_ANYBODYS: Final = frozenset({Form.VAGUE, Form.UNSTATED})
_LONG_AGO: Final = timedelta.max


def counterpart(other: Said, claims: Said, kin: KinOf) -> Claim | None:
    """The claim of `other` that the first of `claims` gives again in another report; None for none.

    It is held against the best attributed, and where only their times differ against the one
    nearest in time: a total that was said again can be repeated then.
    """
    echo = claims[0]
    if _means_another(other, echo):
        return None
    if _gives_again(other[0], echo, kin):
        return other[0]
    if figures_differ(other[0], echo) or not things_agree(other[0], echo):
        return None
    abroad = [claim for claim in other if claim.report != echo.report]
    nearest = min(abroad, key=lambda one: (_gap(one, echo), one.id), default=None)
    return nearest if nearest is not None and _gives_again(nearest, echo, kin) else None


def is_met(source: Said, echo: Said, told: ToldIn, kin: KinOf) -> bool:
    """Could the one be known from the other?

    Of people or a place that both name, yes. Else only if the one report copies the other, or
    gives another figure of it too. Words that are anybody's ("thousands") are known by copies only.
    """
    left, right = source[0], echo[0]
    if right.quantity.form in _ANYBODYS:
        return kin(left, right).kind is not Kind.UNRELATED
    if share_ground(source, echo) or kin(left, right).kind is not Kind.UNRELATED:
        return True
    return is_telling(right.quantity) and _retells(left.report, right.report, told, kin)


def _gives_again(source: Claim, echo: Claim, kin: KinOf) -> bool:
    if source.report == echo.report or _differs(source, echo):
        return False
    return compare_facts(source, echo, one_text=kin(source, echo).is_one_text).score >= SAME_FROM


def _differs(source: Claim, echo: Claim) -> bool:
    """Is it another figure? A sub-count ("197 of them soldiers") may be copied as a count."""
    of = source.of
    if (of.parties or of.role) and of.key == echo.of.key:
        return bool(figures_differ(source, echo))
    return bool(first_difference(source, echo))


def _means_another(other: Said, echo: Claim) -> bool:
    """Does the echo's own report give the other's figure of something else?"""
    beside = [claim for claim in other if claim.report == echo.report]
    return bool(beside) and not any(things_agree(claim, echo) for claim in beside)


def _gap(left: Claim, right: Claim) -> timedelta:
    said, answered = said_on(left), said_on(right)
    return _LONG_AGO if said is None or answered is None else abs(said - answered)


def _retells(source: str, echo: str, told: ToldIn, kin: KinOf) -> bool:
    """Do both reports give another telling figure of one thing that both name?"""
    known = _telling(told(source))
    for number, mine in _telling(told(echo)).items():
        for claims in mine:
            for other in known.get(number, ()):
                if _is_one(other, claims, source, echo, kin):
                    return True
    return False


def _telling(told: Iterable[Said]) -> dict[object, list[Said]]:
    found: dict[object, list[Said]] = defaultdict(list)
    for claims in told:
        first = claims[0]
        if is_telling(first.quantity):
            found[first.measure, first.quantity.unit, number_of(first.quantity)].append(claims)
    return found


def _is_one(left: Said, right: Said, source: str, echo: str, kin: KinOf) -> bool:
    if not share_ground(left, right):
        return False
    if left is right:
        return True
    said = next(claim for claim in left if claim.report == source)
    again = next(claim for claim in right if claim.report == echo)
    return _gives_again(said, again, kin)
