"""Then: the statements of an earlier day out of those of now, without linking anew what stayed.

A claim's place hangs only on the claims before it, in the order of placing, that share a key with
it, and on their groups. So of what was known then each claim stays where it is, but where a claim
that was not yet known stands in a group that it could have joined: those are placed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tallybook.link.composing import compose_heard
from tallybook.link.copies import KinOf
from tallybook.link.echoes import echo_keys, weigh_witness
from tallybook.link.grouping import ClaimWays, Group
from tallybook.link.meeting import told_in
from tallybook.link.retelling import Telling, telling
from tallybook.model import Claim, Statement
from tallybook.upkeep import Cells, Clusters


class Linked(NamedTuple):
    """What a linker holds now: the groups, and in cells the statements and who echoes whom."""

    clusters: Clusters[Claim]
    ways: ClaimWays
    cells: Cells
    kin: KinOf
    different: Mapping[str, frozenset[str]]
    leads: Sequence[Lead]


class Day(NamedTuple):
    """A day, and what was known by its end."""

    day: date
    known: Callable[[Claim], bool]


class Lead(NamedTuple):
    """A group of which a claim may have been known before one that stands ahead of it.

    since: the day of the earliest such claim; until: that of the latest one ahead.
    """

    group: str
    since: date
    until: date


def leads_in(clusters: Clusters[Claim]) -> list[Lead]:
    """The groups in which a claim stands behind one that was published later, or may have been."""
    found = []
    for group in clusters.groups():
        days = [_day_of(one) for one in clusters.members(group)]
        if None in days:
            found.append(Lead(group, date.min, date.max))
            continue
        ahead = date.min
        behind = []
        for day in days:
            if day is not None and day < ahead:
                behind.append(day)
            ahead = max(ahead, day or ahead)
        if behind:
            found.append(Lead(group, min(behind), ahead))
    return found


def _day_of(claim: Claim) -> date | None:
    """When it was published; None where that may not be the day from which it was known."""
    day = claim.post.date() if claim.post is not None else claim.published
    begins = None if claim.period is None else claim.period.first
    return None if day is None or (begins is not None and begins > day) else day


class Then:
    """The statements of the claims that were known by a day; of all claims for None."""

    def __init__(self, now: Linked, day: Day | None) -> None:
        self._now = now
        self._day = day
        self._clusters = now.clusters
        self._known: dict[str, bool] = {}
        self._groups: dict[str, str] = {}
        self._stood: dict[str, tuple[Claim, ...]] = {}
        self._moved: dict[str, dict[str, Claim]] = defaultdict(dict)
        self._shaken: set[str] = set()
        self._passed: dict[str, int] = defaultdict(int)
        self._said: dict[str, Group | None] = {}
        self._keys: dict[str, frozenset[object]] = {}
        self._new: dict[object, list[str]] = defaultdict(list)

    def statements(self, names: Iterable[str]) -> list[Statement]:
        """Those that these claims carry, of which some may not have been known."""
        placed = (self._clusters.placed(name) for name in names)
        touched = dict.fromkeys(one.group for one in placed if one is not None)
        if self._day is None:
            now = (self._now.cells.get("statement", group) for group in touched)
            return [one for one in now if one is not None]
        self._settle(touched)
        found = {self._group(one.id): None for group in touched for one in self._known_of(group)}
        for name in self._who_may_join({*touched, *found}):
            self._group(name)
        for goal, members in self._moved.items():
            for key in self._echo_keys(goal) if members else ():
                self._new[key].append(goal)
        return [one for group in found if (one := self._statement(group)) is not None]

    def _settle(self, groups: Iterable[str]) -> None:
        """In the order of placing, so that what a claim hangs on is mostly settled before it."""
        known = [one.id for group in groups for one in self._known_of(group)]
        for name in sorted(known, key=self._clusters.order_of):
            self._group(name)

    def _has_been(self, claim: Claim) -> bool:
        known = self._known.get(claim.id)
        if known is None:
            known = self._known[claim.id] = self._day is None or self._day.known(claim)
        return known

    def _known_of(self, group: str) -> tuple[Claim, ...]:
        """The members of a group of now that were known."""
        stood = self._stood.get(group)
        if stood is None:
            members = self._clusters.members(group)
            stood = self._stood[group] = tuple(one for one in members if self._has_been(one))
        return stood

    def _is_whole(self, group: str) -> bool:
        """Is it now what it was then, as far as claims were not known?"""
        return len(self._known_of(group)) == self._clusters.size(group)

    def _group(self, name: str) -> str:
        """The group in which a claim was; it goes by the name of a group of now, or by the claim's
        own where it stood in none of those.
        """
        found = self._groups.get(name)
        if found is not None:
            return found
        held = self._clusters.placed(name)
        assert held is not None
        self._groups[name] = held.group  # while it is looked for
        if not any(self._lost_before(group, name) for group in held.found):
            return held.group
        goal = self._placed_again(name, held.item, held.found)
        if goal != held.group:
            self._groups[name] = goal
            self._moved[goal][name] = held.item
            self._shaken |= {goal, held.group}
        return goal

    def _lost_before(self, group: str, name: str) -> bool:
        """Was a member that stands before the claim not known, or in another group?

        How far nothing was lost is kept, so that nobody looks at those members again.
        """
        if self._is_whole(group) and group not in self._shaken:
            return False
        at, row = self._clusters.order_of(name), self._clusters.row(group)
        while self._passed[group] < len(row):
            other = row[self._passed[group]]
            if other >= at:
                return False
            if not self._has_been(self._item(other[1])) or self._group(other[1]) != group:
                return True
            self._passed[group] += 1
        return False

    def _item(self, name: str) -> Claim:
        held = self._clusters.placed(name)
        assert held is not None
        return held.item

    def _placed_again(self, name: str, item: Claim, seen: Collection[str]) -> str:
        at = self._clusters.order_of(name)
        keys = set(self._now.ways.looked_up(item))
        goals: dict[str, None] = {}
        for group in seen:
            for one in self._known_of(group):
                if self._clusters.order_of(one.id) < at:
                    goal = self._group(one.id)
                    if goal not in goals and not keys.isdisjoint(self._now.ways.kept_under(one)):
                        goals[goal] = None
        groups = []
        for goal in goals:
            before = [one for one in self._members(goal) if self._clusters.order_of(one.id) < at]
            groups.append((self._clusters.order_of(before[0].id), goal, before))
        groups.sort(key=lambda one: one[0])
        chosen, _ = self._now.ways.choose(item, [before for _, _, before in groups])
        return name if chosen is None else groups[chosen][1]

    def _members(self, group: str) -> list[Claim]:
        """Those of a group then, in their order."""
        here = [one for one in self._known_of(group) if self._groups.get(one.id, group) == group]
        come = self._moved.get(group)
        if come:
            own = {one.id for one in here}
            here += [one for one in come.values() if one.id not in own]
            here.sort(key=lambda one: self._clusters.order_of(one.id))
        return here

    def _who_may_join(self, groups: Collection[str]) -> Iterator[str]:
        """Claims of other groups, shaken by what was not known, that find one of these."""
        day = date.max if self._day is None else self._day.day
        for group, since, until in self._now.leads:
            if since <= day < until and group not in groups:
                for one in self._known_of(group):
                    held = self._clusters.placed(one.id)
                    if held is not None and any(each in groups for each in held.found):
                        yield one.id

    # statements

    def _said_then(self, group: str) -> Group | None:
        """The group as a linker knows it; that of now where it is the same."""
        if group not in self._said:
            members = tuple(self._members(group))
            now: Group | None = self._now.cells.get("group", group)
            is_same = now is not None and now.claims == members
            self._said[group] = now if is_same else Group(members) if members else None
        return self._said[group]

    def _is_as_now(self, group: str) -> bool:
        now: Group | None = self._now.cells.get("group", group)
        return now is not None and self._said_then(group) is now

    def _echo_keys(self, group: str) -> frozenset[object]:
        if group not in self._keys:
            said = self._said_then(group)
            self._keys[group] = frozenset() if said is None else frozenset(echo_keys(said))
        return self._keys[group]

    def _near(self, key: object) -> list[Group]:
        """The groups under a key of echoes."""
        names = dict.fromkeys((*self._now.cells.members("echoes", key), *self._new.get(key, ())))
        return [
            said
            for name in names
            if (said := self._said_then(name)) is not None
            and (self._is_as_now(name) or key in self._echo_keys(name))
        ]

    def _statement(self, group: str) -> Statement | None:
        said = self._said_then(group)
        if said is None:
            return None
        if self._is_as_now(group) and self._is_heard_as_now(group):
            now: Statement = self._now.cells.get("statement", group)
            return now
        witness = weigh_witness(said, self._near, self._telling, self._now.kin, self._now.different)
        return compose_heard(said.claims, witness)

    def _telling(self, report: str) -> Telling:
        """What telling figures a report gave."""
        return telling(one.claims for one in self._near(told_in(report)))

    def _is_heard_as_now(self, group: str) -> bool:
        """Is all on which it hangs whether it is a witness what it is now?"""
        return self._is_read_as_now("echo", group)

    def _is_read_as_now(self, kind: str, of: Hashable) -> bool:
        for read, key in self._now.cells.reads(kind, of):
            if read == "group" and not self._is_as_now(key):
                return False
            if read == "echoes" and self._new.get(key):
                return False
            if read == "telling" and not self._is_read_as_now(read, key):
                return False
        return True
