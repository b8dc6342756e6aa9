"""Presence: troops and rescuers that are somewhere, without a verb of sending.

"There are 14,000 peacekeepers in the country", "about 900 rescuers are at work", "the mission, with
2,200 men". A counted force noun is a strength where the clause only says that it is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.extract.frames.admission import IsDemonym, noun_lemmas
from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

_FORCES: Final = frozenset({"soldier", "mercenary", "peacekeeper", "rescuer", "fighter", "police"})
_LOCATIVE: Final = frozenset(
    {"in", "at", "on", "near", "around", "inside", "along", "with", "across"}
)
_LEAST: Final = 20


def find_presence(
    tree: Tree,
    counts: Sequence[Count],
    phrases: Phrases,
    people: PeopleWords,
    is_armed: IsDemonym,
) -> list[Count]:
    """The force nouns that no other frame has counted and that are said to be somewhere.

    is_armed: does a word name a people of whose soldiers the report speaks?
    """
    used = {(c.mention.start, c.mention.end) for c in counts if c.mention}
    found = []
    for phrase in phrases.all:
        mention = phrase.mention
        if mention.kind != "count" or (mention.start, mention.end) in used:
            continue
        if phrase.noun is None or not _is_force(tree, phrase.noun, people, is_armed):
            continue
        if not _is_large(phrase) or not _is_there(tree, phrase):
            continue
        start, end = span_of(tree, phrase)
        found.append(
            Count(
                measure="deployed",
                quantity=mention.quantity,
                start=start,
                end=end,
                head=phrase.head,
                noun=phrase.noun,
                trigger=phrase.head,
                way=Way.NOUN,
                rule="presence",
                strong=True,
                mention=mention,
                increment=mention.increment,
            )
        )
    return found


def _is_force(tree: Tree, noun: int, people: PeopleWords, is_armed: IsDemonym) -> bool:
    if any(people.role_of.get(lemma) in _FORCES for lemma in noun_lemmas(tree, noun)):
        return True
    before = tree.tokens[noun - 1].text if noun else ""
    word = tree.tokens[noun].text
    return is_armed(f"{before} {word}") or is_armed(word)


def _is_large(phrase: Phrase) -> bool:
    quantity = phrase.mention.quantity
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return bool(ends) and max(ends) >= _LEAST


def _is_there(tree: Tree, phrase: Phrase) -> bool:
    head = tree.tokens[phrase.head]
    cases = {tree.tokens[c].lemma for c in tree.children(phrase.head, "case")}
    if "with" in cases and head.deprel in {"nmod", "obl"}:
        return True
    if head.head < 0:
        return bool(tree.children(phrase.head, "nmod", "obl"))
    above = tree.tokens[head.head]
    if not head.deprel.startswith("nsubj"):
        return False
    if above.lemma == "be":
        return True
    located = {tree.tokens[c].lemma for c in tree.children(head.head, "case")}
    copula = tree.children(head.head, "cop")
    return bool(copula) and bool(located & _LOCATIVE or above.upos == "ADV")
