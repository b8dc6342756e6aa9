"""Clauses: who does it and to whom it is done, where the tree says so only by a detour."""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.triggers import is_participle
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Token, Tree

_DEPTH: Final = 4


def subject_of(tree: Tree, verb: int) -> int | None:
    """The subject of a verb: its own, or that of the verb it is joined to."""
    for _ in range(_DEPTH):
        found = tree.children(verb, "nsubj", "csubj") or _lent_subject(tree, verb)
        if found:
            return nearest(found, verb)
        token = tree.tokens[verb]
        if token.deprel != "conj" or token.head < 0 or tree.tokens[token.head].upos != "VERB":
            return None
        verb = token.head
    return None


def nearest(subjects: tuple[int, ...], verb: int) -> int:
    """The last subject before the verb: a dateline may pass for a first one."""
    return max((s for s in subjects if s < verb), default=subjects[0])


def passive_subject(tree: Tree, verb: int, forms: FrameWords) -> int | None:
    """The subject of a passive, its own or shared ("were killed or wounded")."""
    for _ in range(_DEPTH):
        found = tree.children(verb, "nsubj:pass") or tree.children(verb, "nsubj")
        found = found or _lent_subject(tree, verb)
        if found:
            return nearest(found, verb)
        led = _bare_subject(tree, verb)
        led = _led_subject(tree, verb, forms) if led is None else led
        if led is not None:
            return led
        token = tree.tokens[verb]
        if token.deprel == "conj" and token.head >= 0:
            verb = token.head
        elif token.deprel in {"xcomp", "ccomp"} and token.head >= 0:
            return controller(tree, verb, forms)
        elif token.deprel.startswith("acl") and token.head >= 0:
            return token.head
        else:
            return None
    return None


def _lent_subject(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "40 villagers were killed, the agency said": the parser gave both subjects to "said".

    "Nineteen got away; 26 remain in their hands": both to the first verb.
    """
    token = tree.tokens[verb]
    if token.deprel in {"parataxis", "conj"} and 0 <= token.head < verb:
        both = tree.children(token.head, "nsubj")
        behind = [s for s in both if token.head < s < verb]
        return (behind[-1],) if behind and any(s < token.head for s in both) else ()
    if token.deprel != "ccomp" or token.head < verb:
        return ()
    subjects = tree.children(token.head, "nsubj")
    before = [s for s in subjects if s < verb]
    return (before[-1],) if before and any(s > verb for s in subjects) else ()


def _led_subject(tree: Tree, verb: int, forms: FrameWords) -> int | None:
    """ "Ten days after six priests were shot": the subject of a clause, taken for its adverbial."""
    if not tree.children(verb, "aux:pass"):
        return None
    for child in tree.children(verb, "obl"):
        cases = {tree.tokens[c].lemma for c in tree.children(child, "case", "mark")}
        if child < verb and cases & forms.arguments.before_clause:
            return child
    return None


def _bare_subject(tree: Tree, verb: int) -> int | None:
    """ "After the attack 5 guards were killed": the parser hung the guards on the attack."""
    helpers = tree.children(verb, "aux", "aux:pass")
    if not tree.children(verb, "aux:pass") or tree.tokens[verb].deprel.startswith("acl"):
        return None
    before = helpers[0] - 1
    if before < 0 or tree.tokens[before].upos != "NOUN" or tree.tokens[before].head > before:
        return None
    numbers = tree.children(before, "nummod")
    return before if any(number < before for number in numbers) else None


def is_passive(tree: Tree, verb: int, forms: FrameWords) -> bool:
    """Is the verb passive, itself or as one joined to a passive?"""
    token = tree.tokens[verb]
    if tree.children(verb, "aux:pass"):
        return True
    if tree.children(verb, "nsubj:pass"):
        return not tree.children(verb, "obj")
    if token.deprel == "conj" and token.head >= 0 and is_participle(token, forms):
        shared = not tree.children(verb, "nsubj", "obj")
        return shared and bool(tree.children(token.head, "nsubj:pass", "aux:pass"))
    return False


def aims_at(tree: Tree, verb: int, forms: FrameWords) -> bool:
    """ "Four youths shot at the guards": they shot, they were not shot."""
    return not tree.children(verb, "aux:pass") and (
        any(
            tree.tokens[case].lemma in forms.arguments.aiming
            for child in tree.children(verb, "obl")
            for case in tree.children(child, "case")
        )
        and tree.tokens[verb].lemma in forms.arguments.shooting
    )


def has_perfect(tree: Tree, verb: int, forms: FrameWords) -> bool:
    """Does the verb stand in the perfect ("have killed")?"""
    return any(tree.tokens[c].lemma in forms.grammar.have for c in tree.children(verb, "aux"))


def controller(tree: Tree, index: int, forms: FrameWords) -> int | None:
    """What a predicate without a subject is said of: "left 12 dead", "are reported missing"."""
    token = tree.tokens[index]
    marks = {tree.tokens[c].lemma for c in tree.children(index, "case", "mark")}
    listed_as = token.deprel.startswith(("obl", "advcl", "xcomp"))
    if marks & forms.grammar.role and token.head >= 0 and listed_as:
        # "are listed as missing", "lists 63,000 people as missing"
        listed = tree.children(token.head, "nsubj:pass") or tree.children(token.head, "obj")
        return listed[0] if listed else None
    for _ in range(_DEPTH):
        if token.deprel not in {"xcomp", "ccomp", "conj", "advcl", "dep"} or token.head < 0:
            return None
        above = token.head
        described = token.upos == "ADJ" and tree.children(above, "obj")
        feared = tree.tokens[above].text.lower() in forms.telling.supposed
        if token.deprel == "advcl" and not (described or feared or _is_left(tree, token, forms)):
            return None
        passive = tree.children(above, "nsubj:pass")
        if passive:
            return antecedent(tree, passive[0], above, forms)
        if token.deprel in {"xcomp", "dep", "ccomp", "advcl"}:
            objects = tree.children(above, "obj")
            if objects:
                return antecedent(tree, objects[0], above, forms)
            if token.deprel != "ccomp":
                subjects = tree.children(above, "nsubj", "expl")
                if subjects:
                    return antecedent(tree, subjects[0], above, forms)
        if tree.tokens[above].deprel.startswith("acl") and tree.tokens[above].head >= 0:
            return tree.tokens[above].head
        token = tree.tokens[above]
    return None


def _is_left(tree: Tree, token: Token, forms: FrameWords) -> bool:
    """ "Left 400 people sleeping rough": what those who were left do."""
    verb = tree.tokens[token.head]
    doing = token.text.lower().endswith(tuple(forms.endings.active))
    left = [o for o in tree.children(verb.index, "obj") if verb.index < o < token.index]
    return doing and bool(left) and verb.lemma in forms.arguments.leaving


def antecedent(tree: Tree, index: int, verb: int, forms: FrameWords) -> int:
    """The noun behind a relative pronoun ("soldiers who died", "57 were killed and 18 who …")."""
    if tree.tokens[index].lemma in forms.grammar.relatives and tree.tokens[index].upos in {
        "PRON",
        "DET",
        "SCONJ",
    }:
        for above in (verb, *tree.ancestors(verb)):
            if tree.tokens[above].deprel == "acl:relcl":
                before = tree.tokens[index - 1] if index else tree.tokens[index]
                joined = before.upos == "NUM" and before.deprel == "conj"
                return before.index if joined else tree.tokens[above].head
    return index


def left_object(tree: Tree, index: int, forms: FrameWords) -> int | None:
    """ "Left six residents of the town dead", wherever the parser hung the last word."""
    for above in tree.ancestors(index):
        objects = [o for o in tree.children(above, "obj") if o < index]
        if tree.tokens[above].lemma in forms.arguments.leaving and objects:
            return objects[0]
    return None
