"""The place that the next sentence gives: "The casualties occurred around the villages of …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallybook.extract.common_place import words_of
from tallybook.extract.place_mentions import PlaceMention, mentions_by_word
from tallybook.extract.place_phrases import place_for
from tallybook.language.place_words import PlaceWords, load_place_words
from tallybook.language.tree import Tree
from tallybook.model.place import Place


def place_of_next(
    trees: Sequence[Tree | None],
    number: int,
    mentions: Sequence[PlaceMention],
    words: PlaceWords | None = None,
) -> Place | None:
    """The place that the sentence after `number` gives for what this one tells.

    `trees` is one a sentence, None where it was not parsed.
    Only where it is plainly about the same: "The casualties occurred around the villages of …".
    """
    words = words or load_place_words()
    tree = trees[number + 1] if number + 1 < len(trees) else None
    if tree is None or not tree.tokens:
        return None
    root = tree.root()
    subjects = tree.children(root, "nsubj")
    verb = tree.tokens[root].lemma
    plain = verb in words.happen or verb in words.affects or tree.children(root, "cop")
    if not plain or not any(_is_same(tree, subject, words) for subject in subjects):
        return None
    if verb in words.leaving and not any(_is_happening(tree, one, words) for one in subjects):
        return None  # "The boat had left Tobruk"
    struck = [
        m for m in mentions_by_word(tree, mentions).items() if m[0] in tree.children(root, "obj")
    ]
    if struck and verb in words.affects:
        mention = struck[0][1]
        phrase = words_of(tree, mention.phrase_start, mention.phrase_end)
        return replace(mention.place, text=phrase, start=mention.phrase_start,
                       end=mention.phrase_end)  # fmt: skip
    return place_for(tree, root, mentions, words)


def _is_same(tree: Tree, subject: int, words: PlaceWords) -> bool:
    """Is it the happening told of before, or where it was: "It hit …", "The building stood …"?"""
    token = tree.tokens[subject]
    if _is_happening(tree, subject, words):
        return True
    known = any(tree.tokens[c].lemma.lower() in words.known for c in tree.children(subject, "det"))
    return known and token.lemma in words.sites | words.things_struck


def _is_happening(tree: Tree, subject: int, words: PlaceWords) -> bool:
    return tree.tokens[subject].lemma.lower() in words.events
