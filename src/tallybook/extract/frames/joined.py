"""Joined: one person and others under one predicate, counted together (codebook §3).

"A mother and her two sons were killed" is three; "two soldiers and a medic" are two counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.argument import Argument
from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.triggers import Trigger
from tallybook.extract.frames.types import Count
from tallybook.extract.quantities import QuantityMention
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree
from tallybook.model import Form

SUMMED: Final = ("single", "single and others", "a pair")
"""How the rules of sums end."""
_MOST: Final = Decimal(20)


def single_and_others(
    tree: Tree,
    trigger: Trigger,
    arguments: Sequence[Argument],
    phrases: Phrases,
    lexical: MeasureWords,
    people: PeopleWords,
) -> Count | None:
    """The sum of one person and the counted others joined to that one; None for any other list."""
    strong = [argument for argument in arguments if argument.strong]
    if len(strong) != 2 or lexical.roles or lexical.things or lexical.counts_by_number:
        return None
    first, second = (phrases.at(argument.index) for argument in strong)
    if first is None or first.mention.kind != "article":
        return None
    if tree.tokens[strong[1].index].head != strong[0].index or not _is_joined(tree, strong[1]):
        return None
    if strong[0].index < trigger.index < strong[1].index:
        return None  # "a man killed and his wife wounded"
    if second is None:
        return _pair(tree, trigger, strong, first, people)
    if not all(_is_unnamed(tree, phrase, people) for phrase in (first, second)):
        return None
    low, high = first.mention.quantity, second.mention.quantity
    if high.form is not Form.EXACT or high.low is None or high.low > _MOST:
        return None
    if second.mention.kind not in {"count", "one"} or second.mention.increment:
        return None
    number = (low.low or Decimal(1)) + high.low
    rule = f"{strong[0].rule}, single and others"
    return _together(tree, trigger, first, (number, span_of(tree, second)[1]), rule, second.mention)


def _pair(
    tree: Tree,
    trigger: Trigger,
    arguments: Sequence[Argument],
    first: Phrase,
    people: PeopleWords,
) -> Count | None:
    """ "A father and son", "a mother and her toddler": two, and the words say so."""
    other = tree.tokens[arguments[1].index]
    alone = (
        other.upos == "NOUN" and other.lemma == other.text.lower() and people.is_person(other.lemma)
    )
    known = [tree.tokens[c] for c in tree.children(other.index, "det")]
    if not alone or known or not _is_unnamed(tree, first, people):
        return None
    low = first.mention.quantity
    if low.low != 1 or low.high != 1 or tree.name_at(other.index) is not None:
        return None
    rule = f"{arguments[0].rule}, a pair"
    return _together(tree, trigger, first, (Decimal(2), other.end), rule, first.mention)


def _together(
    tree: Tree,
    trigger: Trigger,
    first: Phrase,
    sum_and_end: tuple[Decimal, int],
    rule: str,
    mention: QuantityMention,
) -> Count:
    """The count of the first one and those joined to it, as far as the last of them."""
    number, end = sum_and_end
    quantity = replace(first.mention.quantity, low=number, high=number, form=Form.EXACT, words="")
    return Count(
        measure=trigger.measure,
        quantity=quantity,
        start=span_of(tree, first)[0],
        end=end,
        head=first.head,
        noun=first.noun,
        trigger=trigger.index,
        way=trigger.way,
        rule=rule,
        strong=True,
        mention=mention,
    )


def _is_joined(tree: Tree, argument: Argument) -> bool:
    return tree.tokens[argument.index].deprel == "conj"


def _is_unnamed(tree: Tree, phrase: Phrase, people: PeopleWords) -> bool:
    if phrase.noun is None:
        return False
    token = tree.tokens[phrase.noun]
    if token.upos != "NOUN" or tree.name_at(phrase.noun) is not None:
        return False
    return people.is_person(token.lemma) or people.may_be_person(token.lemma)
