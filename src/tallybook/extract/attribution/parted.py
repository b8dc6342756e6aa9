"""Clauses parted from the rest of their sentence: which are asides of speech, and which are not."""

from __future__ import annotations

from typing import Final

from tallybook.language.cues import Cues
from tallybook.language.tree import Tree, is_relation

_PARTING: Final = frozenset({",", ";"})


def adds_or_denies(tree: Tree, verb: int, cues: Cues) -> bool:
    """ "C, and the work continues", "C; Kyiv has not commented": no asides of who says C."""
    first = min((min(tree.subtree(at)) for at in tree.children(verb, "nsubj")), default=verb)
    before = tree.tokens[first - 1].lemma if first else ""
    adds = is_relation(tree.tokens[verb].deprel, "conj") and before in cues.words["and"]
    said = {tree.tokens[at].lemma for at in tree.children(verb, "advmod", "aux", "det")}
    return adds or not cues.words["negations"].isdisjoint(said)


def is_parted(tree: Tree, clause: int, cues: Cues) -> bool:
    """Does a comma or semicolon part the clause from "C, X said", and no "that" open it?"""
    words = [tree.tokens[at] for at in tree.subtree(clause)]
    first = next((token for token in words if token.upos != "PUNCT"), words[0])
    parted = first.index > 0 and tree.tokens[first.index - 1].text in _PARTING
    return parted and first.lemma not in cues.words["that"]


def speaks(tree: Tree, word: int, cues: Cues) -> bool:
    """Is the word itself an aside of speech ("…, he said"), so that it is no content?"""
    groups = cues.verbs.get(tree.tokens[word].lemma, ())
    speech = any("clause" in group.takes for group in groups)
    empty = not tree.children(word, "ccomp", "obj", "xcomp")
    return speech and empty and bool(tree.children(word, "nsubj"))
