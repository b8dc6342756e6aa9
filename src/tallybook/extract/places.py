"""Places named in a report: each name, and which place of the world it is."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.catalogue.countries import Countries, load_countries
from tallybook.catalogue.entries import Candidate, Entry
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.extract.abroad import (
    is_beside,
    leave_abroad,
    leave_cities,
    leave_doubtful,
    leave_unlikely,
    preposition_before,
)
from tallybook.extract.containers import find_containers, held_by, rank
from tallybook.extract.named_after import leave_named_after
from tallybook.extract.namesakes import Name, choose, may_be_town
from tallybook.extract.own_countries import (
    at_home,
    heard_from_afar,
    is_of,
    leave_common_names,
    spoken_of,
)
from tallybook.extract.place_again import place_again
from tallybook.extract.place_context import names_between
from tallybook.extract.place_hints import (
    has_audience,
    hints,
    is_domestic,
    is_of_deed,
    is_of_party,
    is_of_site,
    tops_of,
)
from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.place_of_next import place_of_next
from tallybook.extract.place_phrases import place_for
from tallybook.extract.place_refuge import is_refuge
from tallybook.extract.place_shares import is_of_share
from tallybook.extract.place_speech import is_spoken, speech_of
from tallybook.extract.place_treated import is_beyond_border, is_bound_for, is_of_treated
from tallybook.extract.spots import Atlas, Spot
from tallybook.extract.toponyms import find_spots
from tallybook.language.people import load_people
from tallybook.language.place_words import PlaceWords, load_place_words
from tallybook.language.tree import Tree
from tallybook.model.place import Place

__all__ = ["PlaceMention", "find_places", "place_for", "place_of_next"]

_PRECISION = {
    "town": "place", "place": "place", "admin2": "place", "admin1": "admin1", "country": "country",
    "continent": "region", "region": "admin1", "water": "region",
}  # fmt: skip
_LEAD = 0.4
_LEAD_OF_REGION = 1.5
"""Of a region whose name no word says to be one, where a large town abroad has it, too."""
_NONE: frozenset[str] = frozenset()


def find_places(
    text: str,
    trees: Sequence[Tree],
    gazetteer: Gazetteer | None = None,
    words: PlaceWords | None = None,
    countries: Countries | None = None,
    *,
    only_sure: bool = False,
) -> list[PlaceMention]:
    """Every mention of a place in a report, in order; a name that cannot be placed has null fields.

    `trees` may be those of some sentences only: mentions are found in these, and what countries and
    regions the rest of the text names is used as context.
    A name is never placed outside the region or country in which the text says it lies: not found
    there, it has that region's fields and precision. only_sure: nor is one of several namesakes in
    countries of which the report does not speak, unless far the best known.
    """
    atlas = Atlas(
        gazetteer or Gazetteer.load(), countries or load_countries(), words or load_place_words()
    )
    spots = find_spots(text, trees, atlas)
    others = names_between(text, trees, atlas)
    leave_common_names(spots, others, atlas.words)
    within = find_containers(text, spots)
    before = [preposition_before(text, spot, atlas.words) for spot in spots]
    where = {n for n, spot in enumerate(spots) if before[n] and spot.kind == "toponym"}
    afar = heard_from_afar(spots, trees, where, atlas.words)
    entries = _resolve(spots, within, others, where, atlas, afar, only_sure=only_sure)
    leave_cities(text, spots, within, entries, atlas.words)
    leave_named_after(spots, trees, within, entries, atlas.words)
    for spot in spots:
        if spot.kind == "toponym" and is_of_deed(trees[spot.sentence], spot.last, atlas.words):
            spot.kind = "demonym"
    mentions = []
    for number, spot in enumerate(spots):
        place, tree = _place(spot, entries[number], atlas), trees[spot.sentence]
        mentions.append(
            PlaceMention(
                spot.start, spot.end, place, spot.kind, spot.sentence, spot.first, spot.last,
                spot.phrase_start, spot.phrase_end, within.get(number),
                *_before(text, spot, tree, before[number], place, atlas.words),
                *_says(tree, spot, place, atlas.words),
                is_spoken(tree, spot, atlas.words),
                is_of_treated(tree, spot.first, atlas.words)
                or _is_refuge(tree, spot, place, atlas.words),
                is_bound_for(tree, spot.first, atlas.words)
                or is_beyond_border(tree, spot.first, atlas.words),
                _people(entries[number]),
                is_of_share(tree, spot.first, atlas.words),
            )
        )  # fmt: skip
    return mentions


def _people(entry: Entry | None) -> int:
    return 0 if entry is None else entry.population


def _is_refuge(tree: Tree, spot: Spot, place: Place, words: PlaceWords) -> bool:
    state = spot.kind == "toponym" and place.precision == "country"
    return state and is_refuge(tree, spot.first, words, load_people())


def _says(tree: Tree, spot: Spot, place: Place, words: PlaceWords) -> tuple[bool, bool]:
    """Whether the name says where by what it hangs on; whether it is of authorities there."""
    after = tree.tokens[spot.last + 1].text if spot.last + 1 < len(tree.tokens) else ""
    if after == words.based:  # "Lithuania-based volunteers"
        return False, False
    tops = tops_of(tree, spot.phrase_start, spot.phrase_end)
    domestic = is_domestic(tree, tops, words)
    if spot.kind == "demonym":
        return is_of_site(tree, tops, words), domestic
    seat = load_countries().country_of_capital(place.text) is not None
    hint = place.name is not None and hints(
        tree, tops, place.precision, words, load_people(), is_capital=seat
    )
    return hint, domestic


def _before(
    text: str, spot: Spot, tree: Tree, before: str, place: Place, words: PlaceWords
) -> tuple[str, bool]:
    """The preposition before a name, and whether it says that something happened there."""
    if spot.kind == "demonym" or has_audience(tree, spot.first, words):
        return "", False
    if speech_of(tree, spot, words) is not None:
        return "", False
    tops = tops_of(tree, spot.phrase_start, spot.phrase_end)
    if is_of_party(tree, tops, words):
        return "", False  # "strikes on Tehran's forces"
    heads = (tree.tokens[top].head for top in tops)
    if any(head >= 0 and tree.tokens[head].lemma in words.nowhere for head in heads):
        return "", False  # "in the Ukraine war"
    # "the battle for Bakhmut", but not "fighting for Russia"
    beside = place.precision != "country" and is_beside(text, spot, words)
    return before, before in words.locative or beside


def _resolve(
    spots: Sequence[Spot],
    within: dict[int, int],
    others: Sequence[Name],
    where: set[int],
    atlas: Atlas,
    afar: frozenset[str],
    *,
    only_sure: bool,
) -> list[Entry | None]:
    """The entry of each spot, or that of what holds it, or None."""
    allowed = _constrain(spots, within)
    regions = {s.key for s in spots if s.kinds & {"admin1", "region"}}
    regions |= {name.key for name in others if name.typed}
    towns = {s.key for s in spots if s.kinds & {"town"}}
    groups: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    spoken = spoken_of(spots, others) - afar
    for number, spot in enumerate(spots):
        candidates = allowed[number]
        if number not in within and spot.kind != "demonym":
            candidates = allowed[number] = at_home(
                spot, candidates, spoken, atlas, only_sure=only_sure
            )
        if not spot.kinds and spot.key in regions - towns:
            # "Kursk" in a report that has said "Kursk region".
            wide = tuple(c for c in candidates if c.entry.kind in ("admin1", "region"))
            candidates = allowed[number] = wide or candidates
        group = (spot.key, tuple(c.entry.number for c in candidates))
        groups.setdefault(group, []).append(number)
    names = [
        Name(
            key, allowed[numbers[0]], len(numbers), bool(spots[numbers[0]].kinds),
            is_of(allowed[numbers[0]], afar),
        )
        for (key, _), numbers in groups.items()
    ]  # fmt: skip
    chosen = choose(names, atlas.countries, others)
    entries: list[Entry | None] = [None] * len(spots)
    doubtful: set[int] = set()
    for choice, numbers in zip(chosen, groups.values(), strict=True):
        for number in numbers:
            entries[number] = choice.candidate.entry if choice else None
        if choice is None or choice.candidate.news:
            continue
        first = spots[numbers[0]]
        other = not first.kinds and may_be_town(choice.candidate.entry, first.candidates)
        if choice.lead < (_LEAD_OF_REGION if other else _LEAD):
            doubtful.update(numbers)
    leave_abroad(spots, within, entries, where)
    leave_unlikely(spots, within, entries, others, where)
    if only_sure:
        leave_doubtful(spots, doubtful - within.keys(), entries, spoken)
    place_again(spots, within, entries)
    _fall_back(spots, within, entries)
    return entries


def _constrain(spots: Sequence[Spot], within: dict[int, int]) -> list[tuple[Candidate, ...]]:
    """The candidates that the text's own words allow: of the kind it says, where it says."""
    allowed = [_of_kind(spot) for spot in spots]
    # From the outermost inwards, so that a chain narrows step by step.
    for inner in sorted(within, key=lambda number: _depth(number, within)):
        outer = within[inner]
        # "the West Bank city of Jenin", where the list has the region of the name and no such town
        kind = allowed[inner], spots[inner].candidates
        inside = next((found for c in kind if (found := tuple(held_by(c, allowed[outer])))), ())
        allowed[inner] = inside
        if inside:
            holding = tuple(c for c in allowed[outer] if held_by(inside, (c,)))
            allowed[outer] = holding or allowed[outer]
    # Said once, it holds for the same name further on.
    said: dict[str, tuple[Candidate, ...]] = {}
    for inner in within:
        if allowed[inner]:
            said.setdefault(spots[inner].key, allowed[inner])
        elif spots[inner].key not in said:
            said[spots[inner].key] = ()
    for number, spot in enumerate(spots):
        if number not in within and spot.key in said and rank(spot) > 1:
            narrowed = tuple(c for c in allowed[number] if c in said[spot.key])
            if narrowed or not said[spot.key]:
                allowed[number] = narrowed
    return allowed


def _of_kind(spot: Spot) -> tuple[Candidate, ...]:
    if not spot.kinds:
        return spot.candidates
    fitting = tuple(c for c in spot.candidates if c.entry.kind in spot.kinds)
    if fitting or spot.kinds & {"town", "water"}:
        return fitting or spot.candidates
    # "Tovuz district", where a state's districts are what elsewhere are provinces
    types = load_place_words().types
    regions = (c for c in spot.candidates if c.entry.kind == "admin1")
    typed = tuple(
        c for c in regions if spot.kinds & types.get(c.entry.name.split()[-1].casefold(), _NONE)
    )
    return typed or spot.candidates


def _depth(number: int, within: dict[int, int]) -> int:
    depth, seen = 0, {number}
    while number in within and within[number] not in seen:
        number = within[number]
        seen.add(number)
        depth += 1
    return depth


def _fall_back(spots: Sequence[Spot], within: dict[int, int], entries: list[Entry | None]) -> None:
    """A place not found in what holds it takes what holds it."""
    for number in sorted(within, key=lambda inner: _depth(inner, within)):
        if entries[number] is None:
            entries[number] = entries[within[number]]


def _place(spot: Spot, entry: Entry | None, atlas: Atlas) -> Place:
    if entry is None:
        return Place(spot.text, start=spot.start, end=spot.end)
    return Place(
        spot.text,
        entry.name,
        entry.countries,
        atlas.gazetteer.admin1_name(entry),
        entry.lat,
        entry.lon,
        _PRECISION[entry.kind],
        spot.start,
        spot.end,
    )
