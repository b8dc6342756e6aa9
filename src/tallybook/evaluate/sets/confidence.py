"""Confidence on held-out sentences: how often claims of like confidence are right as a whole.

`calibration` is one less the expected calibration error over ten bins of equal width; `brier` is
the mean squared difference, less being better; `base rate` is the share of claims that are right,
and `brier of the base rate` what saying just that of every claim would give.
"""

from __future__ import annotations

from pathlib import Path

from tallybook.evaluate.reliability import bins_of, brier, calibration_error, is_for_fitting, judge
from tallybook.evaluate.scores import Outcome, Score, share
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_extractor

FOLDER = "tests/corpus/en/heldout"


def evaluate(folder: Path, limit: int | None = None) -> Outcome:
    """Scores over the claims found in the folder's cases.

    Of the project's held-out cases only the half that confidence was not fitted to.
    """
    is_ours = folder.resolve() == Path(FOLDER).resolve()
    told = [
        (one.claim.confidence, one.is_right)
        for one in judge(folder, load_extractor(Options()), limit)
        if not (is_ours and is_for_fitting(one.case))
    ]
    right = sum(ok for _, ok in told)
    base = right / len(told) if told else 0.0
    bins = bins_of(told)
    return Outcome(
        (
            Score("calibration", 1 - calibration_error(bins)),
            Score("brier", brier(told)),
            Score("brier of the base rate", base * (1 - base)),
            share("base rate", right, len(told)),
            *(
                share(f"{b.low:.1f}-{b.high:.1f}, mean {b.confidence:.2f}", b.right, b.size)
                for b in bins
            ),
        )
    )
