"""People told beside a bare number: "killed 3 and wounded 12 civilians", "fighters, 900 strong"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tallybook.extract.frames.types import Count
from tallybook.extract.populations import PopulationWords, population_of
from tallybook.language.tree import Tree
from tallybook.model import Population

_STRONG: Final = "numbered-body"
_BEHIND: Final = 3
_VERBAL: Final = frozenset({"VERB", "ADJ"})


def with_people_beside(
    text: str, tree: Tree, count: Count, of: Population, words: PopulationWords
) -> Population:
    """The population of a bare number with what the noun beside it says; else as it is."""
    if of.is_stated or count.noun is not None or count.mention is None:
        return of
    noun = _numbered(tree, count) if count.rule == _STRONG else _behind_verb(tree, count, words)
    if noun is None:
        return of
    who = population_of(text, tree, noun, words)
    if not (who.role or who.parties):
        return of
    return replace(who, text="", start=None, end=None)


def _numbered(tree: Tree, count: Count) -> int | None:
    """ "The Syrian rebels, about 10,000 strong", "the brigade is 400 strong"."""
    subjects = tree.children(count.trigger, "nsubj")
    above = subjects[0] if subjects else tree.tokens[count.trigger].head
    return above if above >= 0 and tree.tokens[above].upos == "NOUN" else None


def _behind_verb(tree: Tree, count: Count, words: PopulationWords) -> int | None:
    """The noun that a second number behind "and" and a verb counts with this one."""
    start = count.mention.start if count.mention is not None else -1
    number = next((token.index for token in tree.tokens if token.start == start), None)
    near = tree.tokens[number + 1 : number + 4] if number is not None else ()
    if len(near) < _BEHIND or near[0].upos != "CCONJ":
        return None
    if near[1].upos not in _VERBAL or near[2].upos != "NUM":
        return None
    noun = near[2].head
    counted = noun > near[2].index and words.people.is_person(tree.tokens[noun].lemma)
    return noun if counted else None
