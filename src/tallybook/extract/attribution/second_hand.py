"""Speech inside a quotation: "“The army told us that 40 died,” said X": the army, through X."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.extract.attribution.spans import Credit
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree

_TELLING: Final = frozenset({"say", "report", "claim", "confirm", "estimate"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN"})


def second_hand(
    inner: Sequence[Credit], standing: Sequence[Credit], trees: Sequence[Tree], cues: Cues
) -> list[Credit]:
    """Those of the credits inside quotations by which the quoted tells somebody else's figure.

    standing: the credits around them: who is quoted must be known.
    """
    return [
        credit
        for credit in inner
        if _tells_figure(credit, trees[credit.tree], cues) and _is_quoted(credit, standing)
    ]


def _tells_figure(credit: Credit, tree: Tree, cues: Cues) -> bool:
    """Does somebody named, or of an office, plainly tell a number there: no "if they said"?"""
    if not credit.credits or credit.act not in _TELLING or credit.head < 0:
        return False
    if credit.source_head is None or not _may_tell(tree, credit.source_head, cues):
        return False
    aside = tree.children(credit.head, "aux", "mark", "advmod")
    said = {tree.tokens[at].lemma for at in aside}
    if said & (cues.words["negations"] | cues.words["unsaid"]):
        return False
    return any(
        token.upos == "NUM" and start <= token.start < end
        for token in tree.tokens
        for start, end in credit.content
    )


def _may_tell(tree: Tree, head: int, cues: Cues) -> bool:
    token = tree.tokens[head]
    offices = cues.words["counters"] | cues.words["tellers"] | cues.words["persons"]
    named = tree.name_at(head) is not None
    return token.upos in _NOMINAL and (named or token.lemma in offices)


def _is_quoted(credit: Credit, standing: Sequence[Credit]) -> bool:
    return any(
        other.source is not None and start <= credit.cue[0] < end
        for other in standing
        for start, end in other.content
    )
