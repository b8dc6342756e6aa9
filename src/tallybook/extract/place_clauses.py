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
