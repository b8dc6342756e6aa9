"""Counted phrases: which noun a quantity counts, and the stretch of text that says both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from tallybook.extract.quantities import QuantityMention
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

_WITHIN_NOUN: Final = ("nummod", "det", "amod", "compound", "nmod:unmarked", "advmod", "appos")
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_BESIDE: Final = frozenset({"obl:unmarked", "nmod:unmarked", "nsubj", "nsubj:pass", "dep"})
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
    start: int | None = None
    """Where "a family of five" begins, before its number."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The counted phrases of a sentence, found by any token that could stand for them."""

    by_head: Mapping[int, Phrase]
    all: tuple[Phrase, ...]

    def at(self, index: int) -> Phrase | None:
        """The phrase whose head or noun is this token."""
        return self.by_head.get(index)


def find_phrases(
    tree: Tree, mentions: Sequence[QuantityMention], people: PeopleWords, forms: FrameWords
) -> Phrases:
    """Join each counting mention with its noun."""
    found: list[Phrase] = []
    by_head: dict[int, Phrase] = {}
    for mention in mentions:
        if mention.kind not in _COUNTING:
            continue
        phrase = _phrase(tree, mention, people, forms)
        if phrase is not None:
            found.append(_of_pair(tree, _of_group(tree, phrase, people, forms), people))
    counted = {p.noun for p in found if p.noun is not None and p.mention.kind not in _SINGLE}
    found = [p for p in found if not (p.mention.kind in _SINGLE and p.noun in counted)]
    for phrase in found:
        for index in _handles(tree, phrase):
            known = by_head.get(index)
            if known is None or known.mention.kind in _SINGLE:
                by_head[index] = phrase
    return Phrases(by_head, tuple(found))


def _of_pair(tree: Tree, phrase: Phrase, people: PeopleWords) -> Phrase:
    """ "An elderly couple" are two."""
    mention, noun = phrase.mention, phrase.noun
    if mention.kind != "article" or noun is None or tree.tokens[noun].lemma not in people.pairs:
        return phrase
    two = replace(mention.quantity, low=Decimal(2), high=Decimal(2))
    return replace(phrase, mention=replace(mention, quantity=two))


def _of_group(tree: Tree, phrase: Phrase, people: PeopleWords, forms: FrameWords) -> Phrase:
    """ "A brigade of 4,800 soldiers" hangs in the sentence by the brigade."""
    if phrase.noun is None or phrase.head != phrase.noun:
        return phrase
    token = tree.tokens[phrase.noun]
    if not token.deprel.startswith("nmod") or token.head < 0:
        return phrase
    above = tree.tokens[token.head]
    cases = {tree.tokens[c].lemma for c in tree.children(phrase.noun, "case")}
    group = above.lemma in people.groups or above.lemma in people.collectives
    group = group or _is_each(tree, above.index, forms)
    if cases & forms.grammar.of and group:
        return replace(phrase, head=above.index)
    return phrase


def _is_each(tree: Tree, index: int, forms: FrameWords) -> bool:
    """ "Each of the 12 guards", "every one of the 26 pupils": all of them."""
    before = tree.tokens[index - 1].text.lower() if index else ""
    word = tree.tokens[index].text.lower()
    return word in forms.parts.each or (before in forms.parts.every and word in forms.parts.one)


def _handles(tree: Tree, phrase: Phrase) -> list[int]:
    handles = [phrase.head]
    if phrase.noun is not None:
        handles.append(phrase.noun)
    handles.extend(tree.covering(phrase.mention.number_start, phrase.mention.number_end))
    return handles


def _phrase(
    tree: Tree, mention: QuantityMention, people: PeopleWords, forms: FrameWords
) -> Phrase | None:
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
        if _is_parted(tree, core[-1], noun, forms):
            return Phrase(mention, top, None)
        inner = _of_noun(tree, noun, forms)
        none_told = mention.kind == "none" and tree.tokens[noun].lemma in forms.reports.nouns
        nominal = inner is not None and _is_noun(tree, inner)
        if nominal and (none_told or tree.tokens[noun].lemma in people.groups):
            return Phrase(mention, noun, inner)
        return Phrase(mention, noun, noun)
    group = _group_of(tree, top, people, forms)
    if group is not None:
        return group(mention)
    # "dozens of people", "30 of the soldiers", "several hundred of them"
    of = _of_noun(tree, top, forms)
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
    beside = _appositive(tree, core[-1], inside)
    return Phrase(mention, top if beside is None else beside, beside)


def _appositive(tree: Tree, number: int, core: set[int]) -> int | None:
    """The noun that a number in quotation marks stands before: "‘Several Hundred’ Casualties"."""
    at = number + 1
    while at < len(tree.tokens) and tree.tokens[at].upos == "PUNCT" and at - number <= 2:
        at += 1
    if at == number + 1 or at >= len(tree.tokens) or "," in tree.tokens[at - 1].text:
        return None
    while tree.tokens[at].deprel in {"compound", "amod"} and tree.tokens[at].head > at:
        at = tree.tokens[at].head
    noun = tree.tokens[at]
    hangs = noun.deprel == "appos" and noun.head in core
    return at if hangs and noun.upos in {"NOUN", "PROPN"} else None


def _group_of(
    tree: Tree, number: int, people: PeopleWords, forms: FrameWords
) -> Callable[[QuantityMention], Phrase] | None:
    """ "A family of five", "a team of 72": the group stands for its people."""
    token = tree.tokens[number]
    if not token.deprel.startswith("nmod") or not 0 <= token.head < number:
        return None
    above = tree.tokens[token.head]
    if above.lemma not in people.groups | people.households or above.text.lower() != above.lemma:
        return None
    cases = {tree.tokens[c].lemma for c in tree.children(number, "case")}
    if not cases & forms.grammar.of or tree.children(number, "nmod"):
        return None
    first = min([above.index, *tree.children(above.index, "det")])
    articled = tree.tokens[first].text.lower() in forms.grammar.articles
    start = tree.tokens[first].start if articled else above.start
    return lambda mention: Phrase(mention, above.index, number, start)


def _is_parted(tree: Tree, number: int, noun: int, forms: FrameWords) -> bool:
    """Of "the toll as 141: 132 children", only the 132 are children."""
    between = tree.tokens[number + 1 : noun]
    return any(
        t.text in forms.grammar.colons and t.text not in forms.parts.hyphens for t in between
    ) or (any(t.upos == "NUM" for t in between) and any(t.upos == "VERB" for t in between))


def _full_noun(tree: Tree, index: int) -> int:
    """From a modifier to what it modifies: "1,000 Russian dead" are dead."""
    token = tree.tokens[index]
    modifies = token.upos == "ADJ" and token.deprel in {"amod", "compound"}
    return token.head if modifies and token.head > index else index


def _is_free(tree: Tree, noun: int, core: set[int]) -> bool:
    """Could the noun belong to the number, as far as punctuation and heads tell?"""
    token = tree.tokens[noun]
    hung = any(tree.tokens[i].head not in core and tree.tokens[i].head < i for i in core)
    counted = bool(tree.children(noun, "nummod"))
    if hung and not counted and noun == max(core) + 1:
        return True  # "on 23 September 28 clerks were killed": the parser hung 28 on September
    loose = [i for i in core if tree.tokens[i].deprel in _BESIDE and not tree.children(i, "case")]
    if not counted and noun > max(core) and any(tree.tokens[i].head == token.head for i in loose):
        return True  # "370 medics were sent": the parser hung both on the verb
    return not token.deprel.startswith(("nsubj", "obj", "case")) or token.head in core


def _is_noun(tree: Tree, index: int) -> bool:
    return index >= 0 and tree.tokens[index].upos in _NOMINAL


def _of_noun(tree: Tree, index: int, forms: FrameWords) -> int | None:
    """The noun of an "of" phrase under a token."""
    for child in tree.children(index, "nmod"):
        cases = {tree.tokens[c].lemma for c in tree.children(child, "case")}
        if cases & forms.grammar.of:
            return child
    return None


def span_of(tree: Tree, phrase: Phrase) -> tuple[int, int]:
    """The shortest stretch with the number, its modifier and the noun (codebook §2)."""
    start, end = phrase.mention.start, phrase.mention.end
    start = start if phrase.start is None else phrase.start
    if phrase.noun is not None:
        noun = tree.tokens[phrase.noun]
        start, end = min(start, noun.start), max(end, noun.end)
        for child in tree.children(phrase.noun, "flat", "fixed", "compound"):
            token = tree.tokens[child]
            if token.index == phrase.noun + 1 and token.upos != "ADP":
                end = max(end, token.end)
    return start, end
