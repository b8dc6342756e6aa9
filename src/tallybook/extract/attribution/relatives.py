"""Content before its verb: "the 300 casualties that Kyiv announced", "the aid the EU promised"."""

from __future__ import annotations

from typing import Final

from tallybook.language.cues import Cues, VerbCue
from tallybook.language.tree import Tree, is_relation

_TAKING: Final = frozenset({"object", "clause", "figure", "both"})


def relative_content(tree: Tree, verb: int, group: VerbCue, cues: Cues) -> set[int] | None:
    """The figure of which a relative clause says who told it, without the clause itself.

    None where the verb is of no such clause, tells something else, or no figure stands before it.
    """
    token, relatives = tree.tokens[verb], cues.words["who"]
    if not is_relation(token.deprel, "acl:relcl") or token.head < 0 or token.head > verb:
        return None
    if not group.takes & _TAKING or tree.children(verb, "ccomp", "xcomp", "aux:pass"):
        return None
    doers = [one for one in tree.children(verb, "nsubj") if one < verb]
    if not doers or any(tree.tokens[one].lemma in relatives for one in doers):
        return None
    objects = tree.children(verb, "obj")
    if any(tree.tokens[one].lemma not in relatives or one > verb for one in objects):
        return None
    top = token.head
    above = tree.tokens[top].head
    if is_relation(tree.tokens[top].deprel, "nmod") and not _is_counted(tree, top) and above >= 0:
        top = above  # "3.5 million euros in aid that the EU announced"
    if not _is_counted(tree, top):
        return None
    return set(tree.subtree(top)) - set(tree.subtree(verb))


def _is_counted(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].upos == "NUM" or any(
        tree.tokens[one].upos == "NUM" for one in tree.children(noun, "nummod")
    )


def lost_clauses(tree: Tree, verb: int, cues: Cues) -> tuple[int, ...]:
    """Clauses told that lost their relation: "told X he had seen five", "has said at least 20"."""
    if tree.tokens[verb].lemma not in cues.hearers:
        told = tree.children(verb, "obj") if tree.children(verb, "nsubj") else ()
        return tuple(at for at in told if at > verb and tree.tokens[at].upos == "NUM")
    return tuple(
        clause
        for hearer in tree.children(verb, "obj", "iobj")
        for clause in tree.children(hearer, "acl:relcl")
        if hearer > verb
        and tree.children(clause, "nsubj")
        and tree.children(clause, "obj", "nsubj:pass")
        and not {tree.tokens[at].lemma for at in tree.subtree(clause)} & cues.words["who"]
    )
