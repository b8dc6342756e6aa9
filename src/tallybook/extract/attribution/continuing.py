"""Credit that carries on: the next sentence plainly goes on with what the same source said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.attribution.spans import Credit, trimmed
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree

_CARRYING: Final = frozenset({"say", "report", "claim", "estimate", "confirm"})
_LONGEST_RUN: Final = 3


def carry_on(found: Sequence[Credit], text: str, trees: Sequence[Tree], cues: Cues) -> list[Credit]:
    """New credits for sentences that continue a credited one without a cue of their own.

    Conservative: the sentence follows in the same paragraph, begins with an additive word of
    cues.toml ("another", "of them"), and the one before is credited as a whole.
    """
    by_tree: dict[int, list[Credit]] = {}
    for credit in found:
        by_tree.setdefault(credit.tree, []).append(credit)
    added: list[Credit] = []
    last: tuple[int, Credit] | None = None
    for number, tree in enumerate(trees):
        own = by_tree.get(number)
        if own:
            whole = [credit for credit in own if _is_whole(credit, tree, text)]
            last = (number, whole[-1]) if whole else None
            continue
        if last is None or number - last[0] > _LONGEST_RUN:
            last = None
            continue
        previous = trees[number - 1]
        same_paragraph = (
            "\n" not in text[previous.end : tree.start].strip(" ")
            and "\n" not in (text[previous.end - 1 : tree.start])
        )
        if same_paragraph and _is_additive(tree, cues):
            span = trimmed(text, tree.start, tree.end)
            if span is not None:
                added.append(replace(last[1], tree=number, head=-1, content=(span,)))
                continue
        last = None
    return added


def _is_whole(credit: Credit, tree: Tree, text: str) -> bool:
    """Does the credit cover its sentence, but for source and cue?"""
    if credit.act not in _CARRYING or credit.source is None:
        return False
    covered = sum(
        min(end, tree.end) - max(start, tree.start)
        for start, end in (*credit.content, credit.cue, credit.source)
        if start < tree.end and tree.start < end
    )
    return covered >= 0.7 * len(text[tree.start : tree.end].strip())


def _is_additive(tree: Tree, cues: Cues) -> bool:
    opening = " ".join(token.text.lower() for token in tree.tokens[:5])
    return any(
        opening == phrase or opening.startswith(f"{phrase} ") for phrase in cues.phrases["additive"]
    )
