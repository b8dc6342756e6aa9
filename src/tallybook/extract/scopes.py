"""Scope: one incident, a running total, or a level now (codebook §8)."""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.language.tree import Tree
from tallybook.model import Accrual, Period, Scope

_TOTAL_WORDS: Final = frozenset({"total", "overall", "altogether", "cumulative", "cumulatively"})
_SO_FAR: Final = (("so", "far"), ("to", "date"), ("until", "now"), ("up", "to", "now"), ("in", "all"))


def scope_of(tree: Tree, count: Count, accrual: Accrual, period: Period | None) -> Scope:
    """The scope that the count's own clause gives it; one incident where nothing says more."""
    if accrual is Accrual.STOCK:
        return Scope.CURRENT
    if count.way is Way.TOLL:
        return Scope.CUMULATIVE
    words = [tree.tokens[i].text.lower() for i in _clause(tree, count)]
    if set(words) & _TOTAL_WORDS or any(_holds(words, run) for run in _SO_FAR):
        return Scope.CUMULATIVE
    if "since" in words and (period is None or "since" in period.text.lower()):
        return Scope.CUMULATIVE
    if "already" in words and _is_perfect(tree, count.trigger):
        return Scope.CUMULATIVE
    return Scope.INCIDENT


def _clause(tree: Tree, count: Count) -> list[int]:
    """The tokens of the trigger's clause and the counted phrase."""
    top = count.trigger
    for above in tree.ancestors(count.trigger):
        if tree.tokens[top].upos in {"VERB", "AUX"}:
            break
        top = above
    return sorted({*tree.subtree(top), *tree.subtree(count.head)})


def _holds(words: list[str], run: tuple[str, ...]) -> bool:
    size = len(run)
    return any(tuple(words[i : i + size]) == run for i in range(len(words) - size + 1))


def _is_perfect(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[c].lemma == "have" for c in tree.children(verb, "aux"))
