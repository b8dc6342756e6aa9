"""Objections: what keeps a word from counting a phrase, though the tree would let it."""

from __future__ import annotations

from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.phrases import Phrase
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.words import Words
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree
from tallybook.model import Form, Quantity

_SINGLE: Final = frozenset({"article", "one"})
_DISEASE_NEAR: Final = 15


SUFFERED: Final = frozenset(
    {"killed", "wounded", "killed_or_wounded", "killed_or_missing", "abducted", "captured"}
)
"""What is done to people."""


def is_none(tree: Tree, trigger: Trigger, forms: FrameWords) -> bool:
    """ "The three men suffered no wounds" wounds nobody."""
    if trigger.partner is None:
        return False
    before = tree.children(trigger.partner, "det")
    return any(tree.tokens[c].lemma in forms.losses.no for c in before)


def is_one_deed(tree: Tree, phrase: Phrase, trigger: Trigger) -> bool:
    """A vague number of a singular noun is no number of people: "a multiple murder"."""
    token = tree.tokens[trigger.index]
    vague = phrase.mention.quantity.form is Form.VAGUE and phrase.head == trigger.index
    return vague and token.upos == "NOUN" and token.text.lower() == token.lemma


def is_group(tree: Tree, head: int, people: PeopleWords) -> bool:
    """ "A column of troops" is more than one."""
    return tree.tokens[head].lemma in people.groups | people.collectives


def is_weak(tree: Tree, trigger: Trigger, forms: FrameWords) -> bool:
    """ "62 were moved": flights or people?"""
    told = trigger.idiom is None and trigger.way is not Way.STATE
    return told and tree.tokens[trigger.index].lemma in forms.telling.weak


def is_plain_single(tree: Tree, noun: int | None, people: PeopleWords) -> bool:
    """One person without a name: a named person's death is an event, not a count."""
    if noun is None:
        return False
    token = tree.tokens[noun]
    word = token.text.lower()
    state = token.upos in {"ADJ", "VERB", "NOUN"} and people.is_person(word)  # "of the wounded"
    if not (token.upos == "NOUN" or state) or token.lemma in people.groups:
        return False
    if not (state or people.is_person(token.lemma) or people.may_be_person(token.lemma)):
        return False
    return not any(
        tree.tokens[child].upos == "PROPN" for child in tree.children(noun, "appos", "flat")
    )


def is_off_topic(tree: Tree, trigger: Trigger, words: Words) -> bool:
    """Is it a case of no disease, one of a court or of fraud, or a word that needs the topic?"""
    if trigger.idiom is not None:
        return trigger.idiom.topical
    lexical = words.lexicon.words[trigger.measure]
    if trigger.way is Way.TOLL:
        last = trigger.partner if trigger.partner is not None else trigger.index
        confirmed = tree.tokens[trigger.index].upos in {"ADJ", "VERB"}
        if tree.tokens[last].lemma not in lexical.case_nouns or confirmed:
            return False
    elif trigger.way is not Way.CASE and not _are_patients(tree, trigger, words.forms):
        return False
    return not _is_disease(tree, trigger.index, lexical)


def _are_patients(tree: Tree, trigger: Trigger, forms: FrameWords) -> bool:
    """ "The clinic saw 104,000 patients": of no disease that anybody names."""
    if trigger.measure != "sick" or trigger.way is not Way.NOUN:
        return False
    if any(token.lemma in forms.refusals.infected for token in tree.tokens):
        return False
    return tree.tokens[trigger.index].lemma in forms.refusals.patients


def _is_disease(tree: Tree, index: int, lexical: MeasureWords) -> bool:
    near = tree.tokens[max(0, index - _DISEASE_NEAR) : index + _DISEASE_NEAR]
    return any(token.lemma in lexical.diseases for token in near)


def has_other_object(tree: Tree, trigger: Trigger, words: Words) -> bool:
    """ "Fled the scene" displaces nobody, and who "did not make it to the final" lives."""
    if trigger.way is Way.NEGATED_VERB:
        made = tree.tokens[trigger.index].lemma in words.forms.denying.making
        return made and not _is_out_alive(tree, trigger.index, words.forms)
    if trigger.way is not Way.SUBJECT_VERB:
        return False
    lexical = words.lexicon.words[trigger.measure]
    if tree.children(trigger.index, "obj") and (
        tree.tokens[trigger.index].lemma in lexical.object_verbs
    ):
        return True
    objects = list(tree.children(trigger.index, "obj"))
    if trigger.measure not in SUFFERED:  # "died from the virus": of it, not out of it
        objects += _left(tree, trigger.index, words.forms)
    return any(tree.tokens[child].lemma in lexical.not_objects for child in objects)


def _is_out_alive(tree: Tree, verb: int, forms: FrameWords) -> bool:
    """ "Did not make it", "never made it out of the shaft": it needs no goal, or leads out."""
    for child in tree.children(verb, "obl"):
        if tree.tokens[child].lemma in forms.denying.no_danger:
            return False  # "did not get out of bed"
        if any(tree.tokens[c].lemma in forms.denying.goals for c in tree.children(child, "case")):
            return tree.tokens[child].lemma in forms.denying.alive
    return not tree.children(verb, "xcomp", "ccomp")


def _left(tree: Tree, verb: int, forms: FrameWords) -> list[int]:
    """From what somebody escapes."""
    return [
        child
        for child in tree.children(verb, "obl")
        if any(tree.tokens[c].lemma in forms.grammar.source for c in tree.children(child, "case"))
    ]


def is_scene(trigger: Trigger, phrase: Phrase) -> bool:
    """ "A missile hit a market" tells where people died; no market is counted."""
    single = phrase.mention.kind in _SINGLE
    return single and (trigger.idiom is not None or trigger.way is Way.OF_NOUN)


def reaches(quantity: Quantity, least: int) -> bool:
    """Can the quantity be as large as that?"""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return max(ends, default=0) >= least


def is_feared(tree: Tree, trigger: Trigger, forms: FrameWords) -> bool:
    """ "Many more are feared buried": people are, though houses were counted before."""
    head = tree.tokens[trigger.index].head
    return head >= 0 and tree.tokens[head].text.lower() in forms.telling.supposed


def spoke_of_things(tree: Tree, phrase: Phrase, lexical: MeasureWords, words: Words) -> bool:
    """ "Eighteen of them went down with the ship": of things only where things were told before."""
    before = any(token.lemma in lexical.things for token in tree.tokens[: phrase.head])
    return before or tells_of_things(words)


def tells_of_things(words: Words) -> bool:
    """ "Five planes were lost. The ministry confirmed the loss of three": of planes."""
    return words.told is not None and bool(words.lexicon.words[words.told].things)


def is_told(tree: Tree, verb: int, forms: FrameWords) -> bool:
    """Did it happen, as against "to kill one", "must save one"?"""
    if tree.tokens[verb].text.lower() != tree.tokens[verb].lemma:
        return True
    helpers = {tree.tokens[child].text.lower() for child in tree.children(verb, "aux")}
    if helpers & forms.telling.past and not helpers & forms.telling.modal:
        return True  # "one was hurt"
    return bool(tree.children(verb, "nsubj")) and not tree.children(verb, "aux", "mark")
