"""The sets that can be evaluated: each a module of `tallybook.evaluate.sets`.

A set's module has a docstring, whose first line is its title; FOLDER, where its data lies unless
the user says otherwise; and `evaluate(folder, limit)`, which gives an Outcome and raises UsageError
where the data is not there.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any, Protocol, cast

from tallybook.errors import UnknownName, UsageError
from tallybook.evaluate import sets
from tallybook.evaluate.scores import Outcome


class Evaluation(Protocol):
    """What a set's module has."""

    __doc__: str | None
    FOLDER: str

    def evaluate(self, folder: Path, limit: int | None) -> Outcome:
        """The scores over the set, or over its first `limit` parts."""


def evaluations() -> list[str]:
    """The names of all sets."""
    return sorted(module.name for module in pkgutil.iter_modules(sets.__path__))


def evaluate_with(
    evaluation: Evaluation, name: str, folder: Path, limit: int | None, extractor: str
) -> Outcome:
    """The scores with another extractor; UsageError where the set measures no extractor."""
    if "extractor" not in signature(evaluation.evaluate).parameters:
        raise UsageError(f"--extractor: the set {name} measures a part, not an extractor; drop it")
    chosen = cast(Any, evaluation)
    return cast(Outcome, chosen.evaluate(folder, limit, extractor=extractor))


def load_evaluation(name: str) -> Evaluation:
    """The set of that name; UnknownName where there is none."""
    if name not in evaluations():
        raise UnknownName("evaluation", name, evaluations())
    return cast(Evaluation, import_module(f"{sets.__name__}.{name}"))
