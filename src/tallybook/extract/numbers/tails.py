"""Tails: modifiers behind what a number counts: "30 people or more", "12 men at most"."""

from __future__ import annotations

from typing import Final

from tallybook.extract.numbers.modifiers import Modified
from tallybook.extract.numbers.neighbours import is_plural
from tallybook.extract.numbers.tokens import Gap, Tokens
from tallybook.language.number_words import NumberWords, Rule
from tallybook.model import Form

_REACH: Final = 3
_MARGIN: Final = "people_or_so"


def tail_behind(tokens: Tokens, words: NumberWords, last: int) -> tuple[int, Modified] | None:
    """Where the modifier behind the noun of a number begins, and the modifier; None without one.

    last: the token behind the number.
    """
    for noun in range(last, last + _REACH):
        if tokens.kind(noun) != "word" or tokens.gap(noun) == Gap.LINE:
            return None
        if not is_plural(tokens, words, noun):
            continue
        for side in ("behind_noun", "closing"):
            found = words.phrases[side].at(tokens.words, noun + 1)
            if found is not None and _ends(tokens, words, found, closing=side == "closing"):
                rule, end = found
                return noun + 1, Modified(end, ((Form(rule.form), rule.name),))
    return None


def _ends(tokens: Tokens, words: NumberWords, found: tuple[Rule, int], closing: bool) -> bool:
    """Does nothing follow that it would lead: a number, or what is compared with?"""
    rule, at = found
    kind, word = tokens.kind(at), tokens.word(at)
    if closing:
        return kind not in {"word", "digits"}
    if rule.name == _MARGIN:  # "300 people, give or take a dozen"
        return True
    return kind != "digits" and word not in words.starters and not words.has("comparing", word)


def is_margin(tokens: Tokens, words: NumberWords, first: int) -> bool:
    """Is the number before `first` given that one as its margin: "30 people, give or take 5"?"""
    found = words.phrases["behind_noun"].before(tokens.words, first)
    if found is None or found[0].name != _MARGIN:
        return False
    return tokens.kind(found[1] - 1) in {"word", "digits"}
