"""Parallels: figures whose verb the figure before has: "six died at the gate, two in the yard"."""

from __future__ import annotations

from tallybook.extract.frames.phrases import Phrase
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree

_BEHIND = 5
_NOMINAL = frozenset({"NOUN", "PROPN"})


def is_parallel(tree: Tree, phrase: Phrase, after: int, forms: FrameWords) -> bool:
    """Is the bare figure told of a place of its own ("two in the yard")?

    after: the token behind the figure.
    """
    token = tree.tokens[phrase.head]
    if phrase.noun is not None or token.deprel.startswith(("nsubj", "obj")):
        return False
    following = tree.tokens[after : after + _BEHIND]
    if not following or following[0].text.lower() not in forms.repeats.placing:
        return False
    nouns = [t.lemma for t in following[1:] if t.upos in _NOMINAL]
    if not nouns or set(nouns) & forms.refusals.confined:
        return False
    known = following[1].upos == "DET" or following[1].lemma in forms.repeats.somewhere
    return known and not any(t.upos == "VERB" for t in following[1:])


def is_placed_itself(tree: Tree, phrase: Phrase, last: Count, forms: FrameWords) -> bool:
    """Has the count before a place behind it: "six died at the gate"?"""
    between = [t for t in tree.tokens if last.end <= t.start < phrase.mention.start]
    return any(t.text.lower() in forms.repeats.placing and t.upos == "ADP" for t in between)
