"""Clauses with gaps mended: what stands behind a number is the number's, and what has no verb."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tallybook.language.lemmas import lemma
from tallybook.language.tree import Token, Tree, is_relation

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_CLAUSAL: Final = ("nsubj", "cop", "aux", "obj", "mark", "orphan")
_LISTED: Final = ("appos", "conj", "obj", "list", "dep", "parataxis")


def joined_nouns(tree: Tree, tokens: list[Token]) -> bool:
    """ "Fled from Berd and 11 villages", "40 were killed, and two guards": joined to a noun.

    A noun alone is never joined to a verb: it is to the phrase right before it or, behind a comma,
    to the counted subject.
    """
    changed = False
    for noun in tree.tokens:
        if noun.upos not in _NOUNS or noun.deprel != "conj" or noun.head < 0:
            continue
        verb = tree.tokens[noun.head]
        links = tree.children(noun.index, "cc")
        if verb.upos != "VERB" or not links or tree.children(noun.index, *_CLAUSAL):
            continue
        before = tree.tokens[links[0] - 1]
        beside = [
            at
            for at in tree.children(verb.index, "obl", "obj", "nsubj")
            if tree.tokens[at].upos in _NOUNS and max(tree.subtree(at)) == before.index
        ]
        if before.text == "," and tree.children(noun.index, "nummod"):
            subjects = tree.children(verb.index, "nsubj")
            beside = [at for at in subjects if tree.children(at, "nummod") and at < verb.index]
        if len(beside) == 1:
            tokens[noun.index] = replace(noun, head=beside[0])
            changed = True
    return changed


def gapped_phrases(tree: Tree, tokens: list[Token]) -> bool:
    """ "Killed eight on Monday, 13 on Tuesday": the Tuesday is that of the 13."""
    changed = False
    for number in tree.tokens:
        if number.upos != "NUM" or number.deprel != "conj" or number.head < 0:
            continue
        for at in tree.children(number.index, "orphan"):
            if tree.children(at, "case"):
                tokens[at] = replace(tokens[at], deprel="nmod")
                changed = True
        first = tree.tokens[number.head]
        if first.upos != "NUM" or not _phrase_behind(tree, first, first.head):
            continue
        for at in _phrase_behind(tree, number, first.head):
            tokens[at] = replace(tokens[at], head=number.index, deprel="nmod")
            changed = True
    return changed


def _phrase_behind(tree: Tree, number: Token, verb: int) -> list[int]:
    """The phrase with a preposition right behind the number that hangs on the verb."""
    if verb < 0:
        return []
    return [
        at
        for at in tree.children(verb, "obl")
        if tree.children(at, "case") and min(tree.subtree(at)) == number.index + 1
    ]


def numbers_elsewhere(tree: Tree, tokens: list[Token]) -> bool:
    """ "900 troops in Syria and 2,500 in Iraq": joined to the troops, with a place of its own."""
    changed = False
    for number in tree.tokens[1:-2]:
        behind = tree.tokens[number.index + 1]
        if number.upos != "NUM" or number.deprel != "conj" or behind.deprel != "case":
            continue
        place, first = tree.tokens[behind.head], tree.tokens[number.head]
        if tree.children(first.index, "case"):
            first = _counted_beside(tree, first)  # joined to the first one's place
        if first.upos not in _NOUNS or not tree.children(first.index, "nummod"):
            continue
        between = tree.tokens[first.index : number.index]
        if any(token.upos == "NUM" for token in between):
            continue
        if place.head not in {first.index, number.head, number.index, first.head}:
            continue
        others = (*tree.children(first.index, "nmod"), *tree.children(first.head, "obl"))
        like = {
            tree.tokens[c].lemma
            for at in others
            for c in tree.children(at, "case")
            if first.index < at < number.index
        }
        if min(tree.subtree(place.index)) != behind.index or behind.lemma not in like:
            continue
        tokens[number.index] = replace(number, head=first.index)
        tokens[place.index] = replace(place, head=number.index, deprel="nmod")
        changed = True
    return changed


def _counted_beside(tree: Tree, place: Token) -> Token:
    """The noun that a phrase of place belongs to; where the verb has it, the verb's object."""
    above = tree.tokens[place.head]
    objects = tree.children(above.index, "obj", "nsubj:pass") if above.upos == "VERB" else ()
    return tree.tokens[objects[-1]] if objects else above


def gapped_passives(tree: Tree, tokens: list[Token]) -> bool:
    """ "70 have been killed and 120 wounded": all that is said of the 70 holds for the 120."""
    changed = False
    for number in tree.tokens[:-1]:
        verb = tree.tokens[number.index + 1]
        bare = number.upos == "NUM" and not tree.children(number.index)
        if not bare or number.deprel != "nsubj:pass" or number.head != verb.index:
            continue
        if verb.deprel == "conj" and not tree.children(verb.index, "aux", "obj", "obl"):
            tokens[number.index] = replace(number, deprel="nummod")
            changed = True
    return changed


def second_verbs(tree: Tree, tokens: list[Token]) -> bool:
    """ "Gunman kills 8, wounds 14": a plural between a comma and a number is the second verb."""
    root = tree.tokens[tree.root()]
    if root.upos != "VERB" or not tree.children(root.index, "obj"):
        return False
    changed = False
    for number in tree.tokens[root.index + 3 :]:
        if number.upos != "NUM":
            continue
        word, mark = tree.tokens[number.index - 1], tree.tokens[number.index - 2]
        behind = _led_by_case(tree, number)
        bare = number.head in {word.index, root.index, behind}
        told = word.upos == "NOUN" and word.text.islower() and word.text.endswith("s")
        if not (bare and told and mark.text == "," and is_relation(word.deprel, *_LISTED)):
            continue
        if tree.tokens[word.head].upos != "NUM" and word.head != root.index:
            continue
        base = lemma(word.text, "VERB")
        tokens[word.index] = replace(word, upos="VERB", lemma=base, head=root.index, deprel="conj")
        tokens[number.index] = replace(number, head=word.index, deprel="obj")
        if number.head == behind:
            tokens[behind] = replace(tokens[behind], head=word.index, deprel="obl")
        changed = True
    return changed


def _led_by_case(tree: Tree, number: Token) -> int:
    """The noun that the number cannot count, its preposition standing between; -1 for none."""
    cases = tree.children(number.head, "case") if number.head > number.index else ()
    return number.head if any(at > number.index for at in cases) else -1


def counted_behind_nouns(tree: Tree, tokens: list[Token]) -> bool:
    """ "By the official count eleven died": a noun with a preposition is no subject."""
    changed = False
    for number in tree.tokens[1:-1]:
        noun, verb = tree.tokens[number.index - 1], tree.tokens[number.index + 1]
        bare = number.upos == "NUM" and number.head == noun.index
        if not bare or verb.upos != "VERB" or noun.head != verb.index:
            continue
        led = any(tree.tokens[at].deprel == "case" for at in tree.subtree(noun.index))
        if is_relation(noun.deprel, "nsubj") and led:
            tokens[number.index] = replace(number, head=verb.index, deprel=noun.deprel)
            tokens[noun.index] = replace(noun, deprel="obl")
            changed = True
    return changed


def headless_subjects(tree: Tree, tokens: list[Token]) -> bool:
    """ "In 2018 a similar night cost seven lives": the noun before a verb with none is its subject.

    No comma or colon may stand between the two, and nothing that makes a clause of the verb.
    """
    noun = tree.tokens[tree.root()]
    clauses = tree.children(noun.index, "parataxis")
    if noun.upos not in {"NOUN", "PROPN"} or len(clauses) != 1:
        return False
    verb = tree.tokens[clauses[0]]
    own = tree.children(verb.index, "nsubj", "mark", "cc", "aux", "cop", "case")
    first = min(tree.subtree(verb.index))
    if verb.upos != "VERB" or own or first != verb.index or verb.index <= noun.index:
        return False
    if any(token.upos == "PUNCT" for token in tree.tokens[noun.index : verb.index]):
        return False
    tokens[verb.index] = replace(verb, head=-1, deprel="root")
    tokens[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
    for at in tree.children(noun.index, "nmod", "punct"):
        child = tree.tokens[at]
        before = at < noun.index and child.deprel != "nmod:poss"
        if before or is_relation(child.deprel, "punct"):
            relation = "obl" if is_relation(child.deprel, "nmod") else child.deprel
            tokens[at] = replace(child, head=verb.index, deprel=relation)
    return True


def bare_subjects(tree: Tree, tokens: list[Token]) -> bool:
    """ "12,000 flee the valley", "Norland: 40 escape siege": a headline's number is its subject.

    It opens the line or stands behind a colon, and right before a verb that has no other subject.
    """
    changed = False
    for number in tree.tokens[:-1]:
        verb, before = tree.tokens[number.index + 1], tree.tokens[number.index - 1]
        opens = number.index == 0 or before.text == ":"
        if number.upos != "NUM" or verb.upos != "VERB" or not opens:
            continue
        own = tree.children(verb.index, "nsubj", "aux", "cop", "mark", "expl")
        if own or verb.text.lower() != verb.lemma or number.head not in (verb.index, verb.head):
            continue
        tokens[number.index] = replace(number, head=verb.index, deprel="nsubj")
        changed = True
    return changed
