"""Asked: a bare figure that answers a question: "how many died is unknown; X spoke of 40"."""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.phrases import Phrase, Phrases
from tallybook.extract.frames.repeats import GAPPED, find_repeats, is_given_anew
from tallybook.extract.frames.triggers import Lexicon, Trigger, Way, find_triggers
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree, is_relation

FOR_QUESTION: Final = "figure-for-question"
_STATES: Final = frozenset({Way.NOUN, Way.ADJECTIVE, Way.LOSS, Way.TOLL, Way.OBJECT_VERB})
_SAID: Final = frozenset({Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.ADJECTIVE})


def find_asked(
    tree: Tree,
    earlier: Tree | None,
    phrases: Phrases,
    lexicon: Lexicon,
    forms: FrameWords,
) -> list[Count]:
    """The figure that somebody gives for what the sentence asks before it.

    Another's figure without a verb ("…, the ombudsman 60") is left: the first would speak for it.
    earlier: the sentence before, which tells what "they" were, where that is asked.
    """
    given = [phrase for phrase in phrases.all if is_given_anew(tree, phrase, forms)]
    if len(given) != 1:
        return []
    asked = _asked(tree, earlier, given[0], lexicon, forms)
    if asked is None and earlier is not None:
        topic = _left_open(earlier, lexicon, forms)
        asked = None if topic is None else (topic, None)
    if asked is None:
        return []
    found = _count(given[0], *asked)
    others = find_repeats(tree, [found], phrases, forms)
    return [found, *(other for other in others if other.rule != GAPPED)]


def _left_open(earlier: Tree, lexicon: Lexicon, forms: FrameWords) -> Trigger | None:
    """ "The dead are harder to count": of whom the sentence before speaks and gives no figure."""
    found = [
        one
        for one in find_triggers(earlier, lexicon)
        if one.way in _STATES and _is_topic(earlier, one, forms)
    ]
    return found[0] if len({one.measure for one in found}) == 1 else None


def _is_topic(tree: Tree, trigger: Trigger, forms: FrameWords) -> bool:
    token = tree.tokens[trigger.index]
    before = tree.tokens[trigger.index - 1].lemma if trigger.index else ""
    toll = trigger.way is Way.TOLL
    subject = is_relation(token.deprel, "nsubj") and before in forms.tolls.owners
    return (toll or subject) and not tree.children(trigger.index, "nummod")


def _asked(
    tree: Tree, earlier: Tree | None, phrase: Phrase, lexicon: Lexicon, forms: FrameWords
) -> tuple[Trigger, int | None] | None:
    """The word of a measure by which it is asked, and the noun; None where nothing is asked."""
    words = forms.repeats
    for many in tree.tokens[: phrase.head]:
        how = tree.tokens[many.index - 1].lemma if many.index else ""
        if many.lemma not in words.many or how not in words.how:
            continue
        subjects = tree.children(many.index, "nsubj")
        if subjects and tree.tokens[subjects[0]].lemma in forms.parts.wholes:
            told = _sole(earlier, lexicon, None) if earlier is not None else None
            return None if told is None else (told, None)
        noun = many.head if is_relation(many.deprel, "amod", "det", "nummod") else many.index
        told = _sole(tree, lexicon, tree.tokens[noun].head)
        return None if told is None else (told, noun if noun != many.index else None)
    return None


def _sole(tree: Tree, lexicon: Lexicon, verb: int | None) -> Trigger | None:
    """The trigger at that verb, or the only one of whom a sentence tells; None for several."""
    found = [
        one
        for one in find_triggers(tree, lexicon)
        if one.way in _SAID and (one.index == verb if verb is not None else _tells(tree, one))
    ]
    return found[0] if len({one.measure for one in found}) == 1 else None


def _tells(tree: Tree, trigger: Trigger) -> bool:
    """ "Residents who had fled are returning": is it said of the sentence's own subject?"""
    token = tree.tokens[trigger.index]
    above = tree.tokens[token.head] if token.head >= 0 else None
    relative = above is not None and is_relation(above.deprel, "nsubj")
    return relative and token.deprel.startswith("acl")


def _count(phrase: Phrase, trigger: Trigger, noun: int | None) -> Count:
    return Count(
        measure=trigger.measure,
        quantity=phrase.mention.quantity,
        start=phrase.mention.start,
        end=phrase.mention.end,
        head=phrase.head,
        noun=noun,
        trigger=phrase.head,
        way=trigger.way,
        rule=FOR_QUESTION,
        strong=True,
        mention=phrase.mention,
    )
