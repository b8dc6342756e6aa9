"""Apartness: can nothing be counted by both of two sets? Only then may their counts be added.

Unknown is "no": what may overlap is never added.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tallybook.model.containment import (
    FORCE_ROLES,
    GENERAL_ROLES,
    Containment,
    kilometres,
    place_within,
)
from tallybook.model.measure import Measure
from tallybook.model.place import Place
from tallybook.model.population import Population

_NEVER_ARMED: Final = frozenset({"civilian", "journalist", "aid_worker"})
_BREAKDOWN: Final = frozenset({"woman", "man", "child"})
_TOWNS_KM: Final = 15.0
_AREAS_KM: Final = 60.0


class Apart(StrEnum):
    """Yes; together: only as one report counts both; no: they overlap or might."""

    YES = "yes"
    TOGETHER = "together"
    NO = "no"


def any_apart(*answers: Apart) -> Apart:
    """Two sets are apart where they are so in any one respect."""
    if Apart.YES in answers:
        return Apart.YES
    return Apart.TOGETHER if Apart.TOGETHER in answers else Apart.NO


def population_apart(left: Population, right: Population) -> Apart:
    """Can nobody belong to both: a soldier and a civilian, one state's people and another's?

    Parties that are no states may be some of a state's people, and formations may lie within each
    other: unknown.
    """
    return any_apart(_parties_apart(left, right), roles_apart(left.role, right.role))


def _parties_apart(left: Population, right: Population) -> Apart:
    if not left.parties or not right.parties or set(left.parties) & set(right.parties):
        return Apart.NO
    are_states = all(_is_state(party) for party in (*left.parties, *right.parties))
    return Apart.YES if are_states else Apart.NO


def _is_state(party: str) -> bool:
    return len(party) == 2 and party.isupper()


def roles_apart(left: str | None, right: str | None) -> Apart:
    """Can nobody hold both roles?

    By the practice of humanitarian counts women and men are adults and children are neither, but a
    loose report may count a girl among the women: they add only where one report breaks its count
    down so. The same goes for the child soldier.
    """
    if left in GENERAL_ROLES or right in GENERAL_ROLES or left == right:
        return Apart.NO
    pair = {left, right}
    if pair == {"woman", "man"}:
        return Apart.YES
    if pair & FORCE_ROLES and pair & _NEVER_ARMED:
        return Apart.YES
    if pair <= _BREAKDOWN or (pair & FORCE_ROLES and "child" in pair):
        return Apart.TOGETHER
    return Apart.NO


def measure_apart(left: str, right: str, measures: Mapping[str, Measure]) -> Apart:
    """Killed and wounded make up the casualties: apart as one report counts them.

    Not across reports: one who was wounded yesterday may be among today's dead.
    """
    if left == right:
        return Apart.NO
    united = any({left, right} <= set(one.unites) for one in measures.values())
    return Apart.TOGETHER if united else Apart.NO


def place_apart(left: Place | None, right: Place | None) -> Apart:
    """Do the two places share no ground: two countries, two regions, two towns far enough apart?"""
    if left is None or right is None:
        return Apart.NO
    if place_within(left, right) is not Containment.NO:
        return Apart.NO
    if place_within(right, left) is not Containment.NO:
        return Apart.NO
    if not set(left.countries) & set(right.countries):
        return Apart.YES
    areas = (left.admin1, right.admin1)
    if "region" in (left.precision, right.precision) or None in areas:
        return Apart.NO
    if left.admin1 != right.admin1:
        return Apart.YES
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return Apart.NO
    # "in Alba" is the town, "in Alba district" may be far more of the land around it
    towns = _names_the_town(left) and _names_the_town(right)
    far = kilometres(left, right) > (_TOWNS_KM if towns else _AREAS_KM)
    return Apart.YES if far else Apart.NO


def _names_the_town(place: Place) -> bool:
    """Does nothing follow the name, such as "district"?"""
    name = (place.name or "").casefold()
    return bool(name) and place.text.casefold().endswith(name)
