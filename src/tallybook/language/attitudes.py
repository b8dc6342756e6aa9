"""Weights by which a candidate for a credit is judged, learned from texts that people marked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tallybook.errors import DataError


@cache
def load_attitudes(language: str = "en") -> Mapping[str, float]:
    """sign → weight, out of `weights/<language>/attitudes.tsv`; made by train/attitudes.py."""
    path = files("tallybook.language") / "weights" / language / "attitudes.tsv"
    if not path.is_file():
        raise DataError(str(path), "no such file", f"train it: the language {language!r} has none")
    weights: dict[str, float] = {}
    for line in path.read_text("utf-8").splitlines():
        sign, _, weight = line.partition("\t")
        try:
            weights[sign] = float(weight)
        except ValueError as error:
            raise DataError(
                str(path), f"{line!r} is no sign and weight", "train it again"
            ) from error
    return weights
