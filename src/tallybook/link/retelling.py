"""Retelling: does one claim give again what another gave, and is one report told after another?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
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
from tallybook.link.meeting import Said, has_ground, share_ground
from tallybook.model import Claim, Form

Telling = Mapping[object, Sequence[Said]]
"""Statements with a number seldom met, of people or places that are named, by that number."""

TellingIn = Callable[[str], Telling]
"""Those with a claim in a report."""

_COMPARED: Final = 8
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


class Meeting:
    """What a group of claims could be known from.

    told: what telling figures a report gives. kin: what the texts of two reports are to each other.
    """

    def __init__(self, claims: Said, told: TellingIn, kin: KinOf) -> None:
        self._claims, self._told, self._kin = claims, told, kin
        self._beside: Telling | None = None

    def could_be_of(self, other: Said) -> bool:
        """Of people or a place that both name, yes. Else only if one report copies the other.

        Or gives another figure of it too, where the number is seldom met. Words that are anybody's
        ("thousands") are known by copies only.
        """
        echo = self._claims[0]
        if echo.quantity.form in _ANYBODYS:
            return self._is_kin(other)
        if share_ground(other, self._claims) or self._is_kin(other):
            return True
        return is_telling(echo.quantity) and self._is_retold(other)

    def _is_kin(self, other: Said) -> bool:
        echo = self._claims[0]
        abroad = [claim for claim in other[:_COMPARED] if claim.report != echo.report]
        return any(self._kin(claim, echo).kind is not Kind.UNRELATED for claim in abroad)

    def _is_retold(self, other: Said) -> bool:
        """Do both reports give another telling figure of one thing that both name?"""
        echo, source = self._claims[0].report, other[0].report
        if self._beside is None:
            self._beside = self._told(echo)
        if not self._beside or source == echo:
            return False
        known = self._told(source)
        return any(
            _is_one(theirs, ours, source, echo, self._kin)
            for number, mine in self._beside.items()
            for theirs in known.get(number, ())
            for ours in mine
        )


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


def telling(told: Iterable[Said]) -> Telling:
    """Those with a number seldom met, of people or places that are named, by number."""
    found: dict[object, list[Said]] = defaultdict(list)
    for claims in told:
        first = claims[0]
        if is_telling(first.quantity) and has_ground(claims):
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
