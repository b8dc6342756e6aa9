"""Found: what one sentence counts, before speakers and places are joined to it."""

from __future__ import annotations

from dataclasses import dataclass

from tallybook.extract.frames.types import Count
from tallybook.extract.periods import PeriodMention
from tallybook.extract.sentences import Sentence
from tallybook.language.tree import Tree


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of the report (its index among all) with its tree, counts and periods."""

    index: int
    sentence: Sentence
    tree: Tree
    counts: tuple[Count, ...]
    periods: tuple[PeriodMention, ...]
