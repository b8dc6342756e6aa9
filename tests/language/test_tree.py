"""Trees: what one asks of them, and that arc scores always give one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tallybook.language.arborescence import heads_of
from tallybook.language.drawing import draw
from tallybook.language.tree import Name, Token, Tree, is_relation

WORDS = [
    ("At", "at", "ADP", 1, "case"),
    ("least", "least", "ADJ", 2, "nmod"),
    ("30", "30", "NUM", 3, "nummod"),
    ("soldiers", "soldier", "NOUN", 5, "nsubj:pass"),
    ("were", "be", "AUX", 5, "aux:pass"),
    ("killed", "kill", "VERB", -1, "root"),
    ("in", "in", "ADP", 7, "case"),
    ("Kursk", "kursk", "PROPN", 5, "obl"),
    (".", ".", "PUNCT", 5, "punct"),
]


@pytest.fixture
def tree() -> Tree:
    tokens, at = [], 10
    for index, (text, lemma, upos, head, deprel) in enumerate(WORDS):
        tokens.append(Token(index, at, at + len(text), text, lemma, upos, head, deprel))
        at += len(text) + 1
    return Tree(10, at - 1, tuple(tokens), (Name(7, 7, "LOC"),))


def test_children_are_in_order_and_chosen_by_relation(tree: Tree) -> None:
    assert tree.children(5) == (3, 4, 7, 8)
    assert tree.children(5, "nsubj") == (3,)
    assert tree.children(5, "nsubj:pass", "obl") == (3, 7)
    assert tree.children(5, "obl:agent") == ()


def test_a_subtype_is_covered_by_its_relation_only() -> None:
    assert is_relation("nsubj:pass", "nsubj")
    assert not is_relation("nsubj", "nsubj:pass")
    assert not is_relation("compound:prt", "comp")


def test_subtree_ancestors_and_root(tree: Tree) -> None:
    assert tree.subtree(3) == (0, 1, 2, 3)
    assert list(tree.ancestors(0)) == [1, 2, 3, 5]
    assert tree.root() == 5


def test_words_are_found_by_offset(tree: Tree) -> None:
    soldiers = tree.tokens[3]
    assert tree.at(soldiers.start) == tree.at(soldiers.end - 1) == 3
    assert tree.at(soldiers.end) is None
    assert tree.covering(soldiers.start + 1, tree.tokens[5].start + 1) == (3, 4, 5)
    assert tree.covering(tree.end + 1, tree.end + 9) == ()


def test_names(tree: Tree) -> None:
    assert tree.name_at(7) == Name(7, 7, "LOC")
    assert tree.name_at(6) is None


def test_a_sentence_without_words_has_no_root() -> None:
    empty = Tree(3, 3, ())
    assert draw(empty) == ""
    with pytest.raises(ValueError, match="no words"):
        empty.root()


def test_drawing(tree: Tree) -> None:
    assert draw(tree).split("\n") == [
        "killed  root VERB",
        "├── soldiers  nsubj:pass NOUN",
        "│   └── 30  nummod NUM",
        "│       └── least  nmod ADJ",
        "│           └── At  case ADP",
        "├── were  aux:pass AUX",
        "├── Kursk  obl PROPN [LOC]",
        "│   └── in  case ADP",
        "└── .  punct PUNCT",
    ]


SCORES = st.integers(1, 12).flatmap(
    lambda n: arrays.arrays(np.float32, (n, n + 1), elements=st.floats(-50, 50, width=32))
)


def total(scores: np.ndarray, heads: list[int]) -> float:
    return sum(float(scores[word, head + 1]) for word, head in enumerate(heads))


@given(SCORES)
def test_any_scores_give_a_tree_with_one_root(scores: np.ndarray) -> None:
    n = len(scores)
    scores[
        np.arange(n), np.arange(1, n + 1)
    ] = -1e4  # as the network gives them: no word heads itself
    heads = heads_of(scores)
    assert heads.count(-1) == 1
    for word in range(n):
        seen = {word}
        while (word := heads[word]) >= 0:
            assert word not in seen
            seen.add(word)


@given(
    st.integers(1, 4).flatmap(
        lambda n: arrays.arrays(np.float32, (n, n + 1), elements=st.integers(-9, 9))
    )
)
def test_the_tree_is_the_best_there_is(scores: np.ndarray) -> None:
    from itertools import product

    n = len(scores)
    scores[np.arange(n), np.arange(1, n + 1)] = -1e4

    def is_tree(heads: tuple[int, ...]) -> bool:
        if heads.count(-1) != 1:
            return False
        for word in range(n):
            steps = 0
            while word >= 0 and steps <= n:
                word, steps = heads[word], steps + 1
            if word >= 0:
                return False
        return True

    best = max(
        total(scores, list(heads)) for heads in product(range(-1, n), repeat=n) if is_tree(heads)
    )
    assert total(scores, heads_of(scores)) == pytest.approx(best)
