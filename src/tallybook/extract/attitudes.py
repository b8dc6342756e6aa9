"""Attributions and attitudes of a text: all that anybody is said to say, want, fear, praise, …

Figures rest on the cues alone (`extract.attributions`). Here every word with a source and a content
is a candidate, and weights learned from marked texts judge them: `tallybook attributions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.attribution.candidates import find_candidates
from tallybook.extract.attribution.signs import SignReader, weigh
from tallybook.extract.attributions import attributed, find_credits
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree
from tallybook.model import Attribution, Block

LEAST: Final = -0.2
"""The least weight of a credit, best for F1 on texts left out of the training."""


def find_attitudes(
    text: str,
    blocks: Sequence[Block],
    trees: Sequence[Tree],
    words: tuple[SourceCatalogue, Cues],
    weights: Mapping[str, float],
) -> list[Attribution]:
    """Every attribution of the report by its weight, in the order of the cues."""
    sources, cues = words
    candidates = find_candidates(
        text, trees, find_credits(text, blocks, trees, sources, cues), cues
    )
    reader = SignReader(text, trees, candidates, cues)
    kept = [one.credit for one in candidates if weigh(reader.signs(one), weights) >= LEAST]
    return attributed(text, trees, kept, sources, cues)
