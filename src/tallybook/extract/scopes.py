"""Scope: one incident, a running total, or a level now (codebook §8)."""

from __future__ import annotations

from typing import Final

from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.language.tree import Tree
from tallybook.model import Accrual, Period, Scope

_TOTAL_WORDS: Final = frozenset({"total", "overall", "altogether", "cumulative", "cumulatively"})
_LEVELS: Final = frozenset({"deployed", "missing"})
_HELD: Final = frozenset({"captured", "abducted"})
_HOLDING: Final = frozenset({"hold", "keep", "remain", "detain", "free", "languish", "be", "have"})
_RUNNING: Final = frozenset({"sick"})
_PRESENT: Final = frozenset({"is", "are", "remain", "remains"})
_LONG: Final = 25
_MANY: Final = 1_000
_SO_FAR: Final = (
    ("so", "far"),
    ("to", "date"),
    ("until", "now"),
    ("up", "to", "now"),
    ("in", "all"),
)


def scope_of(tree: Tree, count: Count, accrual: Accrual, period: Period | None) -> Scope:
    """The scope that the count's own clause gives it; one incident where nothing says more."""
    words = [tree.tokens[i].text.lower() for i in _clause(tree, count)]
    if accrual is Accrual.STOCK and count.measure in _LEVELS:
        return Scope.CURRENT
    if count.way is Way.TOLL or _is_running_total(words, period):
        return Scope.CUMULATIVE
    perfect = _is_perfect(tree, count.trigger)
    if accrual is Accrual.STOCK:
        if count.way not in {Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.IDIOM}:
            return Scope.CURRENT
        if perfect:
            return Scope.CUMULATIVE
        return Scope.INCIDENT if _is_past(tree, count.trigger) else Scope.CURRENT
    if _is_held(tree, count):
        return Scope.CURRENT
    # "have killed 29" goes on; "have been killed in a landslide" is that landslide's
    active = bool(tree.children(count.trigger, "obj"))
    running = (perfect and active) or count.measure in _RUNNING or _is_large(count)
    undated = period is None or (period.first is None and period.last is not None)
    return Scope.CUMULATIVE if running and undated else Scope.INCIDENT


def _is_large(count: Count) -> bool:
    """So many that no single happening but a whole war or epidemic is meant, by default."""
    low = count.quantity.low
    return count.measure in {"killed", "killed_or_wounded", "captured"} and (
        low is not None and low >= _MANY
    )


def _is_running_total(words: list[str], period: Period | None) -> bool:
    if set(words) & _TOTAL_WORDS or any(_holds(words, run) for run in _SO_FAR):
        return True
    if period is None:
        return False
    if "since" in period.text.lower().split():
        return True
    if period.first is None or period.last is None:
        return False
    return (period.last - period.first).days >= _LONG


def _is_held(tree: Tree, count: Count) -> bool:
    """Prisoners and hostages that are held are a level, not a happening."""
    if count.way is not Way.NOUN or count.measure not in _HELD:
        return False
    verbs = [count.trigger, *tree.ancestors(count.trigger)]
    lemmas = {tree.tokens[i].lemma for i in verbs}
    lemmas |= {tree.tokens[c].lemma for c in tree.children(count.head, "acl")}
    return bool(lemmas & _HOLDING)


def _is_past(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    helpers = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux", "aux:pass")}
    if helpers:
        return bool(helpers & {"was", "were", "had"})
    return token.upos == "VERB" and token.text.lower().endswith(("ed", "t", "fled", "d"))


def is_present(tree: Tree, verb: int) -> bool:
    """Is it said of now: "are missing"?"""
    helpers = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux", "cop", "aux:pass")}
    return bool(helpers & _PRESENT)


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
