"""Clusters: items put one by one, in a fixed order, each into the group that fits it best.

Whatever the order in which items come and go, the groups are those that putting all of them from
nothing gives: each item's place depends only on the items before it in the fixed order, and only on
those that share a key with it and on their groups. So a change is carried on from item to item, in
that order, and stops where it makes no difference.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any, Generic, Protocol, TypeVar, overload

from tallybook.upkeep.rows import At, GroupedRows, Order, Rows

Item = TypeVar("Item")
Given = TypeVar("Given", contravariant=True)


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

        groups: those of the earlier items that it found, each as its members so far, in order. A
        group may have very many: whoever looks at the first or the last ones only pays for these.
        """
        ...


@dataclass(frozen=True, slots=True)
class Placed(Generic[Item]):
    """An item in its group: the group goes by the name of its first member.

    found: the groups among which it was placed.
    """

    item: Item
    group: str
    note: object
    found: tuple[str, ...] = ()


class Clusters(Generic[Item]):
    """Groups of items, each item by a name of its own."""

    def __init__(self, ways: Ways[Item]) -> None:
        self._ways = ways
        self._placed: dict[str, Placed[Item]] = {}
        self._orders: dict[str, Order] = {}
        self._members: dict[str, list[At]] = {}
        self._group_of: dict[str, str] = {}
        self._kept = GroupedRows(self._group_of)
        self._seeking = Rows()
        self._last: At | None = None

    def __len__(self) -> int:
        return len(self._placed)

    def placed(self, name: str) -> Placed[Item] | None:
        """The item of that name with its group, None where there is none."""
        return self._placed.get(name)

    def members(self, group: str) -> list[Item]:
        """The members of a group in their order; empty where there is no such group."""
        return [self._placed[name].item for _, name in self._members.get(group, ())]

    def row(self, group: str) -> Sequence[At]:
        """Where the members of a group stand, in their order."""
        return self._members.get(group, ())

    def groups(self) -> Iterator[str]:
        """The names of all groups."""
        return iter(self._members)

    def size(self, group: str) -> int:
        """How many members a group has."""
        return len(self._members.get(group, ()))

    def order_of(self, name: str) -> At:
        """Where an item that is placed stands in the fixed order."""
        return self._orders[name], name

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

    def _put(self, at: At, item: Item, changed: set[str], waiting: _Queue) -> None:
        group, note, found = self._place(at, item)
        self._take_in(at, Placed(item, group, note, found))
        changed.add(group)
        self._carry_on(group, at, waiting)

    def _again(self, at: At, held: Placed[Item], changed: set[str], waiting: _Queue) -> None:
        group, note, found = self._place(at, held.item)
        now = Placed(held.item, group, note, found)
        if group == held.group:
            if found != held.found or note != held.note:
                self._placed[at[1]] = now
            if note != held.note:
                changed.add(group)
            return
        self._carry_on(held.group, at, waiting)
        changed.add(self._take_out(at[1]))
        self._orders[at[1]] = at[0]
        self._take_in(at, now)
        changed.add(group)
        self._carry_on(group, at, waiting)

    def _place(self, at: At, item: Item) -> tuple[str, object, tuple[str, ...]]:
        names: dict[str, None] = {}
        for key in self._ways.looked_up(item):
            names.update(dict.fromkeys(self._kept.groups_before(key, at)))
        found = sorted(names, key=lambda name: self._members[name][0])
        groups = [self._before(name, at) for name in found]
        chosen, note = self._ways.choose(item, groups)
        return (at[1] if chosen is None else found[chosen]), note, tuple(found)

    def _before(self, group: str, at: At) -> Sequence[Item]:
        members = self._members[group]
        return _Earlier(self._placed, members, bisect_left(members, at))

    def _take_in(self, at: At, placed: Placed[Item]) -> None:
        name, item = at[1], placed.item
        self._placed[name] = placed
        self._group_of[name] = placed.group
        insort(self._members.setdefault(placed.group, []), at)
        for key in set(self._ways.kept_under(item)):
            self._kept.add(key, at)
        for key in set(self._ways.looked_up(item)):
            self._seeking.add(key, at)
        if self._last is None or at > self._last:
            self._last = at

    def _take_out(self, name: str) -> str:
        """Out of all that knows it; the group that it was in."""
        held = self._placed.pop(name)
        at = (self._orders.pop(name), name)
        members = self._members[held.group]
        del members[bisect_left(members, at)]
        if not members:
            del self._members[held.group]
        for key in set(self._ways.kept_under(held.item)):
            self._kept.remove(key, at)
        for key in set(self._ways.looked_up(held.item)):
            self._seeking.remove(key, at)
        return self._group_of.pop(name)

    def _carry_on(self, group: str, at: At, waiting: _Queue) -> None:
        """All later items that found the group, or may now find it, are placed again."""
        if self._last is None or at >= self._last:
            return
        members = self._members.get(group, [])
        keys: set[Hashable]
        if self._ways.compared is not None and bisect_left(members, at) >= self._ways.compared:
            # what finds the group by others is held to none but the first, and is as it was
            kept = set(self._ways.kept_under(self._placed[at[1]].item))
            keys = {key for key in kept if self._kept.is_first(key, at)}
        else:
            keys = {
                key for _, name in members for key in self._ways.kept_under(self._placed[name].item)
            }
        for key in keys:
            for seeker in self._seeking.after(key, at):
                waiting.push(seeker)


class _Earlier(Sequence[Item]):
    """The first members of a group, fetched one by one as they are looked at."""

    __slots__ = ("_count", "_members", "_placed")

    def __init__(self, placed: Mapping[str, Placed[Item]], members: list[At], count: int) -> None:
        self._placed, self._members, self._count = placed, members, count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            numbers = range(*index.indices(self._count))
            return [self._placed[self._members[number][1]].item for number in numbers]
        number = range(self._count)[index]
        return self._placed[self._members[number][1]].item


class _Queue:
    """Items to be placed, in their order, each once."""

    def __init__(self) -> None:
        self._heap: list[At] = []
        self._held: set[At] = set()

    def __bool__(self) -> bool:
        return bool(self._heap)

    def push(self, at: At) -> None:
        if at not in self._held:
            self._held.add(at)
            heappush(self._heap, at)

    def pop(self) -> At:
        at = heappop(self._heap)
        self._held.discard(at)
        return at
