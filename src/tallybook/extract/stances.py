"""Stance: how surely a figure is said, by the words that govern it (codebook §7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tallybook.language.stances import Qualifiers, Stances
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Attribution, Stance

_STOP: Final = ("advcl", "acl", "parataxis")
_BEFORE: Final = frozenset({"after", "since", "following", "during", "amid", "despite", "before"})
_OPPOSING: Final = frozenset({"but", "yet"})
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never"})


def find_stance(
    tree: Tree, claim_tokens: Sequence[int], chain: Sequence[Attribution], words: Stances
) -> Stance:
    """The strongest stance that a word over the claim, inside it, or its speaker's cue gives.

    claim_tokens: the claim's words in the tree. chain: its attributions, nearest first. Without
    any qualifier it is claimed where somebody is credited, else asserted.
    """
    found: set[Stance] = set()
    if claim_tokens:
        found |= _inside(tree, claim_tokens, words)
        found |= _above(tree, _head(tree, claim_tokens), words)
        found |= _before(tree, claim_tokens, words)
    if chain:
        act = chain[0].act
        found |= {stance for stance, lists in words.qualifiers.items() if act in lists.acts}
        found.add(Stance.CLAIMED)
    return words.strongest(frozenset(found)) or Stance.ASSERTED


def _head(tree: Tree, claim_tokens: Sequence[int]) -> int:
    """The claim's word whose head stands outside it."""
    inside = set(claim_tokens)
    for index in claim_tokens:
        if tree.tokens[index].head not in inside:
            return index
    return claim_tokens[0]


def _inside(tree: Tree, claim_tokens: Iterable[int], words: Stances) -> set[Stance]:
    """Qualifiers in the claim's own words: "an estimated 300", "12 alleged spies"."""
    inside = set(claim_tokens)
    near = inside | {
        child
        for index in inside
        for child in tree.children(index, "amod", "advmod", "compound")
        if tree.tokens[child].upos in {"ADJ", "ADV", "VERB"}
    }
    found: set[Stance] = set()
    for index in near:
        token = tree.tokens[index]
        for stance, lists in words.qualifiers.items():
            word = token.text.lower()
            if (token.upos in {"ADJ", "VERB"} and word in lists.adjectives) or (
                token.upos == "ADV" and word in lists.adverbs
            ):
                found.add(stance)
    return found


def _above(tree: Tree, head: int, words: Stances) -> set[Stance]:
    """Qualifiers on the way from the claim up to the end of its clause and what governs it."""
    found = _of_word(tree, head, words, governs=False)
    at = head
    for above in tree.ancestors(head):
        token = tree.tokens[at]
        if is_relation(token.deprel, *_STOP):
            break
        if is_relation(token.deprel, "obl", "nmod"):
            cases = {tree.tokens[case].lemma for case in tree.children(at, "case")}
            if cases & _BEFORE:
                break
        apart = is_relation(token.deprel, "conj") and (
            bool(tree.children(at, "nsubj", "aux"))
            or any(tree.tokens[word].lemma in _OPPOSING for word in tree.children(at, "cc"))
        )
        if not apart:
            found |= _of_word(tree, above, words, governs=True)
        at = above
    return found


def _of_word(tree: Tree, index: int, words: Stances, governs: bool) -> set[Stance]:
    """The stances that a word gives by itself, its auxiliaries, adverbs and marks."""
    token = tree.tokens[index]
    auxiliaries = {tree.tokens[child].lemma for child in tree.children(index, "aux")} | {
        tree.tokens[child].text.lower() for child in tree.children(index, "aux")
    }
    adverbs = {tree.tokens[child].text.lower() for child in tree.children(index, "advmod")}
    marks = {tree.tokens[child].lemma for child in tree.children(index, "mark")}
    passive = bool(tree.children(index, "aux:pass", "nsubj:pass"))
    negated = bool(adverbs & _NEGATIONS)
    topics = set()
    if token.upos != "VERB":
        topics = {tree.tokens[child].lemma for child in tree.children(index, "nsubj")}
    found: set[Stance] = set()
    for stance, lists in words.qualifiers.items():
        if topics & lists.nouns:
            found.add(stance)
        if auxiliaries & lists.auxiliaries or marks & lists.marks or adverbs & lists.adverbs:
            found.add(stance)
        if "will" in auxiliaries and token.lemma in lists.future:
            found.add(stance)
        undone = negated and token.lemma in _all_negated(words)
        word = token.text.lower()
        if governs and not undone and _governs(token.upos, token.lemma, word, lists, passive):
            found.add(stance)
        if negated and token.lemma in lists.negated:
            found.add(stance)
    if "will" in auxiliaries and Stance.PLANNED in found:
        found.discard(Stance.FORECAST)
    return found


def _all_negated(words: Stances) -> frozenset[str]:
    return frozenset().union(*(lists.negated for lists in words.qualifiers.values()))


def _governs(upos: str, lemma: str, word: str, lists: Qualifiers, passive: bool) -> bool:
    """Does the word give the stance to what it governs?"""
    if upos == "VERB":
        return passive if lemma in lists.passive_only else lemma in lists.verbs
    if upos == "NOUN":
        return lemma in lists.nouns
    return upos == "ADJ" and (word in lists.adjectives or lemma in lists.verbs)


def _before(tree: Tree, claim_tokens: Sequence[int], words: Stances) -> set[Stance]:
    """Fixed phrases right before the claim: "unconfirmed reports of 12 dead"."""
    first = min(claim_tokens)
    before = " ".join(token.text.lower() for token in tree.tokens[max(0, first - 6) : first])
    return {
        stance
        for stance, lists in words.qualifiers.items()
        if any(before.endswith(phrase) or f"{phrase} " in f"{before} " for phrase in lists.phrases)
    }
