"""Rates: "50,000 soldiers a month" counts nobody; it says how many in each month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tallybook.extract.frames.types import Count
from tallybook.language.rate_words import RateWords
from tallybook.language.tree import Tree

_MONEY: Final = "money"
_BESIDE: Final = 2
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "SYM", "NUM"})


@dataclass(frozen=True, slots=True)
class Rate:
    """For each of what: "month", "10 minutes", "family"; start: where its words begin."""

    name: str
    start: int


def rate_of(tree: Tree, count: Count, words: RateWords) -> Rate | None:
    """The rate as which a count is said, None for a plain count."""
    near = _near(tree, count, words)
    end = max(near & set(tree.covering(count.start, count.end)), default=count.head)
    for index, token in enumerate(tree.tokens):
        word = token.text.lower()
        if word not in words.marks and token.lemma not in words.marks:
            continue
        belongs = token.head in near or index == end + 1
        if word in words.adverbs and belongs and index not in near:
            return Rate(words.adverbs[word], token.start)
        opened = _opened(tree, index, count, words)
        if opened is None:
            continue
        first, name = opened
        if (
            count.measure == _MONEY
            and token.lemma in words.heads
            and not end < first <= end + _BESIDE
        ):
            continue  # "to the family of each victim and 500,000 rupees"
        by_article = tree.tokens[first].text.lower() in words.article
        behind = first - 1 in near if by_article else token.head in near
        if by_article and tree.tokens[first - 1].upos == "ADP":
            continue  # "rose in a week to 300" says when
        if first == end + 1 or behind:
            return Rate(name, tree.tokens[first].start)
    return None


def _near(tree: Tree, count: Count, words: RateWords) -> set[int]:
    """The tokens that a rate of this count hangs by: the counted, its verb, verbs joined to it."""
    near = {count.head, count.trigger, *tree.covering(count.start, count.end)}
    if count.noun is not None:
        near.add(count.noun)
    above = tree.tokens[count.head].head
    if count.measure == _MONEY and above >= 0 and tree.tokens[above].upos in _NOMINAL:
        near.add(above)
    near |= {
        verb
        for verb in tree.children(count.trigger, "conj")
        if not _has_own(tree, verb) or _are_habits(tree, count.trigger, verb, words)
    }
    trigger = tree.tokens[count.trigger]
    if trigger.deprel == "conj" and not _has_own(tree, count.trigger):
        near.add(trigger.head)
    if count.measure != _MONEY and trigger.upos == "NOUN":
        near |= {at for at in tree.ancestors(count.head) if tree.tokens[at].upos == "VERB"}
    return near


def _are_habits(tree: Tree, one: int, other: int, words: RateWords) -> bool:
    """ "6,800 are infected and 5,700 die every day": both are told as going on."""
    return _is_present(tree, one, words) and _is_present(tree, other, words)


def _is_present(tree: Tree, verb: int, words: RateWords) -> bool:
    helpers = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux", "aux:pass")}
    token = tree.tokens[verb]
    return helpers <= words.present and (bool(helpers) or token.text.lower() == token.lemma)


def _has_own(tree: Tree, verb: int) -> bool:
    return bool(tree.children(verb, "nsubj", "obj"))


def _opened(tree: Tree, index: int, count: Count, words: RateWords) -> tuple[int, str] | None:
    """A stretch of time that ends at `index`: where "a", "per" or "every" opens it, its name."""
    token = tree.tokens[index]
    word = token.text.lower()
    if count.measure == _MONEY and word in words.each:
        return index, word
    following = tree.tokens[index + 1].text.lower() if index + 1 < len(tree.tokens) else ""
    if index == 0:
        return None
    before = tree.tokens[index - 1]
    opener = before.text.lower()
    if following in words.not_before and opener not in words.always:
        return None  # but "die each year of the flu"
    if word in words.times:
        if opener in words.always or opener in words.article:
            return index - 1, words.times[word]
        inner = opener in words.between or before.upos == "NUM"
        if inner and index > 1 and tree.tokens[index - 2].text.lower() in words.always:
            return index - 2, f"{opener} {word}"
    opens = opener in words.always or opener in words.article
    if opens and count.measure == _MONEY and token.lemma in words.heads:
        return index - 1, token.lemma
    return None
