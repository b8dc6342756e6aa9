"""Mismeasured: what the words of one measure do not say of everybody.

Who is trapped in a besieged town is not missing; prisoners who escape are not displaced; three
separate forces are not three men; fighters in custody are no strength.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.admission import noun_lemmas
from tallybook.extract.frames.completion import is_led
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree, is_relation

_FLED: Final = "displaced"
_LEAST_FORCE: Final = 20
_FORCES: Final = frozenset({"soldier", "fighter", "mercenary", "peacekeeper"})
_HELD: Final = frozenset({"captured", "abducted"})
_PRISONERS: Final = frozenset({"prisoner"})
_DISEASE_NEAR: Final = 15
_NEAR: Final = 9
_OF: Final = "of-counted-noun"
_RELATIVE: Final = "relative-clause"


def is_mismeasured(
    tree: Tree, count: Count, lexical: MeasureWords, people: PeopleWords, forms: FrameWords
) -> bool:
    """What the words of one measure do not say of everybody."""
    words, trigger = forms.refusals, tree.tokens[count.trigger]
    if count.measure == "missing" and trigger.lemma in words.traps:
        return _is_at_large(tree, count, forms)
    if count.measure == "displaced":
        return _is_no_flight(tree, count, people, forms) or _is_no_camp(tree, count, forms)
    if count.measure == "deployed":
        return _is_no_force(tree, count, lexical, people) or _is_crowd(tree, count, people, forms)
    taken = {tree.tokens[c].lemma for c in tree.children(count.trigger, "obl")}
    if count.measure == "rescued" and taken & words.wards:
        return True
    if count.measure == "rescued" and trigger.lemma in words.withdrawn:
        return _is_large(count) and _has_role(tree, count, people, _FORCES)
    if count.measure in _HELD and _is_let_go(tree, count, forms):
        return True
    if count.measure == "wounded" and count.way is Way.NOUN:
        return count.quantity.words.lower() in words.several_of_one
    if count.measure == "abducted" and _is_carried_off(tree, count, forms):
        return True
    if count.measure == "abducted" and trigger.lemma in words.held:
        return _is_in_custody(tree, count, forms)
    treated = trigger.head >= 0 and tree.tokens[trigger.head].lemma in words.treating
    if lexical.diseases and treated and trigger.lemma in words.patients:
        first = max(0, count.trigger - _DISEASE_NEAR)
        near = tree.tokens[first : count.trigger + _DISEASE_NEAR]
        return not any(token.lemma in lexical.diseases for token in near)
    return False


def as_not_returned(
    tree: Tree, counts: Sequence[Count], told: str | None, forms: FrameWords
) -> list[Count]:
    """ "4,000 of those driven out have yet to come home" are displaced, and nobody misses them.

    told: the measure of the sentence before, which may have told of their flight.
    """
    fled = told == _FLED or any(count.measure == _FLED for count in counts)
    return [
        replace(count, measure=_FLED, rule=f"{count.rule}, not returned")
        if _is_not_home(tree, count, fled, forms)
        else count
        for count in counts
    ]


def _is_not_home(tree: Tree, count: Count, fled: bool, forms: FrameWords) -> bool:
    said, words = tree.tokens[count.trigger].lemma, forms.refusals
    if count.measure != "missing" or said not in words.homecoming or not _is_large(count):
        return False
    return fled or (count.noun is not None and tree.tokens[count.noun].lemma in words.residents)


def _is_let_go(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """ "Sent back 90 prisoners of war", "the number of captives freed": held no more."""
    words = forms.refusals
    trigger = tree.tokens[count.trigger]
    kept = trigger.lemma in words.held
    if kept and is_relation(trigger.deprel, "acl:relcl") and trigger.head >= 0:
        above = tree.tokens[trigger.head].head  # "freed 23 soldiers whom they had held"
        return above >= 0 and tree.tokens[above].lemma in words.freeing
    if trigger.upos not in {"NOUN", "PROPN"}:
        return False
    nouns = (count.trigger, *tree.children(count.trigger, "nmod"))
    freed = {tree.tokens[c].lemma for noun in nouns for c in tree.children(noun, "acl", "amod")}
    if freed & words.freeing:
        return True
    above = tree.tokens[count.head].head
    if count.way is not Way.NOUN or above < 0:
        return False
    if tree.tokens[above].lemma in words.escapes | words.freeing:
        return True
    below = {tree.tokens[c].lemma for c in tree.children(above, "compound", "advmod")}
    return tree.tokens[above].lemma in words.sending and bool(below & words.returning)


def _is_carried_off(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """By a disease or a flood, not by men."""
    doers = tree.children(count.trigger, "nsubj", "obl")
    return any(tree.tokens[one].lemma in forms.refusals.afflictions for one in doers)


def _is_in_custody(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """Held by an army or in a cell: no hostages."""
    words, trigger = forms.refusals, tree.tokens[count.trigger]
    near = {*tree.children(count.trigger, "nsubj", "obl")} - {count.head}
    if is_relation(trigger.deprel, "acl") and trigger.head not in {count.head, count.noun}:
        near.add(trigger.head)
    return any(tree.tokens[one].lemma in words.keepers | words.confined for one in near)


def _is_at_large(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """Trapped in a besieged town, and not under its rubble."""
    words = forms.refusals.at_large
    beside = tree.children(count.trigger, "advcl", "parataxis")
    apart = {index for clause in beside for index in tree.subtree(clause)}
    below = {tree.tokens[c].lemma for c in tree.subtree(count.trigger) if c not in apart}
    if below & words:
        return True
    token = tree.tokens[count.trigger]
    return is_relation(token.deprel, "acl") and tree.tokens[token.head].lemma in words


def _is_no_flight(tree: Tree, count: Count, people: PeopleWords, forms: FrameWords) -> bool:
    """ "No refugees would return", "both refugees and guests", "40 prisoners escaped"."""
    kind = count.mention.kind if count.mention else None
    if count.way is Way.NOUN and count.quantity.words.lower() in forms.refusals.hardly:
        return True
    if kind == "article" and count.noun is not None:
        if count.rule.startswith(_RELATIVE):
            return True
        if count.way in {Way.SUBJECT_VERB, Way.IDIOM}:
            return tree.tokens[count.noun].lemma not in people.households
    escapes = tree.tokens[count.trigger].lemma in forms.refusals.escapes
    return escapes and _has_role(tree, count, people, _PRISONERS)


def _is_no_camp(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """ "Ten were arrested in the camp", "in a training camp": nobody is said to live there."""
    words, trigger = forms.refusals, tree.tokens[count.trigger]
    if is_led(tree, count.trigger, forms.losses.without):
        return False  # "37,000 are without shelter"
    near = {count.trigger, *tree.children(count.trigger, "obj", "obl", "nsubj")}
    camps = [one for one in near if tree.tokens[one].lemma in words.camps]
    kinds = {
        tree.tokens[c].lemma
        for one in camps
        for c in tree.children(one, "compound", "amod", "nmod")
    }
    if kinds & words.other_camps:
        return True
    several = trigger.text.lower() != trigger.lemma  # "in the camps" they are at home
    if count.way is not Way.STATE or several or count.trigger not in camps or trigger.head < 0:
        return False
    above = tree.tokens[trigger.head]
    lives = above.upos != "VERB" or above.lemma in words.living
    return not lives or not _is_large(count)


def _has_role(tree: Tree, count: Count, people: PeopleWords, roles: frozenset[str]) -> bool:
    if count.noun is None:
        return False
    return any(people.role_of.get(lemma) in roles for lemma in noun_lemmas(tree, count.noun))


def _is_large(count: Count) -> bool:
    ends = [end for end in (count.quantity.low, count.quantity.high) if end is not None]
    return max(ends, default=0) >= _LEAST_FORCE


def _is_no_force(tree: Tree, count: Count, lexical: MeasureWords, people: PeopleWords) -> bool:
    """ "No consular presence", "three separate forces", "the armies of four states"."""
    if count.way is not Way.STRENGTH:
        return False
    if count.noun is None or count.trigger in {count.head, count.noun}:
        return not _is_large(count)
    token = tree.tokens[count.noun]
    if count.rule == _OF or count.rule.startswith(f"{_OF},"):
        named = token.upos == "PROPN" or token.text[:1].isupper()
        return not named and not any(map(people.is_person, noun_lemmas(tree, count.noun)))
    return token.lemma not in people.men and not _has_role(tree, count, people, lexical.roles)


def _is_crowd(tree: Tree, count: Count, people: PeopleWords, forms: FrameWords) -> bool:
    """ "Thousands gathered to mourn a fighter": no word of arms governs or joins these people."""
    if count.noun is None or tree.tokens[count.noun].lemma not in forms.refusals.crowd:
        return False
    near = {count.trigger, *tree.ancestors(count.trigger)}
    near |= {child for one in near for child in tree.children(one, "nsubj", "obl", "obj")}
    near |= {*tree.children(count.noun, "amod", "compound", "nmod"), count.head}
    return not any(tree.tokens[one].lemma in people.armed for one in near)


def is_held(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """Fighters who are held or in custody are prisoners, not a strength."""
    words, trigger = forms.refusals, tree.tokens[count.trigger]
    if trigger.lemma in words.held and (
        tree.children(count.trigger, "aux:pass") or is_relation(trigger.deprel, "acl")
    ):
        return trigger.text.lower() != trigger.lemma
    phrase = {count.head, count.head if count.noun is None else count.noun}
    phrase |= {one for noun in phrase for one in tree.children(noun, "conj")}
    places = {one for noun in phrase for one in tree.children(noun, "nmod", "obl")}
    head = tree.tokens[count.head]
    if head.deprel.startswith("nsubj") and head.head >= 0:
        places.add(head.head)
    if count.rule == "presence":
        behind = range(count.head + 1, min(count.head + _NEAR, len(tree.tokens)))
        places |= {one for one in behind if tree.tokens[one].deprel.startswith(("nmod", "obl"))}
    return any(
        tree.tokens[word].lemma in words.confined
        for place in places
        if any(
            tree.tokens[case].lemma in forms.presence.locative
            for case in tree.children(place, "case")
        )
        for word in (place, *tree.children(place, "compound", "amod"))
    )
