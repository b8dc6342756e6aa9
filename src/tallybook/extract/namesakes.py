"""Chooses among namesakes: names in one report support each other's nearest readings.

Each distinct name starts from how prominent its candidates are and is then weighed by what lies
near or around the likely candidates of the report's other names (relaxation labelling, Rosenfeld,
Hummel and Zucker 1976).
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallybook.catalogue.countries import Countries
from tallybook.catalogue.entries import Candidate, Entry

Numbers = NDArray[np.float64]

_AT_ONCE = 60
_ROUNDS = 3
_MOST_CANDIDATES = 16
# What the other names can add at most, in the units of `prominence`; tuned on the development sets,
# where 7 to 12 do much alike.
_SUPPORT = 10.0
_PROMINENCE: Mapping[str, float] = {
    "country": 8.2,
    "continent": 8.0,
    "region": 7.3,
    "water": 7.0,
    "place": 6.0,
}
_LARGE_TOWN = 100_000
_LEAST_BESIDE_STATE = 5_000
_SMALL = frozenset({"town", "admin2", "place"})
_NEAR_KM = 60.0
_SAME_COUNTRY = 0.06
_STATE = 0.4
_REGIONS = 0.25
_CAPITAL = 1.5
_NEWS = 0.5
_SHARP = 1.5
_FULL = 2.5
_TIMES = 0.5
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest bearer of a name; lead: how far it is before the best one of other countries.

    In units of `prominence`: 1 is ten times as many people, or as much support of other names.
    """

    candidate: Candidate
    lead: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the report with its candidates and how often it stands there.

    silent: it says nothing of what the other names mean.
    """

    key: str
    candidates: tuple[Candidate, ...]
    times: int
    typed: bool = False
    silent: bool = False


def prominence(
    candidate: Candidate, countries: Countries, namesakes: Sequence[Candidate], typed: bool
) -> float:
    """How likely news means this one if nothing else is known, about log10 of its people."""
    entry = candidate.entry
    told = _NEWS if candidate.news else 0.0
    if entry.kind in _PROMINENCE:
        value = _PROMINENCE[entry.kind]
    else:
        value = math.log10(entry.population + 100)
        if entry.kind == "admin2":
            value -= 0.3 if typed else 2.0
        elif entry.kind == "admin1":
            seat = any(c.entry.kind == "town" and c.entry.admin1 == entry.number for c in namesakes)
            value += 1.0 if typed else -1.5 if seat else 0.4
        elif entry.countries and countries.country_of_capital(entry.name) == entry.countries[0]:
            value += _CAPITAL
    if not candidate.main and not any(
        c.entry.kind == "admin1" and c.main and c.entry.number == entry.admin1 for c in namesakes
    ):
        value -= 1.0 if entry.population > 500_000 or entry.kind in ("country", "admin1") else 2.2
    return value + told


def may_be_town(region: Entry, namesakes: Sequence[Candidate]) -> bool:
    """Does a large town of another country bear a region's name? "In Beni" is there, or there."""
    return region.kind == "admin1" and any(
        c.main
        and c.entry.kind == "town"
        and c.entry.population >= _LARGE_TOWN
        and not set(c.entry.countries) & set(region.countries)
        for c in namesakes
    )


def choose(
    names: Sequence[Name], countries: Countries, context: Sequence[Name] = ()
) -> list[Choice | None]:
    """For each name the likeliest candidate; None for one that has none.

    The names are taken in the order given, so many at a time, so that time stays linear; `context`
    are names that only support others, the most frequent of them each time.
    """
    context = sorted(context, key=lambda name: -name.times)[: _AT_ONCE // 2]
    chosen: list[Choice | None] = []
    for begin in range(0, len(names), _AT_ONCE):
        some = names[begin : begin + _AT_ONCE]
        chosen += _choose([*some, *context], countries)[: len(some)]
    return chosen


def _choose(names: Sequence[Name], countries: Countries) -> list[Choice | None]:
    regions = {c.entry.number for n in names for c in n.candidates if c.entry.kind == "admin1"}
    kept = [_foremost(name, countries, regions) for name in names]
    chosen: list[Choice | None] = [None] * len(names)
    flat = [
        (owner, candidate, value) for owner, rows in enumerate(kept) for candidate, value in rows
    ]
    if not flat:
        return chosen
    owners = np.array([owner for owner, _, _ in flat])
    start = np.array([value for _, _, value in flat])
    weights = np.array([_weight(names[owner]) for owner in owners])
    near = affinity([candidate.entry for _, candidate, _ in flat])
    near[owners[:, None] == owners[None, :]] = 0.0
    scores = start
    for _ in range(_ROUNDS):
        shares = _shares(scores, owners, len(names)) * weights
        # The nearest reading of each other name counts, and no name more than once.
        support = _SUPPORT * (1.0 - np.exp(-(near @ shares) / _FULL))
        scores = start + support
    for owner in range(len(names)):
        rows = np.flatnonzero(owners == owner)
        if len(rows):
            best = int(rows[scores[rows].argmax()])
            home = set(flat[best][1].entry.countries)
            away = [scores[row] for row in rows if not home & set(flat[row][1].entry.countries)]
            lead = float(scores[best] - max(away)) if away else math.inf
            chosen[owner] = Choice(flat[best][1], lead)
    return chosen


def _weight(name: Name) -> float:
    return 0.0 if name.silent else 1.0 + _TIMES * math.log2(name.times)


def _foremost(
    name: Name, countries: Countries, regions: Container[int]
) -> list[tuple[Candidate, float]]:
    valued = [
        (candidate, prominence(candidate, countries, name.candidates, name.typed))
        for candidate in name.candidates
        if name.typed or not _is_around_town(candidate, name.candidates)
    ]
    if any(c.main and c.entry.kind in ("continent", "water", "region") for c in name.candidates):
        valued = [
            (c, value)
            for c, value in valued
            if c.entry.kind in _PROMINENCE
            or (c.entry.population > 100_000 and c.entry.kind == "town")
        ]
    elif not name.typed and any(c.main and c.entry.kind == "country" for c in name.candidates):
        valued = [(c, value) for c, value in valued if not _is_small_beside_state(c, regions)]
    valued.sort(key=lambda pair: -pair[1])
    return valued[:_MOST_CANDIDATES]


def _is_small_beside_state(candidate: Candidate, regions: Container[int]) -> bool:
    """ "Italy" without more is the country, and not the one of two thousand people in Texas.

    Nor is "Brazil" the one of eight thousand in Indiana, where nothing speaks of Indiana.
    """
    entry = candidate.entry
    told = entry.population >= _LEAST_BESIDE_STATE and entry.admin1 in regions
    return entry.kind in _SMALL and not told


def _is_around_town(candidate: Candidate, namesakes: Sequence[Candidate]) -> bool:
    """Is it the municipality of a town of its name? The bare name is the town's."""
    around = candidate.entry
    return around.kind == "admin2" and any(
        c.main and c.entry.kind == "town" and c.entry.admin1 == around.admin1 for c in namesakes
    )


def _shares(scores: Numbers, owners: NDArray[np.int64], count: int) -> Numbers:
    """Each candidate's share of its name: a soft maximum of its score."""
    top = np.full(count, -np.inf)
    np.maximum.at(top, owners, scores)
    grown = np.exp(_SHARP * (scores - top[owners]))
    total = np.zeros(count)
    np.add.at(total, owners, grown)
    shares: Numbers = grown / total[owners]
    return shares


def affinity(entries: Sequence[Entry]) -> Numbers:
    """How much each entry speaks for each other one: containment first, then nearness."""
    number = np.array([e.number for e in entries])
    admin1 = np.array([-1 if e.admin1 is None else e.admin1 for e in entries])
    admin2 = np.array([-2 if e.admin2 is None else e.admin2 for e in entries])
    country = np.array(
        [e.countries[0] if len(e.countries) == 1 else str(i) for i, e in enumerate(entries)]
    )
    small = np.array([e.kind in ("town", "admin2", "place") for e in entries])
    state = np.array([e.kind == "country" for e in entries])
    region = np.array([e.kind == "admin1" for e in entries])
    angle = np.radians(np.array([[e.lat, e.lon] for e in entries]))
    across = np.cos(angle[:, 0])
    points = np.stack(
        [across * np.cos(angle[:, 1]), across * np.sin(angle[:, 1]), np.sin(angle[:, 0])], 1
    )
    far = _EARTH_KM * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
    value = 0.9 * np.exp(-far / _NEAR_KM) * (small[:, None] & small[None, :])
    same_country = country[:, None] == country[None, :]
    value += _SAME_COUNTRY * same_country
    value += _STATE * (same_country & (state[None, :] | state[:, None]))
    value += _REGIONS * (same_country & region[None, :] & region[:, None])
    same_region = (admin1[:, None] == admin1[None, :]) & (admin1[:, None] >= 0)
    value += 0.35 * same_region
    inside = (admin1[:, None] == number[None, :]) | (number[:, None] == admin1[None, :])
    value += 0.8 * inside
    deeper = (admin2[:, None] == number[None, :]) | (number[:, None] == admin2[None, :])
    value += 1.0 * deeper
    result: Numbers = value
    return result
