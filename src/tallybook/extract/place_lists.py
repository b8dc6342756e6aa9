"""Places told side by side: waters beside towns, lists that go on with unknown names."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.extract.place_mentions import PlaceMention
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree, is_relation


def is_water(mention: PlaceMention, words: PlaceWords) -> bool:
    """ "On Lake Kivu near Goma": the town says more, and the water takes nothing from it."""
    parts = mention.place.text.lower().split()
    water = any("water" in words.types.get(part, ()) for part in (parts[0], parts[-1]))
    return water or mention.place.precision == "region"


def is_street(mention: PlaceMention, words: PlaceWords) -> bool:
    """ "On Manchester Street in Springfield": the town holds it."""
    return mention.place.name is None and mention.place.text.split()[-1].lower() in words.streets


def lists_others(tree: Tree, placed: Sequence[PlaceMention], words: PlaceWords) -> bool:
    """Does a list go on with others: "at Plekhovo, Vorozhba and …", "from Berd and 11 villages"?"""
    known = {i for m in placed for i in tree.covering(m.start, m.end)}
    return any(
        (tree.tokens[child].upos == "PROPN" and child not in known)
        or tree.tokens[child].lemma in words.villages
        for node in known
        for child in (
            *tree.children(node, "conj"),
            *(each for each in tree.children(node, "appos") if tree.children(each, "conj")),
        )
    )


def without_anchors(
    tree: Tree, named: Sequence[PlaceMention], words: PlaceWords
) -> list[PlaceMention]:
    """The names without those from which another one, known and named before, is only reckoned.

    "In Altadena, north of Pasadena", "the village of Gharo, 60 km from Karachi"; not "in the north
    of Aleppo and the south of Idlib".
    """
    known = next((at for at, m in enumerate(named) if m.place.name is not None), len(named))
    rest = (m for m in named[known + 1 :] if not _is_anchor(tree, m, words))
    return [*named[: known + 1], *rest]


def _is_anchor(tree: Tree, mention: PlaceMention, words: PlaceWords) -> bool:
    joint, from_what = mention.first - 1, mention.first - 2
    if from_what < 0 or tree.tokens[joint].text.lower() not in words.reckoning:
        return False
    token = tree.tokens[from_what]
    known = words.directions | words.parts | words.distances
    return token.lemma.lower() in known and not is_relation(token.deprel, "conj")


def told_beside(
    tree: Tree, named: Sequence[PlaceMention], placed: Sequence[PlaceMention], words: PlaceWords
) -> list[PlaceMention]:
    """Those of the names that are told beside the placed ones: not known, or listed with them.

    A country or a region that only holds what is placed is not.
    """
    lists = {_list_of(tree, m) for m in placed}
    return [
        m
        for m in named
        if m not in placed
        and not (is_water(m, words) or is_street(m, words))
        and (m.place.name is None or _list_of(tree, m) in lists)
    ]


def _list_of(tree: Tree, mention: PlaceMention) -> int:
    """The word that heads the list in which a name stands, itself where there is none."""
    inside = tree.covering(mention.start, mention.phrase_end)
    at = next((i for i in inside if tree.tokens[i].head not in inside), mention.first)
    while is_relation(tree.tokens[at].deprel, "conj"):
        at = tree.tokens[at].head
    return at
