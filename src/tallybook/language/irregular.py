"""Irregular forms out of a language's irregular.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


@cache
def load_irregular(language: str = "en") -> Mapping[str, Sequence[str]]:
    """By lemma, the forms that no rule of spelling leads to."""
    path = files("tallybook.language") / language / "irregular.toml"
    return tomllib.loads(path.read_text("utf-8"))
