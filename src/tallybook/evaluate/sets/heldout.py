"""Held-out sentences: written by somebody who had not seen how the product works.

Only the scores are read while building, never single misses: a set that one mends by is no exam.
"""

from __future__ import annotations

from tallybook.evaluate.sets.corpus import evaluate

FOLDER = "tests/corpus/en/heldout"

__all__ = ["FOLDER", "evaluate"]
