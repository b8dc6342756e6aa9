"""Sufferers: whose the casualties are, where verb or preposition says it and the noun does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.extract.frames.clauses import subject_of
from tallybook.extract.frames.types import Count
from tallybook.extract.populations import PopulationWords, population_of
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree
from tallybook.model import Population

_FARTHEST: Final = 3


def suffered_by(
    text: str, tree: Tree, count: Count, words: PopulationWords, forms: FrameWords
) -> Population | None:
    """Who lost them: "the rebels suffered 8 casualties", "inflicting 18 on the army",
    "12 casualties among the guards", "it cost the army 29 dead"; None where nobody is named."""
    for noun in _named(tree, count, forms):
        who = population_of(text, tree, noun, words)
        if who.parties or who.role is not None:
            return who
    return None


def _named(tree: Tree, count: Count, forms: FrameWords) -> Iterator[int]:
    """The nouns that may name them, the surest first."""
    forms_of = forms.sufferers
    yield from _with_case(tree, count.head, forms_of.among, "nmod")
    said = tree.children(count.head, "acl")  # "18 casualties inflicted on the army"
    for verb in [*said, count.head, *tree.ancestors(count.head)][: _FARTHEST + len(said)]:
        lemma = tree.tokens[verb].lemma
        if lemma in forms_of.inflict:
            yield from _with_case(tree, verb, forms_of.upon, "obl")
        elif lemma in forms_of.cost:
            yield from tree.children(verb, "iobj")
        elif lemma in forms_of.suffer:
            subject = subject_of(tree, verb)
            if subject is not None and subject != count.head:
                yield subject
        if tree.tokens[verb].upos == "VERB" and tree.children(verb, "nsubj"):
            return  # what somebody does in a clause around it does not cost him these


def _with_case(tree: Tree, head: int, cases: frozenset[str], relation: str) -> Iterator[int]:
    for child in tree.children(head, relation):
        if any(tree.tokens[case].lemma in cases for case in tree.children(child, "case")):
            yield child
