"""Which named place is said to lie in which: "X, Texas", "Russia's X", "X and Y in Z"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallybook.catalogue.entries import Candidate, Entry
from tallybook.extract.spots import Spot

_COMMA = re.compile(r"\s*,\s*(?:in\s+(?:the\s+)?)?")
# After "Paris, Texas" the sentence goes on, and not with a word that Texas belongs to.
_GOES_ON = re.compile(
    r"['’]?\s*(?:$|[,.;:)\]—–!?]|-(?=\s)|(?:on|in|at|and|or|to|for|by|where|when|who|after|before|during|from"
    r"|with|as|is|was|were|are|has|had|have|last|this|early|late|that|which|while)\b)"
)
_JOINS = re.compile(r"\s*,?\s*(?:and|or)\b")
_POSSESSIVE = re.compile(
    r"['’](?:s)?\s+(?:(?:own|far|north|south|east|west|central|coastal|capital|second|third|largest"
    r"|(?:north|south)-?(?:east|west)|-|ern|city|town|village|region|state|province|district|of)+\s+)*"
)
_INSIDE = re.compile(
    r"(?:,)?\s+(?:in|of|within|inside)\s+(?:the\s+)?(?:[a-z][a-z-]*\s+){0,2}?(?:of\s+)?(?:the\s+)?"
)
# "Mahdia, a mining town in Guyana"
_APPOSED = re.compile(
    r",\s+(?:an?|the)\s+(?:[a-z][a-z-]*\s+){1,5}?(?:in|of|on)\s+(?:the\s+)?(?:[a-z][a-z-]*\s+){0,2}?"
)
_BRACKET = re.compile(r"\s*\(\s*")
_LIST = re.compile(r"\s*(?:,|,?\s*(?:and|or|&))\s*(?:in\s+|the\s+|of\s+|at\s+|near\s+)*")
# "Ukrainian", "port ", "city of X"
_ADJECTIVES = re.compile(r"\s+(?:[a-z][a-z-]*\s+){0,2}")
_HOLDERS = frozenset({"continent", "country", "region", "admin1", "admin2"})
_CITY = 100_000
_RANK = {
    "continent": 0,
    "water": 0,
    "country": 1,
    "region": 2,
    "admin1": 2,
    "admin2": 3,
    "town": 4,
    "place": 4,
}


def find_containers(text: str, spots: Sequence[Spot]) -> dict[int, int]:
    """For each spot that is said to lie in another, by their numbers; chains are not shortened."""
    held: dict[int, int] = {}
    for left in range(len(spots) - 1):
        right = left + 1
        if spots[left].sentence != spots[right].sentence:
            continue
        between = text[spots[left].phrase_end : spots[right].phrase_start]
        gap = text[spots[left].end : spots[right].start]
        if len(between) > 60 or spots[left].key == spots[right].key:
            continue
        typed = spots[right].phrase_start < spots[right].start
        if typed and _ADJECTIVES.fullmatch(between):
            # "the Syrian city of X", "the West Bank city of X"
            if held_by(spots[right].candidates, spots[left].candidates):
                held[right] = left
        elif spots[left].kind == "demonym" or spots[right].kind == "demonym":
            continue
        elif _POSSESSIVE.fullmatch(gap) or _POSSESSIVE.fullmatch(between + " "):
            if is_holder(spots[left]) and _can_hold(spots[left], spots[right]):
                held[right] = left
        elif (
            (_COMMA.fullmatch(between) and _may_hold(text, spots, left))
            or _BRACKET.fullmatch(between)
            or _says_in(between)
        ) and _lies_in(spots[left], spots[right], _says_in(between)):
            held[left] = right
    for inner, outer in list(held.items()):
        # "X, Russia's Kursk region": X lies in what Russia holds.
        if outer == inner + 1 and held.get(outer + 1) == outer:
            held[inner] = outer + 1
    _share(text, spots, held)
    return held


def _says_in(between: str) -> bool:
    return bool(_INSIDE.fullmatch(between) or _APPOSED.fullmatch(between))


def _may_hold(text: str, spots: Sequence[Spot], left: int) -> bool:
    """Whether "A, B" can be a place and what holds it: no list, no "In A, B officials said"."""
    end = spots[left + 1].phrase_end
    rest = text[end : end + 20]
    if _is_list(text, spots, left) or (spots[left].is_known and _JOINS.match(rest)):
        return False
    return bool(_GOES_ON.match(rest))


def _is_list(text: str, spots: Sequence[Spot], left: int) -> bool:
    """Whether "A, B" goes on as a list of regions: "Oregon, Washington, Idaho and Utah"."""
    right, after = left + 1, left + 2
    if rank(spots[right]) > 2 or not any(
        c.main and c.entry.kind == "admin1" for c in spots[left].candidates
    ):
        return False
    before = left - 1
    return any(
        one >= 0 and other < len(spots)
        and rank(spots[one if one < left else other]) == rank(spots[right])
        and bool(_LIST.fullmatch(text[spots[one].end : spots[other].start]))
        for one, other in ((before, left), (right, after))
    )  # fmt: skip


def _share(text: str, spots: Sequence[Spot], held: dict[int, int]) -> None:
    """What holds the last of a list holds those before it: "A, B and C in Z".

    What holds the first by standing before it holds the rest: "Z's A, B and C".
    """
    for right in range(len(spots) - 1, 0, -1):
        left = right - 1
        if (
            right in held
            and left not in held
            and held[right] != left
            and _listed(text, spots, left, right)
        ):
            held[left] = held[right]
    for right in range(1, len(spots)):
        left = right - 1
        if (
            left in held
            and right not in held
            and held[left] < left
            and right not in held.values()
            and _listed(text, spots, left, right)
        ):
            held[right] = held[left]


def _listed(text: str, spots: Sequence[Spot], left: int, right: int) -> bool:
    one, other = spots[left], spots[right]
    if one.sentence != other.sentence or "demonym" in (one.kind, other.kind):
        return False
    if not _LIST.fullmatch(text[one.end : other.phrase_start]) and not _LIST.fullmatch(
        text[one.phrase_end : other.start]
    ):
        return False
    return rank(one) >= 3 and rank(other) >= 3


def rank(spot: Spot) -> int:
    """How small the place is that the spot likely names: 0 a continent, 4 a town or unknown."""
    if spot.kinds:
        return max(_RANK[kind] for kind in spot.kinds)
    main = [c for c in spot.candidates if c.main] or list(spot.candidates)
    large = [
        _RANK[c.entry.kind]
        for c in main
        if c.entry.kind in ("country", "continent", "water", "admin1", "region")
    ]
    towns = [c for c in main if c.entry.kind == "town"]
    if large and not any(c.entry.population > 300_000 for c in towns):
        return min(large)
    return 4


def is_holder(spot: Spot) -> bool:
    """Whether it can be a place that holds others."""
    return any(c.entry.kind in _HOLDERS or c.entry.population > 20_000 for c in spot.candidates)


def _can_hold(outer: Spot, inner: Spot) -> bool:
    if rank(outer) < rank(inner) or held_by(inner.candidates, outer.candidates):
        return True
    return _is_quarter(inner, outer)


def _is_quarter(inner: Spot, outer: Spot) -> bool:
    """ "Baghdad's Karrada district": what no list has is part of the city that it is said to be.

    So is "Johannesburg's Marshalltown", whose name lists have for small towns elsewhere.
    """
    city = any(c.main and c.entry.population >= _CITY for c in outer.candidates)
    small = ("town", "place", "admin2")
    known = any(c.entry.kind not in small or c.entry.population >= _CITY for c in inner.candidates)
    return city and not known and not outer.is_country


def _lies_in(inner: Spot, outer: Spot, said: bool) -> bool:
    """Whether "inner, outer" is a place and what holds it, and no list."""
    if not outer.candidates:
        return False
    small, large = rank(inner), rank(outer)
    if held_by(inner.candidates, outer.candidates):
        # "Georgia, U.S."
        states = [c for c in outer.candidates if c.entry.kind == "country" and c.main]
        regions = [c for c in inner.candidates if c.entry.kind == "admin1" and c.main]
        region = not said and small == large and bool(held_by(regions, states))
        return small > large or (small == large == 4) or region or _is_town_in(inner, outer)
    if said and inner.kinds and _is_quarter(inner, outer):
        return True  # "the Karrada district of Baghdad"
    if said and outer.is_country and any(_spans_states(c) for c in inner.candidates):
        return True  # "the Kurdistan region of Iraq"
    # A name that the gazetteer lacks, or has elsewhere only.
    if said and large == 3 and small == 4 and outer.kinds:
        return True  # "the village of X in the Y district"
    return small >= 3 and large < 3 and (said or not inner.candidates or large >= 1)


def _spans_states(candidate: Candidate) -> bool:
    return candidate.main and candidate.entry.kind == "region" and not candidate.entry.countries


def _is_town_in(inner: Spot, outer: Spot) -> bool:
    """ "Lebanon, Indiana": a region behind a country holds the town of the country's name."""
    towns = [c for c in inner.candidates if c.main and c.entry.kind == "town"]
    regions = [c for c in outer.candidates if c.main and c.entry.kind == "admin1"]
    return inner.is_country and bool(held_by(towns, regions))


def held_by(inner: Sequence[Candidate], outer: Sequence[Candidate]) -> list[Candidate]:
    """Those of the inner candidates that lie in one of the outer ones."""
    return [c for c in inner if any(lies_in(c.entry, o.entry) for o in outer)]


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether the gazetteer puts one entry inside the other."""
    if inner.number == outer.number:
        return False
    if outer.kind == "country":
        return inner.kind not in ("country", "continent") and outer.countries[0] in inner.countries
    if outer.kind == "admin1":
        return inner.admin1 == outer.number
    if outer.kind == "admin2":
        return inner.admin2 == outer.number
    if outer.kind == "region":
        # No list says what lies in a region of our own: its country and its neighbourhood must do.
        same = not outer.countries or bool(set(outer.countries) & set(inner.countries))
        return (
            same
            and inner.kind in ("town", "admin2", "place", "admin1")
            and (abs(inner.lat - outer.lat) < 4 and abs(inner.lon - outer.lon) < 5)
        )
    if outer.kind == "town":
        # Quarters of a city: "Manhattan, New York".
        return (
            inner.kind in ("town", "place")
            and inner.countries == outer.countries
            and inner.population < outer.population
            and outer.population > 300_000
            and abs(inner.lat - outer.lat) < 0.35
            and abs(inner.lon - outer.lon) < 0.5
        )
    return False
