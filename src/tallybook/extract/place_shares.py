"""Places of a share: "Sindh was worst hit, with 120 deaths" is no place of the next sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.extract.common_place import FINENESS
from tallybook.extract.place_mentions import PlaceMention
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Place


def is_of_share(tree: Tree, at: int, words: PlaceWords) -> bool:
    """Does the sentence say which share of a whole its subject, the place at the word, has?"""
    while tree.tokens[at].head >= 0 and is_relation(tree.tokens[at].deprel, "flat", "compound"):
        at = tree.tokens[at].head
    token = tree.tokens[at]
    if not is_relation(token.deprel, "nsubj") or token.head < 0:
        return False
    said = " ".join(each.text.lower() for each in tree.tokens[at + 1 :]).replace(" - ", "-")
    return any(f" {phrase} " in f" {said} " for phrase in words.shares)


def holds(whole: Place, part: Place) -> bool:
    """May the part lie in the whole: the same country, and named more finely?"""
    fine, coarse = (FINENESS.get(one.precision or "", 3) for one in (part, whole))
    return whole.countries == part.countries and coarse < fine


def without_shares(named: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions without those of a share of another one."""
    return [
        one
        for one in named
        if not one.share or not any(holds(each.place, one.place) for each in named)
    ]
