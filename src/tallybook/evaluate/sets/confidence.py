"""Confidence on held-out sentences: how often claims of like confidence are right as a whole.

`calibration` is one less the expected calibration error over ten bins of equal width; `calibration
by chance` what a true confidence would reach on so many claims; `brier` the mean squared
difference, less being better; `ranking` how often a right claim is trusted more than a wrong one;
`base rate` the share of claims that are right, and `brier of the base rate` what saying just that
of every claim would give.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tallybook.evaluate.reliability import (
    Judged,
    bins_of,
    brier,
    calibration_error,
    chance_error,
    fold_of,
    judge,
    ranking,
)
from tallybook.evaluate.scores import Outcome, Score, share
from tallybook.extract.confidence import probability
from tallybook.language.confidence import Weights, read_folds
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_extractor

FOLDER = "tests/corpus/en/heldout"
TABLES: Final = Path("eval/confidence.toml")


def evaluate(folder: Path, limit: int | None = None) -> Outcome:
    """Scores over the claims found in the folder's cases.

    The shipped weights are fitted to the project's held-out cases. So each of those is told by the
    weights that were fitted without it and its tenth of the cases; any other folder by the shipped.
    """
    judged = list(judge(folder, load_extractor(Options()), limit))
    is_ours = folder.resolve() == Path(FOLDER).resolve()
    told = apart(judged, read_folds(TABLES)) if is_ours else as_shipped(judged)
    right = sum(ok for _, ok in told)
    base = right / len(told) if told else 0.0
    bins = bins_of(told)
    return Outcome(
        (
            Score("calibration", 1 - calibration_error(bins)),
            Score("calibration by chance", 1 - chance_error(told)),
            Score("brier", brier(told)),
            Score("brier of the base rate", base * (1 - base)),
            Score("ranking", ranking(told)),
            share("base rate", right, len(told)),
            *(
                share(f"{b.low:.1f}-{b.high:.1f}, mean {b.confidence:.2f}", b.right, b.size)
                for b in bins
            ),
        )
    )


def apart(judged: Sequence[Judged], tables: Sequence[Weights]) -> list[tuple[float, bool]]:
    """(confidence, is right), each by the table that was fitted without the claim's fold."""
    return [(probability(one.known, tables[fold_of(one.case.id)]), one.is_right) for one in judged]


def as_shipped(judged: Sequence[Judged]) -> list[tuple[float, bool]]:
    """(confidence, is right) as the claims say."""
    return [(one.claim.confidence, one.is_right) for one in judged]
