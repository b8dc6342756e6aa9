"""Places reached, not struck: where the hurt were taken, for which a train was bound."""

from __future__ import annotations

from typing import Final

from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree, is_relation

_UP: Final = 4
_PHRASES: Final = ("obl", "nmod", "compound", "flat", "appos")
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
