"""The smallest place that holds several, and the words of a stretch of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallybook.language.tree import Tree
from tallybook.model.place import Place

FINENESS = {"place": 3, "admin1": 2, "country": 1, "region": 0}
"""How fine each precision is; none at all is as fine as a place."""


def common_place(places: Sequence[Place]) -> Place:
    """The one place, or the smallest that holds them all."""
    first = places[0]
    if all(
        (p.name, p.countries, p.admin1) == (first.name, first.countries, first.admin1)
        for p in places
    ):
        return first
    countries = tuple(dict.fromkeys(code for p in places for code in p.countries))
    lats = [p.lat for p in places if p.lat is not None]
    lons = [p.lon for p in places if p.lon is not None]
    same = first.admin1 is not None and len(countries) == 1 and len({p.admin1 for p in places}) == 1
    middle = same and lats and lons
    return Place(
        first.text,
        first.admin1 if same else ", ".join(dict.fromkeys(p.name or "" for p in places)),
        countries,
        first.admin1 if same else None,
        sum(lats) / len(lats) if middle else None,
        sum(lons) / len(lons) if middle else None,
        "admin1" if same else "country",
    )


def finest_within(wide: Place, others: Sequence[Place | None]) -> Place:
    """ "Into the Ganges near Haridwar", "in Nepal near Jumla": of two phrases the finer within."""
    level = FINENESS.get(wide.precision or "", 3)
    for other in others:
        if other is None or other.name is None or not _lies_in(other, wide):
            continue
        if FINENESS.get(other.precision or "", 0) > max(level, FINENESS["country"]):
            return other
    return wide


def _lies_in(fine: Place, wide: Place) -> bool:
    same = not wide.countries or set(fine.countries) <= set(wide.countries)
    return same and (wide.precision != "admin1" or fine.admin1 == wide.admin1)


def holder_of(place: Place) -> Place:
    """The region of a town, where others are named beside it; a place without one stays."""
    if place.precision != "place" or place.admin1 is None:
        return place
    return replace(place, name=place.admin1, precision="admin1")


def words_of(tree: Tree, start: int, end: int) -> str:
    """The words of a stretch of a sentence, joined as they stand."""
    parts, at = [], start
    for token in tree.tokens:
        if start <= token.start and token.end <= end:
            parts.append(" " * min(token.start - at, 1) + token.text)
            at = token.end
    return "".join(parts)
