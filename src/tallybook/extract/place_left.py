"""The place that people left: the object of their leaving, whatever road is named behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.common_place import words_of
from tallybook.extract.frames.types import Count
from tallybook.extract.place_mentions import PlaceMention, mentions_by_word
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree
from tallybook.model import Place

_NAMING: Final = ("nmod", "flat", "appos", "compound")


def place_left(
    tree: Tree, verb: int, mentions: Sequence[PlaceMention], words: PlaceWords
) -> Place | None:
    """ "Hundreds have left Berd by the road to Ijevan": Berd; None where no one place is left."""
    left = tree.children(verb, "obj") if tree.tokens[verb].lemma in words.leaving else []
    if len(left) != 1:
        return None
    here = mentions_by_word(tree, mentions)
    naming = (one for one in tree.children(left[0], *_NAMING) if _names(tree, one, words))
    heads = [left[0], *naming]
    named = [here[one] for one in heads if one in here]
    listed = any(other in here for one in heads for other in tree.children(one, "conj"))
    if len(named) != 1 or listed or named[0].place.name is None:
        return None
    start, end = named[0].phrase_start, named[0].phrase_end
    return replace(named[0].place, text=words_of(tree, start, end), start=start, end=end)


def place_withdrawn_from(
    tree: Tree, count: Count, mentions: Sequence[PlaceMention], words: PlaceWords
) -> Place | None:
    """ "The decision to withdraw 2,000 troops from eastern Syria": there; one place only."""
    here = mentions_by_word(tree, mentions)
    above = (count.trigger, count.head, *tree.ancestors(count.head))
    for verb in above:
        if tree.tokens[verb].lemma not in words.withdrawing:
            continue
        inside = tree.subtree(verb)
        found = [
            here[at]
            for at in inside
            if at in here
            and any(tree.tokens[c].lemma in words.out_of for c in tree.children(at, "case"))
        ]
        if len(found) != 1 or found[0].place.name is None:
            return None
        start, end = found[0].phrase_start, found[0].phrase_end
        return replace(found[0].place, text=words_of(tree, start, end), start=start, end=end)
    return None


def place_come_to(
    tree: Tree, count: Count, mentions: Sequence[PlaceMention], words: PlaceWords
) -> Place | None:
    """ "The arrival in Zalingei of 8,000 people from El Fasher": in Zalingei."""
    near = tree.ancestors(count.head)
    above = next((at for at in near if tree.tokens[at].lemma in words.arrivals), None)
    if above is None or tree.tokens[above].upos != "NOUN":
        return None
    here = mentions_by_word(tree, mentions)
    for top in tree.children(above, "nmod", "obl"):
        cases = {tree.tokens[case].lemma for case in tree.children(top, "case")}
        inside = [here[at] for at in tree.subtree(top) if at in here and at < count.head]
        if top < count.head and cases & words.locative and len(inside) == 1:
            start, end = inside[0].phrase_start, inside[0].phrase_end
            return replace(inside[0].place, text=words_of(tree, start, end), start=start, end=end)
    return None


def _names(tree: Tree, part: int, words: PlaceWords) -> bool:
    """ "the city of Uvira", "the town Uvira"; not "Berd by the road to Ijevan"."""
    cases = {tree.tokens[case].lemma for case in tree.children(part, "case")}
    return cases <= {words.direction_of}
