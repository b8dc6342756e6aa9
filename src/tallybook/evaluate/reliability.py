"""Reliability: is a claim of confidence 0.8 right in eight cases of ten?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import pi, sqrt
from pathlib import Path
from typing import Final
from zlib import crc32

from tallybook.errors import UsageError
from tallybook.evaluate.cases import Case, load_cases
from tallybook.evaluate.matching import differences, pair_up
from tallybook.model import Claim
from tallybook.pipeline.readings import Extract

BINS: Final = 10
FOLDS: Final = 10
"""Parts of the held-out cases; each is measured with weights that were fitted to the others."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was found, and whether all that the key says of it is so.

    known: what its confidence was computed from; empty where the extractor does not tell.
    """

    claim: Claim
    case: Case
    is_right: bool
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: how many, their mean confidence, how many of them are right."""

    low: float
    high: float
    size: int
    confidence: float
    right: int


def judge(folder: Path, extract: Extract, limit: int | None = None) -> Iterator[Judged]:
    """Every claim found in the folder's cases, judged; of partial cases only those in the key."""
    cases = load_cases(folder)
    if not cases:
        raise UsageError(f"{folder}: holds no cases; name the folder of the corpus's TOML files")
    for case in cases[:limit]:
        found = extract(case.report, case.blocks)
        claims = list(found.claims)
        known = dict(zip((claim.id for claim in claims), getattr(found, "known", ()), strict=False))
        pairs, _, extra = pair_up(case.expected, claims)
        others = {claim.id: claim for claim in claims}
        judged = [(claim, not differences(wanted, claim, others)) for wanted, claim in pairs]
        if not case.partial:
            judged += [(claim, False) for claim in extra]
        for claim, is_right in judged:
            yield Judged(claim, case, is_right, known.get(claim.id, ()))


def fold_of(case: str) -> int:
    """The part of the held-out cases to which a case belongs, by its name: it stays there."""
    return crc32(case.encode()) % FOLDS


def bins_of(told: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The (confidence, is right) pairs in ten bins of equal width; empty ones left out."""
    out = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [(p, ok) for p, ok in told if low <= p < high or (p == 1 == high)]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            out.append(Bin(low, high, len(inside), mean, sum(ok for _, ok in inside)))
    return out


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini et al. 2015): |share right - confidence|, by size."""
    total = sum(one.size for one in bins)
    apart = sum(abs(one.right - one.confidence * one.size) for one in bins)
    return apart / total if total else 0.0


def brier(told: Sequence[tuple[float, bool]]) -> float:
    """The mean squared difference of confidence and truth (Brier 1950); less is better."""
    return sum((p - ok) ** 2 for p, ok in told) / len(told) if told else 0.0


def chance_error(told: Sequence[tuple[float, bool]]) -> float:
    """The calibration error that chance alone gives where every confidence is exactly true.

    So many coins, each right with its own probability, miss their mean by sqrt(2 variance / pi).
    """
    variances = [0.0] * BINS
    for p, _ in told:
        variances[min(BINS - 1, int(p * BINS))] += p * (1 - p)
    return sum(sqrt(2 * each / pi) for each in variances) / len(told) if told else 0.0


def ranking(told: Sequence[tuple[float, bool]]) -> float:
    """How often a right claim has the higher confidence of a right and a wrong one (AUC).

    Ties count half; 0.5 is what one number for all claims reaches.
    """
    right = [p for p, ok in told if ok]
    wrong = [p for p, ok in told if not ok]
    if not right or not wrong:
        return 0.5
    above = sum((one > other) + (one == other) / 2 for one in right for other in wrong)
    return above / (len(right) * len(wrong))
