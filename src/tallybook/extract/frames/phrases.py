"""Counted phrases: which noun a quantity counts, and the stretch of text that says both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.extract.quantities import QuantityMention
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

_WITHIN_NOUN: Final = ("nummod", "det", "amod", "compound", "nmod:unmarked", "advmod", "appos")
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_SINGLE: Final = frozenset({"article", "one"})
_COUNTING: Final = frozenset({"count", "one", "article", "none"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quantity and what it counts in one tree.

    head: the token by which the phrase hangs in the sentence; noun: the counted noun's token, or
    None where the number stands alone ("killing 12").
    """

    mention: QuantityMention
    head: int
    noun: int | None


@dataclass(frozen=True, slots=True)
class Phrases:
    """The counted phrases of a sentence, found by any token that could stand for them."""

    by_head: Mapping[int, Phrase]
    all: tuple[Phrase, ...]

    def at(self, index: int) -> Phrase | None:
        """The phrase whose head or noun is this token."""
        return self.by_head.get(index)


def find_phrases(tree: Tree, mentions: Sequence[QuantityMention], people: PeopleWords) -> Phrases:
    """Join each counting mention with its noun."""
    found: list[Phrase] = []
    by_head: dict[int, Phrase] = {}
    for mention in mentions:
        if mention.kind not in _COUNTING:
            continue
        phrase = _phrase(tree, mention, people)
        if phrase is not None:
            found.append(_of_group(tree, phrase, people))
    counted = {phrase.noun for phrase in found if phrase.mention.kind not in _SINGLE}
    found = [p for p in found if not (p.mention.kind in _SINGLE and p.noun in counted)]
    for phrase in found:
        for index in _handles(tree, phrase):
            known = by_head.get(index)
            if known is None or known.mention.kind in _SINGLE:
                by_head[index] = phrase
    return Phrases(by_head, tuple(found))


def _of_group(tree: Tree, phrase: Phrase, people: PeopleWords) -> Phrase:
    """ "A brigade of 4,800 soldiers" hangs in the sentence by the brigade."""
    if phrase.noun is None or phrase.head != phrase.noun:
        return phrase
    token = tree.tokens[phrase.noun]
    if not token.deprel.startswith("nmod") or token.head < 0:
        return phrase
    above = tree.tokens[token.head]
    cases = {tree.tokens[c].lemma for c in tree.children(phrase.noun, "case")}
    if "of" in cases and (above.lemma in people.groups or above.lemma in people.collectives):
        return replace(phrase, head=above.index)
    return phrase


def _handles(tree: Tree, phrase: Phrase) -> list[int]:
    handles = [phrase.head]
    if phrase.noun is not None:
        handles.append(phrase.noun)
    handles.extend(tree.covering(phrase.mention.number_start, phrase.mention.number_end))
    return handles


def _phrase(tree: Tree, mention: QuantityMention, people: PeopleWords) -> Phrase | None:
    core = tree.covering(mention.number_start, mention.number_end)
    if not core:
        return None
    inside = set(core)
    tops = [i for i in core if tree.tokens[i].head not in inside]
    top = tops[-1] if tops else core[-1]
    token = tree.tokens[top]
    # the parser's word: the number modifies a noun
    if token.deprel.startswith(_WITHIN_NOUN) and _is_noun(tree, token.head) and token.head > top:
        noun = _full_noun(tree, token.head)
        inner = _of_noun(tree, noun, people)
        none_told = mention.kind == "none" and tree.tokens[noun].lemma in _REPORTS
        if inner is not None and (none_told or tree.tokens[noun].lemma in people.groups):
            return Phrase(mention, noun, inner)
        return Phrase(mention, noun, noun)
    # "dozens of people", "30 of the soldiers", "several hundred of them"
    of = _of_noun(tree, top, None)
    if of is not None:
        return Phrase(mention, top, of)
    # the parser missed it: a noun stands right behind the number
    after = core[-1] + 1
    while after < len(tree.tokens) and tree.tokens[after].upos in {"ADJ"}:
        after += 1
    if after < len(tree.tokens) and after - core[-1] <= 3:
        following = tree.tokens[after]
        if following.upos in {"NOUN", "PROPN"} and _is_free(tree, after, inside):
            while (
                after + 1 < len(tree.tokens)
                and tree.tokens[after].deprel in {"compound", "amod"}
                and tree.tokens[after].head == after + 1
            ):
                after += 1
            return Phrase(mention, after, after)
    return Phrase(mention, top, None)


def _full_noun(tree: Tree, index: int) -> int:
    """From a modifier to what it modifies: "1,000 Russian dead" are dead."""
    token = tree.tokens[index]
    modifies = token.upos == "ADJ" and token.deprel in {"amod", "compound"}
    return token.head if modifies and token.head > index else index


def _is_free(tree: Tree, noun: int, core: set[int]) -> bool:
    """Could the noun belong to the number, as far as punctuation and heads tell?"""
    token = tree.tokens[noun]
    return not token.deprel.startswith(("nsubj", "obj", "case")) or token.head in core


def _is_noun(tree: Tree, index: int) -> bool:
    return index >= 0 and tree.tokens[index].upos in _NOMINAL


_REPORTS: Final = frozenset({"report", "sign", "word", "record", "news", "indication", "claim"})


def _of_noun(tree: Tree, index: int, people: PeopleWords | None) -> int | None:
    """The noun of an "of" phrase under a token."""
    for child in tree.children(index, "nmod"):
        cases = [tree.tokens[c].lemma for c in tree.children(child, "case")]
        if "of" in cases and (people is None or _is_noun(tree, child)):
            return child
    return None


def span_of(tree: Tree, phrase: Phrase) -> tuple[int, int]:
    """The shortest stretch with the number, its modifier and the noun (codebook §2)."""
    start, end = phrase.mention.start, phrase.mention.end
    if phrase.noun is not None:
        noun = tree.tokens[phrase.noun]
        start, end = min(start, noun.start), max(end, noun.end)
        for child in tree.children(phrase.noun, "flat", "fixed", "compound"):
            token = tree.tokens[child]
            if token.index == phrase.noun + 1:
                end = max(end, token.end)
    return start, end
