"""Sharing: who shares what is said of a noun: those joined to it, those with it, a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.extract.frames.triggers import is_participle
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X", "ADV"})


def sharers(tree: Tree, verb: int, noun: int, forms: FrameWords) -> Iterator[int]:
    """The noun, those with it, and what a noun of a verb is called in other words."""
    yield noun
    yield from _companions(tree, verb, noun, forms)
    yield from _in_other_words(tree, noun, forms)


def _companions(tree: Tree, verb: int, noun: int, forms: FrameWords) -> Iterator[int]:
    """Those who share it: "was shot dead along with two of his guards"."""
    for above in (verb, noun):
        for child in tree.children(above, "obl", "nmod", "advcl"):
            before = [tree.tokens[c] for c in tree.children(child, "case", "mark")]
            if any(t.lemma in forms.grammar.company for t in before):
                first = min(t.index for t in before)
                words = {t.text.lower() for t in tree.tokens[max(0, first - 1) : child]}
                if words & forms.arguments.along:
                    yield child


def conjuncts(tree: Tree, index: int, forms: FrameWords) -> Iterator[int]:
    """A noun and the nouns joined to it ("two soldiers and a medic")."""
    yield index
    adjective = tree.tokens[index].upos == "ADJ"
    yield from _nationals(tree, index)
    yield from _beside_whole(tree, index, forms)
    for child in tree.children(index, "conj"):
        token = tree.tokens[child]
        if token.upos not in _NOMINAL or tree.children(child, "nsubj", "cop"):
            continue
        if token.upos == "NUM" and _has_own_clause(tree, child, forms):
            continue
        if (token.upos == "ADJ") == adjective and not (adjective and is_participle(token, forms)):
            yield from conjuncts(tree, child, forms)


def _beside_whole(tree: Tree, index: int, forms: FrameWords) -> Iterator[int]:
    """ "88 of the drones and all six missiles": the parser joins the missiles to the drones.

    "Dozens of women and 37 children", "a total of four tanks and one truck" likewise.
    """
    if tree.tokens[index].upos not in {"NUM", "NOUN"}:
        return
    total = tree.tokens[index].lemma in forms.tolls.generic
    for whole in tree.children(index, "nmod"):
        cases = {tree.tokens[c].lemma for c in tree.children(whole, "case")}
        if not cases & forms.grammar.of or (tree.children(whole, "nummod") and not total):
            continue
        for child in tree.children(whole, "conj"):
            if tree.children(child, "nummod"):
                yield child


def _nationals(tree: Tree, index: int) -> Iterator[int]:
    """ "Three Germans, a Belgian and a Dane": the parser takes the Belgian for an apposition."""
    if not (tree.tokens[index].text.istitle() and tree.children(index, "nummod")):
        return
    joined = tree.children(index, "conj")
    for child in tree.children(index, "appos"):
        listed = any(child < other for other in joined)
        if listed and tree.tokens[child].text.istitle() and tree.children(child, "det"):
            yield child


def _has_own_clause(tree: Tree, number: int, forms: FrameWords) -> bool:
    """ "… and 18 who are missing": what was said of those before is not said of the 18."""
    following = tree.tokens[number + 1 : number + 2]
    return any(token.lemma in forms.grammar.relatives for token in following)


def _in_other_words(tree: Tree, noun: int, forms: FrameWords) -> Iterator[int]:
    """ "The victims, three men and a woman, were shot": who a plural without a number was."""
    token = tree.tokens[noun]
    plural = token.text.lower() in forms.parts.everybody or token.text.lower() != token.lemma
    named = token.upos == "PROPN" or (token.upos in {"NOUN", "ADJ"} and not plural)
    if tree.children(noun, "nummod") or (named and token.text.lower() not in forms.parts.everybody):
        return
    for child in tree.children(noun, "appos"):
        other = tree.tokens[child]
        if ":" in {t.text for t in tree.tokens[noun:child]}:
            continue  # a list of its own: "The victims: 12 Kenyans, nine Ghanaians"
        numbered = tree.children(child, "nummod")
        single = any(tree.children(joined, "nummod") for joined in tree.children(child, "conj"))
        if child > noun and other.upos in {"NOUN", "PROPN"} and (numbered or single):
            yield child


def before_brackets(tree: Tree, verb: int, subject: int, forms: FrameWords) -> int | None:
    """ "Six priests (five Poles and a Czech) and two cooks were shot": the priests, too."""
    joined = [c for c in tree.children(verb, "cc") if c < subject]
    if not joined or joined[-1] == 0:
        return None
    before = tree.tokens[joined[-1] - 1]
    if before.text not in forms.grammar.closing:
        return None
    for above in tree.ancestors(before.index):
        if tree.tokens[above].upos == "NOUN" and tree.children(above, "appos"):
            return above
    return None


def nearer_part(tree: Tree, noun: int, verb: int, forms: FrameWords) -> int:
    """ "959 fighters, 80 of them wounded", "soldiers, 300 of whom were killed": of the 300."""
    for child in tree.children(noun, "appos", "nmod", "conj"):
        if noun < child < verb and tree.tokens[child].upos == "NUM":
            of = tree.children(child, "nmod")
            if any(tree.tokens[c].text.lower() in forms.parts.wholes for c in of):
                return child
    return noun
