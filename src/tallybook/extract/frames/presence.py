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
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree, is_relation

_FORCES: Final = frozenset(
    {"soldier", "mercenary", "peacekeeper", "rescuer", "firefighter", "fighter", "police"}
)
_ARMIES: Final = frozenset({"soldier", "mercenary", "peacekeeper", "rescuer", "firefighter"})
_LEAST: Final = 20
_ARMY: Final = 100


def find_presence(
    tree: Tree,
    counts: Sequence[Count],
    phrases: Phrases,
    people: PeopleWords,
    is_armed: IsDemonym,
    forms: FrameWords,
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
        there = _is_large(phrase) and _is_there(tree, phrase, forms)
        if not there and not _is_army(tree, phrase, people, forms):
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


def _is_large(phrase: Phrase, least: int = _LEAST) -> bool:
    quantity = phrase.mention.quantity
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return bool(ends) and max(ends) >= least


def _is_army(tree: Tree, phrase: Phrase, people: PeopleWords, forms: FrameWords) -> bool:
    """So many soldiers are a strength, whatever else is said: "down to 70,000 combat troops"."""
    if phrase.noun is None or not _is_large(phrase, _ARMY):
        return False
    if not any(people.role_of.get(lemma) in _ARMIES for lemma in noun_lemmas(tree, phrase.noun)):
        return False
    head = tree.tokens[phrase.head]
    above = tree.tokens[head.head] if head.head >= 0 else head
    if above.lemma in forms.presence.elsewhere:
        return False
    return is_relation(head.deprel, "obj", "nsubj")


def _is_there(tree: Tree, phrase: Phrase, forms: FrameWords) -> bool:
    head = tree.tokens[phrase.head]
    cases = {tree.tokens[c].lemma for c in tree.children(phrase.head, "case")}
    if cases & forms.grammar.company and head.deprel in {"nmod", "obl"}:
        return True
    if head.head < 0:
        return bool(tree.children(phrase.head, "nmod", "obl"))
    above = tree.tokens[head.head]
    if head.deprel.startswith("obl") and cases & forms.grammar.agent:
        return above.lemma in forms.presence.backing | forms.presence.acting
    if not head.deprel.startswith("nsubj"):
        return False
    if above.lemma in forms.presence.acting and head.deprel == "nsubj":
        return True
    if above.lemma in forms.grammar.be:
        return True
    located = {tree.tokens[c].lemma for c in tree.children(head.head, "case")}
    copula = tree.children(head.head, "cop")
    return bool(copula) and bool(located & forms.presence.locative or above.upos == "ADV")
