"""Kinds: bare figures that say what some of those counted were: "four were soldiers"."""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.phrases import Phrase
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

SAID_TO_BE: Final = "said-to-be"
"""The rule of what the dead or hurt are said to be: "The dead were three Swedes"."""
KIND: Final = "kind-of-counted"
_BEFALLEN: Final = frozenset({"killed", "wounded", "killed_or_wounded", "missing", "rescued"})


def what_they_were(tree: Tree, phrase: Phrase, forms: FrameWords) -> int | None:
    """The noun that a bare figure is said to have been: "11 were women"."""
    return None if phrase.noun is not None else what_was(tree, phrase.head, forms)


def is_alike(tree: Tree, phrase: Phrase, other: int, forms: FrameWords) -> bool:
    """ "97 of the dead were women, 54 were men": the other figure's people were something too."""
    were = what_they_were(tree, phrase, forms)
    return were is not None and what_was(tree, other, forms) is not None


def kind_of(
    tree: Tree, phrase: Phrase, whole: Count | None, people: PeopleWords, forms: FrameWords
) -> Count | None:
    """The part of the whole that was of this kind: "Twelve died; four were soldiers"."""
    were = what_they_were(tree, phrase, forms)
    if were is None or whole is None or whole.measure not in _BEFALLEN:
        return None
    mention = phrase.mention
    if mention.kind not in {"count", "one"} or not people.is_person(tree.tokens[were].lemma):
        return None
    part, total = mention.quantity.low, whole.quantity.low
    if part is None or total is None or part >= total:
        return None
    return Count(
        measure=whole.measure,
        quantity=mention.quantity,
        start=mention.start,
        end=tree.tokens[were].end,
        head=phrase.head,
        noun=were,
        trigger=phrase.head,
        way=whole.way,
        rule=KIND,
        strong=True,
        mention=mention,
        whole=(whole.start, whole.end),
    )


def what_was(tree: Tree, subject: int, forms: FrameWords) -> int | None:
    """The noun that a subject is said to be: "The dead were three Swedes"."""
    token = tree.tokens[subject]
    if not token.deprel.startswith("nsubj") or token.head < subject:
        return None
    said = tree.tokens[token.head]
    was = any(tree.tokens[c].lemma in forms.grammar.be for c in tree.children(said.index, "cop"))
    return said.index if was and said.upos in {"NOUN", "PROPN"} else None
