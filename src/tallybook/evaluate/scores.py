"""Scores and misses: what an evaluation gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """A named value; passed and total where it is a share of something counted."""

    name: str
    value: float
    passed: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """Where a set's answer and ours differ."""

    where: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The scores of one set, and the misses behind them."""

    scores: tuple[Score, ...]
    misses: tuple[Miss, ...] = ()


def share(name: str, passed: int, total: int) -> Score:
    """passed / total; a share of nothing is whole."""
    return Score(name, passed / total if total else 1.0, passed, total)


def f_score(found: int, right: int, expected: int) -> tuple[Score, Score, Score]:
    """Precision, recall and F1 out of counts."""
    precision, recall = share("precision", right, found), share("recall", right, expected)
    both = precision.value + recall.value
    value = 2 * precision.value * recall.value / both if both else 0.0
    return precision, recall, Score("f1", value)


def outcome_of(report: Mapping[str, Any]) -> Outcome:
    """An Outcome out of nested numbers and lists: numbers are scores, lists misses to read."""
    scores: list[Score] = []
    misses: list[Miss] = []
    _flatten(report, "", scores, misses)
    return Outcome(tuple(scores), tuple(misses))


def _flatten(
    report: Mapping[str, Any], above: str, scores: list[Score], misses: list[Miss]
) -> None:
    for key, value in report.items():
        name = f"{above} {key}".strip()
        if isinstance(value, Mapping):
            _flatten(value, name, scores, misses)
        elif isinstance(value, int | float):
            scores.append(Score(name, float(value)))
        else:
            misses.extend(_miss(name, each) for each in value)


def _miss(name: str, told: Any) -> Miss:
    if not isinstance(told, Mapping):
        return Miss(name, "", str(told))
    parts = [f"{key}: {value}" for key, value in told.items()]
    return Miss(name, parts[0] if parts else "", "; ".join(parts[1:]))
