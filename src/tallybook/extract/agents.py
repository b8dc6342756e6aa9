"""Agents: by whom, only where the text says who did it."""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.populations import PopulationWords, population_of
from tallybook.language.tree import Tree
from tallybook.model import Population

_NO_AGENT: Final = frozenset({"deployed", "rescued", "missing", "money", "sick"})
_ATTACKS: Final = frozenset(
    ("strike", "airstrike", "attack", "raid", "shelling", "bombardment", "fire", "bombing")
    + ("missile", "rocket", "shell", "offensive", "operation", "assault", "ambush", "bomb")
    + ("drone", "gunfire")
)


def agent_of(text: str, tree: Tree, count: Count, words: PopulationWords) -> Population | None:
    """Who did it: the passive's agent, the active verb's subject, or whose strike it was."""
    if count.way not in {Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.ADJECTIVE, Way.NOUN, Way.RESULT}:
        return None
    if count.measure in _NO_AGENT:
        return None
    verb = count.trigger
    candidates: list[int] = list(tree.children(verb, "obl:agent"))
    if count.way is Way.OBJECT_VERB and count.rule.startswith("object"):
        candidates += _subjects(tree, verb)
    for child in tree.children(verb, "obl", "nmod"):
        if tree.tokens[child].lemma in _ATTACKS or _is_by(tree, child):
            candidates.append(child)
    for index in tree.subtree(verb):
        cases = {tree.tokens[c].lemma for c in tree.children(index, "case")}
        above = {tree.tokens[i].lemma for i in tree.ancestors(index)}
        if "against" in cases and "fight" in above:
            candidates.append(index)
    head = tree.tokens[count.head]
    if head.deprel.startswith("acl") and head.head >= 0:
        candidates.append(head.head)
    for index in candidates:
        if index in {count.head, count.noun}:
            continue
        found = _party(text, tree, index, words)
        if found is not None:
            return found
    return None


def _subjects(tree: Tree, verb: int) -> list[int]:
    subjects = list(tree.children(verb, "nsubj"))
    token = tree.tokens[verb]
    if not subjects and token.deprel in {"conj", "advcl", "acl", "xcomp"} and token.head >= 0:
        above = tree.tokens[token.head]
        if above.upos == "VERB":
            subjects = list(tree.children(token.head, "nsubj"))
        elif token.deprel == "acl":
            subjects = [token.head]
    return subjects


def _is_by(tree: Tree, index: int) -> bool:
    return any(tree.tokens[c].lemma == "by" for c in tree.children(index, "case"))


def _party(text: str, tree: Tree, index: int, words: PopulationWords) -> Population | None:
    population = population_of(text, tree, index, words)
    said = population.parties or population.role in {"soldier", "fighter", "police"}
    return population if said else None
