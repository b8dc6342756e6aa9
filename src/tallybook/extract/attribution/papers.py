"""Papers that speak: whose "the statement" and "the letter" is, by the sentences before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tallybook.extract.attribution.naming import head_noun
from tallybook.extract.attribution.offices import state_beside
from tallybook.extract.attribution.subjects import agent, subject
from tallybook.language.tree import Tree, is_relation

_NEAR: Final = 3

Small = Mapping[str, frozenset[str]]
"""The small words of cues.toml."""


def is_known_paper(words: str, small: Small) -> bool:
    """ "The statement", "the document": a paper told of before, and no word of whose it is."""
    parts = words.lower().split()
    return (
        len(parts) == 2
        and parts[0] in small["definite"] - small["whose"]
        and head_noun(" ".join(parts), small) in small["papers"]
    )


def author_of_paper(
    trees: Sequence[Tree], number: int, before: int, small: Small
) -> tuple[int, int] | None:
    """Sentence and head word of whoever wrote the paper that was told of last before the offset.

    None where no sentence shortly before tells of one, or that one does not say whose it is.
    """
    for at in range(number, max(-1, number - _NEAR - 1), -1):
        tree = trees[at]
        papers = [
            token.index
            for token in tree.tokens
            if token.lemma in small["papers"] and token.end <= before and token.upos == "NOUN"
        ]
        for paper in reversed(papers):
            owner = next(_owners(tree, paper, small), None)
            if owner is not None:
                return at, owner
    return None


def _owners(tree: Tree, paper: int, small: Small) -> Iterator[int]:
    """The words that may say whose it is, the surest first."""
    for owner in _candidates(tree, paper, small):
        token = tree.tokens[owner]
        if token.lemma not in small["papers"] | small["times"] | small["days"]:
            yield owner


def _candidates(tree: Tree, paper: int, small: Small) -> Iterator[int]:
    yield from tree.children(paper, "nmod:poss")
    for child in tree.children(paper, "compound"):
        if tree.tokens[child].lemma in small["counters"] or tree.name_at(child) is not None:
            yield child
    for child in tree.children(paper, "nmod", "obl"):
        if any(tree.tokens[c].lemma in small["from_source"] for c in tree.children(child, "case")):
            yield child
    for clause in tree.children(paper, "acl"):
        if (told := agent(tree, clause, small["by"])) is not None:
            yield told
    if (state := state_beside(tree, paper)) is not None:
        yield state
    token = tree.tokens[paper]
    verb = token.head
    if verb < 0 or tree.tokens[verb].upos != "VERB":
        return
    issued = is_relation(token.deprel, "obj") and tree.tokens[verb].lemma in small["issuing"]
    within = is_relation(token.deprel, "obl") and any(
        tree.tokens[c].lemma in small["within"] for c in tree.children(paper, "case")
    )
    if (issued or within) and (doer := subject(tree, verb, small)) is not None:
        yield doer
