"""Kin: one person joined to counted others and known by them: "two children and their aunt".

"Lost her husband and three brothers" tells of four, though only three have a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallybook.extract.frames.argument import Argument
from tallybook.extract.frames.arguments import arguments_of
from tallybook.extract.frames.implied import is_unnamed_person
from tallybook.extract.frames.losses import is_plural
from tallybook.extract.frames.phrases import Phrases
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.extract.frames.words import Words
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree
from tallybook.model import Form, Quantity


def kin_beside(
    tree: Tree, trigger: Trigger, counts: Sequence[Count], phrases: Phrases, words: Words
) -> list[Count]:
    """One for each person without a number who is joined to those whom the trigger counts."""
    if not _counts_people(trigger, words):
        return []
    counted = {index for count in counts for index in (count.head, count.noun)}
    return [
        _one(tree, trigger, argument)
        for argument in arguments_of(tree, trigger, words.forms)
        if argument.strong
        and _is_joined(tree, argument.index, counted, trigger.index)
        and _is_person_of(tree, argument.index, phrases, words.people, words.forms)
    ]


def kin_in_next(
    tree: Tree, trigger: Trigger, counts: Sequence[Count], phrases: Phrases, words: Words
) -> list[Count]:
    """ "A shepherd was killed and his nephew hurt": one, of whom the next verb tells.

    counts: what the sentence counts before.
    """
    token = tree.tokens[trigger.index]
    if trigger.way is not Way.OBJECT_VERB or token.upos != "VERB":
        return []
    if not _counts_people(trigger, words):
        return []
    if not any(count.trigger == token.head and count.head < token.head for count in counts):
        return []
    return [
        _one(tree, trigger, argument)
        for argument in arguments_of(tree, trigger, words.forms)
        if argument.strong
        and tree.tokens[argument.index].head == trigger.index
        and token.head < argument.index < trigger.index
        and _is_person_of(tree, argument.index, phrases, words.people, words.forms)
    ]


def _counts_people(trigger: Trigger, words: Words) -> bool:
    lexical = words.lexicon.words[trigger.measure]
    return not (lexical.roles or lexical.things or lexical.counts_by_number)


def _is_person_of(
    tree: Tree, noun: int, phrases: Phrases, people: PeopleWords, forms: FrameWords
) -> bool:
    """ "His nephew": one person, unnamed, and somebody's."""
    return (
        phrases.at(noun) is None
        and _is_somebodys(tree, noun, forms)
        and not is_plural(tree.tokens[noun], forms)
        and tree.tokens[noun].lemma not in people.groups | people.collectives
        and is_unnamed_person(tree, noun, people)
    )


def _is_joined(tree: Tree, noun: int, counted: set[int | None], verb: int) -> bool:
    """Joined on the same side of the verb: "two men killed and their aunt hurt" kills two."""
    token = tree.tokens[noun]
    beside = {*tree.children(noun, "conj")}
    if token.deprel == "conj":
        beside |= {token.head, *tree.children(token.head, "conj")}
    return any(one in counted and (one < verb) == (noun < verb) for one in beside)


def _is_somebodys(tree: Tree, noun: int, forms: FrameWords) -> bool:
    owners = (tree.tokens[one].text.lower() for one in tree.children(noun, "nmod:poss"))
    return any(one in forms.arguments.whose for one in owners)


def _one(tree: Tree, trigger: Trigger, argument: Argument) -> Count:
    token = tree.tokens[argument.index]
    owner = min(tree.children(token.index, "nmod:poss"))
    start = tree.tokens[owner].start
    return Count(
        measure=trigger.measure,
        quantity=Quantity(Decimal(1), Decimal(1), Form.EXACT, "person", token.text),
        start=start,
        end=token.end,
        head=token.index,
        noun=token.index,
        trigger=trigger.index,
        way=trigger.way,
        rule=f"{argument.rule}, kin, single",
        strong=True,
        mention=None,
    )
