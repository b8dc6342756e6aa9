"""Judging: are two claims one statement? Same, different or unsure, with reasons in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tallybook.link.agreement import compare_facts, number_of, reality_of
from tallybook.link.origins import compare_origins
from tallybook.model import Claim, Link, Verdict

RULES: Final = "link rules 1"
"""`made_by` of every link that these rules make; any other link is a person's and overrides."""

SAME_FROM: Final = 0.6
UNSURE_FROM: Final = 0.4


@dataclass(frozen=True, slots=True)
class Weighing:
    """score 0 to 1 and why; `contradicts`: a fact, not only the speaker, keeps the two apart."""

    score: float
    reasons: tuple[str, ...]
    contradicts: bool = False


def judge(left: Claim, right: Claim) -> Link:
    """The verdict over two claims by the rules alone."""
    weighed = weigh(left, right)
    if weighed.score >= SAME_FROM:
        verdict = Verdict.SAME
    else:
        verdict = Verdict.UNSURE if weighed.score >= UNSURE_FROM else Verdict.DIFFERENT
    return link(left, right, verdict, weighed.score, weighed.reasons)


def link(
    left: Claim, right: Claim, verdict: Verdict, score: float, reasons: tuple[str, ...]
) -> Link:
    """A link by these rules, the two claims in the order of their ids."""
    first, second = sorted((left.id, right.id))
    return Link(first, second, verdict, round(score, 3), reasons, RULES)


def weigh(left: Claim, right: Claim) -> Weighing:
    """The score behind the verdict, with its reasons."""
    against = _first_difference(left, right)
    if against:
        return Weighing(0.0, (against,), contradicts=True)
    facts = compare_facts(left, right)
    if facts.score == 0:
        return Weighing(0.0, facts.reasons, contradicts=True)
    origins, reason = compare_origins(left, right)
    if origins == 0:
        return Weighing(0.0, (reason,))
    figure = f"the same figure, {left.quantity.words}"
    return Weighing(origins * facts.score, (figure, reason, *facts.reasons))


def _first_difference(left: Claim, right: Claim) -> str:
    """What keeps the two from being one statement before anything else is asked, or ""."""
    if left.measure != right.measure:
        return f"one counts {left.measure}, the other {right.measure}"
    if left.quantity.unit != right.quantity.unit:
        return f"one is in {left.quantity.unit}, the other in {right.quantity.unit}"
    if number_of(left.quantity) != number_of(right.quantity):
        return f"{left.quantity.words} is not {right.quantity.words}"
    if reality_of(left.stance) != reality_of(right.stance):
        return f"one is {left.stance}, the other {right.stance}"
    if left.increment != right.increment:
        return "only one counts what came on top"
    if (left.part_of is None) != (right.part_of is None) and left.report == right.report:
        return "only one is a sub-count"
    return ""
