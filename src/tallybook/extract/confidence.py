"""Confidence: how often a claim read by a frame like this one is right, so far by judgement."""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.types import Count

_STRONG: Final = 0.92
_BY_RULE: Final = (
    ("bare-plural", 0.7),
    ("single", 0.8),
    ("losses-suffered", 0.75),
    ("number-for-losses-before", 0.7),
    ("number-before-predicate", 0.88),
    ("toll-noun", 0.88),
    ("sub-count", 0.85),
    ("sum-in-context", 0.75),
    ("strength-noun", 0.75),
    ("attribute-of-noun", 0.75),
    ("counted-noun", 0.85),
)


def confidence_of(count: Count) -> float:
    """A figure in [0, 1], lower for frames that ask less of the tree."""
    for rule, value in _BY_RULE:
        if rule in count.rule:
            return value
    return _STRONG if count.strong else 0.8
