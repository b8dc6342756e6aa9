"""Countries of refuge: those who fled over a border tell nothing of where the others are."""

from __future__ import annotations

from typing import Final

from tallybook.language.people import PeopleWords
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree, is_relation

_FIGHTERS: Final = frozenset({"soldier", "fighter", "mercenary", "police"})
_SUBJECTS: Final = ("nsubj", "nsubj:pass")


def is_refuge(tree: Tree, first: int, words: PlaceWords, people: PeopleWords) -> bool:
    """ "900 have crossed into Chad", "swam the river into Laos": people who bear no arms.

    first: the first word of the country's name.
    """
    cases = {tree.tokens[case].text.lower() for case in tree.children(first, "case")}
    verb = tree.tokens[first].head
    while verb >= 0 and is_relation(tree.tokens[verb].deprel, "obl", "nmod"):
        verb = tree.tokens[verb].head
    if verb < 0 or not cases & words.over or tree.tokens[verb].lemma not in words.crossing:
        return False
    while is_relation(tree.tokens[verb].deprel, "xcomp", "conj") and not _subjects(tree, verb):
        verb = tree.tokens[verb].head
    return any(_are_people(tree, who, people) for who in _subjects(tree, verb))


def _subjects(tree: Tree, verb: int) -> list[int]:
    return list(tree.children(verb, *_SUBJECTS))


def _are_people(tree: Tree, noun: int, people: PeopleWords) -> bool:
    token = tree.tokens[noun]
    if people.role_of.get(token.lemma) in _FIGHTERS or token.lemma in people.armed:
        return False
    return token.upos in ("NUM", "PRON") or people.is_person(token.lemma)
