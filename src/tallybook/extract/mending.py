"""Trees mended where the parser's arc contradicts the order of the words."""

from __future__ import annotations

from dataclasses import replace

from tallybook.language.tree import Tree


def mended(tree: Tree) -> Tree:
    """ "Fire kills 25 near aid site": the number is the verb's object, no number of sites.

    A number never stands before the preposition of the noun that it counts; where it seems to, it
    gets the noun's place, and the noun hangs on the same word by its preposition.
    """
    tokens = list(tree.tokens)
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
    return Tree(tree.start, tree.end, tuple(tokens), tree.names) if changed else tree
