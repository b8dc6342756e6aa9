"""Currencies by country: which rupee, peso or franc is meant where."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Currencies = Mapping[str, Mapping[str, str]]
"""By a currency's bare name ("rupee"), country code to currency code."""


@cache
def load_currencies() -> Currencies:
    """The names that several countries share."""
    path = files("tallybook.catalogue") / "currencies.toml"
    return tomllib.loads(path.read_text("utf-8"))
