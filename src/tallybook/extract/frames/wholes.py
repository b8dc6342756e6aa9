"""Wholes: which count another is a part of, where frames have read both.

"Gunmen took 400 people, and 155 of them were freed", "Of 22 captured, nine were wounded", "9,300
casualties: 2,800 killed and 6,500 injured", "three of the 13 people killed".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.catalogue.measures import Measures
from tallybook.extract.frames.phrases import Phrases
from tallybook.extract.frames.subcounts import is_of_them
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree

_NEAR: Final = 2
_MODIFYING: Final = frozenset(
    {
        "participle-of-noun",
        "attribute-of-noun",
        "adjective-as-noun",
        "adjective-behind-noun",
        "counted-noun",
        "relative-clause",
        "number-before-predicate",
    }
)


def with_wholes(
    tree: Tree,
    counts: Sequence[Count],
    phrases: Phrases,
    measures: Measures,
    forms: FrameWords,
    before: Count | None = None,
) -> list[Count]:
    """The counts with their wholes; a whole told only beside its part is added.

    before: the last count of the sentence before.
    """
    ordered = sorted(counts, key=lambda count: (count.start, count.end))
    opening = _of_opening(tree, ordered, forms)
    found: list[Count] = []
    for place, count in enumerate(ordered):
        if count.whole is not None or count.mention is None or count.measure == "money":
            found.append(count)
            continue
        whole = _beside(tree, count, phrases, forms)
        if whole is not None:
            found.append(whole)
        else:
            earlier = [c for c in ordered[:place] if c.whole is None and c.end <= count.start]
            whole = _whole(tree, count, earlier, opening, phrases, measures, forms, before)
        if whole is None or not _holds(whole, count):
            found.append(count)
        else:
            found.append(replace(count, whole=(whole.start, whole.end)))
    return found


def _whole(
    tree: Tree,
    count: Count,
    earlier: Sequence[Count],
    opening: Count | None,
    phrases: Phrases,
    measures: Measures,
    forms: FrameWords,
    before: Count | None,
) -> Count | None:
    phrase = phrases.at(count.head)
    if phrase is not None and is_of_them(tree, phrase, forms):
        return earlier[-1] if earlier else before
    if opening is not None and opening.end <= count.start and _follows(tree, opening, count):
        return opening
    if earlier and _is_behind_colon(tree, earlier[-1], count, forms):
        last = earlier[-1]
        same = last.measure == count.measure or last.measure in measures.wholes(count.measure)
        return last if same else None
    joined = earlier and earlier[-1].end <= count.start and found_part(earlier, count, measures)
    if joined and len(earlier) > 1 and _is_behind_colon(tree, earlier[-2], earlier[-1], forms):
        return earlier[-2]
    return None


def found_part(earlier: Sequence[Count], count: Count, measures: Measures) -> bool:
    """Could the count be the second part of what the last but one counts?"""
    return len(earlier) > 1 and earlier[-2].measure in measures.wholes(count.measure)


def _of_opening(tree: Tree, counts: Sequence[Count], forms: FrameWords) -> Count | None:
    """The count that "Of the 22 captured, …" opens with."""
    if not counts or not tree.tokens:
        return None
    first = tree.tokens[0].text.lower() in forms.repeats.openings
    near = [t.index for t in tree.tokens if t.start >= counts[0].start][:1]
    return counts[0] if first and near and near[0] <= _NEAR else None


def _follows(tree: Tree, opening: Count, count: Count) -> bool:
    """Is the count in the opening's own clause, right behind its comma?"""
    between = [t for t in tree.tokens if opening.end <= t.start < count.start]
    commas = [t for t in between if t.text == ","]
    return 0 < len(commas) <= _NEAR and not any(t.text in {";", "."} for t in between)


def _is_behind_colon(tree: Tree, whole: Count, count: Count, forms: FrameWords) -> bool:
    between = [t.text for t in tree.tokens if whole.end <= t.start < count.start]
    return len(between) == 1 and between[0] in forms.grammar.colons


def _beside(tree: Tree, count: Count, phrases: Phrases, forms: FrameWords) -> Count | None:
    """ "Three of the 13 people killed": the 13, where they are said to be so too."""
    if count.mention is None or count.rule not in _MODIFYING:
        return None
    for phrase in phrases.all:
        mention = phrase.mention
        if mention.kind != "count" or not count.mention.end < mention.start < count.end:
            continue
        between = tree.covering(count.mention.start, mention.start)
        if len(between) == 1 or forms.grammar.of & {tree.tokens[i].lemma for i in between}:
            trigger = tree.tokens[count.trigger]
            return replace(
                count,
                quantity=mention.quantity,
                start=mention.start,
                end=max(count.end, trigger.end) if trigger.start <= count.end + 1 else count.end,
                rule=f"{count.rule}, whole",
                mention=mention,
            )
    return None


def _holds(whole: Count, part: Count) -> bool:
    """Can the part's number be within the whole's?"""
    high, low = whole.quantity.high, part.quantity.low
    return high is None or low is None or low <= high
