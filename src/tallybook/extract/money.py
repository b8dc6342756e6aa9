"""Sums of money: aid, damage, the cost of rebuilding; never prices and markets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.quantities import QuantityMention
from tallybook.language.tree import Tree

_SMALL: Final = 100_000
_MARKS: Final = ".,;:!?\"'()“”’"


def find_sums(
    tree: Tree,
    mentions: Sequence[QuantityMention],
    words: MeasureWords,
    before: str,
) -> list[Count]:
    """The sentence's sums that stand in a context of aid or damage.

    before: the text of the sentences right before, where the context may have been set.
    """
    sums = [mention for mention in mentions if mention.kind == "money"]
    if not sums:
        return []
    if not is_in_context(tree, words, before):
        return []
    firm = bool(_words_of(tree) & words.firm_contexts)
    found = []
    for mention in sums:
        if not firm and words.firm_contexts and _is_small(mention):
            continue
        core = tree.covering(mention.start, mention.end)
        if not core:
            continue
        head = core[-1]
        found.append(
            Count(
                measure="money",
                quantity=mention.quantity,
                start=mention.start,
                end=mention.end,
                head=head,
                noun=None,
                trigger=head,
                way=Way.NOUN,
                rule="sum-in-context",
                strong=True,
                mention=mention,
                increment=mention.increment,
            )
        )
    return found


def _is_small(mention: QuantityMention) -> bool:
    """Is the sum such as a thing or a day's work costs?"""
    ends = [end for end in (mention.quantity.low, mention.quantity.high) if end is not None]
    return max(ends, default=_SMALL) < _SMALL


def is_in_context(tree: Tree, words: MeasureWords, before: str) -> bool:
    """Is a sum of the sentence one of aid or damage, and no price or wage?"""
    here = _words_of(tree)
    if here & words.not_contexts or _phrases_in(here, tree, words):
        return False
    earlier = {word.strip(_MARKS) for word in before.lower().split()}
    near = here | earlier
    given = here & words.giving_contexts if near & words.pledging_contexts else frozenset[str]()
    civil = near & words.civil_contexts - given
    if civil and not near & words.grave_contexts:
        return False
    return bool(given or here & words.contexts or set(before.lower().split()) & words.contexts)


def _words_of(tree: Tree) -> set[str]:
    found: set[str] = set()
    for token in tree.tokens:
        found.add(token.text.lower())
        found.add(token.lemma)
    return found


def _phrases_in(here: set[str], tree: Tree, words: MeasureWords) -> bool:
    line = " " + " ".join(token.text.lower() for token in tree.tokens) + " "
    return any(f" {phrase} " in line for phrase in words.not_contexts if " " in phrase)
