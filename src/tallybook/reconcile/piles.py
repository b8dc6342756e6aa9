"""Piles: one source's standing figures, so laid that a lower one meets only what it may take back.

Whether a newer figure may take back an older one hangs on when, where and of what the older one is,
and on the reports that tell it; only then on the number. So figures alike in these lie in one pile,
the highest on top, and a pile is passed by whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import Final, NamedTuple, Protocol

from tallybook.reconcile.evidence import Evidence

_LAST: Final = float("inf")


class Row(NamedTuple):
    """A figure's low, its number in the order of laying, the figure."""

    low: Decimal
    number: int
    one: Evidence


class Pile(Protocol):
    """Figures by their lows."""

    def top(self) -> Row | None:
        """The highest, None where there is none."""
        ...

    def lay(self, row: Row) -> None:
        """One figure more."""
        ...

    def take(self, later: Evidence, above: Decimal) -> list[Row]:
        """Takes away the figures with a low above this that the later one may take back."""
        ...


class Alike:
    """Figures of which all may be taken back, or none."""

    def __init__(self) -> None:
        self._rows: list[Row] = []

    def top(self) -> Row | None:
        """The highest."""
        return self._rows[-1] if self._rows else None

    def lay(self, row: Row) -> None:
        """One figure more."""
        insort(self._rows, row)

    def take(self, later: Evidence, above: Decimal) -> list[Row]:
        """All above."""
        begin = bisect_right(self._rows, (above, _LAST))
        taken = self._rows[begin:]
        del self._rows[begin:]
        return taken


class Piles:
    """Piles by a trait of their figures, the one with the highest figure first to hand.

    fits: may the later figure take back one with this trait? make: an empty pile.
    """

    def __init__(
        self,
        trait: Callable[[Evidence], Hashable],
        fits: Callable[[Evidence, Evidence], bool],
        make: Callable[[], Pile],
    ) -> None:
        self._trait, self._fits, self._make = trait, fits, make
        self._piles: dict[Hashable, Pile] = {}
        self._tops: list[Row] = []
        self._under: dict[int, Pile] = {}

    def top(self) -> Row | None:
        """The highest figure of all."""
        return self._tops[-1] if self._tops else None

    def lay(self, row: Row) -> None:
        """One figure more, on the pile of its kind."""
        key = self._trait(row.one)
        pile = self._piles.get(key)
        if pile is None:
            pile = self._piles[key] = self._make()
        self._lift(pile)
        pile.lay(row)
        self._set(pile)

    def take(self, later: Evidence, above: Decimal) -> list[Row]:
        """Those above in all piles that fit."""
        taken: list[Row] = []
        for top in self._tops[bisect_right(self._tops, (above, _LAST)) :]:
            if self._fits(later, top.one):
                pile = self._under[top.number]
                self._lift(pile)
                taken += pile.take(later, above)
                self._set(pile)
        return taken

    def _lift(self, pile: Pile) -> None:
        row = pile.top()
        if row is not None:
            del self._under[row.number]
            del self._tops[bisect_left(self._tops, row)]

    def _set(self, pile: Pile) -> None:
        row = pile.top()
        if row is not None:
            self._under[row.number] = pile
            insort(self._tops, row)
