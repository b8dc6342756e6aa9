"""Toll nouns: "the death toll rose to 45", "bringing the number of dead to 30"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.extract.frames.phrases import Phrase, Phrases
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.tree import Tree

_REACH: Final = 14
_STOPS: Final = frozenset({";", "while", "whereas", "but"})
_ABOUT_VERBS: Final = frozenset({"from"})


def find_tolls(tree: Tree, triggers: Sequence[Trigger], phrases: Phrases) -> list[Count]:
    """The figure that each toll noun is given: the nearest bare number that it governs."""
    found: list[Count] = []
    taken: set[tuple[int, int]] = set()
    for trigger in triggers:
        if trigger.way is not Way.TOLL:
            continue
        phrase = _figure(tree, trigger, phrases)
        if phrase is None or (phrase.mention.start, phrase.mention.end) in taken:
            continue
        taken.add((phrase.mention.start, phrase.mention.end))
        start = min(_toll_start(tree, trigger), phrase.mention.start)
        last = tree.tokens[trigger.partner if trigger.partner is not None else trigger.index]
        found.append(
            Count(
                measure=trigger.measure,
                quantity=phrase.mention.quantity,
                start=start,
                end=max(last.end, phrase.mention.end),
                head=phrase.head,
                noun=phrase.noun,
                trigger=trigger.index,
                way=Way.TOLL,
                rule="toll-noun",
                strong=True,
                mention=phrase.mention,
                increment=phrase.mention.increment,
            )
        )
    return found


def _toll_start(tree: Tree, trigger: Trigger) -> int:
    before = [c for c in tree.children(trigger.index, "compound", "amod") if c < trigger.index]
    words = [c for c in before if tree.tokens[c].lemma in {"death", "casualty", "body", "injury"}]
    return tree.tokens[min([*words, trigger.index])].start


def _figure(tree: Tree, trigger: Trigger, phrases: Phrases) -> Phrase | None:
    start = trigger.partner if trigger.partner is not None else trigger.index
    best: Phrase | None = None
    for phrase in phrases.all:
        if phrase.mention.kind != "count" or phrase.mention.increment:
            continue
        first = tree.covering(phrase.mention.start, phrase.mention.end)[0]
        if not start < first <= start + _REACH:
            continue
        between = {t.text.lower() for t in tree.tokens[start + 1 : first]}
        if between & _STOPS or _is_of_other_noun(tree, phrase):
            continue
        if _is_recalled(tree, phrase, first):
            continue
        if best is None or phrase.mention.start < best.mention.start:
            best = phrase
    return best


def _is_of_other_noun(tree: Tree, phrase: Phrase) -> bool:
    if phrase.noun is None:
        return False
    return tree.tokens[phrase.noun].lemma not in _TOLL_COUNTED and not (
        tree.tokens[phrase.noun].upos in {"ADJ", "NUM"}
    )


_TOLL_COUNTED: Final = frozenset(
    {"people", "person", "dead", "death", "victim", "injured", "wounded", "soldier", "civilian"}
    | {"fatality", "casualty", "injury", "life", "refugee", "body", "child", "woman", "family"}
)


def _is_recalled(tree: Tree, phrase: Phrase, first: int) -> bool:
    """ "up from 30": the earlier figure."""
    cases = {tree.tokens[c].lemma for c in tree.children(phrase.head, "case")}
    before = tree.tokens[first - 1].lemma if first else ""
    return bool(({before} | cases) & _ABOUT_VERBS)
