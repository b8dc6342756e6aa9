"""Reliability: is a claim of confidence 0.8 right in eight cases of ten?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

from tallybook.errors import UsageError
from tallybook.evaluate.cases import Case, load_cases
from tallybook.evaluate.matching import differences, pair_up
from tallybook.model import Claim
from tallybook.pipeline.readings import Extract

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was found, and whether all that the key says of it is so."""

    claim: Claim
    case: Case
    is_right: bool


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
        claims = list(extract(case.report, case.blocks).claims)
        pairs, _, extra = pair_up(case.expected, claims)
        others = {claim.id: claim for claim in claims}
        for wanted, claim in pairs:
            yield Judged(claim, case, not differences(wanted, claim, others))
        if not case.partial:
            for claim in extra:
                yield Judged(claim, case, False)


def is_for_fitting(case: Case) -> bool:
    """Is it of the half of the held-out cases to which the scale of confidence is fitted?

    By its name, so that a case stays in its half.
    """
    return crc32(case.id.encode()) % 2 == 0


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
