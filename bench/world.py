"""The made-up claims of `bench.claims` in a wider world: real towns, many speakers and mastheads.

Towns are the gazetteer's largest, speakers the catalogue's and those of the regions; what is said
stays made up. Everything is drawn from one seed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from bench.claims import AGENCIES, LANDS, WARS, claims_of

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.entries import Entry
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.catalogue.source_words import load_source_words
from tallybook.model import Attribution, Claim, Place, Source, SourceKind

TOWNS = 60
_BODIES = {"intelligence", "military", "ministry", "government", "emergency", "police", "rescue"}
_PAPERS = ("Courier", "Herald", "Post", "Gazette", "Mirror", "Observer", "Record", "Star")
_TREES = ("Alder", "Birch", "Cedar", "Elm", "Fir", "Gorse", "Hazel", "Juniper", "Larch", "Maple")
OUTLETS = tuple(f"The {tree} {paper}" for tree in _TREES for paper in _PAPERS)


@dataclass(frozen=True)
class Story:
    """What a report tells: its claims without spans, who carries it, whose text it copies."""

    number: int
    claims: tuple[Claim, ...]
    outlet: str
    agency: str | None
    copies: int | None


def stories(reports: int, seed: int = 7) -> Iterator[Story]:
    """So many stories in the order of their days. copies: the number of the one it reprints."""
    random = Random(f"world {seed}")
    last: dict[tuple[object, ...], Story] = {}
    for number, found in enumerate(claims_of(reports, seed)):
        outlet = random.choice(OUTLETS)
        agency = random.choice((*AGENCIES, None, None))
        first = found[0]
        event = (agency, first.place, first.period)
        earlier = last.get(event)
        if agency is not None and earlier is not None and random.random() < 0.6:
            day = first.published
            told = tuple(replace(one, publisher=outlet, published=day) for one in earlier.claims)
            yield Story(number, told, outlet, agency, earlier.number)
            continue
        credit = _credit(random, first)
        told = tuple(_dressed(one, outlet, agency, credit) for one in found)
        story = Story(number, told, outlet, agency, None)
        last[event] = story
        yield story


def _dressed(
    claim: Claim, outlet: str, agency: str | None, credit: tuple[Attribution, ...]
) -> Claim:
    place = None if claim.place is None else real_place(claim.place)
    return replace(claim, place=place, publisher=outlet, agency=agency, attribution=credit)


def real_place(place: Place) -> Place:
    """The gazetteer's place that stands for a made-up one: the town of its number, its country."""
    land = place.countries[0]
    if place.precision == "country":
        country = load_countries().by_code[land]
        return Place(
            f"in {country.name}",
            country.name,
            (land,),
            lat=country.lat,
            lon=country.lon,
            precision="country",
        )
    town = towns()[land][int((place.name or "0").rpartition(" ")[2])]
    admin1 = Gazetteer.load().admin1_name(town)
    return Place(f"in {town.name}", town.name, (land,), admin1, town.lat, town.lon, "place")


@cache
def towns() -> dict[str, list[Entry]]:
    """The largest towns of each country that the made-up world has, by its code."""
    wanted = {*LANDS, *(land for war in WARS for land in war[2])}
    found: dict[str, list[Entry]] = defaultdict(list)
    gazetteer, number = Gazetteer.load(), 0
    while True:
        try:
            entry = gazetteer.entry(number)
        except (IndexError, ValueError):
            break
        if entry.kind == "town" and entry.countries and entry.countries[0] in wanted:
            found[entry.countries[0]].append(entry)
        number += 1
    largest = {
        land: sorted(every, key=lambda one: (-one.population, one.number))[:TOWNS]
        for land, every in found.items()
    }
    return {land: (some * TOWNS)[:TOWNS] for land, some in largest.items()}


@cache
def bodies() -> dict[str, list[str]]:
    """The catalogue's institutions by party."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, entry in sorted(load_source_words().entries.items()):
        if entry.party and entry.kind in _BODIES:
            found[entry.party].append(name)
    return found


def _credit(random: Random, claim: Claim) -> tuple[Attribution, ...]:
    """Who is credited in the made-up world, or somebody of his party; now and then by another."""
    said = claim.origin
    if said is None:
        return ()
    party, land = said.source.party, (claim.place or Place("")).country
    place = None if claim.place is None else real_place(claim.place)
    region = (place.admin1 or place.name) if place is not None else None
    known = bodies().get(party or "", [])
    country = load_countries().by_code.get(party or "")
    people = f"{country.demonyms[0]} " if country is not None and country.demonyms else ""
    named = [said.source.name, *known[:6]]
    if party == land and region:
        named += [f"Governor of {region}", f"Police of {region}", f"Health office of {region}"]
    unnamed = [f"{people}officials", f"a {people}security official", f"{people}hospital sources"]
    if random.random() < 0.25:
        source = Source(random.choice(unnamed), SourceKind.ANONYMOUS, party)
    else:
        source = Source(random.choice(named), SourceKind.NAMED, party)
    chain = [Attribution(source, source.name, 0, 1, "said")]
    if random.random() < 0.15:
        via = random.choice(("local media", "a television channel", f"The {people}Daily"))
        chain.append(Attribution(Source(via, SourceKind.OUTLET), via, 0, 1, "reported"))
    return tuple(chain)
