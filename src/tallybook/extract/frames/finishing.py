"""Finishing: what a count's span and its increment are, seen beside the sentence's other counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallybook.extract.frames.triggers import Lexicon
from tallybook.extract.frames.types import Count
from tallybook.extract.quantities import QuantityMention
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree


def finished(
    tree: Tree, counts: Sequence[Count], lexicon: Lexicon, before: Count | None
) -> list[Count]:
    """The counts in order of the text, with whole spans and true increments."""
    ordered = sorted(counts, key=lambda count: (count.start, count.end))
    spans = {(c.start, c.end): _whole_span(tree, c, lexicon) for c in ordered}
    found = []
    for place, count in enumerate(ordered):
        start, end = spans[count.start, count.end]
        earlier = [*([before] if before else []), *ordered[:place]]
        whole = spans.get(count.whole, count.whole) if count.whole else None
        more = count.increment and _is_more(count, earlier, lexicon.forms)
        found.append(replace(count, start=start, end=end, whole=whole, increment=more))
    return found


def without_restated(counts: Sequence[Count]) -> list[Count]:
    """The counts without those that "Gunmen killed: 14" tells twice, with and without a number."""
    numbered = [count for count in counts if count.mention is not None]
    return [
        count
        for count in counts
        if count.mention is not None
        or not any(
            other.measure == count.measure and other.start <= count.start and count.end <= other.end
            for other in numbered
        )
    ]


def each_once(counts: Sequence[Count]) -> list[Count]:
    """The counts, one that two shapes have read of the same words once: the first read."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for count in counts:
        key = (count.measure, count.quantity, count.start, count.end)
        if key not in seen:
            found.append(count)
        seen.add(key)
    return found


def is_of_part(tree: Tree, count: Count, parts: Sequence[Count]) -> bool:
    """Is it a part read twice, or its predicate a part's ("312 dug out, 97 of them dead")?"""
    if any(part.start <= count.start < part.end for part in parts):
        return True
    trigger = tree.tokens[count.trigger]
    said = count.rule == "secondary-predicate" and trigger.start > count.end
    return said and any(part.start > count.end and part.end + 1 == trigger.start for part in parts)


def unused(counts: Sequence[Count], found: Sequence[Count]) -> list[Count]:
    """Those found whose number counts nothing yet."""
    used = {(c.mention.start, c.mention.end) for c in counts if c.mention}
    return [c for c in found if c.mention and (c.mention.start, c.mention.end) not in used]


def _is_more(count: Count, earlier: Sequence[Count], forms: FrameWords) -> bool:
    """ "12 killed and another 30 wounded": other people, and none added to those counted."""
    if count.mention is None:
        return True
    added = count.mention.added.lower()
    if added in forms.parts.others:
        return False
    same = any(other.measure == count.measure for other in earlier)
    return added not in forms.parts.another or same or not earlier


def _whole_span(tree: Tree, count: Count, lexicon: Lexicon) -> tuple[int, int]:
    """With "all" before it, the rest of "prisoners of war" behind it, and both quotation marks."""
    start, end, words = count.start, count.end, lexicon.forms.parts
    inside = tree.covering(start, end)
    if not inside or count.mention is None:
        return start, end
    before = tree.tokens[inside[0] - 1] if inside[0] else None
    in_all = inside[0] > 1 and tree.tokens[inside[0] - 2].lemma in words.in_all
    all_of = before and before.text.lower() in words.all and not in_all
    if before and all_of and count.mention.start == start:
        start = before.start
    last = tree.tokens[inside[-1]]
    following = [t.lemma for t in tree.tokens[inside[-1] + 1 : inside[-1] + 3]]
    for entry in lexicon.entries.get(last.lemma, ()):
        companion = (entry.companion or "").split()
        if (
            len(companion) > 1
            and following[: len(companion)] == companion
            and count.noun == last.index
        ):
            end = tree.tokens[last.index + len(companion)].end
    marks = [i for i in inside if tree.tokens[i].text in words.quotes]
    if len(marks) == 1 and before and before.text in words.quotes and before.end == count.start:
        start = before.start
    after = tree.tokens[inside[-1] + 1] if inside[-1] + 1 < len(tree.tokens) else None
    opens = len(marks) == 1 and marks[0] not in {inside[0], inside[-1]} and start == count.start
    if opens and after and after.text in words.quotes and after.start == end:
        end = after.end
    return start, _with_tail(tree, count.mention, end)


def _with_tail(tree: Tree, mention: QuantityMention, end: int) -> int:
    """With the modifier right behind the noun: "1,100 people or more"."""
    first, last = mention.tail
    return last if last > end and not tree.covering(end, first) else end
