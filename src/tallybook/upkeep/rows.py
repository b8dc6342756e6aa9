"""Rows: items in their order under keys. Most keys have one item, few have very many."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final

Order = tuple[Any, ...]
At = tuple[Order, str]
"""Where an item stands in the fixed order, and its name."""

_FEW: Final = 16


class Rows:
    """Items under keys; an item that stands there alone is kept without a list around it."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, At | list[At]] = {}

    def add(self, key: Hashable, at: At) -> None:
        """Put an item under a key."""
        held = self._rows.get(key)
        if held is None:
            self._rows[key] = at
        elif isinstance(held, tuple):
            self._rows[key] = sorted((held, at))
        else:
            insort(held, at)

    def remove(self, key: Hashable, at: At) -> None:
        """Take an item from under a key."""
        held = self._rows[key]
        if isinstance(held, tuple):
            del self._rows[key]
        else:
            del held[bisect_left(held, at)]
            if len(held) == 1:
                self._rows[key] = held[0]

    def after(self, key: Hashable, at: At) -> list[At]:
        """What stands under a key behind an item, in order."""
        held = self._rows.get(key)
        if held is None:
            return []
        if isinstance(held, tuple):
            return [held] if held > at else []
        return held[bisect_right(held, at) :]


class GroupedRows:
    """Items under keys, each of a group; the groups that stand under a key are found at once.

    A group may have very many items under one key: they are not gone through.
    """

    def __init__(self, group_of: Mapping[str, str]) -> None:
        """group_of: the group of an item by its name, as it is when the item is put or found."""
        self._group_of = group_of
        self._rows: dict[Hashable, At | list[At] | dict[str, list[At]]] = {}

    def add(self, key: Hashable, at: At) -> None:
        """Put an item under a key."""
        held = self._rows.get(key)
        if held is None:
            self._rows[key] = at
        elif isinstance(held, tuple):
            self._rows[key] = sorted((held, at))
        elif isinstance(held, dict):
            insort(held.setdefault(self._group_of[at[1]], []), at)
        else:
            insort(held, at)
            if len(held) > _FEW:
                self._rows[key] = self._by_group(held)

    def remove(self, key: Hashable, at: At) -> None:
        """Take an item from under a key; its group is still known."""
        held = self._rows[key]
        if isinstance(held, dict):
            group = self._group_of[at[1]]
            row = held[group]
            del row[bisect_left(row, at)]
            if not row:
                del held[group]
        elif isinstance(held, list):
            del held[bisect_left(held, at)]
        if isinstance(held, tuple) or not held:
            del self._rows[key]

    def groups_before(self, key: Hashable, at: At) -> Iterator[str]:
        """The groups that have an item under the key before this one, in no order, or twice."""
        held = self._rows.get(key)
        if isinstance(held, dict):
            yield from (group for group, row in held.items() if row[0] < at)
        elif isinstance(held, list):
            for other in held:
                if other >= at:
                    break
                yield self._group_of[other[1]]
        elif held is not None and held < at:
            yield self._group_of[held[1]]

    def is_first(self, key: Hashable, at: At) -> bool:
        """Is the item the first of its group under the key?"""
        group = self._group_of[at[1]]
        return group not in self.groups_before(key, at)

    def _by_group(self, row: list[At]) -> dict[str, list[At]]:
        found: dict[str, list[At]] = {}
        for at in row:
            found.setdefault(self._group_of[at[1]], []).append(at)
        return found
