"""The file of the map's outlines: lines in whole steps of a degree's fraction, packed.

magic (8 bytes) | length of the head (u32) | head: JSON, compressed | columns, compressed
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tallybook.errors import DataError

MAGIC: Final = b"tboutl01"
STEP: Final = 0.001
"""Degrees; some 100 m on a meridian."""

_LENGTH = struct.Struct("<I")
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class ArcTable:
    """Every line once. starts: where the points of each begin, and an end.

    left, right: the two areas that it parts, -1 for the sea. kinds: what it is (`KINDS`).
    points: lon, lat in STEPs. ranks: for each point the coarsest scale at which it is drawn.
    """

    starts: Ints
    left: Ints
    right: Ints
    kinds: Ints
    points: Ints
    ranks: npt.NDArray[np.int8]


KINDS: Final = ("region", "border", "coast", "disputed", "claimed", "seam")


def write_outlines(path: Path, head: dict[str, Any], arcs: ArcTable) -> None:
    """Writes the file; `head` is anything that JSON can say."""
    lengths = np.diff(arcs.starts)
    first = arcs.points[arcs.starts[:-1]]
    deltas = np.diff(arcs.points, axis=0, prepend=arcs.points[:1])
    deltas[arcs.starts[:-1]] = 0
    if np.abs(deltas).max() > np.iinfo(np.int16).max:
        raise ValueError("two points of a line lie more than 32 degrees apart")
    columns: Sequence[npt.NDArray[Any]] = (
        lengths.astype("<u2"), arcs.left.astype("<i2"), arcs.right.astype("<i2"),
        arcs.kinds.astype("u1"), first.astype("<i4").T, deltas.astype("<i2").T,
        arcs.ranks.astype("i1"),
    )  # fmt: skip
    counts = {"arcs": len(lengths), "points": len(arcs.points)}
    packed = zlib.compress(json.dumps(head | counts, ensure_ascii=False).encode(), 9)
    body = zlib.compress(b"".join(_apart(column) for column in columns), 9)
    path.write_bytes(b"".join((MAGIC, _LENGTH.pack(len(packed)), packed, body)))


def read_outlines(path: Path) -> tuple[dict[str, Any], ArcTable]:
    """What was written; DataError if the file is missing or is no such file."""
    remedy = "install the package again"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(str(path), f"cannot be read ({error})", remedy) from None
    if data[: len(MAGIC)] != MAGIC:
        raise DataError(str(path), "is no file of outlines", remedy)
    at = len(MAGIC)
    (length,) = _LENGTH.unpack_from(data, at)
    at += _LENGTH.size
    head = json.loads(zlib.decompress(data[at : at + length]))
    body, arcs, points = zlib.decompress(data[at + length :]), head["arcs"], head["points"]
    shapes = (("<u2", arcs), ("<i2", arcs), ("<i2", arcs), ("u1", arcs), ("<i4", 2 * arcs),
              ("<i2", 2 * points), ("i1", points))  # fmt: skip
    columns, at = [], 0
    for kind, number in shapes:
        size = np.dtype(kind).itemsize * number
        columns.append(_together(body[at : at + size], kind))
        at += size
    lengths, left, right, kinds, first, deltas, ranks = columns
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    return head, ArcTable(
        starts, left, right, kinds, _positions(starts, first, deltas), ranks.astype(np.int8)
    )


def _positions(starts: Ints, first: Ints, deltas: Ints) -> Ints:
    """Sums of differences, begun anew at each line's first point."""
    sums = np.cumsum(deltas.reshape(2, -1), axis=1, dtype=np.int32)
    begins = starts[:-1]
    shift = first.reshape(2, -1) - sums[:, begins]
    moved = sums + np.repeat(shift, np.diff(starts), axis=1)
    return np.ascontiguousarray(moved.T, dtype=np.int32)


def _apart(column: npt.NDArray[Any]) -> bytes:
    """The low bytes of all values, then the next: like stands by like and packs well."""
    flat = np.ascontiguousarray(column).ravel()
    return flat.view("u1").reshape(len(flat), -1).T.tobytes()


def _together(data: bytes, kind: str) -> Ints:
    size = np.dtype(kind).itemsize
    bytes_of = np.frombuffer(data, "u1").reshape(size, -1).T
    return np.ascontiguousarray(bytes_of).view(kind).ravel().astype(np.int32)
