"""Settling: one count a mention, where several words could count it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.catalogue.measures import Measures
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.tree import Tree

_JOINING: Final = frozenset({"or", "and", "/", "and/or"})
_LAST: Final = "deployed"
_WEAK_RULES: Final = frozenset({"attribute-of-noun", "counted-noun", "strength-noun"})


def settle(
    tree: Tree, proposals: Sequence[Count], triggers: Sequence[Trigger], measures: Measures
) -> list[Count]:
    """One count a mention: coordinated measures are united, weaker readings give way."""
    by_mention: dict[tuple[int, int], list[Count]] = {}
    for count in proposals:
        at = count.mention or count
        by_mention.setdefault((at.start, at.end), []).append(count)
    settled = [_choose(tree, group, triggers, measures) for group in by_mention.values()]
    unique = {(c.start, c.end, c.measure): c for c in reversed(settled)}
    return list(unique.values())


def _choose(
    tree: Tree, group: Sequence[Count], triggers: Sequence[Trigger], measures: Measures
) -> Count:
    best = max(group, key=lambda count: _rank(count, measures))
    named = {count.measure for count in group if count.strong == best.strong}
    for parts, whole in measures.unions.items():
        if best.measure in parts and (
            _are_joined(tree, [c for c in group if c.measure in parts], parts)
            or _is_beside(tree, best, triggers, parts)
        ):
            return replace(best, measure=whole, rule=f"{best.rule}, joined")
    wholes = set(measures.wholes(best.measure))
    parts_named = [c for c in group if best.measure in measures.wholes(c.measure)]
    if parts_named and not wholes & named:
        return max(parts_named, key=lambda count: _rank(count, measures))
    return best


def _rank(count: Count, measures: Measures) -> tuple[int, int, int, int, int]:
    """Predicates before modifiers, events before levels, the nearer word before the farther."""
    strong = int(count.strong and count.rule not in _WEAK_RULES)
    last = int(count.measure != _LAST) + int(count.way is Way.RESULT)
    events = int(measures[count.measure].accrual == "events")
    return (last, strong, int(count.direct), events, -abs(count.trigger - count.head))


def _are_joined(tree: Tree, counts: Sequence[Count], parts: frozenset[str]) -> bool:
    """Is one figure said of both ("12 were killed or wounded")?"""
    if {count.measure for count in counts} != parts:
        return False
    indexes = sorted(count.trigger for count in counts)
    if tree.children(indexes[-1], "nsubj", "obj") and tree.children(indexes[0], "nsubj", "obj"):
        return False
    between = tree.tokens[indexes[0] + 1 : indexes[-1]]
    joining = {t.lemma for t in between} & _JOINING
    return len(between) <= 5 and bool(joining) and all(t.upos != "NUM" for t in between)


def _is_beside(
    tree: Tree, count: Count, triggers: Sequence[Trigger], parts: frozenset[str]
) -> bool:
    """Do the words right beside the trigger join the other measure ("130 dead or missing")?"""
    ends = {count.trigger}
    ends |= {t.partner for t in triggers if t.index == count.trigger and t.partner is not None}
    for other in triggers:
        if other.measure not in parts or other.measure == count.measure:
            continue
        for end in ends:
            low, high = sorted((end, other.index))
            between = [t.lemma for t in tree.tokens[low + 1 : high]]
            if len(between) == 1 and between[0] in _JOINING:
                return True
    return False
