"""Credit that points back: "Nine people died. The number is that of the town's hospital"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tallybook.extract.attribution.spans import Credit, trimmed
from tallybook.extract.attribution.subjects import agent, noun_behind, source_span
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree

_ACT: Final = "report"
_OPENING: Final = 6

Small = Mapping[str, frozenset[str]]


def point_back(
    found: Sequence[Credit], text: str, trees: Sequence[Tree], cues: Cues
) -> list[Credit]:
    """Credits for sentences of which the next one says whose the figure is.

    Conservative: the two follow each other in one paragraph, and nobody is credited in either.
    """
    spoken = {credit.tree for credit in found if credit.source is not None and credit.credits}
    added: list[Credit] = []
    for number in range(1, len(trees)):
        tree, before = trees[number], trees[number - 1]
        if number - 1 in spoken or not tree.tokens or not before.tokens:
            continue
        if "\n" in text[before.end - 1 : tree.start]:
            continue
        told = _owner(tree, cues.words)
        if told is None or (number in spoken and not _is_own(found, number, told[0])):
            continue
        cue, owner = told
        if tree.tokens[owner].lemma in cues.words["periods"] | cues.words["days"]:
            continue  # "the figure is from last week"
        source = source_span(tree, owner, set(range(min(cue + 3, owner))), text)
        span = trimmed(text, before.start, before.end)
        if source is not None and span is not None:
            at = tree.tokens[cue]
            said = (at.start, at.end)
            added.append(Credit(number, cue, said, (span,), _ACT, True, source, owner))
    return added


def _is_own(found: Sequence[Credit], number: int, cue: int) -> bool:
    """Is nobody credited in that sentence but by the same word ("was given by X")?"""
    return all(credit.head == cue for credit in found if credit.tree == number and credit.credits)


def _owner(tree: Tree, small: Small) -> tuple[int, int] | None:
    """The word that says so and whose the figure is, of a sentence that says just that."""
    return _of_whom(tree, small) or _by_whom(tree, small)


def _of_whom(tree: Tree, small: Small) -> tuple[int, int] | None:
    """ "The number is that of X", "these are the figures of X", by the order of the words."""
    words = [token.lemma for token in tree.tokens[:_OPENING]]
    words += [""] * (_OPENING - len(words))
    figure = words[0] in small["definite"] and words[1] in small["pointed"]
    if not figure and words[0] not in small["pointing"] | small["those"]:
        return None
    at = 2 if figure else 1
    determined = not figure and words[at + 1] in small["definite"]
    told = at + 2 if determined else at + 1
    if words[at] not in small["being"] or words[told + 1] not in small["of_whole"]:
        return None
    if words[told] not in small["pointing" if figure else "pointed"]:
        return None
    owner = noun_behind(tree, told + 1)
    return None if owner is None else (at, owner)


def _by_whom(tree: Tree, small: Small) -> tuple[int, int] | None:
    """ "The toll comes from X", "that figure was given by X", "the count is X's"."""
    root = next((token for token in tree.tokens if token.head < 0), None)
    subjects = tree.children(root.index, "nsubj") if root is not None else []
    if root is None or len(subjects) != 1 or not _is_figure(tree, subjects[0], small):
        return None
    copula = tree.children(root.index, "cop")
    if not copula:
        owner = _given(tree, root.index, small)
        return None if owner is None else (root.index, owner)
    cases = [tree.tokens[case] for case in tree.children(root.index, "case")]
    told = any(one.lemma in small["from_it"] or one.text in small["owning"] for one in cases)
    return (copula[0], root.index) if told else None


def _is_figure(tree: Tree, noun: int, small: Small) -> bool:
    """ "The number", "these figures": of what was told right before, and of no more."""
    token = tree.tokens[noun]
    pointing = any(tree.tokens[c].lemma in small["definite"] for c in tree.children(noun, "det"))
    return token.lemma in small["pointed"] and pointing and not tree.children(noun, "nmod", "acl")


def _given(tree: Tree, verb: int, small: Small) -> int | None:
    """ "comes from X", "was given by X"."""
    if tree.tokens[verb].lemma in small["coming"]:
        come = [c for c in tree.children(verb, "obl") if _has(tree, c, small["from_it"])]
        return come[0] if come else None
    if tree.tokens[verb].lemma in small["given"]:
        return agent(tree, verb, small["by"], small["means"])
    return None


def _has(tree: Tree, noun: int, cases: frozenset[str]) -> bool:
    return any(tree.tokens[c].lemma in cases for c in tree.children(noun, "case"))
