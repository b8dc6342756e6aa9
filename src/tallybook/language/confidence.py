"""Weights of a language's confidence.toml: how far a claim can be trusted, by what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

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
    try:
        return Weights(float(data["bias"]), {k: float(v) for k, v in data["weights"].items()})
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise DataError(
            where, f"needs `bias` and [weights] of numbers ({error})", "fit it again"
        ) from error
