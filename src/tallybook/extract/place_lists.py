"""Places told side by side: waters beside towns, lists that go on with unknown names."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.extract.place_mentions import PlaceMention
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree


def is_water(mention: PlaceMention, words: PlaceWords) -> bool:
    """ "On Lake Kivu near Goma": the town says more, and the water takes nothing from it."""
    parts = mention.place.text.lower().split()
    water = any("water" in words.types.get(part, ()) for part in (parts[0], parts[-1]))
    return water or mention.place.precision == "region"


def lists_others(tree: Tree, placed: Sequence[PlaceMention]) -> bool:
    """Does a list go on with names that are not known: "at Plekhovo, Vorozhba and …"?"""
    known = {i for m in placed for i in tree.covering(m.start, m.end)}
    return any(
        tree.tokens[child].upos == "PROPN" and child not in known
        for node in known
        for child in (
            *tree.children(node, "conj"),
            *(each for each in tree.children(node, "appos") if tree.children(each, "conj")),
        )
    )
