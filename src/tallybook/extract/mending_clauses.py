"""Clauses mended that hang where the words beside them say they cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tallybook.language.tree import Token, Tree, is_relation

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_CLAUSE: Final = ("obj", "ccomp", "xcomp", "mark", "cc", "aux", "cop", "advcl", "obl", "expl")


def asides(tree: Tree, tokens: list[Token]) -> bool:
    """ "They are to cross by June, the agency forecast.": an aside, whatever it hangs on.

    Only a subject and a verb stand between comma and comma, or comma and end: they speak of the
    whole sentence. Between commas it must look like an aside to the parser too.
    """
    changed = False
    for verb in tree.tokens:
        if verb.upos != "VERB" or tree.children(verb.index, *_CLAUSE):
            continue
        aside = is_relation(verb.deprel, "parataxis")
        if not aside and not is_relation(verb.deprel, "advcl", "acl:relcl"):
            continue
        behind = tree.tokens[verb.index + 1 :]
        closes = all(token.upos == "PUNCT" for token in behind)
        lost = aside or closes
        if not lost or not (closes or behind[0].text == ",") or verb.head == tree.root():
            continue
        if _has_only_a_subject(tree, verb):
            tokens[verb.index] = replace(verb, head=tree.root(), deprel="parataxis")
            changed = True
    return changed


def _has_only_a_subject(tree: Tree, verb: Token) -> bool:
    """Is it a noun and the verb, behind a comma and the sentence's root?"""
    words = [at for at in tree.subtree(verb.index) if tree.tokens[at].upos != "PUNCT"]
    first = words[0]
    subjects = tree.children(verb.index, "nsubj")
    if len(subjects) != 1 or tree.tokens[subjects[0]].upos not in _NOUNS:
        return False
    whole = words == list(range(first, verb.index + 1))
    return whole and first > 0 and tree.tokens[first - 1].text == "," and tree.root() < first


def participles(tree: Tree, tokens: list[Token]) -> bool:
    """ "spoke of 37 killed", "were among the 12 people killed": the participle is the number's."""
    changed = False
    for verb in tree.tokens[1:]:
        before = tree.tokens[verb.index - 1]
        if verb.upos != "VERB" or verb.head < 0 or tree.children(verb.index, "nsubj", "mark"):
            continue
        auxiliaries = tree.children(verb.index, "aux", "aux:pass", "cop")
        of_number = before.upos == "NUM" and is_relation(before.deprel, "obl", "obj", "nmod")
        of_number = of_number and before.head != verb.index
        if of_number and verb.deprel == "parataxis" and not auxiliaries:
            tokens[verb.index] = replace(verb, head=before.index, deprel="acl")
            changed = True
        cases = tree.children(before.index, "case")
        if before.upos != "NOUN" or not cases or not auxiliaries or verb.head == before.index:
            continue
        if before.head != verb.index and max(auxiliaries) < min(cases):
            tokens[verb.index] = replace(verb, head=before.index, deprel="acl")
            for at in auxiliaries:
                tokens[at] = replace(tokens[at], head=before.index, deprel="cop")
            changed = True
    return changed


def stamped(tree: Tree, tokens: list[Token]) -> bool:
    """ "14:05 The mayor has posted: nine wounded": the time is no sentence, the verb is."""
    root = tree.tokens[tree.root()]
    if root.index != 0 or root.upos != "NUM":
        return False
    below = [at for at in tree.children(0) if tree.tokens[at].upos != "PUNCT"]
    if len(below) != 1 or not is_relation(tree.tokens[below[0]].deprel, "parataxis"):
        return False
    verb = tree.tokens[below[0]]
    if verb.upos != "VERB":
        return False
    tokens[verb.index] = replace(verb, head=-1, deprel="root")
    tokens[0] = replace(root, head=verb.index, deprel="obl:unmarked")
    for at in tree.children(0):
        if at != verb.index:
            tokens[at] = replace(tokens[at], head=verb.index)
    return True


def after_colons(tree: Tree, tokens: list[Token]) -> bool:
    """ "The mayor has posted: nine wounded": what a colon opens is a clause of its own."""
    changed = False
    for token in tree.tokens:
        if token.deprel != "obj" or token.upos == "VERB":
            continue
        words = [at for at in tree.subtree(token.index) if tree.tokens[at].upos != "PUNCT"]
        if words[0] > 0 and tree.tokens[words[0] - 1].text == ":" and token.head < words[0]:
            tokens[token.index] = replace(token, deprel="parataxis")
            changed = True
    return changed


def beside_numbers(tree: Tree, tokens: list[Token]) -> bool:
    """ "Four died, with another six in hospital": the phrase right behind is the six's."""
    changed = False
    for number in tree.tokens[2:]:
        if number.upos != "NUM" or not is_relation(number.deprel, "obl"):
            continue
        cases = tree.children(number.index, "case")
        if not cases:
            continue
        if tree.tokens[cases[0] - 1].text != ",":
            continue
        for at in tree.children(number.head, "obl"):
            if min(tree.subtree(at)) == number.index + 1:
                tokens[at] = replace(tokens[at], head=number.index, deprel="nmod")
                changed = True
    return changed


def doubled_objects(tree: Tree, tokens: list[Token]) -> bool:
    """ "Troops murdered peasants Victor Vasquez and Rafael Romero": the names are the peasants'."""
    changed = False
    for first in tree.tokens:
        if first.deprel != "obj" or first.upos != "NOUN":
            continue
        second = next(
            (
                tree.tokens[at]
                for at in tree.children(first.head, "obj")
                if min(tree.subtree(at)) == max(tree.subtree(first.index)) + 1
            ),
            None,
        )
        if second is not None and second.upos == "PROPN":
            tokens[second.index] = replace(second, head=first.index, deprel="appos")
            changed = True
    return changed


def gapped_numbers(tree: Tree, tokens: list[Token]) -> bool:
    """ "Nineteen died in Berd and one in Movses": behind the verb nothing joins its subject."""
    changed = False
    for number in tree.tokens:
        if number.upos != "NUM" or number.deprel != "conj" or not tree.children(number.index, "cc"):
            continue
        subject = tree.tokens[number.head]
        if not is_relation(subject.deprel, "nsubj") or not subject.index < subject.head:
            continue
        if subject.head < number.index:
            phrases = [at for at in tree.children(subject.head, "obl") if at < number.index]
            head = phrases[-1] if phrases else subject.head
            tokens[number.index] = replace(number, head=head)
            changed = True
    return changed


def later_subjects(tree: Tree, tokens: list[Token]) -> bool:
    """ "Clashes left 14 farmers injured": of two subjects the one behind the verb is its object."""
    changed = False
    for verb in tree.tokens:
        if verb.upos != "VERB" or tree.children(verb.index, "obj", "expl"):
            continue
        subjects = [
            c for c in tree.children(verb.index, "nsubj") if tree.tokens[c].deprel == "nsubj"
        ]
        told = (
            [c for c in tree.children(verb.index, "xcomp") if c > subjects[-1]] if subjects else []
        )
        if told and len(subjects) == 2 and subjects[0] < verb.index < subjects[1]:
            tokens[subjects[1]] = replace(tokens[subjects[1]], deprel="obj")
            changed = True
    return changed


def split_subjects(tree: Tree, tokens: list[Token]) -> bool:
    """ "After six farmers and two drivers were killed": both are the verb's, and "after" opens it.

    A finite verb is never joined to a noun with a preposition.
    """
    changed = False
    for verb in tree.tokens:
        if verb.upos != "VERB" or verb.deprel != "conj" or verb.head < 0:
            continue
        noun = tree.tokens[verb.head]
        cases = [at for at in tree.children(noun.index, "case") if at < noun.index]
        seconds = [
            at
            for at in tree.children(verb.index, "nsubj")
            if tree.children(at, "cc") and at > noun.index
        ]
        if noun.upos != "NOUN" or not cases or len(seconds) != 1 or noun.head < 0:
            continue
        second = tree.tokens[seconds[0]]
        tokens[verb.index] = replace(verb, head=noun.head, deprel="advcl")
        tokens[noun.index] = replace(noun, head=verb.index, deprel=second.deprel)
        tokens[second.index] = replace(second, head=noun.index, deprel="conj")
        for at in tree.children(noun.index):
            if at <= cases[-1]:
                relation = "mark" if at in cases else tree.tokens[at].deprel
                tokens[at] = replace(tokens[at], head=verb.index, deprel=relation)
        changed = True
    return changed


def marked_subjects(tree: Tree, tokens: list[Token]) -> bool:
    """ "Toll hits 61 as two more succumb": no conjunction has an object, its verb a subject."""
    changed = False
    for token in tree.tokens[:-1]:
        if token.head < 0 or tree.tokens[token.head].upos != "SCONJ":
            continue
        if not is_relation(token.deprel, "obj", "nsubj"):
            continue
        mark, verb = tree.tokens[token.head], tree.tokens[token.index + 1]
        opened = mark.head == verb.index and mark.index < token.index
        if opened and verb.upos == "VERB" and not tree.children(verb.index, "nsubj"):
            tokens[token.index] = replace(token, head=verb.index, deprel="nsubj")
            changed = True
    return changed


def named_objects(tree: Tree, tokens: list[Token]) -> bool:
    """ "Hundreds have left Berd": a name right behind a verb that has no object is its object."""
    changed = False
    for name in tree.tokens[1:]:
        verb = tree.tokens[name.head]
        bare = name.upos == "PROPN" and name.deprel == "xcomp" and name.index == verb.index + 1
        own = tree.children(name.index, "case", "mark", "cop", "nsubj", "aux")
        if not bare or own or verb.upos != "VERB" or tree.children(verb.index, "obj"):
            continue
        tokens[name.index] = replace(name, deprel="obj")
        changed = True
    return changed


def behind_labels(tree: Tree, tokens: list[Token]) -> bool:
    """ "Dead: 193 (the agency)": a number behind a colon does not modify what stands before it."""
    changed = False
    for number in tree.tokens[2:]:
        colon = tree.tokens[number.index - 1].text == ":"
        if colon and number.deprel == "nummod" and number.head == number.index - 2:
            tokens[number.index] = replace(number, deprel="dep")
            changed = True
    return changed


def relatives_of_numbers(tree: Tree, tokens: list[Token]) -> bool:
    """ "Sent 700 men out of the 1,000 it promised": what it promised are the 1,000.

    A relative clause without a relative word stands right behind what it is about.
    """
    changed = False
    for verb in tree.tokens:
        if not is_relation(verb.deprel, "acl") or verb.upos != "VERB":
            continue
        subjects = tree.children(verb.index, "nsubj")
        if len(subjects) != 1 or tree.tokens[subjects[0]].upos != "PRON":
            continue
        number = tree.tokens[subjects[0] - 1]
        led = tree.children(number.index, "case")
        if number.upos != "NUM" or not led or verb.head == number.index or subjects[0] > verb.index:
            continue
        above = verb.head if number.head == verb.index else number.head
        tokens[number.index] = replace(number, head=above, deprel="nmod")
        tokens[verb.index] = replace(verb, head=number.index)
        changed = True
    return changed
