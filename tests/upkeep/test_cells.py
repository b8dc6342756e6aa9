"""Cells are what working all out from nothing gives, and no more is worked out than must."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.upkeep import Cells


class Sums:
    """Numbers under letters; the sum of a letter; the parity of a sum; how many sums are even."""

    def __init__(self):
        self.worked = []
        rules = {"sum": self.sum, "parity": self.parity, "evens": self.evens}
        self.cells = Cells(rules, watched=("sum", "parity", "evens"))

    def sum(self, letter):
        self.worked.append(("sum", letter))
        members = self.cells.members("numbers", letter)
        return sum(self.cells.get("number", name) for name in members) if members else None

    def parity(self, letter):
        self.worked.append(("parity", letter))
        total = self.cells.get("sum", letter)
        return None if total is None else total % 2

    def evens(self, _):
        self.worked.append(("evens", ""))
        return sum(self.cells.get("parity", letter) == 0 for letter in "abc")

    def put(self, name, letter, value):
        self.cells.put("number", name, value)
        self.cells.enter("numbers", letter, name)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from("abc"), st.integers(0, 4), st.booleans()),
        max_size=20,
    )
)
def test_cells_are_always_right(steps):
    sums = Sums()
    held = {}
    told = {}
    for letter in "abc":
        sums.cells.ask("parity", letter)
    sums.cells.ask("evens", "")
    for name, letter, value, goes in steps:
        if name in held:
            sums.cells.leave("numbers", held.pop(name)[0], name)
        if not goes:
            sums.put(name, letter, value)
            held[name] = (letter, value)
        for of, before, now in sums.cells.renewed("parity"):
            assert told.get(of) == before != now
            told[of] = now
        truth = {one: [v for where, v in held.values() if where == one] for one in "abc"}
        for one, values in truth.items():
            assert sums.cells.get("sum", one) == (sum(values) if values else None)
            assert told.get(one) == (sum(values) % 2 if values else None)
        evens = sum(bool(values) and sum(values) % 2 == 0 for values in truth.values())
        assert sums.cells.get("evens", "") == evens


def test_what_makes_no_difference_goes_no_further():
    sums = Sums()
    sums.put("x", "a", 2)
    sums.cells.get("evens", "")
    sums.worked.clear()
    sums.cells.put("number", "x", 4)
    assert sums.cells.get("evens", "") == 1
    assert sums.worked == [("sum", "a"), ("parity", "a")]
    sums.worked.clear()
    sums.cells.put("number", "x", 4)
    sums.cells.get("evens", "")
    assert not sums.worked
