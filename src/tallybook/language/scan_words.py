"""Words of a language's scan.toml: which words make a sentence worth parsing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from tallybook.errors import DataError


@dataclass(frozen=True, slots=True)
class ScanWords:
    """Each list of scan.toml; the comments there say what it is for."""

    too_common: frozenset[str]
    light: frozenset[str]
    telling: frozenset[str]
    no_numbers: frozenset[str]
    stand_ins: frozenset[str]
    going_on: frozenset[str]
    taking_back: frozenset[str]


@cache
def load_scan_words(language: str = "en") -> ScanWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    path = files("tallybook.language") / language / "scan.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    known = {field.name for field in fields(ScanWords)}
    for key in known ^ data.keys():
        raise DataError(str(path), f"{key!r} is missing or unknown", f"keep to {sorted(known)}")
    return ScanWords(**{key: frozenset(words) for key, words in data.items()})
