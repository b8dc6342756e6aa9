"""Fits the weights of confidence: python -m tools.confidence [--write] [--spread N]

Every claim that the extractor finds in the held-out cases is judged right (every field that the key
gives) or not; a logistic regression with a ridge on what is known of it tells the probability. The
corpus, which the extractor is developed on, counts a tenth, with a base rate of its own: it tells
which readings are the less sure ones, and nothing of how often they fail on unseen text.

Shown are the figures of cross-validation: each held-out case told by weights that were fitted
without its tenth of the cases, and again without its whole file. --write puts the weights of all
into the language's confidence.toml and those of each fold into eval/confidence.toml, by which
`tallybook eval confidence` measures. --spread N: how the figures move, over N other foldings and N
resamples; with --write they go into the docs. Fit again after each change to extraction; FOLDS,
RIDGE, LIGHT and the features were chosen by these figures, so choose them seldom.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tallybook.evaluate.reliability import (
    FOLDS,
    Judged,
    bins_of,
    brier,
    calibration_error,
    chance_error,
    fold_of,
    judge,
    ranking,
)
from tallybook.evaluate.sets.confidence import FOLDER, TABLES
from tallybook.extract.confidence import Known, probability
from tallybook.language.confidence import Weights
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_extractor

RIDGE = 15.0
LIGHT = 0.1  # what a claim of the corpus counts
RARE = 8  # features of fewer held-out claims tell nothing
MOST = 0.05  # the aim for the calibration error
STEPS = 12
CORPUS = Path("tests/corpus/en/claims")
TARGET = Path("src/tallybook/language/en/confidence.toml")
HEAD = """# How far a claim can be trusted, by what is known of it: a logistic regression.
# Made by `python -m tools.confidence --write`; do not edit by hand.
"""
HEAD_OF_FOLDS = """# The same regression for each tenth of the held-out cases, fitted without it:
# by these `tallybook eval confidence` tells that tenth.
# Made by `python -m tools.confidence --write`; do not edit by hand.
"""
PAGE = Path("docs/explanation/confidence.md")
_SPREAD = re.compile(r"(<!-- spread -->\n).*?(<!-- /spread -->)", re.S)

Floats = NDArray[np.float64]
Told = list[tuple[float, bool]]
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """A judged claim. case, file: where it stands."""

    case: str
    file: str
    known: Known
    is_right: bool


def rows_of(judged: Sequence[Judged]) -> list[Row]:
    """What the fit needs of each claim."""
    return [Row(one.case.id, one.case.file, one.known, one.is_right) for one in judged]


def fit(unseen: Sequence[Row], developed: Sequence[Row] = ()) -> Weights:
    """Ridge logistic regression by Newton's method.

    unseen: claims of held-out cases. developed: those of the corpus, with an offset of their own
    that is not kept. Neither the bias nor that offset is held down by the ridge.
    """
    seen = Counter(name for row in unseen for name in row.known)
    names = sorted(name for name, times in seen.items() if times >= RARE)
    at = {name: place for place, name in enumerate(names)}
    rows = [*unseen, *developed]
    x: Floats = np.zeros((len(rows), len(names) + 2))
    for place, row in enumerate(rows):
        x[place, [at[name] for name in row.known if name in at]] = 1
    x[:, -1] = 1
    x[len(unseen) :, -2] = 1
    y: Floats = np.array([row.is_right for row in rows], dtype=np.float64)
    counts: Floats = np.array([1.0] * len(unseen) + [LIGHT] * len(developed))
    ridge = np.full(len(names) + 2, RIDGE)
    ridge[-2:] = 1e-6
    w: Floats = np.zeros(len(names) + 2)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (counts * (p - y)) + ridge * w
        bend = (x.T * (counts * p * (1 - p))) @ x + np.diag(ridge)
        w -= np.linalg.solve(bend, slope)
    return Weights(float(w[-1]), {name: float(w[place]) for name, place in at.items()})


def fit_apart(
    unseen: Sequence[Row], developed: Sequence[Row], part: Callable[[Row], Hashable]
) -> dict[Hashable, Weights]:
    """For each part of the held-out claims the weights fitted to all others."""
    return {
        each: fit([row for row in unseen if part(row) != each], developed)
        for each in sorted({part(row) for row in unseen}, key=str)
    }


def told_apart(
    unseen: Sequence[Row], developed: Sequence[Row], part: Callable[[Row], Hashable]
) -> Told:
    """(confidence, is right) of each held-out claim, by the weights fitted without its part."""
    tables = fit_apart(unseen, developed, part)
    return [(probability(row.known, tables[part(row)]), row.is_right) for row in unseen]


def folded(row: Row) -> int:
    """The fold of its case."""
    return fold_of(row.case)


def spread(unseen: Sequence[Row], developed: Sequence[Row], times: int) -> str:
    """A table of how the figures move with how the cases are folded and which of them are drawn.

    Drawing the measured cases again doubles what chance adds to the error: read it as the bad case.
    """
    draw = np.random.default_rng(1)
    told = told_apart(unseen, developed, folded)
    ways: dict[str, Callable[[int], Told]] = {
        "folded otherwise": lambda n: told_apart(
            unseen, developed, lambda row: crc32(f"{n} {row.case}".encode()) % FOLDS
        ),
        "fitted to cases drawn again": lambda _: _told_by_drawn(unseen, developed, draw),
        "measured on cases drawn again": lambda _: _drawn(told, unseen, draw),
    }
    head = f"| {times} times | error | nine of ten between | at most {MOST} | Brier score |\n"
    rows = (_spread_row(name, [way(n) for n in range(times)]) for name, way in ways.items())
    apart = told_apart(unseen, developed, lambda row: row.file)
    return (
        f"{head}|---|---|---|---|---|\n{''.join(rows)}\n"
        "Each case told by weights that were fitted without the whole file it stands in: error "
        f"{calibration_error(bins_of(apart)):.3f}, Brier score {brier(apart):.3f}.\n"
    )


def _told_by_drawn(
    unseen: Sequence[Row], developed: Sequence[Row], draw: np.random.Generator
) -> Told:
    """Each fold told by weights fitted to the other cases, drawn with replacement."""
    told: Told = []
    for fold in range(FOLDS):
        rest = [row for row in unseen if folded(row) != fold]
        weights = fit(_drawn(rest, rest, draw), developed)
        told += [
            (probability(row.known, weights), row.is_right) for row in unseen if folded(row) == fold
        ]
    return told


def _drawn(things: Sequence[T], rows: Sequence[Row], draw: np.random.Generator) -> list[T]:
    """As many cases drawn with replacement, each with all that belongs to it, row by row."""
    of_case: dict[str, list[T]] = {}
    for thing, row in zip(things, rows, strict=True):
        of_case.setdefault(row.case, []).append(thing)
    cases = list(of_case.values())
    return [thing for place in draw.choice(len(cases), len(cases)) for thing in cases[place]]


def _spread_row(name: str, tellings: Sequence[Told]) -> str:
    errors = sorted(calibration_error(bins_of(told)) for told in tellings)
    low, middle, high = (errors[int(len(errors) * share)] for share in (0.05, 0.5, 0.95))
    held = sum(error <= MOST for error in errors)
    score = sum(brier(told) for told in tellings) / len(tellings)
    return f"| {name} | {middle:.3f} | {low:.3f} and {high:.3f} | {held} | {score:.3f} |\n"


def show(name: str, told: Told) -> None:
    """Prints the figures of one telling."""
    base = sum(ok for _, ok in told) / len(told)
    error, chance = calibration_error(bins_of(told)), chance_error(told)
    print(f"{name}: {len(told)} claims, {base:.3f} right; ", end="")
    print(f"ECE {error:.4f} ({chance:.4f} by chance), ", end="")
    print(f"Brier {brier(told):.4f} (of the base rate {base * (1 - base):.4f}), ", end="")
    print(f"ranking {ranking(told):.3f}")


def written(weights: Weights, name: str = "weights") -> str:
    """The weights as TOML, small ones left out."""
    rows = [f'"{k}" = {v:.3f}' for k, v in sorted(weights.of.items()) if abs(v) >= 0.005]
    return f"bias = {weights.bias:.3f}\n\n[{name}]\n" + "\n".join(rows) + "\n"


def main() -> None:
    """Reads the command line, fits, shows, and writes if asked to."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--spread", type=int, default=0)
    given = arguments.parse_args()
    extract = load_extractor(Options())
    unseen = rows_of(list(judge(Path(FOLDER), extract)))
    developed = rows_of(list(judge(CORPUS, extract)))
    tables = fit_apart(unseen, developed, folded)
    told = [(probability(row.known, tables[folded(row)]), row.is_right) for row in unseen]
    show("by tenths", told)
    for one in bins_of(told):
        print(f"  {one.low:.1f}-{one.high:.1f} {one.size:5} {one.confidence:.3f} ", end="")
        print(f"{one.right / one.size:.3f}")
    show("by files", told_apart(unseen, developed, lambda row: row.file))
    moved = spread(unseen, developed, given.spread) if given.spread else ""
    print(moved, end="")
    if given.write:
        TARGET.write_text(HEAD + "\n" + written(fit(unseen, developed)), encoding="utf-8")
        folds = ["[[fold]]\n" + written(tables[n], "fold.weights") for n in range(FOLDS)]
        TABLES.write_text("\n".join([HEAD_OF_FOLDS, *folds]), encoding="utf-8")
    if given.write and moved:
        page = _SPREAD.sub(lambda at: f"{at[1]}{moved}{at[2]}", PAGE.read_text("utf-8"))
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
