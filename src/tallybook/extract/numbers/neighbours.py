"""Neighbours: conditions on the tokens beside a number, shared by the parts of the grammar."""

from __future__ import annotations

from typing import Final

from tallybook.extract.numbers.tokens import Tokens
from tallybook.language.number_words import NumberWords, Rule

_SHORTEST_PLURAL: Final = 4


def is_plural(tokens: Tokens, words: NumberWords, at: int) -> bool:
    """Does the word at `at` look like a counted plural ("people", "tents")?"""
    word = tokens.word(at)
    if tokens.kind(at) != "word" or words.has("not_plural", word):
        return False
    if words.has("counted_plural", word):
        return True
    if len(word) < _SHORTEST_PLURAL or not word.endswith(_endings(words, "plural_ending")):
        return False
    return not word.endswith(_endings(words, "singular_ending"))


def fits(rule: Rule, tokens: Tokens, words: NumberWords, first: int, last: int) -> bool:
    """Do the words beside a rule's match allow it?"""
    if tokens.word(first - 1) in rule.unless_after:
        return False
    before = tokens.word(first - 1)
    if rule.only_after and tokens.kind(first - 1) == "word" and before not in rule.only_after:
        return False
    following = tokens.word(last)
    if following in rule.unless_before:
        return False
    if not rule.needs_next or following in rule.needs_next:
        return True
    return len(rule.needs_next) > 1 and following.endswith(_endings(words, "participle_ending"))


def _endings(words: NumberWords, context: str) -> tuple[str, ...]:
    return tuple(words.contexts[context])


def is_near(tokens: Tokens, words: NumberWords, context: str, first: int, last: int) -> bool:
    """Does a word of a list stand within four tokens of `first` or `last`?"""
    reach = 4
    around = (*range(max(0, first - reach), first), *range(last, last + reach))
    return any(words.has(context, tokens.word(at)) for at in around)
