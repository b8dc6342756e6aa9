"""Modals: the auxiliaries of a verb that say how surely it is said, and those that do not."""

from __future__ import annotations

from collections.abc import Mapping

from tallybook.language.tree import Tree

Small = Mapping[str, frozenset[str]]


def modals_of(tree: Tree, verb: int, small: Small) -> set[str]:
    """The auxiliaries of the verb as they are written and by their lemmas.

    Without a "must" that obliges ("must leave", where "must have left" infers), and without the
    "could" of what was tried in vain ("could not be found"). small: the words of stances.toml.
    """
    helpers = tree.children(verb, "aux")
    said = {tree.tokens[at].lemma for at in helpers} | {
        tree.tokens[at].text.lower() for at in helpers
    }
    if said & small["inferring"] and not _infers(tree, verb, said, small):
        said -= small["inferring"]
    if said & small["able"] and _is_in_vain(tree, verb, said, small):
        said -= small["able"]
    return said


def _infers(tree: Tree, verb: int, said: set[str], small: Small) -> bool:
    """ "Must have died", "must be dead": a guess, and no duty."""
    return bool(said & small["have"]) or bool(tree.children(verb, "cop"))


def _is_in_vain(tree: Tree, verb: int, said: set[str], small: Small) -> bool:
    """ "Could not be located": it was tried; "could not have died" would be a guess."""
    negated = {tree.tokens[at].text.lower() for at in tree.children(verb, "advmod")}
    passive = bool(tree.children(verb, "aux:pass"))
    tried = tree.tokens[verb].lemma in small["tried"] and passive
    return tried and bool(negated & small["negations"]) and not said & small["have"]
