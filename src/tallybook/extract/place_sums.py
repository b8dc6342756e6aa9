"""The place of a sum: where parts were told of by region, their whole is of what holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tallybook.extract.report_places import ReportPlaces
from tallybook.extract.types import Found
from tallybook.model import Claim, Place, Scope

_NEAR: Final = 2
"""So many sentences on, a figure may be the sum of those told of."""
_LEAST: Final = 2
_SMALL: Final = frozenset({"place", "admin1"})


@dataclass(frozen=True, slots=True)
class _Part:
    measure: str
    count: int
    place: Place
    index: int


class Sums:
    """The counts told of so far by place, of which a later one may be the sum."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []

    def take(self, claim: Claim, place: Place, found: Found) -> None:
        """Remembers a count of a place, if it may be a part."""
        low = claim.quantity.low
        if low and place.precision in _SMALL and place.country and place.name:
            self._parts.append(_Part(claim.measure, int(low), place, found.index))

    def whole_of(self, claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
        """The country of the parts, where the count is no less than they are together.

        "53 died in Sofala and 20 in Manica. In all, 90 people have died": in Mozambique.
        """
        low, near = claim.quantity.low, found.index - _NEAR
        if claim.scope is not Scope.CUMULATIVE:
            return None
        parts = [p for p in self._parts if p.measure == claim.measure and p.index >= near]
        names = {part.place.name for part in parts}
        countries = {part.place.country for part in parts}
        if low is None or len(names) < _LEAST or len(countries) != 1:
            return None
        if low < sum({part.place.name: part.count for part in parts}.values()):
            return None
        if any(part.place.name == self._parts[-1].place.name for part in parts[:-1]):
            return None  # told of again and again: it is of that town
        code = countries.pop()
        return places.state(code) if code else None
