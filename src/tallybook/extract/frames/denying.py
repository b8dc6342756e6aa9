"""Denying: does the sentence say that a verb's deed did not happen, or has not happened yet?"""

from __future__ import annotations

from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree


def is_negated(tree: Tree, verb: int, forms: FrameWords) -> bool:
    """ "Were not found", "are yet to be found", "have failed to return", "remain to be found"."""
    beside = {tree.tokens[child].text.lower() for child in tree.children(verb, "advmod")}
    return bool(beside & forms.grammar.negations) or _is_outstanding(tree, verb, forms)


def is_sought(tree: Tree, verb: int, forms: FrameWords) -> bool:
    """ "Nine hikers whom we cannot account for": said of the hikers by others."""
    subjects = tree.children(verb, "nsubj")
    if tree.tokens[verb].deprel != "acl:relcl" or not subjects:
        return False
    return not any(tree.tokens[one].lemma in forms.grammar.relatives for one in subjects)


def _is_outstanding(tree: Tree, verb: int, forms: FrameWords) -> bool:
    """Is it an infinitive that something else leaves undone?"""
    marks = {tree.tokens[child].lemma for child in tree.children(verb, "mark")}
    if not marks & forms.grammar.goal:
        return False
    words = forms.denying
    above = tree.tokens[verb].head
    near = (verb, *tree.children(verb, "advmod"))
    if above >= 0:
        if tree.tokens[above].lemma in words.failing:
            return True
        if tree.tokens[above].lemma in words.remaining and tree.children(verb, "aux:pass"):
            return True
        near = (*near, above, *tree.children(above, "advmod"))
    return any(tree.tokens[at].text.lower() in words.yet for at in near)


def is_denied(tree: Tree, trigger: Trigger, forms: FrameWords) -> bool:
    """Is the verb negated, or denied of all ("None of the 37 survived") where that counts?"""
    of_nobody = trigger.way is Way.NEGATED_VERB and none_of(tree, trigger.index, forms) is not None
    return of_nobody or is_negated(tree, trigger.index, forms)


def none_of(tree: Tree, verb: int, forms: FrameWords) -> int | None:
    """Of whom nobody did it: "None of the 37 aboard survived"."""
    for subject in tree.children(verb, "nsubj"):
        if tree.tokens[subject].text.lower() in forms.denying.nobody:
            of_all = tree.children(subject, "nmod")
            numbers = [n for noun in of_all for n in tree.children(noun, "nummod")]
            return numbers[0] if numbers else None
    return None
