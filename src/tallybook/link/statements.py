"""Statements: claims that one origin said once, joined; near misses and echoes named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tallybook.link.agreement import number_of, reality_of
from tallybook.link.composing import compose
from tallybook.link.echoes import find_echoes
from tallybook.link.grouping import Group, Groups, careful_first
from tallybook.link.judging import RULES
from tallybook.model import Claim, Link, Statement, Verdict


class Linking(NamedTuple):
    """statements in the order said; links: the rules' verdicts that are worth keeping."""

    statements: list[Statement]
    links: list[Link]


def find_statements(claims: Sequence[Claim], links: Sequence[Link] = ()) -> Linking:
    """Statements out of claims; `links` are people's standing verdicts and override the rules.

    Whatever the order of the claims, and however often one comes, the result is the same. Links
    that the rules made earlier may stand among `links`: they are judged afresh.
    """
    known = {claim.id: claim for claim in claims}
    human = [link for link in links if link.made_by != RULES]
    apart = _pairs(link for link in human if link.verdict is not Verdict.SAME)
    made: list[Link] = []
    groups: list[Group] = []
    for bucket in _buckets(known.values()):
        found = Groups(apart)
        for claim in sorted(bucket, key=careful_first):
            made.extend(found.place(claim))
        groups.extend(found.groups)
    groups = _join(groups, [link for link in human if link.verdict is Verdict.SAME])
    echoes, echo_links = find_echoes(groups)
    made.extend(echo_links)
    statements = [compose(group.claims, independent=group not in echoes) for group in groups]
    statements.sort(key=lambda one: (one.said or date.max, one.id))
    judged = {frozenset((link.left, link.right)) for link in human}
    kept = {link.id: link for link in made if frozenset((link.left, link.right)) not in judged}
    return Linking(statements, sorted(kept.values(), key=lambda link: link.id))


def _buckets(claims: Iterable[Claim]) -> Iterable[list[Claim]]:
    """Claims that could be one statement share measure, unit, number and reality."""
    buckets: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        number = number_of(claim.quantity)
        reality = reality_of(claim.stance)
        key = (claim.measure, claim.quantity.unit, number, reality, claim.increment)
        buckets[key].append(claim)
    return buckets.values()


def _pairs(links: Iterable[Link]) -> dict[str, frozenset[str]]:
    against: dict[str, set[str]] = defaultdict(set)
    for link in links:
        against[link.left].add(link.right)
        against[link.right].add(link.left)
    return {claim: frozenset(others) for claim, others in against.items()}


def _join(groups: list[Group], links: Iterable[Link]) -> list[Group]:
    """Merge the groups whose claims a person judged the same."""
    holder = {claim.id: group for group in groups for claim in group.claims}
    for link in sorted(links, key=lambda one: one.id):
        left, right = holder.get(link.left), holder.get(link.right)
        if left is None or right is None or left is right:
            continue
        for claim in right.claims:
            left.add(claim)
            holder[claim.id] = left
        groups = [group for group in groups if group is not right]
    return groups
