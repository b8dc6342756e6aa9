"""Groups kept right as items come and go are those that putting all of them at once gives."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.upkeep import Clusters


@dataclass(frozen=True)
class Dot:
    """A number with a weight; near ones of one colour fit together."""

    name: str
    weight: int
    at: int
    colour: str


class Near:
    """Joins the nearest group that all agree with, the only one of two alike."""

    compared = 3

    def order(self, dot):
        return (dot.weight, dot.at, dot.name)

    def kept_under(self, dot):
        return [(dot.colour, dot.at // 4), ("any", dot.weight % 3)]

    def looked_up(self, dot):
        return [
            *((dot.colour, dot.at // 4 + step) for step in (-1, 0, 1)),
            ("any", dot.weight % 3),
        ]

    def choose(self, dot, groups):
        fits = [
            number
            for number, group in enumerate(groups)
            if all(abs(each.at - dot.at) <= 3 for each in group[:3])
        ]
        if len(fits) == 1 or (fits and dot.weight % 2):
            return fits[0], groups[fits[0]][0].name
        return None, None


dots = st.builds(
    Dot,
    name=st.sampled_from("abcdefghijklmnopqrst"),
    weight=st.integers(0, 5),
    at=st.integers(0, 20),
    colour=st.sampled_from(["red", "blue"]),
)
steps = st.lists(
    st.tuples(
        st.lists(dots, max_size=4), st.lists(st.sampled_from("abcdefghijklmnopqrst"), max_size=2)
    ),
    max_size=8,
)


def shape(clusters):
    return {
        name: (
            tuple(clusters.members(name)),
            tuple(clusters.placed(e.name).note for e in clusters.members(name)),
        )
        for name in clusters.groups()
    }


@settings(max_examples=400, deadline=None)
@given(steps)
def test_step_by_step_is_all_at_once(steps):
    kept: dict[str, Dot] = {}
    clusters = Clusters(Near())
    for come, gone in steps:
        before = shape(clusters)
        coming = {dot.name: dot for dot in come}
        changed = clusters.update(coming, [name for name in gone if name not in coming])
        for name in gone:
            kept.pop(name, None)
        kept.update(coming)
        whole = Clusters(Near())
        whole.update(kept)
        after = shape(clusters)
        assert after == shape(whole)
        moved = {name for name in before | after if before.get(name) != after.get(name)}
        assert moved <= changed


def test_a_group_goes_by_its_first_member():
    clusters = Clusters(Near())
    clusters.update({"b": Dot("b", 1, 5, "red"), "a": Dot("a", 3, 6, "red")})
    assert list(clusters.groups()) == ["b"]
    clusters.update({}, ["b"])
    assert list(clusters.groups()) == ["a"]
    assert clusters.placed("b") is None


class Counted(int):
    """A number that counts how often it is held against another."""

    asked = 0

    def __lt__(self, other):
        Counted.asked += 1
        return int.__lt__(self, other)

    def __eq__(self, other):
        Counted.asked += 1
        return int.__eq__(self, other)

    __hash__ = int.__hash__


class Alike:
    """All of one group, under one key, in the order of their numbers; counts what is placed."""

    compared = 3

    def __init__(self):
        self.placed = 0

    def order(self, item):
        return (Counted(item),)

    def kept_under(self, item):
        return ["all"]

    def looked_up(self, item):
        return ["all"]

    def choose(self, item, groups):
        self.placed += 1
        return (0, groups[0][0]) if groups else (None, None)


def of_one_group(count):
    clusters = Clusters(Alike())
    clusters.update({str(number): 2 * number for number in range(count)})
    return clusters


def comparisons(count):
    Counted.asked = 0
    clusters = of_one_group(count)
    assert [len(clusters.members(name)) for name in clusters.groups()] == [count]
    return Counted.asked


def test_a_large_group_is_not_gone_through_for_each_that_joins_it():
    assert comparisons(1600) < 1.5 * 4 * comparisons(400)


def test_who_joins_a_large_group_late_has_nobody_placed_again():
    clusters = of_one_group(500)
    before = clusters._ways.placed
    assert clusters.update({"late": 601}) == {"0"}
    assert clusters._ways.placed == before + 1
    assert clusters.update({}, ["late", "300"]) == {"0"}
    assert clusters._ways.placed == before + 1
    assert len(clusters.members("0")) == 499
