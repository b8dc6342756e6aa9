"""Echoes: which groups are witnesses, and which only repeat a figure that others gave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from tallybook.link.copies import KinOf, kin_by_claims
from tallybook.link.grouping import Group, Key
from tallybook.link.meeting import kept_under, looked_up
from tallybook.link.retelling import TellingIn
from tallybook.link.witnesses import Witness, verdict_after

_NOBODY: Final[Mapping[str, frozenset[str]]] = MappingProxyType({})


def echo_keys(group: Group) -> Iterator[Key]:
    """The keys under which the group is found by those on whose verdicts it bears."""
    yield from kept_under(group.claims)


def weigh_witness(
    group: Group,
    near: Callable[[Key], Collection[Group]],
    told: TellingIn,
    kin: KinOf = kin_by_claims,
    different: Mapping[str, frozenset[str]] = _NOBODY,
) -> Witness:
    """Is the group a witness?

    near: the groups under a key, itself among them. told: what telling figures a report gives.
    different: the claims that people judged to be other statements, for each claim so judged: it
    repeats none of those.
    """
    mine = group.heard
    others = {
        id(one): one
        for key in looked_up(group.claims)
        for one in near(key)
        if one is not group and one.heard < mine
    }
    judged = {name for claim in group.claims for name in different.get(claim.id, ())}
    free = [
        (one.heard, one.claims)
        for one in others.values()
        if not judged or not any(claim.id in judged for claim in one.claims)
    ]
    return verdict_after(group.claims, sorted(free, key=lambda one: one[0]), kin, told)
