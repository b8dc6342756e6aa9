"""The stretch of a verb's cue: the verb with what belongs to it, "has not said"."""

from __future__ import annotations

from typing import Final

from tallybook.extract.attribution.spans import Span
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree, is_relation

_CUE_PARTS: Final = ("aux", "aux:pass", "compound:prt")
_FEW: Final = 3


def cue_span(tree: Tree, verb: int, cues: Cues) -> Span:
    """The verb with its auxiliaries, negation and particle."""
    words = [verb]
    for child in tree.children(verb):
        token = tree.tokens[child]
        if is_relation(token.deprel, *_CUE_PARTS) or token.lemma in cues.words["negations"]:
            words.append(child)
    run = [verb]
    for word in sorted(words, reverse=True):
        if word == run[0] - 1 or _only_adverbs(tree, word, run[0]):
            run = [*range(word, run[0]), *run]
    for word in sorted(words):
        if word == run[-1] + 1:
            run.append(word)
    return tree.tokens[run[0]].start, tree.tokens[run[-1]].end


def _only_adverbs(tree: Tree, left: int, right: int) -> bool:
    between = tree.tokens[left + 1 : right]
    return 0 < len(between) < _FEW and all(
        token.upos in {"ADV", "PART", "AUX"} for token in between
    )
