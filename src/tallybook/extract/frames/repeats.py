"""Repeats: bare figures that go on from the count before them.

"Killing 12 in Aleppo and seven in Homs", "83 have died, up from the 70 announced at noon", "after
earlier reporting 31", "Of the 176 killed, 82 were Iranians".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.types import Count
from tallybook.language.tree import Tree

_JOINING: Final = frozenset({",", "and", "or", ";"})
_PLACING: Final = frozenset({"in", "at", "on", "near", "from", "around", "outside", "by"})
_FROM: Final = frozenset({"up", "down", "revised", "rise", "rose", "higher", "lower"})
_EARLIER: Final = frozenset({"earlier", "previously", "initially", "originally", "first"})
_NEAR: Final = 4


def find_repeats(tree: Tree, counts: Sequence[Count], phrases: Phrases) -> list[Count]:
    """The unused figures that repeat a count of the sentence for another place, day or time."""
    if not counts:
        return []
    used = [(count.start, count.end) for count in counts]
    found: list[Count] = []
    for phrase in sorted(phrases.all, key=lambda p: p.mention.start):
        mention = phrase.mention
        if mention.kind not in {"count", "one"} or mention.increment:
            continue
        if any(start <= mention.start < end for start, end in used):
            continue
        before = [c for c in (*counts, *found) if c.end <= mention.start and c.mention]
        if not before:
            continue
        last = max(before, key=lambda count: count.end)
        rule = _rule(tree, phrase, last)
        if rule is not None:
            found.append(_repeat(tree, phrase, last, rule))
    return found


def _rule(tree: Tree, phrase: Phrase, last: Count) -> str | None:
    indexes = tree.covering(phrase.mention.start, phrase.mention.end)
    first, after = indexes[0], indexes[-1] + 1
    before = [t.text.lower() for t in tree.tokens[max(0, first - _NEAR) : first]]
    bare = phrase.noun is None or phrase.noun in indexes
    opening = tree.tokens[0].text.lower() in {"of", "among"}
    if opening and last.start <= tree.tokens[min(4, len(tree.tokens) - 1)].end:
        return "part-of-opening" if _is_whom(tree, phrase) else None
    if not bare:
        return None
    if before[-1:] == ["from"] or before[-2:] == ["from", "the"]:
        return "earlier-figure" if set(before) & _FROM else None
    if set(before) & _EARLIER:
        return "earlier-figure"
    if before[-1:] and before[-1] in _JOINING and _is_placed(tree, after):
        return "same-elsewhere"
    return None


def _is_placed(tree: Tree, after: int) -> bool:
    """A preposition and a name behind the figure: "seven in Homs", "13 on Tuesday"."""
    following = tree.tokens[after : after + 4]
    if not following or following[0].text.lower() not in _PLACING:
        return False
    return any(token.upos == "PROPN" for token in following[1:])


def _is_whom(tree: Tree, phrase: Phrase) -> bool:
    """Is the figure the subject of what its people were, or followed by their name?"""
    token = tree.tokens[phrase.head]
    if token.deprel.startswith("nsubj"):
        return True
    return phrase.noun is not None and tree.tokens[phrase.noun].upos in {"PROPN", "NOUN"}


def _repeat(tree: Tree, phrase: Phrase, last: Count, rule: str) -> Count:
    start, end = span_of(tree, phrase)
    part = rule == "part-of-opening"
    return replace(
        last,
        quantity=phrase.mention.quantity,
        start=start,
        end=end,
        head=phrase.head,
        noun=phrase.noun,
        rule=rule,
        mention=phrase.mention,
        whole=(last.whole or (last.start, last.end)) if part else None,
    )
