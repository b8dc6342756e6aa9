"""Trees mended where the parser's arc contradicts the order of the words."""

from __future__ import annotations

from dataclasses import replace

from tallybook.language.tree import Token, Tree


def mended(tree: Tree) -> Tree:
    """The tree with its impossible arcs mended; itself where it has none."""
    tokens = list(tree.tokens)
    changed = _number_before_preposition(tree, tokens)
    changed = _second_subject(tree, tokens) or changed
    return Tree(tree.start, tree.end, tuple(tokens), tree.names) if changed else tree


def _second_subject(tree: Tree, tokens: list[Token]) -> bool:
    """ "One man was killed and two people wounded": the two are the second verb's."""
    changed = False
    for verb in tree.tokens:
        if verb.upos != "VERB" or verb.deprel != "conj" or verb.head < 0:
            continue
        subjects = tree.children(verb.head, "nsubj")
        if len(subjects) < 2 or tree.children(verb.index, "nsubj"):
            continue
        second = subjects[-1]
        between = tree.tokens[verb.head : second]
        if second < verb.index and any(token.deprel == "cc" for token in between):
            tokens[second] = replace(tokens[second], head=verb.index)
            changed = True
    return changed


def _number_before_preposition(tree: Tree, tokens: list[Token]) -> bool:
    """ "Fire kills 25 near aid site": the number is the verb's object, no number of sites.

    A number never stands before the preposition of the noun that it counts; where it seems to, it
    gets the noun's place, and the noun hangs on the same word by its preposition.
    """
    changed = False
    for token in tree.tokens:
        if token.upos != "NUM" or token.deprel != "nummod" or token.head <= token.index:
            continue
        noun = tokens[token.head]
        above = noun.head
        cases = [c for c in tree.children(noun.index, "case") if token.index < c < noun.index]
        if not cases or above < 0 or above >= token.index or tokens[above].upos != "VERB":
            continue
        tokens[token.index] = replace(token, head=above, deprel=noun.deprel)
        tokens[noun.index] = replace(noun, deprel="obl")
        changed = True
    return changed
