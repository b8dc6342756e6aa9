"""Microsoft Recognizers-Text, English: dates and periods, those that news has use for."""

from __future__ import annotations

from pathlib import Path

from tallybook.evaluate.dates import score
from tallybook.evaluate.scores import Outcome, outcome_of

FOLDER = "../shared/data/recognizers-en/DateTime"


def evaluate(folder: Path, limit: int | None = None) -> Outcome:
    """The share of cases that come out exactly; the set is small, so `limit` does nothing."""
    return outcome_of(score(folder))
