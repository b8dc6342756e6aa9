"""Weights of attitudes.tsv: python -m train.attitudes --data ../shared/data

Learns, from the train part of PolNeAR (Newell et al. 2018), which candidates for a credit people
mark as attributions: a logistic regression over the signs of `extract/attribution/signs.py`.
Only weights of signs that stand in several texts are written, and no text.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.evaluate.polnear import Marked, read_marks
from tallybook.extract.attribution.candidates import Candidate, find_candidates
from tallybook.extract.attribution.signs import SignReader
from tallybook.extract.attributions import find_credits
from tallybook.language.cues import load_cues
from tallybook.language.parser import Parser
from tallybook.language.sentences import split_sentences
from tallybook.language.tree import Tree

Vector = NDArray[np.float64]
Row = tuple[set[str], bool]
Loss = Callable[[Vector], tuple[float, Vector]]

FEWEST = 6
"""Candidates, and two texts, that a sign must stand in."""
PENALTY = 4.0
STEPS = 100
MEMORY = 10
SMALLEST = 0.03


def rows_of(folder: Path, every: int = 1) -> Iterator[list[Row]]:
    """Per text, each candidate's signs and whether people marked it."""
    parser, sources, cues = Parser.load(), SourceCatalogue.load(), load_cues()
    for path in sorted((folder / "text").glob("*.txt"))[::every]:
        text = path.read_text("utf-8")
        marks = read_marks(folder / "attributions", path.stem)
        if not marks:
            continue
        trees = parser.parse(text, split_sentences(text, 0, len(text)))
        known = find_credits(text, (), trees, sources, cues)
        candidates = find_candidates(text, trees, known, cues)
        reader = SignReader(text, trees, candidates, cues)
        labels = labelled(candidates, marks, trees)
        yield [
            (reader.signs(one), label)
            for one, label in zip(candidates, labels, strict=True)
            if label is not None
        ]


def labelled(
    candidates: Sequence[Candidate], marks: Sequence[Marked], trees: Sequence[Tree]
) -> list[bool | None]:
    """Is the candidate's cue in a marked one? Of several in one, the best; None for the others."""
    found: list[bool | None] = [False] * len(candidates)
    groups: dict[int, list[int]] = defaultdict(list)
    for at, candidate in enumerate(candidates):
        start, end = candidate.credit.cue
        for number, mark in enumerate(marks):
            if any(low < end and start < high for low, high in mark.cue):
                groups[number].append(at)
                found[at] = None
                break
    for number, members in groups.items():
        best = min(members, key=lambda at: _rank(candidates[at], marks[number], trees))
        found[best] = True
    return found


def _rank(candidate: Candidate, mark: Marked, trees: Sequence[Tree]) -> tuple[bool, bool, int]:
    credit = candidate.credit
    source = credit.source
    right = source is not None and any(
        low < source[1] and source[0] < high for low, high in mark.source
    )
    depth = len(list(trees[credit.tree].ancestors(credit.head))) if credit.head >= 0 else 0
    return not right, not candidate.is_cue, depth


def learn(texts: Sequence[Sequence[Row]]) -> dict[str, float]:
    """sign → weight, by L2-penalised logistic regression (L-BFGS)."""
    count = Counter(sign for rows in texts for signs, _ in rows for sign in signs)
    spread = Counter(sign for rows in texts for sign in set().union(*(s for s, _ in rows)))
    signs = sorted(s for s, n in count.items() if n >= FEWEST and spread[s] >= 2)
    index = {sign: at for at, sign in enumerate(signs)}
    rows = [row for text in texts for row in text]
    pairs = [
        (at, index[s]) for at, (found, _) in enumerate(rows) for s in sorted(found) if s in index
    ]
    line, column = np.array(pairs).T
    truth = np.array([label for _, label in rows], dtype=np.float64)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = np.bincount(line, weights=weights[column], minlength=len(rows))
        chance = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        likely = truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12)
        slope = np.bincount(column, weights=(chance - truth)[line], minlength=len(signs))
        cost = -likely.sum() + PENALTY / 2 * weights @ weights
        return float(cost), slope + PENALTY * weights

    weights = _descend(loss, np.zeros(len(signs)))
    return {
        sign: round(float(weight), 2)
        for sign, weight in zip(signs, weights, strict=True)
        if abs(weight) >= SMALLEST
    }


def _descend(loss: Loss, weights: Vector) -> Vector:
    """L-BFGS with a halving line search."""
    steps: list[Vector] = []
    turns: list[Vector] = []
    cost, slope = loss(weights)
    for _ in range(STEPS):
        way = _direction(slope, steps, turns)
        length = 1.0
        while True:
            new_cost, new_slope = loss(weights + length * way)
            if new_cost <= cost + 1e-4 * length * (slope @ way) or length < 1e-6:
                break
            length /= 2
        step, turn = length * way, new_slope - slope
        if step @ turn > 1e-10:
            steps, turns = [*steps, step][-MEMORY:], [*turns, turn][-MEMORY:]
        weights = weights + step
        done = abs(cost - new_cost) < 1e-5 * abs(cost)
        cost, slope = new_cost, new_slope
        if done:
            break
    return weights


def _direction(slope: Vector, steps: Sequence[Vector], turns: Sequence[Vector]) -> Vector:
    way = slope.copy()
    kept = []
    for step, turn in zip(reversed(steps), reversed(turns), strict=True):
        share = (step @ way) / (turn @ step)
        kept.append(share)
        way -= share * turn
    if steps:
        way *= (steps[-1] @ turns[-1]) / (turns[-1] @ turns[-1])
    else:
        way /= max(1.0, float(np.abs(slope).sum()))
    for step, turn, share in zip(steps, turns, reversed(kept), strict=True):
        way += step * (share - (turn @ way) / (turn @ step))
    return -way


def main() -> None:
    """Learns from the train part and writes the weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--every", type=int, default=1, help="take every Nth text")
    arguments.add_argument(
        "--to", type=Path, default=Path("src/tallybook/language/weights/en/attitudes.tsv")
    )
    given = arguments.parse_args()
    weights = learn(list(rows_of(given.data / "polnear" / "train", given.every)))
    lines = [f"{sign}\t{weight:g}\n" for sign, weight in sorted(weights.items())]
    given.to.write_text("".join(lines), "utf-8")
    print(f"{len(weights)} weights, {given.to}")


if __name__ == "__main__":
    main()
