"""Counting: can the number of a proposal count, for its measure, what it counts in the tree?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.admission import admits, is_people
from tallybook.extract.frames.triggers import Way, find_triggers
from tallybook.extract.kit import Kit
from tallybook.language.tree import Tree, is_relation

_CLAUSAL: Final = ("nsubj", "csubj", "aux", "mark", "expl")
_STAND_INS: Final = frozenset({"PRON", "DET"})


def may_count(tree: Tree, noun: int, measure: str, kit: Kit) -> bool:
    """Can the measure count the noun, by itself ("casualties") or done to it ("soldiers")?

    Plurals that no list knows, words that stand for others ("25 of those"), and people where the
    measure counts certain roles only, need a word of the measure that governs them.
    """
    words, token = kit.words.lexicon.words[measure], tree.tokens[noun]
    own = words.nouns | words.loss_nouns | words.case_nouns | words.strength_nouns
    if token.lemma in own or token.text.lower() in words.adjectives | words.tolls:
        return True
    if _admits(replace(words, unlisted_people=False), tree, noun, kit):
        return True
    people = is_people(tree, noun, kit.words.people, kit.words.is_demonym)
    likely = token.upos in _STAND_INS or people or _admits(words, tree, noun, kit)
    return likely and not words.things and _is_governed(tree, noun, measure, kit)


def is_order(tree: Tree, head: int) -> bool:
    """Does the count hang on a verb that tells somebody to do something ("output 40 dead")?"""
    for index in (head, *tree.ancestors(head)):
        token = tree.tokens[index]
        if token.upos != "VERB":
            continue
        bare = token.text.lower() == token.lemma and not tree.children(index, *_CLAUSAL)
        begins = token.head < 0 or is_relation(token.deprel, "conj", "parataxis")
        return bare and begins and index < head and not _has_subject_above(tree, index)
    return False


def _admits(words: MeasureWords, tree: Tree, noun: int, kit: Kit) -> bool:
    people, things = kit.words.people, kit.words.lexicon.things
    return admits(words, Way.OBJECT_VERB, tree, noun, people, kit.words.is_demonym, things)


def _is_governed(tree: Tree, noun: int, measure: str, kit: Kit) -> bool:
    """Does a word of the measure govern the noun, or is it said of the noun itself?"""
    triggers = {t.index for t in find_triggers(tree, kit.words.lexicon) if t.measure == measure}
    if triggers & set(tree.children(noun, "amod", "acl")):
        return True
    above = tree.ancestors(noun)
    nearest = next((i for i in above if i in triggers or tree.tokens[i].upos == "VERB"), None)
    return nearest in triggers


def _has_subject_above(tree: Tree, verb: int) -> bool:
    """ "Rebels attacked and kill 12": the verb shares the subject of the one it is joined to."""
    at = verb
    while is_relation(tree.tokens[at].deprel, "conj"):
        at = tree.tokens[at].head
        if tree.children(at, *_CLAUSAL):
            return True
    return False
