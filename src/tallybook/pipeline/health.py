"""doctor: is everything there that Tallybook needs, and what helps where it is not?"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.errors import TallybookError, UsageError
from tallybook.extract.llm.settings import is_wanted, read_settings
from tallybook.language.parser import Parser
from tallybook.store import Ledger

_OLDEST: Final = (3, 11)
_EXTRAS: Final = {"llm": ("httpx",), "train": ("torch", "transformers")}
_AGAIN: Final = "install again: pip install --force-reinstall tallybook"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ok is None for what is absent and need not be there."""

    name: str
    ok: bool | None
    found: str
    remedy: str = ""


def examine(ledger: str) -> list[Check]:
    """Python, the parser's weights, the gazetteer, the ledger, the extras and the model's settings,
    in that order. Nothing is sent anywhere.
    """
    return [
        _python(),
        _tried("parser", _parse),
        _tried("gazetteer", _look_up),
        _ledger(ledger),
        *(_extra(name, needs) for name, needs in _EXTRAS.items()),
        _model(),
    ]


def _python() -> Check:
    ok = sys.version_info[:2] >= _OLDEST
    wanted = ".".join(map(str, _OLDEST))
    return Check("Python", ok, platform.python_version(), "" if ok else f"use {wanted} or newer")


def _tried(name: str, try_it: Callable[[], str]) -> Check:
    try:
        return Check(name, True, try_it())
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what is being looked for
        return Check(name, False, f"{type(error).__name__}: {error}", _AGAIN)


def _parse() -> str:
    text = "Nine guards were wounded."
    (tree,) = Parser.load("en").parse(text, [(0, len(text))])
    return f"reads English; {len(tree.tokens)} words parsed"


def _look_up() -> str:
    found = Gazetteer.load().look_up("Geneva")
    if not found:
        raise LookupError("Geneva is not in it")
    return f"opens; Geneva has {len(found)} entries"


def _ledger(where: str) -> Check:
    if "://" not in where and not Path(where).exists():
        return Check("ledger", None, f"none at {where} yet; `tallybook add` makes it")
    try:
        with Ledger(where) as ledger:
            reports, claims = len(ledger.reports()), len(ledger.claims())
            return Check("ledger", True, f"{where}: {reports} reports, {claims} claims")
    except TallybookError as error:
        return Check("ledger", False, str(error), "name another with --ledger")


def _extra(name: str, needs: tuple[str, ...]) -> Check:
    missing = [module for module in needs if find_spec(module) is None]
    if not missing:
        return Check(f"extra {name}", True, "installed")
    remedy = f"only if you want it: pip install 'tallybook[{name}]'"
    return Check(f"extra {name}", None, "not installed", remedy)


def _model() -> Check:
    """The settings of the model that `--extractor llm` would ask, not whether it answers."""
    try:
        settings = read_settings()
    except UsageError as error:
        if is_wanted():
            return Check("model", False, str(error), "mend it, or unset it")
        return Check("model", None, str(error).partition(";")[0], "only for --extractor llm|both")
    key = "no key" if settings.key is None else "a key"
    return Check("model", True, f"{settings.model} at {settings.url}, with {key}; not asked")
