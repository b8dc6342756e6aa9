"""Parts of a whole that was counted before: "nine of the dead were children"."""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.types import Count
from tallybook.extract.populations import PopulationWords, population_of
from tallybook.language.tree import Tree

_KNOWN: Final = frozenset({"the", "these", "those"})
_OF: Final = frozenset({"of", "among"})


def is_partial(tree: Tree, count: Count) -> bool:
    """Does the count take some out of people spoken of before ("16 of the dead", "and 15 in X")?"""
    if _is_out_of(tree, count.head, count.trigger):
        return True
    bare = count.noun is None or count.noun == count.trigger
    before = [t.index for t in tree.tokens[: count.head] if t.upos == "NUM"]
    return bare and any(_is_out_of(tree, number, count.trigger) for number in before)


def _is_out_of(tree: Tree, number: int, whole: int) -> bool:
    if whole == number or tree.tokens[whole].head != number:
        return False
    cases = {tree.tokens[c].lemma for c in tree.children(whole, "case")}
    known = {tree.tokens[c].lemma for c in tree.children(whole, "det")}
    return bool(cases & _OF) and bool(known & _KNOWN)


def role_said(text: str, tree: Tree, count: Count, words: PopulationWords) -> str | None:
    """What a predicate says that they are: "nine of the dead were children"."""
    head = tree.tokens[count.head]
    if head.deprel != "nsubj" or head.head < 0 or not tree.children(head.head, "cop"):
        return None
    if tree.tokens[head.head].upos != "NOUN":
        return None
    return population_of(text, tree, head.head, words).role
