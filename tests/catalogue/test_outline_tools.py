"""What makes the outlines: shared lines, ranks of points, islands, the file there and back."""

from pathlib import Path

import numpy as np
import pytest
from tools.outlines.islands import holds, split_islands
from tools.outlines.simplify import TOP, effective_areas, ranks_of
from tools.outlines.topology import OUTSIDE, arcs_of
from tools.outlines.upstream import Unit

from tallybook.catalogue.outline_file import KINDS, ArcTable, read_outlines, write_outlines

LEFT = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
RIGHT = ((1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0))
AWAY = ((5.0, 5.0), (6.0, 5.0), (6.0, 6.0), (5.0, 5.0))


def unit(*rings: tuple[tuple[float, float], ...], country: str = "AA", name: str = "One") -> Unit:
    return Unit(country, name, (name,), rings)


def test_neighbours_share_one_line() -> None:
    arcs = arcs_of([unit(LEFT), unit(RIGHT)])
    assert sorted(arc.sides for arc in arcs) == [(OUTSIDE, 0), (OUTSIDE, 1), (0, 1)]
    shared = next(arc for arc in arcs if arc.sides == (0, 1))
    assert set(shared.points) == {(1.0, 0.0), (1.0, 1.0)}


def test_a_lone_ring_is_one_closed_line() -> None:
    (arc,) = arcs_of([unit(AWAY)])
    assert arc.points[0] == arc.points[-1]
    assert len(arc.points) == 4


def test_the_end_of_the_sheet_is_no_coast() -> None:
    arcs = arcs_of([unit(((179.0, 0.0), (180.0, 0.0), (180.0, 1.0), (179.0, 1.0), (179.0, 0.0)))])
    assert sorted(arc.seam for arc in arcs) == [False, True]


def test_a_point_that_changes_nothing_ranks_below_all() -> None:
    line = [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.5, 1.0), (3.0, 0.0)]
    areas = effective_areas(line)
    assert areas[0] == areas[-1] == float("inf")
    assert areas[1] == 0
    ranks = ranks_of(line, 0.001)
    assert (ranks[0], ranks[1], ranks[-1]) == (TOP, -1, TOP)
    assert ranks[3] > ranks[1]


def test_an_island_becomes_an_area_of_its_own() -> None:
    lake = ((5.6, 5.3), (5.7, 5.3), (5.7, 5.4), (5.6, 5.3))
    whole = unit(LEFT, AWAY, lake)
    rest, island = split_islands([whole], [("Isle", "One", "AA", (5.8, 5.2))])
    assert rest.rings == (LEFT,)
    assert (island.name, island.rings) == ("Isle", (AWAY, lake))
    assert not holds(LEFT, (5.8, 5.2))
    with pytest.raises(SystemExit, match="no island Isle"):
        split_islands([whole], [("Isle", "One", "AA", (50.0, 50.0))])


def test_the_file_gives_back_what_was_written(tmp_path: Path) -> None:
    table = ArcTable(
        np.array([0, 3, 5], np.int32),
        np.array([0, -1], np.int32),
        np.array([1, 0], np.int32),
        np.array([KINDS.index("border"), KINDS.index("coast")], np.int32),
        np.array([(-180000, 7), (-179000, -90000), (5, 5), (179999, 1), (180000, 0)], np.int32)[
            [2, 2, 2, 3, 4]
        ],
        np.array([10, 3, 10, 10, 10], np.int8),
    )
    write_outlines(tmp_path / "x", {"units": [["AA", "É"]]}, table)
    head, read = read_outlines(tmp_path / "x")
    assert head["units"] == [["AA", "É"]]
    for name in ("starts", "left", "right", "kinds", "points", "ranks"):
        assert (getattr(read, name) == getattr(table, name)).all(), name


def test_steps_too_long_for_the_file_are_refused(tmp_path: Path) -> None:
    table = ArcTable(
        np.array([0, 2], np.int32), np.array([0]), np.array([-1]), np.array([0]),
        np.array([(0, 0), (40_000, 0)], np.int32), np.array([10, 10], np.int8),
    )  # fmt: skip
    with pytest.raises(ValueError, match="32 degrees"):
        write_outlines(tmp_path / "x", {}, table)
