"""Small towns without a country of their own: none is taken from beyond where the text is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from tallybook.catalogue.entries import Entry
from tallybook.extract.namesakes import Name
from tallybook.extract.spots import Spot
from tallybook.language.place_words import PlaceWords

_KNOWN_ABROAD: Final = 20_000
_NO_VILLAGE: Final = 30_000
"""A town of fewer people needs somebody to say in which country it lies."""

_KNOWN_ALONE: Final = 2_000
"""A town that alone bears its name is known from so many on, where something happens in it."""

_DOUBTED: Final = frozenset({"town", "admin1", "admin2", "place"})
_WELL_KNOWN: Final = 100_000
_HARDLY_A_VILLAGE: Final = 10_000
_SHORT: Final = 4
_SENTENCES: Final = 2
_BEFORE: Final = 40
_BETWEEN: Final = 3


def leave_abroad(
    spots: Sequence[Spot],
    within: dict[int, int],
    entries: list[Entry | None],
    where: Collection[int],
) -> None:
    """Takes back small towns abroad of the nearest place that the sentences around are set in.

    So are towns by another, short name of theirs, where nothing else is said of their country.

    A namesake in that country is taken instead where there is just one. where: the numbers of the
    spots that say where something happens.
    """
    told = _names_of_regions(spots, entries)
    for number, spot in enumerate(spots):
        entry = entries[number]
        if entry is None or number in within or spot.kind != "toponym":
            continue
        if _bears_it_besides(spot, entry) and not _is_spoken_of(number, spots, entries):
            entries[number] = None
            continue
        if not _is_small(entry):
            continue
        if _is_of_region_told(spot, entry, told):
            continue
        around = _countries_around(number, spots, entries, where)
        if around and not around & set(entry.countries):
            here = [c.entry for c in spot.candidates if around & set(c.entry.countries)]
            entries[number] = here[0] if len(here) == 1 else None


def _bears_it_besides(spot: Spot, entry: Entry) -> bool:
    """Is it a town of no great size, by a short name that is only another one of its own?"""
    small = entry.kind in ("town", "admin2", "place") and entry.population < _WELL_KNOWN
    if not small or len(spot.key) > _SHORT:
        return False
    return not any(c.main for c in spot.candidates if c.entry == entry)


def _is_spoken_of(number: int, spots: Sequence[Spot], entries: Sequence[Entry | None]) -> bool:
    """Does another name of the report lie in the entry's country, or is it the country's?"""
    entry = entries[number]
    return entry is not None and any(
        other is not None and set(other.countries) & set(entry.countries)
        for spot, other in zip(spots, entries, strict=True)
        if spot.key != spots[number].key
    )


def _names_of_regions(
    spots: Sequence[Spot], entries: Sequence[Entry | None]
) -> Mapping[int, set[str]]:
    """The names in the report that are of a region or lie in it, by the region's number."""
    found: dict[int, set[str]] = {}
    for spot, entry in zip(spots, entries, strict=True):
        if entry is not None:
            found.setdefault(entry.number, set()).add(spot.key)
            if entry.admin1 is not None:
                found.setdefault(entry.admin1, set()).add(spot.key)
    return found


def _is_of_region_told(spot: Spot, entry: Entry, told: Mapping[int, set[str]]) -> bool:
    """Is it the only one of its name, in a region that another name of the report is of?"""
    alone = len({c.entry.countries for c in spot.candidates}) == 1
    return alone and entry.admin1 is not None and told[entry.admin1] != {spot.key}


def preposition_before(text: str, spot: Spot, words: PlaceWords) -> str:
    """The preposition of place before a name, or before what holds it; empty where none stands."""
    if spot.kind == "demonym":
        return ""
    near = _words_before(text, spot)
    # "in the Druze town of X"
    loose = spot.phrase_start < spot.start
    for at in range(len(near) - 1, -1, -1):
        if near[at] in words.prepositions:
            return near[at]
        if not loose and not _may_stand_between(near[at], words):
            break
    return ""


def is_beside(text: str, spot: Spot, words: PlaceWords) -> bool:
    """ "South of X", "the market of X", "the battle for X": there, whatever "of" and "for" say."""
    near = _words_before(text, spot)
    return len(near) > 1 and (
        (
            near[-1] == words.direction_of
            and near[-2] in words.directions | words.parts | words.sites
        )
        or (near[-1] == words.battle_for and near[-2] in words.battles)
    )


def _words_before(text: str, spot: Spot) -> list[str]:
    before = text[max(0, spot.phrase_start - _BEFORE) : spot.phrase_start].lower().split()
    return before[-_BETWEEN:]


def _may_stand_between(word: str, words: PlaceWords) -> bool:
    """ "in Russia's Kursk region", "in the western Kursk region"."""
    return word.endswith(("'s", "’s")) or word == "the" or word in words.directions


def _is_small(entry: Entry) -> bool:
    return entry.kind in ("town", "admin2", "place") and entry.population < _KNOWN_ABROAD


def _countries_around(
    number: int,
    spots: Sequence[Spot],
    entries: Sequence[Entry | None],
    where: Collection[int],
) -> set[str]:
    """The countries of the nearest region or country that something is said to happen in.

    In the same sentence a city counts, too.
    """
    spot = spots[number]
    near: list[tuple[int, int, Entry]] = []
    for at in where:
        other, entry = spots[at], entries[at]
        apart = abs(other.sentence - spot.sentence)
        large = entry is not None and (
            entry.kind in ("admin1", "region", "country")
            or (apart == 0 and entry.population >= _WELL_KNOWN)
        )
        if entry is not None and large and apart <= _SENTENCES and other.key != spot.key:
            near.append((apart, abs(other.start - spot.start), entry))
    nearest = min(near, key=lambda one: one[:2], default=None)
    return set(nearest[2].countries) if nearest is not None else set()


def leave_unlikely(
    spots: Sequence[Spot],
    within: dict[int, int],
    entries: list[Entry | None],
    others: Sequence[Name],
    where: Collection[int],
) -> None:
    """Takes back small towns in countries of which the report does not speak otherwise."""
    spoken = {code for name in others for c in name.candidates for code in c.entry.countries}
    for entry in entries:
        if entry is not None and (entry.kind != "town" or entry.population >= _KNOWN_ABROAD):
            spoken.update(entry.countries)
    placed = any(
        one is not None and one.kind in ("admin1", "region", "country")
        for one in (entries[number] for number in where)
    )
    for number, (spot, entry) in enumerate(zip(spots, entries, strict=True)):
        if entry is None or number in within or entry.kind not in ("town", "admin2", "place"):
            continue
        if entry.population >= _KNOWN_ABROAD or not spoken or set(entry.countries) & spoken:
            continue
        homes = {c.entry.countries for c in spot.candidates if c.main}
        told = number in where or bool(spot.kinds)
        least = _KNOWN_ALONE if told else _KNOWN_ABROAD
        if placed or len(homes) != 1 or entry.population < least:
            entries[number] = None


def leave_doubtful(
    spots: Sequence[Spot],
    doubtful: set[int],
    entries: list[Entry | None],
    spoken: frozenset[str],
) -> None:
    """Takes back what could as well be a namesake in another country.

    A report that speaks of Bolivia and of a clinic in Cordoba does not say which of four countries
    that lies in.
    """
    for number in doubtful:
        entry = entries[number]
        if entry is None or entry.kind not in _DOUBTED or spots[number].kind != "toponym":
            continue
        if not spoken & set(entry.countries):
            entries[number] = None


def leave_cities(
    text: str,
    spots: Sequence[Spot],
    within: dict[int, int],
    entries: list[Entry | None],
    words: PlaceWords,
) -> None:
    """Takes back cities that only bear the name of what the report calls a village.

    Said once, it holds for the same name further on, as far as nothing says where it lies. Where a
    region has the city's name, a "Kherson village" is one of that region.
    """
    called: set[str] = set()
    for number, (spot, entry) in enumerate(zip(spots, entries, strict=True)):
        region = _region_of_village(text, spot, entry, words)
        if region is not None and number not in within:
            entries[number] = region
            continue
        beside = text[spot.phrase_start : spot.phrase_end].lower().split()
        if not words.villages.isdisjoint(beside):
            called.add(spot.key)
        large = entry is not None and entry.kind == "town" and entry.population >= _NO_VILLAGE
        if large and number not in within and spot.key in called:
            entries[number] = None


def _region_of_village(
    text: str, spot: Spot, entry: Entry | None, words: PlaceWords
) -> Entry | None:
    """The region that "Kherson village" means, which is neither in the city nor named so.

    "The village of Kherson" would be another one; so would "Sinjar village", of a small town.
    """
    if entry is None or entry.kind != "town" or entry.population < _HARDLY_A_VILLAGE:
        return None
    if words.villages.isdisjoint(text[spot.end : spot.phrase_end].lower().split()):
        return None
    kinds = ("admin1", "admin2") if entry.population >= _NO_VILLAGE else ("admin1",)
    namesakes = [
        c.entry for c in spot.candidates if c.main and c.entry.countries == entry.countries
    ]
    for kind in kinds:
        found = [one for one in namesakes if one.kind == kind]
        if len(found) == 1:
            return found[0]
    return None
