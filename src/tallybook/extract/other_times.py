"""Other times: a happening that only dates the one told of: "days after a strike in Odesa"."""

from __future__ import annotations

from typing import Final

from tallybook.language.place_words import load_place_words
from tallybook.language.tree import Tree

_OPENING: Final = 3


def is_of_other_time(tree: Tree, node: int) -> bool:
    """ "Days after a strike in Odesa", "two days before he shot 30": another happening.

    node: its noun or its verb.
    """
    words = load_place_words()
    cases = {tree.tokens[case].text.lower() for case in tree.children(node, "case", "mark")}
    if not cases & words.apart_in_time:
        return False
    spans = tree.children(node, "nmod:unmarked", "obl:unmarked", "nmod:tmod", "obl:tmod")
    above = tree.tokens[node].head
    return any(tree.tokens[each].lemma in words.times for each in (*spans, above) if each >= 0)


def is_set_apart(tree: Tree) -> bool:
    """ "Separately, two were killed", "In another attack …": not the happening told of before."""
    words = load_place_words()
    opening = tree.tokens[:_OPENING]
    return any(token.text.lower() in words.set_apart for token in opening)


def other_happening(tree: Tree, node: int) -> int | None:
    """The noun of the other happening that a word tells of; None where it tells of the main one."""
    above = (node, *tree.ancestors(node))
    return next((each for each in above if is_of_other_time(tree, each)), None)


def is_apart(tree: Tree, node: int, target: int) -> bool:
    """Are the two words told of two happenings?"""
    return other_happening(tree, node) != other_happening(tree, target)
