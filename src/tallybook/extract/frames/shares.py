"""Shares: "a quarter of its force was killed" says which part of a whole, and counts nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from tallybook.extract.frames.admission import admits
from tallybook.extract.frames.argument import Argument
from tallybook.extract.frames.arguments import arguments_of
from tallybook.extract.frames.triggers import Trigger, Way, find_triggers
from tallybook.extract.frames.types import Count
from tallybook.extract.frames.words import Words
from tallybook.extract.quantities import Kind, QuantityMention
from tallybook.language.frame_words import FrameWords
from tallybook.language.rate_words import RateWords
from tallybook.language.tree import Tree
from tallybook.model import Form, Quantity
from tallybook.model.quantity import SHARE, as_share

_PERCENT: Final = "percent"
_HUNDRED: Final = Decimal(100)
_DIRECT: Final = ("det", "nummod", "amod", "compound", "nmod")
_WAYS: Final = frozenset(
    {Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.ADJECTIVE, Way.IDIOM, Way.ROLE_VERB, Way.STATE}
)


@dataclass(frozen=True, slots=True)
class Whole:
    """What a share is of: its noun, and the tokens that stand for the share in the tree."""

    noun: int
    handles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares that a measure counts, and the phrases of all shares, as spans."""

    counts: tuple[Count, ...] = ()
    phrases: tuple[tuple[int, int], ...] = ()

    def without(self, counts: Sequence[Count]) -> list[Count]:
        """The counts that are not read off a share's own words.

        A count of something else may stand within it: "a third of the 600 soldiers in the town".
        Nothing else is said of the whole: "60 percent of the victims were over 70".
        """
        return [count for count in counts if not any(self._spoils(count))]

    def _spoils(self, count: Count) -> Iterator[bool]:
        for share in self.counts:
            meets = share.start < count.end and count.start < share.end
            bare = count.quantity.form is Form.UNSTATED
            yield meets and (bare or count.measure == share.measure)
        for start, end in self.phrases:
            yield start < count.start < end < count.end


def find_shares(
    tree: Tree, mentions: Sequence[QuantityMention], words: Words, rates: RateWords
) -> Shares:
    """The sentence's shares of what a measure counts; "prices rose 30%" is none."""
    wholes = [
        (mention, whole)
        for mention in mentions
        if _is_share(mention) and (whole := _whole(tree, mention, rates)) is not None
    ]
    if not wholes:
        return Shares()
    triggers = [t for t in find_triggers(tree, words.lexicon) if t.way in _WAYS]
    found: dict[int, Count] = {}
    for mention, whole in wholes:
        for trigger, argument in _said_of(tree, whole, triggers, rates, words.forms):
            if _admits(tree, whole.noun, trigger, words, rates):
                count = _count(tree, mention, whole.noun, trigger, argument)
                found.setdefault(mention.start, count)
    phrases = tuple((mention.start, tree.tokens[whole.noun].end) for mention, whole in wholes)
    return Shares(tuple(found.values()), phrases)


def _admits(tree: Tree, noun: int, trigger: Trigger, words: Words, rates: RateWords) -> bool:
    """Can the measure count the whole? Of men, a body of them too: "a quarter of its force"."""
    if trigger.idiom is not None and trigger.idiom.topical:
        return False  # "90 percent of them come from the capital"
    lexical, people = words.lexicon.words[trigger.measure], words.people
    way = Way.ROLE_VERB if trigger.way is Way.ROLE_VERB else Way.OBJECT_VERB
    if admits(lexical, way, tree, noun, people, words.is_demonym, words.lexicon.things):
        return True
    return not lexical.things and tree.tokens[noun].lemma in people.collectives | rates.bodies


def _is_share(mention: QuantityMention) -> bool:
    return mention.kind == Kind.SHARE or (
        mention.kind == Kind.PERCENT and mention.quantity.unit == _PERCENT
    )


def _whole(tree: Tree, mention: QuantityMention, rates: RateWords) -> Whole | None:
    """The noun that it is a share of: "of the crew", "half its men", "one in ten soldiers"."""
    core = tree.covering(mention.start, mention.end)
    if not core:
        return None
    for index in core:
        for child in tree.children(index, "nmod"):
            cases = {tree.tokens[c].lemma for c in tree.children(child, "case")}
            if child > core[-1] and cases & rates.of:
                # "a third of the 12,000 sent": not a third was sent
                return Whole(child, frozenset(core))
    for index in core:
        token = tree.tokens[index]
        if token.head > core[-1] and token.deprel.startswith(_DIRECT):
            return Whole(token.head, frozenset((token.head, *core)))
    after = core[-1] + 1
    is_next = after < len(tree.tokens) and tree.tokens[after].upos in {"NOUN", "PROPN"}
    if is_next and tree.tokens[after].head in core:
        return Whole(after, frozenset((after, *core)))
    return None


def _said_of(
    tree: Tree,
    whole: Whole,
    triggers: Sequence[Trigger],
    rates: RateWords,
    forms: FrameWords,
) -> Iterator[tuple[Trigger, Argument]]:
    for trigger in triggers:
        denied = any(
            tree.tokens[child].text.lower() in rates.negations
            for child in tree.children(trigger.index, "advmod")
        )
        modifies = tree.tokens[trigger.index].head in whole.handles  # "a third of those sent"
        if denied or modifies or trigger.index == whole.noun:
            continue
        for argument in arguments_of(tree, trigger, forms):
            if argument.strong and argument.index in whole.handles:
                yield trigger, argument


def _count(
    tree: Tree, mention: QuantityMention, noun: int, trigger: Trigger, argument: Argument
) -> Count:
    token = tree.tokens[noun]
    return Count(
        measure=trigger.measure,
        quantity=share_of(mention.quantity),
        start=min(mention.start, token.start),
        end=max(mention.end, token.end),
        head=argument.index,
        noun=noun,
        trigger=trigger.index,
        way=trigger.way,
        rule=f"{argument.rule}, share",
        strong=True,
        mention=mention,
    )


def share_of(quantity: Quantity) -> Quantity:
    """The share between 0 and 1: "30 per cent" is 0.3 as "three tenths" is."""
    if quantity.unit != _PERCENT:
        return quantity
    low = None if quantity.low is None else as_share(quantity.low / _HUNDRED)
    high = None if quantity.high is None else as_share(quantity.high / _HUNDRED)
    return replace(quantity, low=low, high=high, unit=SHARE)
