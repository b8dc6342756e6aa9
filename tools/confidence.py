"""Fits the weights of confidence: python -m tools.confidence [--folder FOLDER ...] [--write]

Every claim that the extractor finds in the folders' cases is judged right (every field that the
key gives) or not; a logistic regression with a ridge on its features tells the probability. Shown
are the figures of a five-fold cross-validation by case. The extractor was developed on those cases,
so the fit's scores are then shifted by a slope and an offset (Platt 1999) to one half of the
held-out cases; `tallybook eval confidence` measures on the other. --write puts the weights into the
language's confidence.toml. Fit it again after each change to extraction.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tallybook.evaluate.reliability import (
    Judged,
    bins_of,
    brier,
    calibration_error,
    is_for_fitting,
    judge,
)
from tallybook.extract.confidence import features, probability
from tallybook.language.confidence import Weights
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_extractor

FOLDS = 5
RIDGE = 4.0
RARE = 4  # features of fewer claims tell nothing
HELD_OUT = Path("tests/corpus/en/heldout")
TARGET = Path("src/tallybook/language/en/confidence.toml")
HEAD = """# How far a claim can be trusted, by what is known of it: a logistic regression.
# Made by `python -m tools.confidence --write`; do not edit by hand.

"""

Floats = NDArray[np.float64]


def described(judged: Sequence[Judged]) -> list[tuple[str, ...]]:
    """The features of each claim, with its sentence's claims counted."""
    siblings = Counter((one.case.id, one.claim.sentence) for one in judged)
    return [
        tuple(features(one.claim, siblings[(one.case.id, one.claim.sentence)])) for one in judged
    ]


def fit(rows: Sequence[tuple[str, ...]], right: Sequence[bool]) -> Weights:
    """Ridge logistic regression by Newton's method; the bias goes free of the ridge."""
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, times in seen.items() if times >= RARE)
    at = {name: place for place, name in enumerate(names)}
    x: Floats = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1
    for place, row in enumerate(rows):
        x[place, [at[name] for name in row if name in at]] = 1
    y: Floats = np.array(right, dtype=np.float64)
    ridge = np.full(len(names) + 1, RIDGE)
    ridge[-1] = 1e-6
    w: Floats = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + ridge * w
        bend = (x.T * (p * (1 - p))) @ x + np.diag(ridge)
        w -= np.linalg.solve(bend, slope)
    return Weights(float(w[-1]), {name: float(w[place]) for name, place in at.items()})


def shifted(weights: Weights, rows: Sequence[tuple[str, ...]], right: Sequence[bool]) -> Weights:
    """The weights times a slope, the bias moved, so that they fit claims not developed on."""
    score = np.array([weights.bias + sum(weights.of.get(f, 0.0) for f in row) for row in rows])
    x: Floats = np.stack([score, np.ones(len(rows))], 1)
    y: Floats = np.array(right, dtype=np.float64)
    w: Floats = np.array([1.0, 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + 1e-6 * np.eye(2), x.T @ (p - y))
    slope, offset = float(w[0]), float(w[1])
    print(f"shifted to {len(rows)} held-out claims: slope {slope:.2f}, offset {offset:.2f}")
    of = {name: value * slope for name, value in weights.of.items()}
    return Weights(weights.bias * slope + offset, of)


def written(weights: Weights) -> str:
    """The weights as TOML, small ones left out."""
    rows = [f'"{k}" = {v:.3f}' for k, v in sorted(weights.of.items()) if abs(v) >= 0.005]
    return HEAD + f"bias = {weights.bias:.3f}\n\n[weights]\n" + "\n".join(rows) + "\n"


def main() -> None:
    """Reads the command line, fits, shows, and writes if asked to."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=Path, action="append")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    folders = given.folder or [Path("tests/corpus/en/claims")]
    extract = load_extractor(Options())
    judged = [one for folder in folders for one in judge(folder, extract)]
    rows, right = described(judged), [one.is_right for one in judged]
    folds = [crc32(one.case.id.encode()) % FOLDS for one in judged]
    told: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        inside = [place for place, other in enumerate(folds) if other != fold]
        weights = fit([rows[place] for place in inside], [right[place] for place in inside])
        told += [
            (probability(iter(rows[place]), weights), right[place])
            for place, other in enumerate(folds)
            if other == fold
        ]
    base = sum(right) / len(right)
    print(f"{len(right)} claims, {base:.3f} right")
    print(f"cross-validated: ECE {calibration_error(bins_of(told)):.4f}, ", end="")
    print(f"Brier {brier(told):.4f} (of the base rate {base * (1 - base):.4f})")
    for one in bins_of(told):
        print(f"  {one.low:.1f}-{one.high:.1f} {one.size:5} {one.confidence:.3f} ", end="")
        print(f"{one.right / one.size:.3f}")
    apart = [one for one in judge(HELD_OUT, extract) if is_for_fitting(one.case)]
    weights = shifted(fit(rows, right), described(apart), [one.is_right for one in apart])
    if given.write:
        TARGET.write_text(written(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
