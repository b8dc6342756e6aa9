"""Judging: are two claims one statement? Same, different or unsure, with reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tallybook.link.agreement import compare_facts, directions_differ, number_of, reality_of
from tallybook.link.copies import KinOf, kin_by_claims
from tallybook.link.origins import compare_origins, same_text
from tallybook.model import Claim, Link, Verdict
from tallybook.model.containment import GENERAL_ROLES

RULES: Final = "link rules 1"
"""`made_by` of every link that these rules make; any other link is a person's and overrides."""

SAME_FROM: Final = 0.6
UNSURE_FROM: Final = 0.4


@dataclass(frozen=True, slots=True)
class Weighing:
    """score 0 to 1 and why.

    contradicts: a fact, not only the speaker, keeps the two apart. facts: how well all but the
    speakers agree.
    """

    score: float
    reasons: tuple[str, ...]
    contradicts: bool = False
    facts: float = 0.0


def judge(left: Claim, right: Claim, kin: KinOf = kin_by_claims) -> Link:
    """The verdict over two claims by the rules alone. kin: how the texts of two reports relate."""
    weighed = weigh(left, right, kin)
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


def verdicts_of(links: Iterable[Link]) -> dict[frozenset[str], Link]:
    """The people's verdict over each pair of claims; of several, the one given last."""
    found: dict[frozenset[str], Link] = {}
    for link in sorted(links, key=lambda one: (one.at, one.id)):
        if link.made_by != RULES:
            found[frozenset((link.left, link.right))] = link
    return found


def weigh(left: Claim, right: Claim, kin: KinOf = kin_by_claims) -> Weighing:
    """The score behind the verdict, with its reasons."""
    against = first_difference(left, right)
    if against:
        return Weighing(0.0, (against,), contradicts=True)
    apart = left.report != right.report
    facts = compare_facts(left, right, one_text=apart and same_text(left, right, kin))
    if facts.score == 0:
        return Weighing(0.0, facts.reasons, contradicts=True)
    origins, reason = compare_origins(left, right, kin)
    if origins == 0:
        return Weighing(0.0, (reason,), facts=facts.score)
    figure = f"the same figure, {left.quantity.words}"
    reasons = (figure, reason, *facts.reasons)
    return Weighing(origins * facts.score, reasons, facts=facts.score)


def first_difference(left: Claim, right: Claim) -> str:
    """What keeps the two from being one statement before anything else is asked, or ""."""
    difference = figures_differ(left, right)
    if difference:
        return difference
    if (left.part_of is None) != (right.part_of is None) and _counts_alike(left, right):
        return "only one is a sub-count"
    return ""


def figures_differ(left: Claim, right: Claim) -> str:
    """In what way the two give different figures, or ""."""
    if left.measure != right.measure:
        return f"one counts {left.measure}, the other {right.measure}"
    if left.quantity.unit != right.quantity.unit:
        return f"one is in {left.quantity.unit}, the other in {right.quantity.unit}"
    if number_of(left.quantity) != number_of(right.quantity):
        return f"{left.quantity.words} is not {right.quantity.words}"
    if directions_differ(left.quantity, right.quantity):
        return f"{left.quantity.words} and {right.quantity.words} bound it from two sides"
    if reality_of(left.stance) != reality_of(right.stance):
        return f"one is {left.stance}, the other {right.stance}"
    if left.increment != right.increment:
        return "only one counts what came on top"
    return ""


def _counts_alike(left: Claim, right: Claim) -> bool:
    """Would the sub-count be of those whom the other counts? Its "three children" are not."""
    if left.report == right.report:
        return True
    part = left if left.part_of is not None else right
    return part.of.role in GENERAL_ROLES
