"""Weights of a language's confidence.toml: how far a claim can be trusted, by what is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tallybook.errors import DataError
from tallybook.language.word_tables import read_words


@dataclass(frozen=True, slots=True)
class Weights:
    """bias: the score of a claim of which nothing is known. of: what each feature adds to it."""

    bias: float
    of: Mapping[str, float]


@cache
def load_weights(language: str = "en") -> Weights:
    """The weights of a language; DataError where the file lacks them."""
    where, data = read_words(language, "confidence.toml")
    return _weights(where, data)


def read_folds(path: Path) -> list[Weights]:
    """The weights by which each fold of the held-out cases is told; DataError without any."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return [_weights(str(path), fold) for fold in data["fold"]]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataError(
            str(path), f"holds no [[fold]] of weights ({error})", "fit it again"
        ) from error


def _weights(where: str, data: Mapping[str, Any]) -> Weights:
    try:
        return Weights(float(data["bias"]), {k: float(v) for k, v in data["weights"].items()})
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise DataError(
            where, f"needs `bias` and [weights] of numbers ({error})", "fit it again"
        ) from error
