"""Cells: values that follow from others, worked out again only where what they read has changed.

The method is that of incremental build systems and reactive programs (Acar, "Self-adjusting
computation", 2005): each computed cell remembers what it read. A change marks its readers; a marked
cell is looked at only when it is asked for, and is worked out again only if something that it read
did change. What comes out is what working everything out from nothing would give, as long as rules
are pure functions of the cells that they read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Any, Final

Key = tuple[str, Any]
"""A cell's kind and what it is of."""

_CLEAN: Final = 0
_CHECK: Final = 1
"""Something that it read may have changed."""
_STALE: Final = 2
"""Something that it read has changed."""

_NOBODY: Final[frozenset[Any]] = frozenset()


class Cells:
    """Cells of three kinds: given by `put`, computed by a rule, and the members of an index.

    rules: kind to the function that works out a cell of it from what it is of. A rule reads other
    cells by `get` and `members`, and nothing else that could change. watched: the kinds of which
    `renewed` tells.
    """

    def __init__(
        self, rules: Mapping[str, Callable[..., Any]], watched: Iterable[str] = ()
    ) -> None:
        self._rules = rules
        self._before: dict[str, dict[Any, Any]] = {kind: {} for kind in watched}
        self._values: dict[Key, Any] = {}
        self._indexes: dict[Key, dict[Any, None]] = {}
        self._reads: dict[Key, dict[Key, None]] = {}
        self._readers: dict[Key, dict[Key, None]] = defaultdict(dict)
        self._states: dict[Key, int] = {}
        self._marked: dict[str, dict[Any, None]] = defaultdict(dict)
        self._running: list[dict[Key, None]] = []

    def put(self, kind: str, of: Hashable, value: object) -> bool:
        """Give a cell its value, None to take it away; is it another than before?"""
        key = (kind, of)
        if self._values.get(key) == value:
            return False
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._changed(key)
        return True

    def enter(self, index: str, key: Hashable, member: Hashable) -> None:
        """Put a member under a key of an index."""
        at = (index, key)
        held = self._indexes.setdefault(at, {})
        if member not in held:
            held[member] = None
            self._changed(at)

    def leave(self, index: str, key: Hashable, member: Hashable) -> None:
        """Take a member from under a key of an index."""
        at = (index, key)
        held = self._indexes.get(at)
        if held is not None and member in held:
            del held[member]
            if not held:
                del self._indexes[at]
            self._changed(at)

    def reindex(
        self, index: str, member: Hashable, old: Iterable[Hashable], new: Iterable[Hashable]
    ) -> None:
        """Move a member from some keys of an index to others."""
        before, after = set(old), set(new)
        for key in before - after:
            self.leave(index, key, member)
        for key in after - before:
            self.enter(index, key, member)

    def members(self, index: str, key: Hashable) -> Collection[Any]:
        """What stands under a key of an index, in no order that means anything."""
        at = (index, key)
        self._note(at)
        return self._indexes.get(at, _NOBODY)

    def get(self, kind: str, of: Hashable) -> Any:
        """A cell's value, worked out now where it has to be; None where it was never given."""
        key = (kind, of)
        self._note(key)
        if kind in self._rules:
            self._freshen(key)
        return self._values.get(key)

    def reads(self, kind: str, of: Hashable) -> Collection[Key]:
        """What a computed cell read when it was worked out last, indexes by their keys."""
        return self._reads.get((kind, of), ())

    def ask(self, kind: str, of: Hashable) -> None:
        """Have a computed cell of a watched kind worked out by the next `renewed`."""
        if (kind, of) not in self._states:
            self._states[kind, of] = _STALE
            self._marked[kind][of] = None

    def renewed(self, kind: str) -> list[tuple[Any, Any, Any]]:
        """What each cell of a watched kind is of that changed since this was last asked.

        With its value before and now.
        """
        while marked := self._marked.pop(kind, None):
            for of in marked:
                self._freshen((kind, of))
        found = []
        for of, before in self._before[kind].items():
            key = (kind, of)
            now = self._values.get(key)
            if now is not before and now != before:
                found.append((of, before, now))
            if now is None and not self._readers.get(key):
                self._forget(key)
        self._before[kind].clear()
        return found

    def _note(self, key: Key) -> None:
        if self._running:
            self._running[-1][key] = None

    def _changed(self, key: Key) -> None:
        for reader in self._readers.get(key, ()):
            self._mark(reader, _STALE)

    def _mark(self, key: Key, state: int) -> None:
        before = self._states.get(key, _CLEAN)
        if state > before:
            self._states[key] = state
        if before == _CLEAN:
            self._marked[key[0]][key[1]] = None
            for reader in self._readers.get(key, ()):
                self._mark(reader, _CHECK)

    def _freshen(self, key: Key) -> None:
        state = self._states.get(key, _STALE)
        if state == _CHECK:
            for read in list(self._reads.get(key, ())):
                if read[0] in self._rules:
                    self._freshen(read)
                if self._states[key] == _STALE:
                    break
            else:
                self._states[key] = _CLEAN
                return
        elif state == _CLEAN:
            return
        self._work_out(key)

    def _work_out(self, key: Key) -> None:
        reads: dict[Key, None] = {}
        self._running.append(reads)
        try:
            value = self._rules[key[0]](key[1])
        finally:
            self._running.pop()
        for read in self._reads.get(key, ()):
            if read not in reads:
                self._unread(key, read)
        for read in reads:
            self._readers[read][key] = None
        self._reads[key] = reads
        self._states[key] = _CLEAN
        before = self._values.get(key)
        if value is before or value == before:
            return
        if key[0] in self._before:
            self._before[key[0]].setdefault(key[1], before)
        if value is None:
            del self._values[key]
        else:
            self._values[key] = value
        self._changed(key)

    def _unread(self, key: Key, read: Key) -> None:
        readers = self._readers.get(read)
        if readers is not None:
            readers.pop(key, None)
            if not readers:
                del self._readers[read]

    def _forget(self, key: Key) -> None:
        for read in self._reads.pop(key, ()):
            self._unread(key, read)
        self._states.pop(key, None)
