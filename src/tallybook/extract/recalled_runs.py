"""Runs of sentences: does one go on telling of the history that the one before told of?"""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.types import Count
from tallybook.extract.recalled_clauses import is_clause, top_of
from tallybook.extract.recalled_times import TimePoint
from tallybook.extract.sentences import Sentence
from tallybook.language.background_words import BackgroundWords
from tallybook.language.tree import Tree

_HEAD: Final = 12
"""Code points before a phrase that opens its sentence: "In June 2021"."""


def points_back(tree: Tree, count: Count, words: BackgroundWords) -> bool:
    """ "Soldiers killed 49 people then"; not "then they killed 49", which tells what came next."""
    return any(
        child > count.trigger and tree.tokens[child].text.lower() in words.going_on.then
        for child in tree.children(count.trigger, "advmod", "obl")
    )


def tells_history(sentence: Sentence, point: TimePoint, words: BackgroundWords) -> bool:
    """Does the old phrase date a happening that the sentence mainly tells of?"""
    tree = sentence.tree
    if tree is None or not tree.tokens:
        return False
    happening = words.events.nouns | words.events.deeds
    if not any(token.lemma in happening for token in tree.tokens):
        return False
    opens = point.start - sentence.start <= _HEAD
    if not opens and any(is_clause(tree, child) for child in tree.children(tree.root())):
        return False  # "his arm was lost two years ago, and as he points it has extra effect"
    top = top_of(tree, point)
    while top is not None and top >= 0 and not is_clause(tree, top):
        top = tree.tokens[top].head
    return top is not None and (top < 0 or tree.tokens[top].deprel in {"parataxis", "conj"})
