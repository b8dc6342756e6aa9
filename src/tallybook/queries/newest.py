"""So many items, those used last: what is worked out once and may be worked out again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Newest(Generic[Item]):
    """Items by key; of more than so many the one goes that nobody used for longest.

    One that takes the room of several weighs as much as they do.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._items: OrderedDict[Hashable, tuple[Item, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Item | None:
        """The item under the key."""
        with self._lock:
            found = self._items.get(key)
            if found is None:
                return None
            self._items.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, item: Item, weight: int = 1) -> None:
        """One item more; the newest stays, however much it weighs."""
        with self._lock:
            if key in self._items:
                self._weight -= self._items.pop(key)[1]
            self._items[key] = (item, weight)
            self._weight += weight
            while self._weight > self._most and len(self._items) > 1:
                self._weight -= self._items.popitem(last=False)[1][1]
