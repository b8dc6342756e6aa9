"""Figures that answer the sentence before: "I would say several dozens."

A number that counts no noun, in a sentence without a measure's word, right after a sentence that
told of losses without a number, is that number (codebook §1: every mention counts).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.frames.phrases import Phrase, find_phrases
from tallybook.extract.frames.types import Count
from tallybook.extract.frames.words import Words
from tallybook.extract.quantities import QuantityMention
from tallybook.extract.sentences import Sentence
from tallybook.extract.types import Found
from tallybook.language.tree import Tree
from tallybook.model import Form

_DOZENS: Final = 10


def find_continuations(
    tree: Tree,
    mentions: Sequence[QuantityMention],
    counts: Sequence[Count],
    found: Sequence[Found],
    sentence: Sentence,
    words: Words,
) -> list[Count]:
    """The count that a bare number gives to losses told of right before, or nothing.

    counts: of the sentence itself, where a quotation of several sentences is one; else the
    sentence before is asked.
    """
    told = [c for c in counts if _is_told(c)]
    if not counts and found and _is_next(found[-1], sentence):
        told = [c for c in found[-1].counts if _is_told(c)]
    if not told:
        return []
    used = {(c.mention.start, c.mention.end) for c in counts if c.mention}
    bare = [
        phrase
        for phrase in find_phrases(tree, mentions, words.people, words.forms).all
        if _is_bare(phrase) and (phrase.mention.start, phrase.mention.end) not in used
    ]
    if not bare or bare[-1].mention.start < told[-1].end:
        return []
    last = bare[-1]
    return [
        replace(
            told[-1],
            quantity=last.mention.quantity,
            start=last.mention.start,
            end=last.mention.end,
            head=last.head,
            noun=None,
            trigger=told[-1].trigger if counts else last.head,
            rule="number-for-losses-before",
            mention=last.mention,
        )
    ]


def _is_told(count: Count) -> bool:
    """Losses without a number."""
    return count.mention is None and count.quantity.form in {Form.UNSTATED, Form.VAGUE}


def _is_next(before: Found, sentence: Sentence) -> bool:
    same = before.sentence.block.start == sentence.block.start
    return same and sentence.start - before.sentence.end <= 2


def _is_bare(phrase: Phrase) -> bool:
    quantity = phrase.mention.quantity
    # "several" and "many" alone may be of anything; dozens and hundreds are a figure
    few = quantity.form is Form.VAGUE and (quantity.low or 0) < _DOZENS
    return phrase.noun is None and phrase.mention.kind == "count" and not few
