"""Places of speech: where somebody only speaks, nothing happened."""

from __future__ import annotations

from tallybook.extract.place_hints import has_audience
from tallybook.extract.spots import Spot
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree, is_relation

_UP = 3
_PHRASES = ("obl", "nmod", "compound", "flat", "appos", "obj", "iobj", "amod")


def is_spoken(tree: Tree, spot: Spot, words: PlaceWords) -> bool:
    """Does somebody only speak there: "told the council in Geneva", "said in Geneva"?

    Not where it is what is spoken of: "said of the flats in Rosario".
    """
    if has_audience(tree, spot.first, words):
        return True
    speech, at = speech_of(tree, spot, words), tree.tokens[spot.first]
    if speech is None or spot.first < speech or tree.tokens[speech].lemma not in words.telling:
        return False
    while at.head != speech:
        at = tree.tokens[at.head]
    cases = {tree.tokens[case].text.lower() for case in tree.children(at.index, "case")}
    return cases <= words.locative


def speech_of(tree: Tree, spot: Spot, words: PlaceWords) -> int | None:
    """ "speaking in Geneva", "at a summit in Paris": where is spoken, nothing happened.

    The word of speaking; None where there is none, and where what is said stands between: "In
    Gaziantep, 2,141 were buried, the governor said".
    """
    at = tree.tokens[spot.first]
    for _ in range(_UP):
        if at.head < 0 or not is_relation(at.deprel, *_PHRASES):
            return None
        at = tree.tokens[at.head]
        if at.lemma in words.speaking:
            said = tree.children(at.index, "ccomp")
            return None if any(spot.last < one < at.index for one in said) else at.index
    return None
