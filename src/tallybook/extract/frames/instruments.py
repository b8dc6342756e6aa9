"""Instruments: what a deed is done with ("attacked the port with 20 drones")."""

from __future__ import annotations

from collections.abc import Iterator

from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree


def done_with(tree: Tree, verb: int, forms: FrameWords) -> Iterator[int]:
    """The nouns of the verb's "with" phrases, hung under it or under its object."""
    for above in (verb, *tree.children(verb, "obj", "obl", "nsubj:pass")):
        for child in tree.children(above, "obl", "nmod"):
            if {tree.tokens[c].lemma for c in tree.children(child, "case")} & forms.grammar.company:
                yield child
