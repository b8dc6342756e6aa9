"""Weights of a language's confidence.toml: how far a claim can be trusted, by what is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tallybook.errors import DataError


@dataclass(frozen=True, slots=True)
class Weights:
    """bias: the score of a claim of which nothing is known. of: what each feature adds to it."""

    bias: float
    of: Mapping[str, float]


@cache
def load_weights(language: str = "en") -> Weights:
    """The weights of a language; DataError where the file lacks them."""
    path = files("tallybook.language") / language / "confidence.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    try:
        return Weights(float(data["bias"]), {k: float(v) for k, v in data["weights"].items()})
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise DataError(
            str(path), f"needs `bias` and [weights] of numbers ({error})", "fit it again"
        ) from error
