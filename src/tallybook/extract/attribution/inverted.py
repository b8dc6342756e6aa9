"""Speech with its speaker behind the verb: "C, confirmed army spokesman X, leaving three hurt"."""

from __future__ import annotations

import re
from typing import Final

from tallybook.extract.attribution.subjects import noun_behind
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "NUM"})
_OF_AGE: Final = re.compile(r"\d{1,3}-year-old")
_AGED: Final = 7
"""So many words with the verb and the article: "says the 26-year-old"."""
_VERBS: Final = frozenset({"VERB", "AUX"})


def speaker_behind(tree: Tree, verb: int, cues: Cues) -> tuple[int, int, int] | None:
    """First word, last word and head of the speaker behind a verb that a comma parts from C.

    None where no clause stands before the comma, and where the noun behind is nobody who speaks
    or does something itself ("X came, reported heavy losses, and left").
    """
    tokens = tree.tokens
    if (
        verb < 2
        or tokens[verb - 1].text != ","
        or tokens[verb].lemma not in cues.words["inverting"]
    ):
        return None
    if not any(token.upos in _VERBS for token in tokens[: verb - 1]):
        return None
    last = verb
    while last + 1 < len(tokens) and tokens[last + 1].upos in _NOMINAL:
        last += 1
    head = noun_behind(tree, verb)
    ends = last + 1 >= len(tokens) or tokens[last + 1].upos == "PUNCT"
    if head is None or not ends or not verb < head <= last:
        return None
    return (verb + 1, last, head) if _speaks(tree, verb + 1, last, cues) else None


def aged_behind(tree: Tree, verb: int, cues: Cues) -> int | None:
    """The last word of "the 26-year-old" right behind the verb, where no noun follows it."""
    tokens = tree.tokens
    words = "".join(token.text.lower() for token in tokens[verb + 2 : verb + _AGED])
    if verb + 1 >= len(tokens) or tokens[verb + 1].lemma not in cues.words["definite"]:
        return None
    last = verb + _AGED - 1
    closes = last + 1 >= len(tokens) or tokens[last + 1].upos == "PUNCT"
    return last if closes and _OF_AGE.fullmatch(words) else None


def _speaks(tree: Tree, first: int, last: int, cues: Cues) -> bool:
    offices = cues.words["tellers"] | cues.words["persons"]
    names = [tree.name_at(at) for at in range(first, last + 1)]
    if any(name is not None and name.kind in {"PER", "ORG"} for name in names):
        return True
    return any(tree.tokens[at].lemma in offices for at in range(first, last + 1))
