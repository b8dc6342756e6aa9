"""The lines of a PDF's page, with where and how large they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

_GAP: Final = re.compile(r"\s{3,}")
_LIGATURES: Final = re.compile("[\ufb00-\ufb06]")
_INVISIBLE: Final = re.compile("[\x00-\x08\x0e-\x1f\ufeff\u200b\u2060]")
_SPACE: Final = re.compile(r"\s+")
_LONGEST: Final = 1_000  # letters of a line that is compared as a row of a table


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page: its text, the cells if it is a table's row, and its place in points.

    y: from the bottom of the page upwards. size: the letters'.
    """

    text: str
    x: float
    y: float
    size: float
    cells: tuple[str, ...] = ()


def read_page(page: Any) -> list[PdfLine]:
    """The lines of pypdf's page in the order in which it writes them; raises what pypdf raises."""
    found: list[tuple[str, float, float, float]] = []

    def visit(
        text: str, cm: Sequence[float], tm: Sequence[float], font: object, size: float
    ) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        found.append((text, x, y, (size or 0.0) * scale))

    page.extract_text(visitor_text=visit)
    lines = list(_lines(found))
    rows = _rows(page) if lines else {}
    return [
        PdfLine(line.text, line.x, line.y, line.size, rows.get(_key(line.text), ()))
        for line in lines
    ]


def _lines(found: Sequence[tuple[str, float, float, float]]) -> Iterator[PdfLine]:
    """Chunks of text end anywhere; a line ends where pypdf puts a line end."""
    parts: list[str] = []
    place = (0.0, 0.0, 0.0)
    for text, x, y, size in found:
        first, *others = text.split("\n")
        for i, part in enumerate((first, *others)):
            if i:
                yield from _line(parts, place)
                parts = []
            if part.strip():
                place = place if parts else (x, y, size)
            if part:
                parts.append(part)
    yield from _line(parts, place)


def _line(parts: Sequence[str], place: tuple[float, float, float]) -> Iterator[PdfLine]:
    text = clean("".join(parts))
    if text:
        yield PdfLine(text, *place)


def clean(text: str) -> str:
    """The text with single spaces, ligatures as letters, nothing that is not shown."""
    text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def _rows(page: Any) -> dict[str, tuple[str, ...]]:
    """Lines with wide gaps as cells, by their letters: a table's rows. None where it fails."""
    try:
        laid_out = page.extract_text(extraction_mode="layout")
    except Exception:  # noqa: BLE001 - the text is there already; only the gaps would be lost
        return {}
    rows: dict[str, tuple[str, ...]] = {}
    for line in laid_out.splitlines():
        if len(line) <= _LONGEST:
            cells = tuple(clean(cell) for cell in _GAP.split(line.strip()))
            if len(cells) > 1:
                rows[_key("".join(cells))] = cells
    return rows


def _key(text: str) -> str:
    return _SPACE.sub("", text)
