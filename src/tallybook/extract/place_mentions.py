"""A place named in a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tallybook.language.tree import Tree
from tallybook.model.place import Place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in the text, and the place.

    kind: "toponym"; "embedded", part of an institution's name ("Berea Police"); or "demonym"
    ("Ukrainian"), whose place is the country. phrase_start, phrase_end: with the word beside it
    that says what it is ("Kursk region", "villages of Plekhovo"). within: the number of the mention
    that the text says it lies in. sentence: the number of its tree; first, last: its words there.

    before: the preposition of place before it, empty where there is none. located: it, or what
    stands for one, says that something happened there. hint: it says so by what it hangs on,
    without a preposition. domestic: it is of authorities that speak of their own place ("the
    Iraqi health ministry"). spoken: somebody speaks there ("told reporters in Geneva"), and no
    more is said of it. treated: the hurt were taken there, or died there ("the injured died in
    Nepalgunj"), or people fled there: what happened did so elsewhere. bound: somebody or something
    was on the way there ("the express to Rawalpindi"), or it lies behind a border ("the border with
    Mali"). people: how many live there, 0 where not known.
    share: the sentence tells its share of a whole ("Sindh was worst hit").
    """

    start: int
    end: int
    place: Place
    kind: str
    sentence: int
    first: int
    last: int
    phrase_start: int
    phrase_end: int
    within: int | None = None
    before: str = ""
    located: bool = False
    hint: bool = False
    domestic: bool = False
    spoken: bool = False
    treated: bool = False
    bound: bool = False
    people: int = 0
    share: bool = False


def mentions_by_word(tree: Tree, mentions: Sequence[PlaceMention]) -> dict[int, PlaceMention]:
    """The mentions in this sentence, by the word that heads each."""
    found = {}
    begin = bisect_left(mentions, tree.start, key=lambda mention: mention.start)
    end = bisect_left(mentions, tree.end, begin, key=lambda mention: mention.start)
    for mention in mentions[begin:end]:
        if mention.kind == "demonym":
            continue
        inside = tree.covering(mention.start, mention.phrase_end)
        heads = [index for index in inside if tree.tokens[index].head not in inside]
        if heads:
            found[heads[0]] = mention
    return found
