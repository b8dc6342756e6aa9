"""Houses that bear the name of a town: the Wellington hotel in Cairo is not in New Zealand."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tallybook.catalogue.entries import Entry
from tallybook.extract.spots import Spot
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree

_BETWEEN = 2
"""Nouns that may stand between the name and that of the house: "the Wellington apartment block"."""

_CITY = 100_000


def leave_named_after(
    spots: Sequence[Spot],
    trees: Sequence[Tree],
    within: Collection[int],
    entries: list[Entry | None],
    words: PlaceWords,
) -> None:
    """Takes back what gives a house its name, where the report speaks of other countries only.

    "The Kunduz hospital" in a report of Afghanistan stays, and so does a town that the report names
    besides.
    """
    of_house = {
        number
        for number, spot in enumerate(spots)
        if spot.kind == "toponym"
        and _is_of_house(trees[spot.sentence], spot, entries[number], words)
    }
    if not of_house:
        return
    plain = [number for number in range(len(spots)) if number not in of_house]
    named = {spots[number].key for number in plain}
    home = {code for number in plain if (entry := entries[number]) for code in entry.countries}
    for number in of_house.difference(within):
        entry, spot = entries[number], spots[number]
        if entry is None or spot.is_country or spot.key in named or not home:
            continue
        if not home & set(entry.countries):
            entries[number] = None


def _is_of_house(tree: Tree, spot: Spot, entry: Entry | None, words: PlaceWords) -> bool:
    """Does a word for a house follow the name, with nothing but nouns between?

    A city's hospital is that city's wherever else the report is: "the Kharkiv hospital".
    """
    city = entry is not None and entry.kind == "town" and entry.population >= _CITY
    houses = words.houses if city else words.houses | words.city_houses
    for token in tree.tokens[spot.last + 1 : spot.last + 2 + _BETWEEN]:
        if token.upos not in ("NOUN", "PROPN"):
            return False
        if token.lemma.lower() in houses:
            return True
    return False
