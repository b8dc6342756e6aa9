"""Singles: "one", "another" and "a Dane", where they count one of those the sentence tells of."""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.admission import IsDemonym
from tallybook.extract.frames.phrases import Phrase, Phrases
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree, is_relation

_NOMINAL: Final = frozenset({"NOUN", "PROPN"})


def is_another_body(tree: Tree, phrase: Phrase, trigger: Trigger, forms: FrameWords) -> bool:
    """ "Another body was found in the river": one more of the dead."""
    said, token = forms.parts, tree.tokens[trigger.index]
    if trigger.way is not Way.NOUN or token.lemma not in said.bodies or token.head < 0:
        return False
    if phrase.mention.quantity.words.lower() not in said.another or token.text.lower() not in (
        said.bodies
    ):
        return False
    found = [token.head] if is_relation(token.deprel, "nsubj", "obj", "obl") else []
    found += tree.children(trigger.index, "acl")
    return any(tree.tokens[verb].lemma in said.finding for verb in found)


def is_one_of_such(
    tree: Tree, trigger: Trigger, phrase: Phrase, phrases: Phrases, people: PeopleWords
) -> bool:
    """ "Killed nine soldiers and captured one": one of those counted under the verb before."""
    token = tree.tokens[trigger.index]
    if phrase.mention.kind != "one" or phrase.noun is not None or token.deprel != "conj":
        return False
    for noun in tree.children(token.head, "obj", "nsubj:pass"):
        before = phrases.at(noun)
        if before is None or before.noun is None or before.mention.kind != "count":
            continue
        lemma = tree.tokens[before.noun].lemma
        if people.is_person(lemma) or people.may_be_person(lemma):
            return not tree.children(phrase.head, "nmod")
    return False


def is_national(tree: Tree, noun: int | None, is_demonym: IsDemonym) -> bool:
    """ "A Dane", "an Italian": one person, known by the nation alone."""
    if noun is None or not is_demonym(tree.tokens[noun].text):
        return False
    name = tree.name_at(noun)
    if (name is not None and name.kind == "PER") or tree.children(noun, "flat", "appos"):
        return False
    following = tree.tokens[noun + 1 : noun + 2]
    return not any(token.upos in _NOMINAL for token in following)
