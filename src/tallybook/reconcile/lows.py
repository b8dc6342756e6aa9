"""Lows: floors kept in order, so that the highest that holds on a day is found without a search."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tallybook.reconcile.grounds import Constraint, by


class Lows:
    """Constraints with a low, by their lows; of equal ones the first said comes first."""

    def __init__(self) -> None:
        self._values: list[Decimal] = []
        self._at: dict[Decimal, list[Constraint]] = {}

    def __bool__(self) -> bool:
        return bool(self._values)

    @property
    def highest(self) -> Decimal | None:
        """The highest low, of whatever day."""
        return self._values[-1] if self._values else None

    def add(self, one: Constraint) -> None:
        """Take a constraint in."""
        assert one.low is not None
        if one.low not in self._at:
            insort(self._values, one.low)
            self._at[one.low] = [one]
        else:
            insort(self._at[one.low], one, key=lambda each: each.order)

    def remove(self, one: Constraint) -> None:
        """Let one go that was taken in."""
        assert one.low is not None
        row = self._at[one.low]
        spot = bisect_left(row, one.order, key=lambda each: each.order)
        while row[spot] != one:
            spot += 1
        del row[spot]
        if not row:
            del self._at[one.low]
            del self._values[bisect_right(self._values, one.low) - 1]

    def top(self, day: date | None, most: Decimal | None = None) -> Constraint | None:
        """The highest that holds by the day and is no higher than `most`."""
        return next(self.down(day, most), None)

    def down(
        self, day: date | None, most: Decimal | None = None, *, every: bool = False
    ) -> Iterator[Constraint]:
        """Those that hold by the day, from the highest down, one of each low or every one."""
        start = len(self._values) if most is None else bisect_right(self._values, most)
        for index in range(start - 1, -1, -1):
            for one in self._at[self._values[index]]:
                if by(one.holds_from, day):
                    yield one
                    if not every:
                        break

    def newest(self, day: date | None, floor: Decimal | None) -> tuple[Decimal, date] | None:
        """The highest low above `floor` that holds only after the day, and since when."""
        for value in reversed(self._values):
            if floor is not None and value <= floor:
                return None
            days = [
                one.holds_from
                for one in self._at[value]
                if one.holds_from is not None and (day is None or one.holds_from > day)
            ]
            if days:
                return value, min(days)
        return None
