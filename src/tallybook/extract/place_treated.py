"""Places reached, not struck: where the hurt were taken, for which a train was bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.place_phrases import place_for
from tallybook.extract.report_places import ReportPlaces
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Place

_UP: Final = 4
_PHRASES: Final = ("obl", "nmod", "compound", "flat", "appos")
_BEFORE: Final = ("acl", "advcl")
_DOERS: Final = ("nsubj", "nsubj:pass", "obj")


def is_of_treated(tree: Tree, first: int, words: PlaceWords) -> bool:
    """Does the name from the word `first` say where the hurt lie, were taken or died?

    "Two of the badly injured died in Nepalgunj", "the wounded were flown to Ankara", "in a hospital
    in Jos"; not "three injured in Jos".
    """
    at = first
    for _ in range(_UP):
        token = tree.tokens[at]
        if token.head < 0 or not is_relation(token.deprel, *_PHRASES):
            return False
        at = token.head
        lemma = tree.tokens[at].lemma
        if lemma in words.treating:
            return True
        if lemma in words.treatments:
            return any(_are_hurt(tree, doer, words) for doer in tree.children(at, *_DOERS))
    return False


def are_carried_to(tree: Tree, place: Place, words: PlaceWords) -> bool:
    """Is the place where the hurt were brought or died: "were flown to hospitals in Turkey"?

    Not where a hospital was struck: "gunmen killed 12 in a hospital in Jos".
    """
    if place.start is None or place.end is None:
        return False
    if words.patients.isdisjoint(token.lemma for token in tree.tokens):
        return False
    inside = tree.covering(place.start, place.end)
    beds = {i for i in inside if tree.tokens[i].lemma in words.treating}
    beds |= {tree.tokens[i].head for i in inside if _is_bed(tree, tree.tokens[i].head, words)}
    return any(
        is_relation(tree.tokens[bed].deprel, "obl")
        and tree.tokens[tree.tokens[bed].head].lemma in words.treatments
        for bed in beds
    )


def _is_bed(tree: Tree, at: int, words: PlaceWords) -> bool:
    return at >= 0 and tree.tokens[at].lemma in words.treating


def _are_hurt(tree: Tree, noun: int, words: PlaceWords) -> bool:
    """Is the noun, or that of which it counts some, a word for the hurt: "two of the injured"?"""
    beside = [noun, *tree.children(noun, "nmod", "amod")]
    return any(tree.tokens[at].lemma in words.patients for at in beside)


def is_bound_for(tree: Tree, first: int, words: PlaceWords) -> bool:
    """ "The express to Rawalpindi", "migrants heading to Tunis": not "the rain came to Tunis"."""
    cases = {tree.tokens[case].text.lower() for case in tree.children(first, "case")}
    above = tree.tokens[first].head
    return (
        above >= 0
        and bool(cases & words.bound)
        and (tree.tokens[above].lemma.lower() in words.going)
    )


def is_beyond_border(tree: Tree, first: int, words: PlaceWords) -> bool:
    """ "Near the border with Mali": what happened there did so on this side of it."""
    at = first
    while is_relation(tree.tokens[at].deprel, "flat", "compound") and tree.tokens[at].head >= 0:
        at = tree.tokens[at].head  # "Burkina Faso"
    cases = {tree.tokens[case].text.lower() for case in tree.children(at, "case")}
    above = tree.tokens[at].head
    return above >= 0 and bool(cases & words.beyond) and tree.tokens[above].lemma in words.borders


def of_what_hurt_them(
    tree: Tree, place: Place, mentions: Sequence[PlaceMention], places: ReportPlaces
) -> Place | None:
    """ "Two people hurt in the blast in Idlib died in a hospital in Hatay": it was in Idlib."""
    treating, words = places.words.treating, {token.lemma for token in tree.tokens}
    if place.start is None or place.end is None or treating.isdisjoint(words):
        return None
    inside = tree.covering(place.start, place.end)
    beside = {tree.tokens[i - 1].lemma for i in inside[:1] if i > 0}
    named = {tree.tokens[i].lemma for i in inside} | beside
    at = [tree.tokens[i].head for i in inside]
    named |= {tree.tokens[i].lemma for i in at if i >= 0}
    if treating.isdisjoint(named):
        return None
    hurt = (t.index for t in tree.tokens if t.upos == "VERB" and is_relation(t.deprel, *_BEFORE))
    found = (place_for(tree, one, mentions, places.words) for one in hurt if one < inside[0])
    return next((one for one in found if one is not None and one.name != place.name), None)
