"""Parts of a whole that was counted before: "nine of the dead were children"."""

from __future__ import annotations

from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.populations import PopulationWords, population_of
from tallybook.language.frame_words import FrameWords
from tallybook.language.part_words import PartWords
from tallybook.language.tree import Tree


def is_partial(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """Does the count take some out of people spoken of before ("16 of the dead", "and 15 in X")?"""
    if _is_out_of(tree, count.head, count.trigger, forms):
        return True
    bare = count.noun is None or count.noun == count.trigger
    before = [t.index for t in tree.tokens[: count.head] if t.upos == "NUM"]
    return bare and any(_is_out_of(tree, number, count.trigger, forms) for number in before)


def _is_out_of(tree: Tree, number: int, whole: int, forms: FrameWords) -> bool:
    if whole == number or tree.tokens[whole].head != number:
        return False
    cases = {tree.tokens[c].lemma for c in tree.children(whole, "case")}
    known = {tree.tokens[c].lemma for c in tree.children(whole, "det")}
    return bool(cases & forms.parts.taken_from) and bool(known & forms.parts.known)


def is_new(tree: Tree, count: Count, words: PartWords) -> bool:
    """ "14 new infections" add to those of the days before."""
    if count.noun is None or count.way not in {Way.NOUN, Way.CASE}:
        return False
    return any(tree.tokens[c].text.lower() in words.new for c in tree.children(count.noun, "amod"))


def is_added(tree: Tree, count: Count, words: PartWords) -> bool:
    """ "The toll rose to 14 after five people died of their wounds": the five are added to it."""
    died = tree.tokens[count.trigger]
    if died.lemma not in words.dying or died.deprel != "advcl" or died.head < 0:
        return False
    marks = {tree.tokens[mark].lemma for mark in tree.children(died.index, "mark")}
    of = {tree.tokens[one].lemma for one in tree.children(died.index, "obl")}
    rose = tree.tokens[died.head].lemma in words.rising
    return rose and bool(marks & words.after) and bool(of & words.wounds)


def role_said(text: str, tree: Tree, count: Count, words: PopulationWords) -> str | None:
    """What a predicate says that they are: "nine of the dead were children"."""
    head = tree.tokens[count.head]
    if head.deprel != "nsubj" or head.head < 0 or not tree.children(head.head, "cop"):
        return None
    if tree.tokens[head.head].upos != "NOUN":
        return None
    return population_of(text, tree, head.head, words).role
