"""Reads Natural Earth as QGIS carries it: a GeoPackage, which is SQLite with WKB in it."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Point = tuple[float, float]

# A GeoPackage geometry: its header is 8 bytes and a box of this many bytes, by the flags.
_BOXES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_SEAM = 179.89


@dataclass(frozen=True)
class Unit:
    """The smallest area that Natural Earth draws. country: ISO 3166-1 alpha-2, "" where none."""

    country: str
    name: str
    names: tuple[str, ...]
    rings: tuple[tuple[Point, ...], ...]


def read_units(path: Path) -> list[Unit]:
    """Every area of the layer of states and provinces, in the order of the file."""
    query = "select geom, iso_a2, name, admin, woe_name, gn_name from states_provinces order by fid"
    units = []
    for geometry, country, name, *others in _rows(path, query):
        names = tuple(text for text in (name, *others) if text)
        rings = tuple(_closed(ring) for ring in _rings(geometry))
        units.append(Unit("" if country == "-1" else country, name or names[0], names, rings))
    return units


def read_disputed(path: Path) -> list[tuple[Point, ...]]:
    """The lines that Natural Earth keeps as claimed, each once."""
    found = (
        line
        for (geometry,) in _rows(path, "select geom from disputed_borders order by fid")
        for line in _lines(geometry)
    )
    return list(dict.fromkeys(found))


def _rows(path: Path, query: str) -> list[tuple[bytes, ...]]:
    """What the query finds; SystemExit names the package where the file is missing."""
    if not path.is_file():
        raise SystemExit(
            f"{path} is missing: `apt-get download qgis-common`, unpack, name the file"
        )
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        return base.execute(query).fetchall()


def _rings(geometry: bytes) -> Iterator[tuple[Point, ...]]:
    """The rings of a multipolygon, outer and inner alike: filled by even and odd."""
    at = 8 + _BOXES[(geometry[3] >> 1) & 7]
    polygons, at = _count(geometry, at + 5)
    for _ in range(polygons):
        rings, at = _count(geometry, at + 5)
        for _ in range(rings):
            ring, at = _points(geometry, at)
            yield ring


def _lines(geometry: bytes) -> Iterator[tuple[Point, ...]]:
    at = 8 + _BOXES[(geometry[3] >> 1) & 7]
    lines, at = _count(geometry, at + 5)
    for _ in range(lines):
        line, at = _points(geometry, at + 5)
        yield line


def _count(data: bytes, at: int) -> tuple[int, int]:
    return struct.unpack_from("<I", data, at)[0], at + 4


def _points(data: bytes, at: int) -> tuple[tuple[Point, ...], int]:
    number, at = _count(data, at)
    values = struct.unpack_from(f"<{2 * number}d", data, at)
    lons = (_to_seam(lon) for lon in values[::2])
    return tuple(zip(lons, values[1::2], strict=True)), at + 16 * number


def _to_seam(lon: float) -> float:
    """The layer is cut at 179.9 degrees; put at 180, the two halves of an island meet."""
    return lon if abs(lon) < _SEAM else (180.0 if lon > 0 else -180.0)


def _closed(ring: tuple[Point, ...]) -> tuple[Point, ...]:
    return ring if ring[0] == ring[-1] else (*ring, ring[0])
