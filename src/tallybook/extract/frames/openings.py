"""Openings: "Of the dead, 11 were women and five were children": parts of whom an opening names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.extract.frames.kinds import what_they_were
from tallybook.extract.frames.phrases import Phrase, span_of
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree

OPENED: Final = "part-of-opening"
SO_WERE: Final = "so-were"
_SAID: Final = frozenset({Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.ADJECTIVE})


def of_opening(
    tree: Tree,
    phrase: Phrase,
    triggers: Sequence[Trigger],
    forms: FrameWords,
    told: Count | None,
) -> Count | None:
    """ "Of those who died, 26 were foreigners": what the opening says of all is said of the 26."""
    words = forms.repeats
    if tree.tokens[0].text.lower() not in words.openings or not is_whom(tree, phrase):
        return None
    first = tree.covering(phrase.mention.start, phrase.mention.end)[0]
    pauses = [t.index for t in tree.tokens[:first] if t.text in forms.grammar.pauses]
    opening = [t for t in triggers if pauses and t.index < pauses[0] and t.way in _SAID]
    if not opening or phrase.mention.kind != "count":
        return None
    start, end = span_of(tree, phrase)
    noun = phrase.noun if phrase.noun is not None else what_they_were(tree, phrase, forms)
    same = told is not None and told.measure == opening[0].measure
    return Count(
        measure=opening[0].measure,
        quantity=phrase.mention.quantity,
        start=start,
        end=end,
        head=phrase.head,
        noun=noun,
        trigger=opening[0].index,
        way=opening[0].way,
        rule=OPENED,
        strong=True,
        mention=phrase.mention,
        whole=(told.start, told.end) if told is not None and same else None,
    )


def is_whom(tree: Tree, phrase: Phrase) -> bool:
    """Is the figure the subject of what its people were, or followed by their name?"""
    token = tree.tokens[phrase.head]
    if token.deprel.startswith("nsubj"):
        return True
    return phrase.noun is not None and tree.tokens[phrase.noun].upos in {"PROPN", "NOUN"}
