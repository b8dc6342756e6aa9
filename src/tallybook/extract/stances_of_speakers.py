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


def is_own_say(tree: Tree, at: int, words: Stances) -> bool:
    """Is the clause of the word said by who denies something else, and not denied itself?

    "He disputes that: 'Fewer than 300 are left'" and "the army denied that it had shot anybody,
    and put its own dead at four".
    """
    token, denying = tree.tokens[at], words.qualifiers[Stance.DENIED].verbs
    if token.head < 0 or token.upos == "NOUN":
        return False
    verb = token.head
    if is_relation(tree.tokens[verb].deprel, "obj"):
        verb = tree.tokens[verb].head  # "rejects the figure: 'We buried 12'"
    joined = is_relation(token.deprel, "conj") and token.upos == "VERB"
    if tree.tokens[verb].lemma in denying and tree.children(verb, "nsubj"):
        told = any(one.text == ":" for one in tree.tokens[verb + 1 : at])
        return told or (joined and not tree.children(at, "mark") and token.lemma not in denying)
    figure = words.qualifiers[Stance.ESTIMATED].only_at | words.qualifiers[Stance.CLAIMED].verbs
    first = min((*tree.children(at, "cc"), at))
    own = joined and token.lemma in figure and not tree.children(at, "nsubj", "mark")
    return own and first > 0 and tree.tokens[first - 1].text == ","


def stances_apart(tree: Tree, head: int, words: Stances) -> set[Stance]:
    """The stances of the speaker's verb that are not said of the claim at this head."""
    for at in (head, *tree.ancestors(head)):
        if is_own_say(tree, at, words):
            return {Stance.DENIED}
        if is_relation(tree.tokens[at].deprel, "obl", "nmod") and is_apart(tree, at, words.words):
            return set(_OF_ANOTHER)
        if is_relation(tree.tokens[at].deprel, "ccomp", "parataxis"):
            break
    return set()
