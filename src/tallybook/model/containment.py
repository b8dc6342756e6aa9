"""Containment: is one set of counted things within another? Yes, no, or unknown.

The test runs over one dimension at a time (measure, population, place); a whole is contained
only where every dimension says yes. Unknown is an answer: nothing is bounded by a maybe.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tallybook.model.measure import Measure
from tallybook.model.place import Place
from tallybook.model.population import Population

GENERAL_ROLES: Final = frozenset({None, "person", "people"})
"""Roles that say nothing beyond "human beings"."""

FORCE_ROLES: Final = frozenset({"soldier", "fighter", "mercenary"})
"""Roles of people under arms; an army's count without a role means these."""

_UNARMED: Final = frozenset(
    {"civilian", "child", "journalist", "aid_worker", "refugee", "tourist", "pilgrim", "student"}
)


class Containment(StrEnum):
    """The three answers of the subset test."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def all_of(*answers: Containment) -> Containment:
    """No where any dimension says no; else unknown where any does not know; else yes."""
    if Containment.NO in answers:
        return Containment.NO
    if Containment.UNKNOWN in answers:
        return Containment.UNKNOWN
    return Containment.YES


def measure_within(part: str, whole: str, measures: Mapping[str, Measure]) -> Containment:
    """Does every thing counted by `part` count for `whole` too (killed ⊂ killed_or_wounded)?"""
    seen: set[str] = set()
    above = [part]
    while above:
        name = above.pop()
        if name == whole:
            return Containment.YES
        if name not in seen:
            seen.add(name)
            above.extend(measures[name].parents if name in measures else ())
    return Containment.NO


def family_of(name: str, measures: Mapping[str, Measure]) -> str:
    """The family a measure belongs to: measures joined by any chain of parents share it."""
    family = {name}
    grown = True
    while grown:
        grown = False
        for measure in measures.values():
            kin = {measure.name, *measure.parents}
            if len(kin) > 1 and family & kin and not kin <= family:
                family |= kin
                grown = True
    return min(family)


def population_within(part: Population, whole: Population) -> Containment:
    """Is everybody in `part` in `whole`? A union of armies holds each of them."""
    if part.key == whole.key and part.is_stated:
        return Containment.YES
    return all_of(
        _parties_within(part, whole), _role_within(part, whole), _unit_within(part, whole)
    )


def _parties_within(part: Population, whole: Population) -> Containment:
    if not whole.parties:
        if not part.parties or (whole.role in GENERAL_ROLES and whole.text):
            return Containment.YES
        return Containment.UNKNOWN
    if not part.parties:
        return Containment.UNKNOWN
    return Containment.YES if set(part.parties) <= set(whole.parties) else Containment.NO


def _role_within(part: Population, whole: Population) -> Containment:
    if whole.role in GENERAL_ROLES or part.role == whole.role:
        return Containment.YES
    if part.role in GENERAL_ROLES:
        armed = bool(part.parties) and whole.role in FORCE_ROLES
        of_the_army = armed and part.unit is not None and whole.unit is None
        return Containment.YES if of_the_army else Containment.UNKNOWN
    if roles_differ(part.role, whole.role):
        return Containment.NO
    return Containment.UNKNOWN


def roles_differ(left: str | None, right: str | None) -> bool:
    """Can nobody hold both roles (a soldier is no civilian)?"""
    return (left in FORCE_ROLES and right in _UNARMED) or (
        right in FORCE_ROLES and left in _UNARMED
    )


def are_two_peoples(left: Population, right: Population) -> bool:
    """ "A man of Beta" and "a civilian": does each say of them what the other does not?

    One tells whose they are, the other what they are.
    """
    if bool(left.parties) is bool(right.parties):
        return False
    whose, bare = (left, right) if left.parties else (right, left)
    return bare.role not in GENERAL_ROLES and bare.role != whose.role


def _unit_within(part: Population, whole: Population) -> Containment:
    if whole.unit is None or part.unit == whole.unit:
        return Containment.YES
    return Containment.NO


def place_within(part: Place | None, whole: Place | None) -> Containment:
    """Is `part` inside `whole` (place ⊂ admin1 ⊂ country ⊂ region)?"""
    if part is None or whole is None:
        return Containment.UNKNOWN
    if place_key(part) == place_key(whole):
        return Containment.YES
    if part.name is None or whole.name is None or not part.countries or not whole.countries:
        return Containment.UNKNOWN
    inside, around = set(part.countries), set(whole.countries)
    if not inside & around:
        return Containment.NO
    if whole.precision in ("country", "region"):
        return _within_countries(part, whole)
    if _RANK.get(part.precision, 0) > _RANK.get(whole.precision, 0):
        return Containment.NO
    if _area(part) is None or _area(whole) is None:
        return Containment.UNKNOWN
    if _area(part) != _area(whole):
        # a land that is no province, such as a coal basin, holds towns of several
        unlisted = whole.precision == "admin1" and whole.admin1 is None
        return Containment.UNKNOWN if unlisted and part.admin1 else Containment.NO
    if whole.precision == "admin1":
        return Containment.YES
    return Containment.NO if kilometres(part, whole) > _ONE_TOWN_KM else Containment.UNKNOWN


def _within_countries(part: Place, whole: Place) -> Containment:
    """In one of whole countries, yes; a lake by which one country is named holds no country.

    A region of several countries is made up of them (the Horn of Africa).
    """
    if not set(part.countries) <= set(whole.countries):
        return Containment.UNKNOWN
    if whole.precision == "region" and len(whole.countries) < 2:
        return Containment.UNKNOWN
    alike = part.precision == whole.precision and set(part.countries) == set(whole.countries)
    return Containment.UNKNOWN if alike else Containment.YES


def places_could_agree(left: Place | None, right: Place | None) -> bool:
    """Could both phrases mean one place, or one lie in the other?"""
    answers = (place_within(left, right), place_within(right, left))
    return Containment.YES in answers or answers == (Containment.UNKNOWN, Containment.UNKNOWN)


def place_key(place: Place) -> tuple[str, ...]:
    """What makes two places the same, whatever the words."""
    if place.name is None:
        return ("", place.text.casefold(), "", *place.countries)
    admin1 = "" if place.precision in ("country", "region") else _area(place) or ""
    return (place.precision or "", place.name, admin1, *place.countries)


def place_chain(place: Place) -> tuple[tuple[str, ...], ...]:
    """The keys of the place and of what holds it, narrowest first."""
    countries = [("country", country) for country in place.countries]
    if place.precision == "country":
        return tuple(countries) or (place_key(place),)
    area = _area(place)
    within_area = place.precision not in ("admin1", "region") and area is not None
    around = [("admin1", area or "", area or "", *place.countries)] if within_area else []
    return (place_key(place), *around, *countries)


_RANK: Final[Mapping[str | None, int]] = {"place": 0, "admin1": 1, "country": 2, "region": 3}
_ONE_TOWN_KM: Final = 15.0


def _area(place: Place) -> str | None:
    return place.admin1 or (place.name if place.precision == "admin1" else None)


def kilometres(left: Place, right: Place) -> float:
    """Rough distance: enough to tell two towns from one."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return 0.0
    north = (left.lat - right.lat) * 111.0
    east = (left.lon - right.lon) * 111.0 * max(0.1, 1 - abs(left.lat) / 90)
    return float((north**2 + east**2) ** 0.5)
