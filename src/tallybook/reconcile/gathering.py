"""Gathering: from statements to groups of evidence that answer one question, kept right.

The first half of reconciling: evidence, its places, incidents, stories, running totals and levels.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Claim, Measure, Statement
from tallybook.model.containment import family_of
from tallybook.reconcile.bouts import (
    Fighting,
    as_echo,
    bout_of,
    could_be_of_one,
    fighting_of,
    fought_at,
    is_of_its_day,
    joined,
    looked_at,
)
from tallybook.reconcile.denied import as_said, denied_at, figures_at
from tallybook.reconcile.evidence import Evidence, Kind, evidence_of, is_force, loosen, with_unit
from tallybook.reconcile.happenings import IncidentWays
from tallybook.reconcile.placing import adopted_place
from tallybook.reconcile.recalled import has_own_time
from tallybook.reconcile.spots import is_named_spot
from tallybook.reconcile.stories import StoryWays
from tallybook.reconcile.totals import Key, split, total_key
from tallybook.upkeep import Cells, Clusters

GROUP: Final = "group"
"""The kind of cell that holds a group's evidence."""

Name = tuple[str, object]
"""What a group goes by: what it is made of, and its first statement or its key."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What evidence is gathered and questions are answered with.

    as_of: only what was public by the end of that day; what has no date is then left out. on: the
    day for which answers hold, None for the newest. convention: the name of the one by which vague
    words became intervals, where the claims do not say. shown_as_of: what tallies say of the day as
    of which they are, where claims were left out already.
    """

    measures: Mapping[str, Measure]
    sides: Conflicts | None = None
    as_of: date | None = None
    on: date | None = None
    policy: str = "bounds"
    convention: str = "default"
    shown_as_of: date | None = None


class Gathering:
    """Groups of evidence in cells of kind GROUP, by their names."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.families = {name: family_of(name, settings.measures) for name in settings.measures}
        rules: dict[str, Callable[..., Any]] = {
            "evidence": self._evidence,
            "told_in": self._told_in,
            "settled": self._settled,
            "fighting": self._fighting,
            "bout": self._bout,
            "totals": self._totals,
        }
        self._own = Cells(rules, ("evidence", "settled", "bout", "totals"))
        self._incidents: Clusters[Evidence] = Clusters(IncidentWays())
        self._stories: Clusters[Evidence] = Clusters(StoryWays(settings.sides))

    def update(
        self,
        statements: Iterable[Statement],
        gone: Iterable[str],
        claims: Mapping[str, Claim],
        aside: Collection[str] = (),
    ) -> dict[Name, tuple[Evidence, ...] | None]:
        """Take statements in or let them go; the groups that changed, None for those no more.

        claims: at least those that carry the statements that come. aside: the statements that only
        show what others mean, and are of no group.
        """
        for name in gone:
            self._own.put("statement", name, None)
        for statement in statements:
            carriers = {one: claims[one] for one in statement.carriers if one in claims}
            self._own.put("statement", statement.id, (statement, carriers))
            self._own.ask("evidence", statement.id)
            self._own.ask("settled", statement.id)
        for name, before, now in self._own.renewed("evidence"):
            old = before.reports if before is not None else ()
            new = now.reports if now is not None else ()
            self._own.reindex("told", name, old, new)
            self._own.reindex("figures", name, figures_at(before), figures_at(now))
        changed: dict[Name, tuple[Evidence, ...] | None] = {}
        come: dict[bool, dict[str, Evidence]] = {True: {}, False: {}}
        left: dict[bool, list[str]] = {True: [], False: []}
        for name, before, now in self._own.renewed("settled"):
            old, new = (tuple(fought_at(one, self._settings.sides)) for one in (before, now))
            self._own.reindex("fought", name, old, new)
            self._own.ask("bout", name)
        for name, before, now in self._own.renewed("bout"):
            home, goal = self._home(before), None if name in aside else self._home(now)
            if home != goal and isinstance(home, bool):
                left[home].append(name)
            elif home != goal and home is not None:
                self._own.leave("sum", home, name)
            if isinstance(goal, bool):
                come[goal][name] = now
            elif goal is not None:
                self._own.enter("sum", goal, name)
                self._own.ask("totals", goal)
        for is_incident, clusters in ((True, self._incidents), (False, self._stories)):
            kind = "incident" if is_incident else "story"
            for group in clusters.update(come[is_incident], left[is_incident]):
                changed[kind, group] = tuple(clusters.members(group)) or None
        for key, before, now in self._own.renewed("totals"):
            for label in {*(before or ()), *(now or ())}:
                old, new = (before or {}).get(label), (now or {}).get(label)
                if old != new:
                    changed["total", (*key, *label)] = new
        return changed

    def _home(self, one: Evidence | None) -> bool | Key | None:
        """Where evidence is grouped: True incidents, False stories, else a key of totals."""
        if one is None:
            return None
        if one.kind is Kind.INCIDENT:
            return True
        sides = self._settings.sides
        fights = bool(one.of.parties) and (
            sides is None or bool(sides.of(one.of.parties, one.at or one.known))
        )
        return total_key(one, sides) if fights else False

    def _evidence(self, name: str) -> Evidence | None:
        told: tuple[Statement, dict[str, Claim]] | None = self._own.get("statement", name)
        if told is None:
            return None
        settings = self._settings
        statement = with_unit(told[0], settings.measures)
        if statement is None:
            return None
        found = evidence_of(statement, told[1], settings.measures, settings.as_of)
        return found if found is not None and has_own_time(found) else None

    def _settled(self, name: str) -> Evidence | None:
        """The evidence with the place that its reports leave it, as total or incident."""
        one: Evidence | None = self._own.get("evidence", name)
        if one is None:
            return None
        denied = [
            other
            for key in denied_at(one)
            for each in self._own.members("figures", key)
            if (other := self._own.get("evidence", each)) is not None
        ]
        one = as_said(one, sorted(denied, key=lambda each: each.order)) if denied else one
        if one.place is None:
            told = (self._own.get("told_in", report) for report in sorted(one.reports))
            place = adopted_place(one, told, self.families)
            one = one if place is None else replace(one, place=place)
        return loosen(one, self._settings.sides)

    def _fighting(self, era: tuple[object, ...]) -> Fighting:
        """What is told of armies' losses in one war within some days."""
        found = (self._own.get("settled", name) for name in self._own.members("fought", era))
        return fighting_of(one for one in found if one is not None)

    def _bout(self, name: str) -> Evidence | None:
        """The evidence as one of a bout of fighting, where it is of one."""
        one: Evidence | None = self._own.get("settled", name)
        if one is None or not is_force(one.of) or one.kind is Kind.LEVEL:
            return one
        echoed: Evidence | None = self._own.get("bout", one.statement.echo_of or "")
        if echoed is not None and echoed.of.key == one.of.key:
            return as_echo(one, echoed)
        told: tuple[Statement, dict[str, Claim]] = self._own.get("statement", name)
        is_of_a_spot = any(map(is_named_spot, told[1].values()))
        if not could_be_of_one(one, is_of_a_spot=is_of_a_spot):
            return one
        near = [self._own.get("fighting", era) for era in looked_at(one, self._settings.sides)]
        first = bout_of(one, near)
        if first is None and is_of_its_day(one, near):
            return replace(one, kind=Kind.INCIDENT)
        return joined(one, first, near)

    def _told_in(self, report: str) -> list[Evidence]:
        """What a report tells, in order."""
        names: Iterable[Any] = self._own.members("told", report)
        found = (self._own.get("evidence", name) for name in names)
        return sorted((one for one in found if one is not None), key=lambda one: one.order)

    def _totals(self, key: Key) -> dict[Key, tuple[Evidence, ...]] | None:
        found = (self._own.get("bout", name) for name in self._own.members("sum", key))
        told = sorted((one for one in found if one is not None), key=lambda one: one.order)
        return {label: tuple(group) for label, group in split(told)} or None
