"""Linking: statements kept right as claims come and go; a claim touches only what it can change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tallybook.link.composing import compose_heard
from tallybook.link.copies import KinOf, kin_by_claims
from tallybook.link.echoes import echo_keys, weigh_witness
from tallybook.link.grouping import ClaimWays, Group, careful_first
from tallybook.link.judging import judge, verdicts_of
from tallybook.link.meeting import told_in
from tallybook.link.retelling import Telling, telling
from tallybook.link.then import Day, Lead, Linked, Then, leads_in
from tallybook.link.witnesses import Witness
from tallybook.model import Claim, Link, Statement, Verdict
from tallybook.upkeep import Cells, Clusters


class Relinked(NamedTuple):
    """The statements that came or are not what they were; the ids of those that are no more."""

    statements: list[Statement]
    gone: list[str]


class Linker:
    """Statements of claims. Whatever the order in which claims come, the result is the same.

    links: people's standing verdicts, which override the rules. Links that the rules made may
    stand among them: they are judged afresh. kin: what the texts of two reports are to each other.
    """

    def __init__(self, links: Sequence[Link] = (), kin: KinOf = kin_by_claims) -> None:
        self._kin = kin
        human = list(verdicts_of(links).values())
        self._judged = {frozenset((link.left, link.right)) for link in human}
        apart = _pairs(link for link in human if link.verdict is not Verdict.SAME)
        self._same = sorted(
            (link for link in human if link.verdict is Verdict.SAME), key=lambda link: link.id
        )
        self._different = _pairs(link for link in human if link.verdict is Verdict.DIFFERENT)
        self._ways = ClaimWays(apart, kin)
        self._clusters = Clusters(self._ways)
        self._leads: list[Lead] | None = None
        self._roots: dict[str, str] = {}
        rules = {"telling": self._telling, "echo": self._echo, "statement": self._statement}
        self._cells = Cells(rules, ("statement",))
        self._groups: dict[str, Group] = {}
        self._keys: dict[str, list[tuple[object, ...]]] = {}

    def update(self, come: Iterable[Claim], gone: Iterable[str] = ()) -> Relinked:
        """Take claims in, let those of the given ids go; the statements that changed by it."""
        self._leads = None
        claims = {claim.id: claim for claim in come}
        changed = self._clusters.update(claims, [name for name in gone if name not in claims])
        for name in self._joined(changed):
            self._set(name)
        renewed = self._cells.renewed("statement")
        fresh = [now for _, _, now in renewed if now is not None]
        kept = {statement.id for statement in fresh}
        lost = sorted(
            before.id for _, before, _ in renewed if before is not None and before.id not in kept
        )
        return Relinked(fresh, lost)

    def statements(self) -> Iterator[Statement]:
        """All statements, in no order that means anything."""
        for name in self._groups:
            statement: Statement = self._cells.get("statement", name)
            yield statement

    def then(self, day: Day | None) -> Then | None:
        """What had been said by a day; None where people judged claims the same."""
        if self._same:
            return None
        if self._leads is None:
            self._leads = leads_in(self._clusters)
        kin, different = self._kin, self._different
        return Then(
            Linked(self._clusters, self._ways, self._cells, kin, different, self._leads), day
        )

    def links(self) -> list[Link]:
        """The verdicts of the rules that are worth keeping, in the order of their ids."""
        made = [
            *(self._verdict(name) for group in self._groups.values() for name in group.claims),
            *(self._echo_link(name) for name in self._groups),
        ]
        kept = {
            link.id: link
            for link in made
            if link is not None and frozenset((link.left, link.right)) not in self._judged
        }
        return sorted(kept.values(), key=lambda link: link.id)

    def _verdict(self, claim: Claim) -> Link | None:
        placed = self._clusters.placed(claim.id)
        nearest = placed.note if placed is not None else None
        return judge(nearest, claim, self._kin) if isinstance(nearest, Claim) else None

    def _echo_link(self, name: str) -> Link | None:
        witness: Witness | None = self._cells.get("echo", name)
        return None if witness is None else witness.link

    def _joined(self, changed: set[str]) -> set[str]:
        """The groups to be set again, where people judged claims of several groups the same."""
        if not self._same:
            return changed
        roots: dict[str, str] = {}
        for link in self._same:
            left, right = self._clusters.placed(link.left), self._clusters.placed(link.right)
            if left is not None and right is not None:
                first, second = _root(roots, left.group), _root(roots, right.group)
                if first != second:
                    roots[max(first, second)] = min(first, second)
        now = {name: _root(roots, name) for name in roots}
        moved = {name for name in {*now, *self._roots} if now.get(name) != self._roots.get(name)}
        touched = changed | moved
        touched |= {each[name] for name in touched for each in (now, self._roots) if name in each}
        self._roots = now
        return touched

    def _set(self, name: str) -> None:
        """The group of that name as it is now, in its cell and under its keys."""
        members = () if name in self._roots else tuple(self._clusters.members(name))
        joined = [other for other, root in self._roots.items() if root == name]
        if joined:
            more = [claim for other in joined for claim in self._clusters.members(other)]
            members = tuple(sorted((*members, *more), key=careful_first))
        group = Group(members) if members else None
        if not self._cells.put("group", name, group):
            return
        keys = list(echo_keys(group)) if group is not None else []
        self._cells.reindex("echoes", name, self._keys.pop(name, []), keys)
        if group is None:
            self._groups.pop(name, None)
            return
        self._groups[name] = group
        self._keys[name] = keys
        self._cells.ask("statement", name)

    def _echo(self, name: str) -> Witness | None:
        group: Group | None = self._cells.get("group", name)
        if group is None:
            return None
        return weigh_witness(group, self._near, self._told, self._kin, self._different)

    def _told(self, report: str) -> Telling:
        found: Telling = self._cells.get("telling", report)
        return found

    def _telling(self, report: str) -> Telling:
        """What telling figures a report gives."""
        return telling(group.claims for group in self._near(told_in(report)))

    def _near(self, key: object) -> Collection[Group]:
        found = self._cells.members("echoes", key)
        groups = (self._cells.get("group", name) for name in found)
        return [group for group in groups if group is not None]

    def _statement(self, name: str) -> Statement | None:
        group: Group | None = self._cells.get("group", name)
        if group is None:
            return None
        witness: Witness = self._cells.get("echo", name)
        return compose_heard(group.claims, witness)


def _root(roots: Mapping[str, str], name: str) -> str:
    while name in roots:
        name = roots[name]
    return name


def _pairs(links: Iterable[Link]) -> dict[str, frozenset[str]]:
    against: dict[str, set[str]] = defaultdict(set)
    for link in links:
        against[link.left].add(link.right)
        against[link.right].add(link.left)
    return {claim: frozenset(others) for claim, others in against.items()}
