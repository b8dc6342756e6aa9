"""Stances of speakers: what the verb that credits a claim says of it, and where it says nothing.

A role in a deed may be denied, and the deed is not; one may think about the dead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tallybook.language.stances import Stances
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Attribution, Stance

_OF_ANOTHER: Final = frozenset({Stance.DENIED, Stance.ESTIMATED})


def of_speaker(nearest: Attribution, words: Stances) -> set[Stance]:
    """What the cue of the nearest speaker gives: "estimated", "alleged", "has not ruled out"."""
    cue = f" {nearest.cue.lower()} "
    return {
        stance
        for stance, lists in words.qualifiers.items()
        if nearest.act in lists.acts or any(f" {phrase} " in cue for phrase in lists.cues)
    }


def is_apart(tree: Tree, at: int, small: Mapping[str, frozenset[str]]) -> bool:
    """Does the word only tell in what somebody had a part, or about what he thinks?

    "Denied a role in the murder of two", "thinks about the 20 who were killed". at: a word that
    hangs from another by a preposition. small: the small words of the stances.
    """
    token = tree.tokens[at]
    if is_relation(token.deprel, "obl"):
        cases = {tree.tokens[case].lemma for case in tree.children(at, "case")}
        if cases & small["topic"]:
            return True
    return token.head >= 0 and tree.tokens[token.head].lemma in small["part_in"]


def stances_apart(tree: Tree, head: int, words: Stances) -> set[Stance]:
    """The stances of the speaker's verb that are not said of the claim at this head."""
    for at in (head, *tree.ancestors(head)):
        if is_relation(tree.tokens[at].deprel, "obl", "nmod") and is_apart(tree, at, words.words):
            return set(_OF_ANOTHER)
        if is_relation(tree.tokens[at].deprel, "ccomp", "parataxis"):
            break
    return set()
