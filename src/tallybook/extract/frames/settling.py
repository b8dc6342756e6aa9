"""Settling: one count a mention, where several words could count it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.catalogue.measures import Measures
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree

_LAST: Final = "deployed"
_MODIFIERS: Final = frozenset(
    {"participle-of-noun", "attribute-of-noun", "adjective-behind-noun", "number-before-participle"}
)
_WEAK_RULES: Final = frozenset({"counted-noun", "strength-noun"})


def settle(
    tree: Tree,
    proposals: Sequence[Count],
    triggers: Sequence[Trigger],
    measures: Measures,
    forms: FrameWords,
) -> list[Count]:
    """One count a mention: coordinated measures are united, weaker readings give way."""
    by_mention: dict[tuple[int, int], list[Count]] = {}
    for count in proposals:
        at = count.mention or count
        by_mention.setdefault((at.start, at.end), []).append(count)
    settled = [_choose(tree, group, triggers, measures, forms) for group in by_mention.values()]
    unique = {(c.start, c.end, c.measure): c for c in reversed(settled)}
    return list(unique.values())


def _choose(
    tree: Tree,
    group: Sequence[Count],
    triggers: Sequence[Trigger],
    measures: Measures,
    forms: FrameWords,
) -> Count:
    best = max(group, key=lambda count: _rank(tree, count, measures, triggers))
    named = {count.measure for count in group if count.strong == best.strong}
    for parts, whole in measures.unions.items():
        if best.measure == whole and _are_joined(
            tree, [c for c in group if c.measure in parts], parts, forms
        ):
            return best  # "lost 30 men, killed and wounded"
        if best.measure in parts and (
            _are_joined(tree, [c for c in group if c.measure in parts], parts, forms)
            or _is_beside(tree, best, triggers, parts, forms)
        ):
            return replace(best, measure=whole, rule=f"{best.rule}, joined")
    wholes = set(measures.wholes(best.measure))
    parts_named = [c for c in group if best.measure in measures.wholes(c.measure)]
    if parts_named and not wholes & named:
        return max(parts_named, key=lambda count: _rank(tree, count, measures, triggers))
    return best


def _rank(
    tree: Tree, count: Count, measures: Measures, triggers: Sequence[Trigger]
) -> tuple[int, ...]:
    """Predicates before modifiers, events before levels, the nearer word before the farther."""
    strong = int(count.strong and count.rule not in _WEAK_RULES)
    last = int(count.measure != _LAST) + int(count.way is Way.RESULT)
    events = int(measures[count.measure].accrual == "events")
    things = measures.words[count.measure].things
    if count.noun is None and things and _counted_before(tree, count) not in things:
        last = 0  # a bare number counts people first
    if count.way is Way.ROLE_VERB:
        last = int(not _names_other(count, triggers))
    by_role = int(count.way is Way.ROLE_VERB)
    rare = int(not (events and measures.words[count.measure].counts_by_number))
    near = -abs(count.trigger - count.head)
    said = int(not events or count.rule.split(",")[0] not in _MODIFIERS)
    return (last, strong, int(count.direct), said, rare, events, near, by_role)


def _counted_before(tree: Tree, count: Count) -> str:
    """The last noun with a number before the count: "of 90 drones launched, 70 were shot down"."""
    return next(
        (
            token.lemma
            for token in reversed(tree.tokens)
            if token.end <= count.start and tree.children(token.index, "nummod")
        ),
        "",
    )


def _names_other(count: Count, triggers: Sequence[Trigger]) -> bool:
    """ "Released six hostages": the noun says what they were, the verb does not."""
    return any(
        t.index == count.noun and t.way is Way.NOUN and t.measure != count.measure for t in triggers
    )


def _are_joined(
    tree: Tree, counts: Sequence[Count], parts: frozenset[str], forms: FrameWords
) -> bool:
    """Is one figure said of both ("12 were killed or wounded")?"""
    if {count.measure for count in counts} != parts:
        return False
    indexes = sorted(count.trigger for count in counts)
    if tree.children(indexes[-1], "nsubj", "obj") and tree.children(indexes[0], "nsubj", "obj"):
        return False
    between = tree.tokens[indexes[0] + 1 : indexes[-1]]
    lemmas = {t.lemma for t in between}
    joining = lemmas & forms.grammar.alternatives
    if lemmas & (forms.repeats.many | forms.counted.others | forms.parts.another):
        return False  # "two dozen dead and twice as many injured"
    return len(between) <= 5 and bool(joining) and all(t.upos != "NUM" for t in between)


def _is_beside(
    tree: Tree,
    count: Count,
    triggers: Sequence[Trigger],
    parts: frozenset[str],
    forms: FrameWords,
) -> bool:
    """Do the words right beside the trigger join the other measure ("130 dead or missing")?"""
    ends = {count.trigger}
    ends |= {t.partner for t in triggers if t.index == count.trigger and t.partner is not None}
    for other in triggers:
        if other.measure not in parts or other.measure == count.measure:
            continue
        for end in ends:
            low, high = sorted((end, other.index))
            between = [t.lemma for t in tree.tokens[low + 1 : high] if t.upos != "ADV"]
            if len(between) == 1 and between[0] in forms.grammar.alternatives:
                return True
    return False
