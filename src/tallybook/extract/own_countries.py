"""The countries that a report speaks of: a namesake elsewhere only where they have none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from tallybook.catalogue.entries import Candidate
from tallybook.catalogue.toponyms import fold
from tallybook.extract.namesakes import Name, prominence
from tallybook.extract.place_hints import is_consular
from tallybook.extract.spots import Atlas, Spot
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree

_FAR_BETTER = 2.5
_ALIKE = 0.6
_KNOWN_BY_OTHERS = 10_000
_KNOWN_BY_ALL = 500_000
_WIDE = frozenset({"continent", "country", "region", "water"})
_LARGE = frozenset({"country", "admin1", "region"})


def spoken_of(spots: Iterable[Spot], others: Iterable[Name]) -> frozenset[str]:
    """The countries whose names, people or unmistakable regions stand in the report."""
    bearers = [spot.candidates for spot in spots] + [name.candidates for name in others]
    found: set[str] = set()
    for candidates in bearers:
        states = [c for c in candidates if c.main and c.entry.kind == "country"]
        own = states or [c for c in candidates if c.main]
        if own and all(c.entry.kind in _LARGE for c in own):
            homes = {c.entry.countries for c in own}
            if len(homes) == 1:
                found.update(next(iter(homes)))
    return frozenset(found)


def leave_common_names(spots: Sequence[Spot], others: Sequence[Name], words: PlaceWords) -> None:
    """Takes from names that many lands give their regions those of lands not spoken of.

    "The South West", "St. Mary's": of England or of Cameroon, of a church or of Jamaica.
    """
    common = [spot for spot in spots if _is_common(spot, words)]
    if not common:
        return
    spoken = spoken_of([spot for spot in spots if not _is_common(spot, words)], others)
    for spot in common:
        spot.candidates = tuple(c for c in spot.candidates if spoken & set(c.entry.countries))


def _is_common(spot: Spot, words: PlaceWords) -> bool:
    """Is it a region whose name only says which way it lies, or after which saint it is called?"""
    if any(c.main and c.entry.kind not in ("admin1", "admin2") for c in spot.candidates):
        return False
    parts = spot.key.split()
    plain = words.directions | words.types_of.keys()
    return parts[0] in words.saints or all(part in plain for part in parts)


def heard_from_afar(
    spots: Sequence[Spot], trees: Sequence[Tree], where: Iterable[int], words: PlaceWords
) -> frozenset[str]:
    """The countries of which only an embassy or a foreign ministry speaks, of its people abroad.

    where: the spots in which something happened, which make their country the report's own.
    """
    told: set[str] = set()
    for spot in spots:
        if spot.is_country and is_consular(trees[spot.sentence], spot.last, words):
            told.update(code for c in spot.candidates if c.main for code in c.entry.countries)
    for number in where:
        if spots[number].is_country:
            told -= {code for c in spots[number].candidates if c.main for code in c.entry.countries}
    return frozenset(told)


def _is_known_by(key: str, candidate: Candidate) -> bool:
    """May it be meant by that name: its own, another spelling, or a former one of a town?

    The village that a neighbour calls "Dubovoye" bears another name now, and many bear that one.
    """
    town = candidate.entry.population >= _KNOWN_BY_OTHERS
    return candidate.main or town or _is_spelling(key, candidate)


def is_of(candidates: Sequence[Candidate], countries: frozenset[str]) -> bool:
    """Is it the name or people of one of the countries themselves?"""
    states = (c.entry for c in candidates if c.main and c.entry.kind == "country")
    return any(countries & set(state.countries) for state in states)


def _is_spelling(key: str, candidate: Candidate) -> bool:
    """Is it the same name as another alphabet or tongue writes it, and no other name?"""
    return SequenceMatcher(None, key, fold(candidate.entry.name)).ratio() > _ALIKE


def _is_known_spelling(key: str, candidate: Candidate) -> bool:
    """Is it so large that it needs no introduction in that spelling either?"""
    return candidate.entry.population >= _KNOWN_BY_ALL and _is_spelling(key, candidate)


def _may_be(spot: Spot, candidate: Candidate) -> bool:
    """Is it of the kind that the text says, or at least no town?"""
    return candidate.entry.kind in spot.kinds or candidate.entry.kind in _WIDE | _LARGE


def at_home(
    spot: Spot,
    candidates: tuple[Candidate, ...],
    spoken: frozenset[str],
    atlas: Atlas,
    *,
    only_sure: bool = False,
) -> tuple[Candidate, ...]:
    """The candidates that lie in the countries spoken of, if none elsewhere is far better known.

    Where no bearer of the name lies there, those that bear it as another name are asked too.
    only_sure: none elsewhere by another spelling of its name but a large city.
    """
    wide = any(c.main and c.entry.kind in _WIDE for c in candidates)
    if not spoken or (wide and not spot.kinds):
        return candidates
    candidates = tuple(c for c in candidates if _is_known_by(spot.key, c))
    here = [c for c in candidates if spoken & set(c.entry.countries)]
    if len(here) == len(candidates) and here:
        return candidates
    if not here:
        named = atlas.gazetteer.named(spot.key)
        here = [c for c in named if spoken & set(c.entry.countries) and _is_known_by(spot.key, c)]
        if not here:
            # By another name only, and nowhere that the report speaks of: it means some other one.
            meant = _is_known_spelling if only_sure else _is_spelling
            own = (c for c in candidates if c.main or meant(spot.key, c))
            # "The Tirah valley" beside the Afghan border is no town in Israel.
            return tuple(c for c in own if not spot.kinds or _may_be(spot, c))
    best = max(prominence(c, atlas.countries, candidates, bool(spot.kinds)) for c in here)
    away = [
        prominence(c, atlas.countries, candidates, bool(spot.kinds))
        for c in candidates
        if c.main and not spoken & set(c.entry.countries)
    ]
    return tuple(here) if max(away, default=0.0) < best + _FAR_BETTER else candidates
