"""Admission: can this measure count this noun at all?"""

from __future__ import annotations

from collections.abc import Callable

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.triggers import Way
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

IsDemonym = Callable[[str], bool]
"""Does a word name the people of a state or party ("Ukrainians")?"""


def noun_lemmas(tree: Tree, noun: int) -> tuple[str, ...]:
    """The noun's lemma, and the lemma with the noun before it ("police officer")."""
    token = tree.tokens[noun]
    found = []
    compounds = [c for c in tree.children(noun, "compound", "amod") if c < noun]
    for child in compounds:
        found.append(f"{tree.tokens[child].lemma} {token.lemma}")
    if len(compounds) > 1:
        found.append(" ".join([*(tree.tokens[c].lemma for c in compounds), token.lemma]))
    return (*reversed(found), token.lemma)


def admits(
    words: MeasureWords,
    way: Way,
    tree: Tree,
    noun: int | None,
    people: PeopleWords,
    is_demonym: IsDemonym,
    things: frozenset[str] = frozenset(),
) -> bool:
    """Can the measure count the noun (None: a number alone)?

    things: the nouns that any measure counts as things, which are nobody.
    """
    if noun is None:
        if words.things and way is Way.OBJECT_VERB:
            # "shot down 30 drones, while another 22 were lost"
            return any(t.lemma in words.things for t in tree.tokens)
        if way is Way.STRENGTH:
            return True  # "a strength of 40,000"
        return not (words.things or words.roles or way is Way.ROLE_VERB)
    token = tree.tokens[noun]
    lemmas = noun_lemmas(tree, noun)
    if not words.things and any(" " in lemma and lemma in people.others for lemma in lemmas):
        return False
    if way in {Way.NOUN, Way.LOSS, Way.STRENGTH, Way.CASE, Way.TOLL}:
        return True
    if way is Way.ROLE_VERB:
        return any(people.role_of.get(lemma) in words.verb_roles for lemma in lemmas)
    if words.things:
        if {token.lemma, token.text.lower()} & people.open:
            # "destroyed 1,200 houses and damaged 3,000 others"
            return any(t.lemma in words.things for t in tree.tokens[:noun])
        return any(lemma in words.things for lemma in lemmas)
    if any(people.role_of.get(lemma) in words.not_roles for lemma in lemmas):
        return False
    if words.roles:
        if any(people.role_of.get(lemma) in words.roles for lemma in lemmas):
            return True
        above = tree.tokens[token.head].lemma if token.head >= 0 else ""
        if token.upos == "NUM" and above in people.collectives | people.groups:
            # "a company of 150 serves with the battalion"
            return any(t.lemma in people.armed for t in tree.tokens if t.index != token.head)
        if above in people.collectives:
            return is_demonym(token.text)  # "a battalion of 800 Kenyans"
        return token.lemma in people.men and any(t.lemma in people.armed for t in tree.tokens)
    if any(lemma in words.not_objects for lemma in lemmas):
        return False
    if is_people(tree, noun, people, is_demonym) or token.lemma in words.nouns | words.counted:
        return True
    if token.upos == "NUM":
        return True
    nobody = things | people.others | people.animals | words.not_objects
    plural = token.upos in {"NOUN", "PROPN"} and token.text.lower() != token.lemma
    named = token.upos == "PROPN" and token.text.endswith("s")  # "seven Missourians"
    plural = plural or (named and bool(tree.children(noun, "nummod")))
    return words.unlisted_people and plural and not nobody & set(lemmas)


def is_people(tree: Tree, noun: int, people: PeopleWords, is_demonym: IsDemonym) -> bool:
    """Does the noun name people, as far as words and endings tell?"""
    token = tree.tokens[noun]
    if token.lemma in people.pronouns or token.text.lower() in people.pronouns:
        return True
    if token.upos == "VERB" and people.is_person(token.text.lower()):
        return True  # "two of the badly injured"
    lemmas = noun_lemmas(tree, noun)
    if any(lemma in people.others for lemma in lemmas):
        return False
    if any(people.is_person(lemma) for lemma in lemmas):
        return True
    if token.lemma in people.collectives:
        return False
    if is_demonym(token.text):
        return True
    return token.upos == "NOUN" and people.may_be_person(token.lemma)
