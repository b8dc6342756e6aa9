"""The key: what the shapes, outlines and lines that occur in a chart mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.catalogue.phrases import party_name
from tallybook.charts.band import Row
from tallybook.charts.labels import SIZE, text_row
from tallybook.charts.placing import Placed
from tallybook.charts.rows import SIDES, Said
from tallybook.charts.text_size import text_width

LINE: Final = 21.0
_GLYPH: Final = 19.0
_GAP: Final = 20.0
_NAMED: Final = 3

_BAR: Final = "M-0.5,-1H0.5V1H-0.5Z"
_HATCHED: Final = f"{_BAR}M-0.5,-0.2L0.3,-1M-0.5,0.6L0.5,-0.4M-0.1,1L0.5,0.4"
_ARROW: Final = "M0,1V-0.95M-0.6,-0.3L0,-1L0.6,-0.3"
_HOLLOW: Final = "M0.7,0A0.7,0.7,0,1,1,-0.7,0A0.7,0.7,0,1,1,0.7,0Z"
_CROSS: Final = "M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8"
_STRUCK: Final = f"{_HOLLOW}M-1.2,0.8L1.2,-0.8"
_PAGE: Final = "M-1.2,0H1.1M0.9,-0.65V0.65"
_BAND: Final = "M-1.2,-0.8H1.2V0.8H-1.2Z"
_STEP: Final = "M-1.2,0.6H0V-0.6H1.2"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: a side's own shape, or a path and how it is drawn."""

    words: str
    side: str = ""
    path: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """The rows of a key, in pixels of the plot, and how high it is."""

    sides: tuple[Row, ...]
    marks: tuple[Row, ...]
    texts: tuple[Row, ...]
    height: float


def key_of(marks: Sequence[Placed], *, has_band: bool, has_best: bool, has_pages: bool,
           left: float, width: float, bottom: float) -> Key:  # fmt: skip
    """The entries for what occurs, in lines above `bottom`."""
    entries = [
        *_sides([one.said for one in marks]),
        *_kinds(marks),
        *([_Entry("another page that carries it", path=_PAGE, kind="stroke")] if has_pages else []),
        *([_Entry("bounds, low to high", path=_BAND, kind="band")] if has_band else []),
        *([_Entry("best", path=_STEP, kind="best")] if has_best else []),
    ]
    lines: list[list[tuple[_Entry, float]]] = []
    at = left
    for entry in entries:
        wide = _GLYPH + text_width(entry.words, SIZE) + _GAP
        if not lines or at + wide - _GAP > left + width:
            lines.append([])
            at = left
        lines[-1].append((entry, at))
        at += wide
    height = len(lines) * LINE
    placed = [
        (entry, at, bottom - height + (n + 0.5) * LINE)
        for n, line in enumerate(lines)
        for entry, at in line
    ]
    return Key(
        tuple({"side": one.side, "x": at + 6, "y": y} for one, at, y in placed if one.side),
        tuple(
            {"path": one.path, "kind": one.kind, "x": at + 7, "y": y}
            for one, at, y in placed
            if one.path
        ),
        tuple(text_row(one.words, at + _GLYPH, y) for one, at, y in placed),
        height,
    )


def _sides(rows: Sequence[Said]) -> Iterator[_Entry]:
    """The sides that speak, each with the parties that speak for it."""
    for side in SIDES:
        found = [said for said in rows if said.side == side]
        if found:
            parties = dict.fromkeys(one.party for one in found if one.party is not None)
            names = [party_name(party) for party in parties]
            more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
            shown = ", ".join(names[:_NAMED] + more)
            yield _Entry(f"{side} ({shown})" if shown else side, side=side)


def _kinds(marks: Sequence[Placed]) -> Iterator[_Entry]:
    rows = [one.said for one in marks]
    between = [one for one in rows if one.low is not None and one.high is not None]
    spans = [one for one in between if not one.is_exact]
    if any(not one.is_vague for one in spans):
        yield _Entry("from low to high", path=_BAR, kind="bar")
    if any(one.is_vague for one in spans):
        yield _Entry("vague words", path=_HATCHED, kind="vague")
    ends = [one for one in rows if one.has_figure and None in (one.low, one.high)]
    if ends:
        ways = {"or more" if one.high is None else "or fewer" for one in ends}
        yield _Entry("; ".join(sorted(ways, reverse=True)), path=_ARROW, kind="stroke")
    pale = [one for one in rows if not one.is_solid and not one.is_gone and not one.is_denial]
    why = [
        *(["an echo"] if any(not one.is_witness for one in pale) else []),
        *(["of another group"] if any(one.is_beside for one in pale) else []),
        *(["no firm claim"] if any(not one.bears for one in pale) else []),
    ]
    if why:
        yield _Entry(f"hollow: {' or '.join(why)}", path=_HOLLOW, kind="hollow")
    if any(one.is_denial for one in rows):
        yield _Entry("denied", path=_CROSS, kind="stroke")
    if any(one.is_gone for one in rows):
        yield _Entry("taken back", path=_STRUCK, kind="hollow")
