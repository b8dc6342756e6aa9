"""Sharing: who shares what is said of a noun: those joined to it, those with it, a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.extract.frames.triggers import is_participle
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X", "ADV"})


def companions(tree: Tree, verb: int, noun: int, forms: FrameWords) -> Iterator[int]:
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

    "Dozens of women and 37 children" likewise.
    """
    if tree.tokens[index].upos not in {"NUM", "NOUN"}:
        return
    for whole in tree.children(index, "nmod"):
        cases = {tree.tokens[c].lemma for c in tree.children(whole, "case")}
        if not cases & forms.grammar.of or tree.children(whole, "nummod"):
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
    """ "959 fighters, 80 of them wounded": said of the 80."""
    for child in tree.children(noun, "appos", "nmod", "conj"):
        if noun < child < verb and tree.tokens[child].upos == "NUM":
            of = tree.children(child, "nmod")
            if any(tree.tokens[c].text.lower() in forms.parts.wholes for c in of):
                return child
    return noun
