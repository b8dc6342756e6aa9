"""Totals: "…, bringing the total to 133", of what the sentence or the one before counts."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.phrases import Phrases
from tallybook.extract.frames.tolls import figures, toll_count
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Token, Tree, is_relation

_OF_THE_SENT: Final = frozenset({"deployed"})
"""Counted by who they are: "the number of its personnel"."""


def find_generic_totals(
    tree: Tree,
    counts: Sequence[Count],
    phrases: Phrases,
    forms: FrameWords,
    measure: str | None,
    triggers: Sequence[Trigger],
    measures: Mapping[str, MeasureWords],
) -> list[Count]:
    """ "…, bringing the total to 133": a total of what the sentence, or the one before, counts."""
    used = {(c.mention.start, c.mention.end) for c in counts if c.mention}
    for token in tree.tokens:
        if token.lemma not in forms.tolls.generic or not _is_noun(token):
            continue
        before = {t.lemma for t in tree.tokens[max(0, token.index - 4) : token.index]}
        if not before & forms.tolls.definite:
            continue
        earlier = [c for c in counts if c.end <= token.start]
        meant = earlier[-1].measure if earlier else measure
        inside = [
            t
            for t in triggers
            if t.index in tree.subtree(token.index) and not _is_of_things(tree, token.index, t)
        ]
        if any(t.way is Way.NEGATED_VERB for t in inside):
            continue  # "the number of the surviving crew stands at 10"
        own = _by_things(tree, token.index, [t.measure for t in inside], measures)
        meant = own[0] if own else meant  # "its count of the rescued stays at 74"
        told = {t.index for t in inside}
        if meant not in _OF_THE_SENT and _is_of_others(tree, token.index, told, forms):
            continue
        if (
            meant is None
            or meant == "money"
            or (not own and _counts_others(tree, token.index, forms))
        ):
            continue
        trigger = Trigger(token.index, meant, Way.TOLL)
        found = [
            toll_count(tree, trigger, phrase, rule, forms)
            for phrase, rule in figures(tree, trigger, phrases, forms, rises=False)
            if (phrase.mention.start, phrase.mention.end) not in used
        ]
        if found:
            return found
    return []


def _by_things(
    tree: Tree, noun: int, told: Sequence[str], measures: Mapping[str, MeasureWords]
) -> Sequence[str]:
    """Of the measures that the words tell, those of the things named, if any are.

    "The number of destroyed houses": of houses, whatever else may be destroyed.
    """
    named = {tree.tokens[at].lemma for at in tree.children(noun, "nmod")}
    fitting = [one for one in told if named & measures[one].things]
    return fitting or told


def _is_of_things(tree: Tree, noun: int, trigger: Trigger) -> bool:
    """ "The number of evacuation centres", "of refugee camps": does the word only name things?"""
    things = tree.children(noun, "nmod")
    told = tree.tokens[trigger.index]
    named = is_relation(told.deprel, "compound") and told.head in things
    return named or (trigger.way is Way.OF_NOUN and trigger.index in things)


def _is_of_others(tree: Tree, noun: int, told: Container[int], forms: FrameWords) -> bool:
    """ "The number of attackers at 300", "of farms reporting infections": not of who was hurt."""
    for head in tree.children(noun, "nmod"):
        if forms.grammar.of.isdisjoint(tree.tokens[c].lemma for c in tree.children(head, "case")):
            continue
        if tree.tokens[head].lemma in forms.tolls.hurt:
            return False
        near = {head, *tree.children(head)}
        verbs = [at for at in tree.subtree(head) if tree.tokens[at].upos != "NOUN"]
        verbs += tree.children(noun, "acl")  # "the number of men killed", whatever it hangs on
        return not any(at in told for at in (*near, *verbs))
    return False


def _counts_others(tree: Tree, noun: int, forms: FrameWords) -> bool:
    """ "The number of people affected", "the number aboard": told by what no measure knows."""
    inside = [tree.tokens[at] for at in tree.subtree(noun) if at > noun]
    behind = {t.text.lower() for t in tree.tokens[noun + 1 : noun + 5]}
    if behind & forms.tolls.aboard:
        return True
    return any(token.upos == "VERB" and is_relation(token.deprel, "acl") for token in inside)


def _is_noun(token: Token) -> bool:
    """Is it a noun by its tag, or, as "the total" is now and then, by its place?"""
    placed = token.upos == "ADJ" and is_relation(token.deprel, "nsubj", "obj")
    return token.upos == "NOUN" or placed
