"""PolNeAR (Newell et al. 2018): attributions in political news: source, cue and content."""

from __future__ import annotations

from pathlib import Path

from tallybook.evaluate.polnear import score
from tallybook.evaluate.scores import Outcome, outcome_of

FOLDER = "../shared/data/polnear/dev"


def evaluate(folder: Path, limit: int | None = None) -> Outcome:
    """Scores over all attributions; `limit` counts texts."""
    return outcome_of(score(folder, limit))
