"""Ruled: what people decided about questions, carried out on groups of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.model import Act, Ruling
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.gathering import Name

OWN: Final = "ruling"
"""What the group of claims that were split off is made of."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """groups: those that rulings changed or made; names: what people called a group's question."""

    groups: Mapping[Name, tuple[Evidence, ...]]
    names: Mapping[Name, str]


def rule(
    rulings: Iterable[Ruling],
    home_of: Callable[[str], Name | None],
    told_in: Callable[[Name], Sequence[Evidence]],
) -> Ruled:
    """Carry out rulings, the oldest first, so that of two the later one holds.

    home_of: the group of the evidence that a claim carries, None where it is in none. told_in: the
    evidence of a group before any ruling. A ruling whose claims are gone does nothing.
    """
    return _Ruling(home_of, told_in).carry_out(sorted(rulings, key=lambda one: (one.at, one.id)))


class _Ruling:
    def __init__(
        self,
        home_of: Callable[[str], Name | None],
        told_in: Callable[[Name], Sequence[Evidence]],
    ) -> None:
        self._home_of = home_of
        self._told_in = told_in
        self._groups: dict[Name, dict[str, Evidence]] = {}
        self._moved: dict[str, Name] = {}
        self._names: dict[Name, str] = {}

    def carry_out(self, rulings: Iterable[Ruling]) -> Ruled:
        for ruling in rulings:
            if ruling.act is Act.NAME:
                for home in self._homes(ruling.claims)[:1]:
                    self._names[home] = ruling.name
            elif ruling.act is Act.SPLIT:
                self._move(ruling.claims, (OWN, ruling.id))
            elif goal := self._homes(ruling.others)[:1]:
                if ruling.act is Act.PIN:
                    self._move(ruling.claims, goal[0])
                else:
                    self._merge(self._homes(ruling.claims), goal[0])
        groups = {
            name: tuple(sorted(told.values(), key=lambda one: one.order))
            for name, told in self._groups.items()
        }
        return Ruled(groups, self._names)

    def _homes(self, claims: Iterable[str]) -> list[Name]:
        """The groups that hold these claims now, in the order of the claims, each once."""
        found: dict[Name, None] = {}
        for claim in sorted(claims):
            home = self._moved.get(claim) or self._home_of(claim)
            if home is not None:
                self._group(home)
                found[self._moved.get(claim, home)] = None
        return list(found)

    def _group(self, name: Name) -> dict[str, Evidence]:
        if name not in self._groups:
            self._groups[name] = {one.statement.id: one for one in self._told_in(name)}
        return self._groups[name]

    def _move(self, claims: Iterable[str], goal: Name) -> None:
        """The statements that carry these claims, with all that carries them."""
        wanted = set(claims)
        for home in self._homes(wanted):
            told = self._group(home)
            for name, one in list(told.items()):
                if home != goal and wanted & set(one.statement.carriers):
                    self._put(one, goal)
                    del told[name]

    def _merge(self, homes: Iterable[Name], goal: Name) -> None:
        for home in homes:
            if home != goal:
                for one in list(self._group(home).values()):
                    self._put(one, goal)
                self._groups[home] = {}
                if home in self._names:
                    self._names.setdefault(goal, self._names.pop(home))

    def _put(self, one: Evidence, goal: Name) -> None:
        self._group(goal)[one.statement.id] = one
        self._moved.update((claim, goal) for claim in one.statement.carriers)
