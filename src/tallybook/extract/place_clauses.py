"""Clauses that a place does not reach: what someone says, asides, those with own numbers."""

from __future__ import annotations

from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree, is_relation

_BESIDE = frozenset({";", "—", "–", "--"})


def is_aside(tree: Tree, node: int) -> bool:
    """Whether a semicolon or a dash sets a clause beside the one before it."""
    token = tree.tokens[node]
    if not is_relation(token.deprel, "parataxis") or token.head > node:
        return False
    first = tree.subtree(node)[0]
    return tree.tokens[first].text in _BESIDE or (
        first > 0 and tree.tokens[first - 1].text in _BESIDE
    )


def is_report(tree: Tree, node: int) -> bool:
    """Whether the word is a clause that someone says: what stands above it is the saying."""
    relation = tree.tokens[node].deprel
    return is_relation(relation, "ccomp", "parataxis") and not is_aside(tree, node)


def told_of(tree: Tree, node: int) -> int | None:
    """ "A strike in Odesa that officials said killed 9": the strike, of the killing; else None."""
    above = tree.tokens[node].head
    said = above >= 0 and is_relation(tree.tokens[node].deprel, "ccomp")
    relative = said and is_relation(tree.tokens[above].deprel, "acl:relcl")
    own = tree.children(node, "nsubj", "nsubj:pass")
    return tree.tokens[above].head if relative and not own else None


def counts(tree: Tree, clause: int, words: PlaceWords) -> bool:
    """Whether a clause has a number of its own: of whom it tells, or what is done to how many."""
    for part in tree.children(clause, "nsubj", "obj"):
        numbers = [part, *tree.children(part, "nummod")]
        if any(
            tree.tokens[i].upos == "NUM" and tree.tokens[i].lemma.lower() not in words.uncounted
            for i in numbers
        ):
            return True
    return False


def is_told_to_be(tree: Tree, node: int, target: int, located: bool, words: PlaceWords) -> bool:
    """ "Two of the deaths were in Altadena", "news of Altadena, where 4,000 buildings burnt".

    located: has the place a preposition that says where?
    """
    if located and tree.children(node, "cop"):
        return True
    clauses = (c for c in tree.children(node, "acl") if target in tree.subtree(c))
    return any(
        tree.tokens[mark].text.lower() in words.wherein
        for clause in clauses
        for mark in tree.children(clause, "advmod")
    )


def is_in_mind(tree: Tree, place: int, target: int, words: PlaceWords) -> bool:
    """ "They condemned the strikes in X and mourned five killed": X is not of the five.

    Do the two words meet in what somebody only thought or said?
    """
    own = {target, *tree.ancestors(target)}
    meet = next((each for each in (place, *tree.ancestors(place)) if each in own), None)
    return meet is not None and meet != target and tree.tokens[meet].lemma in words.minds
