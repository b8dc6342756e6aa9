"""Completion: the particle or noun that makes a verb tell: "gun down", "lose … life"."""

from __future__ import annotations

from typing import Final

from tallybook.catalogue.idioms import Idiom
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Token, Tree, is_relation

_REACH: Final = 7
_CLIMB: Final = 4
_COMPLETING: Final = ("obj", "obl", "nsubj:pass", "compound", "advmod", "xcomp", "ccomp")
_PLACE: Final = "@place"
"""Among the objects of an idiom: any name of a place ("left Rafah")."""


def has_companion(tree: Tree, index: int, companion: str, forms: FrameWords) -> bool:
    """Do the companion's words stand under the token, in order and near behind it?"""
    wanted = companion.split()
    alone = len(wanted) == 1
    below = set(tree.subtree(index)) - _of_other_people(tree, index)
    for token in tree.tokens[index + 1 : index + 1 + _REACH]:
        if token.index not in below and token.index != index + 1:
            continue
        if alone and token.deprel == "case" and token.lemma in forms.presence.locative:
            continue  # "took casualties, in his words" takes nobody in
        if alone and wanted and token.text in forms.grammar.pauses:
            return False  # "two shot, one dead"
        if wanted and wanted[0] in (token.text.lower(), token.lemma):
            wanted = wanted[1:]
    return not wanted


def _of_other_people(tree: Tree, verb: int) -> set[int]:
    """The words of a second verb that tells of others: "36 found dead and 104 pulled out alive"."""
    second = [
        child
        for child in tree.children(verb, "conj", "parataxis")
        if tree.children(child, "nsubj", "nummod", "obj")
    ]
    return {below for child in second for below in tree.subtree(child)}


def in_order(wanted: list[str], words: list[str]) -> bool:
    """Do the words hold all wanted ones, in order?"""
    for word in words:
        if wanted and word == wanted[0]:
            wanted = wanted[1:]
    return not wanted


def partner_of(tree: Tree, token: Token, idiom: Idiom, forms: FrameWords) -> int | None:
    """The noun that completes the idiom under this verb: its object, or who does it."""
    if token.upos not in {"VERB", "AUX"} or token.deprel.startswith(("aux", "cop")):
        return None
    particle = idiom.verb.partition(" ")[2]
    if particle and not has_companion(tree, token.index, particle, forms):
        return None
    done_by = doer(tree, token.index, forms) if idiom.doers else None
    if idiom.doers and not (done_by is not None and _is_one(tree, done_by, idiom.doers)):
        return None
    if not idiom.objects:
        return done_by if idiom.doers else token.index
    for child in tree.children(token.index, *_COMPLETING):
        if idiom.led and not is_led(tree, child, idiom.led):
            continue
        if _is_one(tree, child, idiom.objects):
            return child
        inner = tree.children(child, "nmod", "obl")
        inner += _goals_of_participles(tree, child, forms)
        for below in (*inner, *(at for one in inner for at in tree.children(one, "nmod"))):
            if _is_one(tree, below, idiom.objects) and below > token.index:
                return below
    told = _told_of(tree, token, forms) if not idiom.led else None
    return told if told is not None and _is_one(tree, told, idiom.objects) else None


def _goals_of_participles(tree: Tree, noun: int, forms: FrameWords) -> tuple[int, ...]:
    """ "Sent all five people involved to the hospital": the parser hung it on "involved"."""
    behind = [child for child in tree.children(noun, "amod", "acl") if child > noun]
    goals = [goal for child in behind for goal in tree.children(child, "obl")]
    return tuple(goal for goal in goals if is_led(tree, goal, forms.grammar.goal))


def _told_of(tree: Tree, verb: Token, forms: FrameWords) -> int | None:
    """ "The lives that the storm took", "the lives the storm took": the noun, as the object."""
    if verb.deprel != "acl:relcl" or tree.children(verb.index, "nsubj:pass", "aux:pass"):
        return None
    objects, subjects = tree.children(verb.index, "obj"), tree.children(verb.index, "nsubj")
    if not subjects or _is_relative(tree, subjects[0], forms):
        return None
    relative = all(_is_relative(tree, one, forms) for one in objects)
    return verb.head if relative and verb.head < subjects[0] else None


def _is_relative(tree: Tree, index: int, forms: FrameWords) -> bool:
    return tree.tokens[index].lemma in forms.grammar.relatives


def is_led(tree: Tree, noun: int, prepositions: frozenset[str]) -> bool:
    """Does one of the prepositions stand before the noun?"""
    return any(tree.tokens[c].lemma in prepositions for c in tree.children(noun, "case"))


def _is_one(tree: Tree, noun: int, nouns: frozenset[str]) -> bool:
    """Is the noun one of these, alone or with the word before it ("food poisoning")?"""
    token = tree.tokens[noun]
    if token.lemma in nouns:
        return True
    if token.upos == "PROPN" and token.text.lower().removesuffix("s") in nouns:
        return True  # "Rebels took …", which the parser takes for a name
    name = tree.name_at(noun) if _PLACE in nouns else None
    if name is not None:
        return name.kind == "LOC"
    before = tree.tokens[noun - 1].lemma if noun else ""
    return f"{before} {token.lemma}" in nouns


def doer(tree: Tree, verb: int, forms: FrameWords) -> int | None:
    """Who does it: the subject of an active verb, the agent of a passive; None where untold."""
    for child in tree.children(verb, "obl:agent", "obl"):
        if {tree.tokens[c].lemma for c in tree.children(child, "case")} & forms.grammar.agent:
            return child
    if tree.children(verb, "nsubj:pass", "aux:pass"):
        return None
    for _ in range(_CLIMB):
        subjects = [s for s in tree.children(verb, "nsubj") if s < verb]
        token = tree.tokens[verb]
        if subjects and _is_relative(tree, subjects[-1], forms) and token.deprel == "acl:relcl":
            return token.head  # "rockets that hit several houses"
        if subjects:
            return subjects[-1]
        if token.head < 0 or token.deprel not in {"conj", "advcl", "xcomp", "acl:relcl"}:
            return None
        verb = token.head
    return None


def is_counted_partner(tree: Tree, partner: int, forms: FrameWords) -> bool:
    """Does the idiom count the noun itself: "took 12 lives", "robbed the town of 12 lives"?"""
    token = tree.tokens[partner]
    if token.deprel.startswith("obj") or token.deprel == "nsubj:pass":
        return True
    of = any(tree.tokens[c].lemma in forms.grammar.of for c in tree.children(partner, "case"))
    return (
        of and is_relation(token.deprel, "nmod", "obl") and bool(tree.children(partner, "nummod"))
    )
