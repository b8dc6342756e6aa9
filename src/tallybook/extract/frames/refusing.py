"""Refusing: what a frame reads, but the sentence does not say happened.

"Threatened to kill a man", "trying to escape", "who do not want to surrender", "one of the former
hostages": the shape is that of a count, and nobody was killed, displaced, captured or abducted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.mismeasured import is_held, is_mismeasured
from tallybook.extract.frames.objections import SUFFERED
from tallybook.extract.frames.triggers import Way, is_participle
from tallybook.extract.frames.types import Count
from tallybook.extract.frames.unmeant import is_unmeant
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Form, Stance

_SINGLE: Final = frozenset({"article", "one"})
_UNREAL: Final = frozenset({Stance.HYPOTHETICAL, Stance.PLANNED, Stance.FORECAST})
_HELD: Final = frozenset({"abducted", "captured"})
_CONTROLLED: Final = ("xcomp", "acl", "ccomp")


def as_meant(
    tree: Tree, count: Count, lexical: MeasureWords, people: PeopleWords, forms: FrameWords
) -> Count | None:
    """The count as the sentence means it; None where it says no such thing.

    lexical: the words of the count's measure.
    """
    refused = (
        _is_undone(tree, count, forms)
        or _is_of_the_named(tree, count)
        or _compares(tree, count, forms)
        or _is_former(tree, count, forms)
        or _is_untold(tree, count, forms)
        or _joins(tree, count, forms, people)
        or _is_only_part(tree, count, forms)
        or _is_of_another_harm(tree, count, forms)
        or _came_too_late(tree, count, forms)
        or _does_it(tree, count, forms)
        or _is_of_animals(tree, count, people)
        or _is_whose_kin(tree, count, people)
        or _sought_in_vain(count)
        or is_mismeasured(tree, count, lexical, people, forms)
        or is_unmeant(tree, count, lexical, people, forms.unmeant)
    )
    if refused:
        return None
    if count.measure == "deployed" and is_held(tree, count, forms):
        return replace(count, measure="captured", rule=f"{count.rule}, held")
    return count


def is_unreal(count: Count, stance: Stance) -> bool:
    """ "A child who could be rescued", "if they kill a man": one who is only thought of."""
    kind = count.mention.kind if count.mention else None
    one = kind == "article" or (kind == "one" and count.measure == "deployed")
    bare = count.quantity.form is Form.UNSTATED and stance is not Stance.FORECAST
    return stance in _UNREAL and (one or bare or count.rule.endswith("single"))


def _is_undone(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """Is the deed only attempted, refused or not wanted: "trying to flee", "a plot to kill"?"""
    if count.way in {Way.NEGATED_VERB, Way.TOLL} or count.trigger == count.head:
        return False
    words = forms.refusals
    own = [tree.tokens[index] for index in (count.trigger, count.head)]
    heads = {t.head for t in own if not is_relation(t.deprel, "conj", "parataxis")}
    heads -= {count.trigger}
    if any(one >= 0 and tree.tokens[one].lemma in words.prevented for one in heads):
        return count.way is not Way.NOUN
    for above in _governing(tree, count.trigger, forms):
        token = tree.tokens[above]
        if token.lemma in words.attempts:
            return True
        if count.measure in SUFFERED and token.lemma in words.designs:
            return True
        if count.way is not Way.NOUN and _is_denied(tree, above, forms):
            return True
    return False


def _governing(tree: Tree, index: int, forms: FrameWords) -> Iterator[int]:
    """The words that govern an infinitive, nearest first."""
    while True:
        token = tree.tokens[index]
        marks = {tree.tokens[c].lemma for c in tree.children(index, "mark")}
        if token.head < 0 or not is_relation(token.deprel, *_CONTROLLED):
            return
        if not marks & forms.grammar.goal:
            return
        index = token.head
        yield index


def _is_denied(tree: Tree, index: int, forms: FrameWords) -> bool:
    return any(
        tree.tokens[child].text.lower() in forms.grammar.negations
        for child in tree.children(index, "advmod")
    )


def _is_of_the_named(tree: Tree, count: Count) -> bool:
    """One person with a name is no count: "Ana Roe, a nurse who was killed"."""
    kind = count.mention.kind if count.mention else None
    if kind not in _SINGLE and not count.rule.endswith("single"):
        return False
    for index in {count.head, count.noun if count.noun is not None else count.head}:
        token = tree.tokens[index]
        beside = [*tree.children(index, "appos", "flat", "nsubj")]
        if token.deprel == "appos" and token.head >= 0 and not tree.children(token.head, "nummod"):
            beside.append(token.head)  # but of "three Americans, a Canadian" nobody is named
        if any(tree.tokens[one].upos == "PROPN" for one in beside):
            return True
        below = tree.subtree(index)
        named = (tree.name_at(one) for one in below if tree.tokens[one].deprel == "appos")
        if any(name is not None and name.kind == "PER" for name in named):
            return True
        first = min(below[0], index)
        if token.deprel in {"appos", "conj"} and _follows_name(tree, first):
            return True
    return False


def _follows_name(tree: Tree, first: int) -> bool:
    """Does the phrase that begins there stand behind a person's name and a comma?"""
    if first < 2 or tree.tokens[first - 1].upos not in {"PUNCT", "PROPN"}:
        return False
    name = tree.name_at(first - 1) or tree.name_at(first - 2)
    return name is not None and name.kind == "PER"


def _is_of_another_harm(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """ "A kidnapping victim", "named as the victims of the fraud": none of them died."""
    words = forms.refusals
    if count.way is not Way.IDIOM:
        return False
    harms = (
        tree.tokens[child].lemma
        for at in tree.subtree(count.trigger)
        if tree.tokens[at].lemma in words.victims
        for child in tree.children(at, "compound", "amod", "nmod")
    )
    return not words.other_harms.isdisjoint(harms)


def _came_too_late(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """ "Six could have been saved": they were not."""
    helping = {tree.tokens[c].lemma for c in tree.children(count.trigger, "aux")}
    words = forms.refusals
    return count.measure == "rescued" and words.perfect <= helping and bool(helping & words.modals)


def _does_it(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """ "Coal-burning plants": they burn it, and do not burn."""
    at, token = count.trigger, tree.tokens[count.trigger]
    compound = at > 1 and tree.tokens[at - 1].text in forms.refusals.hyphens
    glued = compound and tree.tokens[at - 1].end == token.start
    return glued and is_relation(token.deprel, "amod") and not is_participle(token, forms)


def _is_of_animals(tree: Tree, count: Count, people: PeopleWords) -> bool:
    """ "900 ducks died, and a further 1,200 have since": more of what was counted."""
    if count.noun is not None or not count.increment or count.measure not in SUFFERED:
        return False
    counted = [t for t in tree.tokens if t.end <= count.start and tree.children(t.index, "nummod")]
    return bool(counted) and counted[-1].lemma in people.animals


def _is_whose_kin(tree: Tree, count: Count, people: PeopleWords) -> bool:
    """ "Among them three children of one family": the family is theirs, and no dead of its own."""
    if count.noun is None or tree.tokens[count.noun].lemma not in people.households:
        return False
    noun = tree.tokens[count.noun]
    led = noun.deprel == "nmod" and tree.children(count.noun, "case")
    above = tree.tokens[noun.head].lemma if led else ""
    return people.is_person(above) and above not in people.households


def _sought_in_vain(count: Count) -> bool:
    """ "They looked for rifles and, finding none, left": nothing is said of people."""
    none = count.quantity.form is Form.NONE and count.noun is None
    return none and count.measure == "missing" and count.rule.startswith("object")


def _compares(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """Plurals without a number, of which it is told how many more or how often they are hit."""
    if count.quantity.form is not Form.UNSTATED or count.noun is None:
        return False
    words = forms.refusals
    habitual = {tree.tokens[c].lemma for c in tree.children(count.trigger, "advmod")}
    if habitual & words.habits:
        return True
    before = {tree.tokens[c].lemma for c in tree.children(count.noun, "amod", "advmod", "det")}
    return bool(before & words.more) and any(t.lemma in words.than for t in tree.tokens)


def _is_former(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """ "Two former hostages" were hostages once, and "one of the hostages" is whoever speaks."""
    if count.way is not Way.NOUN or count.noun is None:
        return False
    one = count.mention is not None and count.mention.kind == "one"
    if one and count.measure in _HELD and count.head != count.noun:
        return True
    if count.trigger != count.noun:
        return False  # "41 bodies, among them those of five former rebels"
    return any(
        tree.tokens[c].lemma in forms.refusals.former for c in tree.children(count.noun, "amod")
    )


def _joins(tree: Tree, count: Count, forms: FrameWords, people: PeopleWords) -> bool:
    """ "Both refugees and guests", "the dead of both armies" are not two."""
    if count.quantity.words.lower() not in forms.tolls.both or count.noun is None:
        return False
    if tree.tokens[count.noun].lemma in people.collectives:
        return True
    if count.mention is not None:
        core = tree.covering(count.mention.number_start, count.mention.number_end)
        if any(tree.tokens[index].deprel == "cc:preconj" for index in core):
            return True
    return any(tree.children(one, "cc") for one in tree.children(count.noun, "conj"))


def _is_untold(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """ "No reliable reports of the total casualties": there are some, and nobody tells them."""
    if count.quantity.form is not Form.NONE or count.noun is None or count.noun == count.head:
        return False
    told = tree.tokens[count.head].lemma in forms.reports.nouns
    before = {tree.tokens[c].lemma for c in tree.children(count.noun, "det")}
    return told and bool(before & forms.tolls.definite)


def _is_only_part(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """ "Three million people, half of whom fled": not all of them did."""
    if count.noun is None or tree.tokens[count.trigger].deprel != "acl:relcl":
        return False
    if tree.tokens[count.trigger].head != count.noun:
        return False
    return any(
        tree.tokens[inner].lemma in forms.grammar.relatives
        for part in (*tree.children(count.noun, "appos"), *tree.children(count.trigger, "nsubj"))
        for inner in tree.children(part, "nmod")
    )
