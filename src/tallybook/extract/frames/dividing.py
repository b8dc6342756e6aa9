"""Dividing: several numbers before one noun, "four Armenian and two Azerbaijani soldiers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.frames.types import Count
from tallybook.extract.quantities import QuantityMention
from tallybook.language.tree import Tree

DIVIDED: Final = ", shared noun"
"""The end of the rule of a count whose noun stands behind another's number too."""

_COUNTED: Final = frozenset({"count", "one"})
_NAMED: Final = frozenset({"ADJ", "PROPN", "NOUN"})


def divide(tree: Tree, counts: Sequence[Count], mentions: Sequence[QuantityMention]) -> list[Count]:
    """The counts; one that holds further numbers with adjectives of their own is each number's."""
    found: list[Count] = []
    used = {count.mention.start for count in counts if count.mention}
    for count in counts:
        others = [m for m in _others(tree, count, mentions) if m.start not in used]
        found += _shares(tree, count, others) if others else [count]
    return sorted(found, key=lambda count: count.start)


def _others(
    tree: Tree, count: Count, mentions: Sequence[QuantityMention]
) -> Iterator[QuantityMention]:
    """The numbers between a count's own and its noun, each behind an "and" or a comma."""
    if count.mention is None or count.noun is None:
        return
    last = count.mention.end
    for mention in sorted(mentions, key=lambda one: one.start):
        if mention.kind not in _COUNTED or mention.start < last:
            continue
        if mention.end > tree.tokens[count.noun].start:
            return
        between = [t for t in tree.tokens if last <= t.start < mention.start]
        joined = bool(between) and (between[-1].upos == "CCONJ" or between[-1].text == ",")
        if joined and any(t.upos in _NAMED and t.text[:1].isupper() for t in between):
            yield mention
            last = mention.end


def _shares(tree: Tree, count: Count, others: Sequence[QuantityMention]) -> Iterator[Count]:
    """One count for each number; the last one's span goes on to the noun."""
    numbers = [count.mention, *others]
    for number, after in zip(numbers, [*others, None], strict=True):
        if number is None:
            continue
        end = count.end
        if after is not None:
            inside = [t for t in tree.tokens if number.end <= t.start < after.start]
            named = [t for t in inside if t.upos in _NAMED]
            end = named[-1].end if named else number.end
        yield replace(
            count,
            quantity=replace(number.quantity, unit=count.quantity.unit),
            start=number.start,
            end=end,
            mention=number,
            rule=count.rule + DIVIDED,
        )
