"""The list beside the map: the same places by country, with what was said there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.catalogue.phrases import count, subject
from tallybook.model import Tally
from tallybook.queries import View
from tallybook.queries.filters import Filters
from tallybook.queries.places import How, Spot, country_name

_FEW: Final = 3
_PLACES: Final = 40
_TALLIES: Final = {False: 3, True: 25}


@dataclass(frozen=True, slots=True)
class Line:
    """A tally in the list. words: what it counts, without where."""

    tally: Tally
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list. more: tallies that are left out; link: the address that shows them."""

    number: int
    spot: Spot
    exactness: str
    lines: tuple[Line, ...]
    more: int
    link: str


@dataclass(frozen=True, slots=True)
class Group:
    """A country's places; code is None for those of several countries or none."""

    code: str | None
    name: str
    tallies: int
    entries: tuple[Entry, ...]
    link: str


def exactness(spot: Spot) -> str:
    """In words, what is drawn and how exact that is."""
    if spot.how is How.COUNTRY:
        return "the whole country" if len(spot.countries) == 1 else "somewhere in these countries"
    if spot.how is How.REGION:
        return "a region"
    if spot.how is How.WITHIN:
        return f"somewhere in {spot.holder}, the smallest outline that holds it"
    if spot.how is How.DISTRICT:
        return "a district, drawn as a point: its outline is not at hand"
    return "a place" if spot.how is How.PLACE else spot.why


def list_places(
    view: View, found: Sequence[Spot], numbers: Sequence[int], filters: Filters
) -> tuple[tuple[Group, ...], int]:
    """The places of these numbers by country, the busiest first, and how many are left out."""
    is_alone = len(numbers) <= _FEW
    groups: dict[str | None, list[Entry]] = defaultdict(list)
    totals: dict[str | None, int] = defaultdict(int)
    for number in numbers:
        spot = found[number]
        code = spot.countries[0] if len(spot.countries) == 1 else None
        totals[code] += len(spot.tallies)
    for number in numbers[:_PLACES]:
        spot = found[number]
        code = spot.countries[0] if len(spot.countries) == 1 else None
        groups[code].append(_entry(view, number, spot, filters, is_alone))
    told = [
        Group(
            code,
            "Several countries" if code is None else country_name(code),
            totals[code],
            tuple(sorted(entries, key=_rank)),
            "" if code is None else replace(filters, country=(code,), place=()).query(),
        )
        for code, entries in groups.items()
    ]
    told.sort(key=lambda group: (group.code is None, -group.tallies, group.name))
    return tuple(told), max(len(numbers) - _PLACES, 0)


def list_nowhere(view: View, found: Sequence[Spot], filters: Filters) -> tuple[Entry, ...]:
    """What is on no map, with the reason."""
    kept = [(n, spot) for n, spot in enumerate(found) if spot.how is How.NOWHERE]
    is_alone = len(kept) == len(found) <= _FEW
    return tuple(_entry(view, n, spot, filters, is_alone) for n, spot in kept[:_PLACES])


def lead(found: Sequence[Spot]) -> str:
    """One sentence on how exactly the tallies are placed."""
    by_how: Mapping[How, list[Spot]] = defaultdict(list)
    for spot in found:
        by_how[spot.how].append(spot)
    tallies = {how: sum(len(spot.tallies) for spot in alike) for how, alike in by_how.items()}
    points = tallies.get(How.PLACE, 0) + tallies.get(How.DISTRICT, 0)
    areas = tallies.get(How.REGION, 0) + tallies.get(How.WITHIN, 0)
    told = []
    if points:
        told.append(f"{points:,} are of a town, a village or a district")
    if areas:
        told.append(f"{areas:,} of a region")
    if tallies.get(How.COUNTRY):
        told.append(f"{tallies[How.COUNTRY]:,} of a whole country")
    if tallies.get(How.NOWHERE):
        told.append(f"{tallies[How.NOWHERE]:,} name no place that a map could show")
    if not told:
        return "No tally fits what is asked for."
    *before, last = told
    many = count(sum(tallies.values()), "tally", "tallies")
    told_first = f"{', '.join(before)} and " if before else ""
    return f"Of {many}, {told_first}{last}."


def _rank(entry: Entry) -> tuple[bool, int, str]:
    return (entry.spot.how is not How.COUNTRY, -len(entry.spot.tallies), entry.spot.name)


def _entry(view: View, number: int, spot: Spot, filters: Filters, is_alone: bool) -> Entry:
    lines = tuple(
        Line(tally, subject(replace(tally, place=None)))
        for tally in (view.tallies[tally] for tally in spot.tallies[: _TALLIES[is_alone]])
    )
    alone = replace(filters, country=spot.countries, place=(spot.name,))
    if spot.how is How.COUNTRY:
        alone = replace(alone, place=())
    more = len(spot.tallies) - len(lines)
    if spot.how is How.NOWHERE and not spot.countries:
        # there is no filter for what names no place: the list of all tallies has them
        alone, is_alone = filters, True
    link = f"{'/' if is_alone else '/map'}?{alone.query()}".rstrip("?")
    return Entry(number, spot, exactness(spot), lines, more, link)
