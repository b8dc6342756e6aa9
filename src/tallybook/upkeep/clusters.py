"""Clusters: items put one by one, in a fixed order, each into the group that fits it best.

Whatever the order in which items come and go, the groups are those that putting all of them from
nothing gives: each item's place depends only on the items before it in the fixed order, and only on
those that share a key with it and on their groups. So a change is carried on from item to item, in
that order, and stops where it makes no difference.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any, Generic, Protocol, TypeVar

Item = TypeVar("Item")
Given = TypeVar("Given", contravariant=True)
Order = tuple[Any, ...]


class Ways(Protocol[Given]):
    """How items are told apart, found and placed: pure functions, all of them."""

    @property
    def compared(self) -> int | None:
        """To how many members of a group, the first ones, an item is held; None for all."""
        ...

    def order(self, item: Given) -> Order:
        """Where it stands in the fixed order; no two items stand at one place."""
        ...

    def kept_under(self, item: Given) -> Iterable[Hashable]:
        """The keys under which later items find it."""
        ...

    def looked_up(self, item: Given) -> Iterable[Hashable]:
        """The keys under which it finds earlier items."""
        ...

    def choose(self, item: Given, groups: Sequence[Sequence[Any]]) -> tuple[int | None, object]:
        """The number of the group that it joins, None for a new one; and a note of the choice.

        groups: those of the earlier items that it found, each as its members so far, in order.
        """
        ...


@dataclass(frozen=True, slots=True)
class Placed(Generic[Item]):
    """An item in its group: the group goes by the name of its first member."""

    item: Item
    group: str
    note: object


class Clusters(Generic[Item]):
    """Groups of items, each item by a name of its own."""

    def __init__(self, ways: Ways[Item]) -> None:
        self._ways = ways
        self._placed: dict[str, Placed[Item]] = {}
        self._orders: dict[str, Order] = {}
        self._members: dict[str, list[tuple[Order, str]]] = {}
        self._kept: dict[Hashable, list[tuple[Order, str]]] = defaultdict(list)
        self._seeking: dict[Hashable, list[tuple[Order, str]]] = defaultdict(list)
        self._last: tuple[Order, str] | None = None

    def __len__(self) -> int:
        return len(self._placed)

    def placed(self, name: str) -> Placed[Item] | None:
        """The item of that name with its group, None where there is none."""
        return self._placed.get(name)

    def members(self, group: str) -> list[Item]:
        """The members of a group in their order; empty where there is no such group."""
        return [self._placed[name].item for _, name in self._members.get(group, ())]

    def groups(self) -> Iterator[str]:
        """The names of all groups."""
        return iter(self._members)

    def update(self, come: dict[str, Item], gone: Iterable[str] = ()) -> set[str]:
        """Take items in, let others go; the groups that are not what they were.

        An item that comes under a name that is there already takes its place.
        """
        changed: set[str] = set()
        waiting = _Queue()
        for name in sorted({*gone, *(name for name in come if name in self._placed)}):
            if name in self._placed:
                at = (self._orders[name], name)
                self._carry_on(self._placed[name].group, at, waiting)
                changed.add(self._take_out(name))
        fresh: dict[str, Item] = dict(come)
        for name, item in come.items():
            order = self._ways.order(item)
            self._orders[name] = order
            waiting.push((order, name))
        while waiting:
            at = waiting.pop()
            order, name = at
            if self._orders.get(name) != order:
                continue
            held = self._placed.get(name)
            if name in fresh:
                self._put(at, fresh.pop(name), changed, waiting)
            elif held is not None:
                self._again(at, held, changed, waiting)
        return changed

    def _put(self, at: tuple[Order, str], item: Item, changed: set[str], waiting: _Queue) -> None:
        group, note = self._place(at, item)
        self._take_in(at, item, group, note)
        changed.add(group)
        self._carry_on(group, at, waiting)

    def _again(
        self, at: tuple[Order, str], held: Placed[Item], changed: set[str], waiting: _Queue
    ) -> None:
        group, note = self._place(at, held.item)
        if group == held.group:
            if note != held.note:
                self._placed[at[1]] = Placed(held.item, group, note)
                changed.add(group)
            return
        self._carry_on(held.group, at, waiting)
        changed.add(self._take_out(at[1]))
        self._orders[at[1]] = at[0]
        self._take_in(at, held.item, group, note)
        changed.add(group)
        self._carry_on(group, at, waiting)

    def _place(self, at: tuple[Order, str], item: Item) -> tuple[str, object]:
        names: dict[str, None] = {}
        for key in self._ways.looked_up(item):
            for other in self._kept.get(key, ()):
                if other >= at:
                    break
                names[self._placed[other[1]].group] = None
        found = sorted(names, key=lambda name: self._members[name][0])
        groups = [self._before(name, at) for name in found]
        chosen, note = self._ways.choose(item, groups)
        return (at[1] if chosen is None else found[chosen]), note

    def _before(self, group: str, at: tuple[Order, str]) -> list[Item]:
        members = self._members[group]
        return [self._placed[name].item for _, name in members[: bisect_left(members, at)]]

    def _take_in(self, at: tuple[Order, str], item: Item, group: str, note: object) -> None:
        name = at[1]
        self._placed[name] = Placed(item, group, note)
        insort(self._members.setdefault(group, []), at)
        for key in set(self._ways.kept_under(item)):
            insort(self._kept[key], at)
        for key in set(self._ways.looked_up(item)):
            insort(self._seeking[key], at)
        if self._last is None or at > self._last:
            self._last = at

    def _take_out(self, name: str) -> str:
        """Out of all that knows it; the group that it was in."""
        held = self._placed.pop(name)
        at = (self._orders.pop(name), name)
        _remove(self._members, held.group, at)
        for key in set(self._ways.kept_under(held.item)):
            _remove(self._kept, key, at)
        for key in set(self._ways.looked_up(held.item)):
            _remove(self._seeking, key, at)
        return held.group

    def _carry_on(self, group: str, at: tuple[Order, str], waiting: _Queue) -> None:
        """All later items that found the group, or may now find it, are placed again."""
        if self._last is None or at >= self._last:
            return
        members = self._members.get(group, [])
        if self._ways.compared is not None and bisect_left(members, at) >= self._ways.compared:
            members = [at]  # what finds the group by others is held to none but the first
        seen: set[Hashable] = set()
        for member in members:
            for key in self._ways.kept_under(self._placed[member[1]].item):
                if key in seen:
                    continue
                seen.add(key)
                seekers = self._seeking.get(key, ())
                for seeker in seekers[bisect_right(seekers, at) :]:
                    waiting.push(seeker)


class _Queue:
    """Items to be placed, in their order, each once."""

    def __init__(self) -> None:
        self._heap: list[tuple[Order, str]] = []
        self._held: set[tuple[Order, str]] = set()

    def __bool__(self) -> bool:
        return bool(self._heap)

    def push(self, at: tuple[Order, str]) -> None:
        if at not in self._held:
            self._held.add(at)
            heappush(self._heap, at)

    def pop(self) -> tuple[Order, str]:
        at = heappop(self._heap)
        self._held.discard(at)
        return at


def _remove(lists: dict[Any, list[tuple[Order, str]]], key: Any, at: tuple[Order, str]) -> None:
    held = lists[key]
    del held[bisect_left(held, at)]
    if not held:
        del lists[key]
