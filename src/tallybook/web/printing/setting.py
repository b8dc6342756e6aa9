"""Setting: a sheet and a chart into a PDF, by typst, in this process and without a network.

The typesetter gets its words as data and has a folder for a root that holds nothing but
its template: it can read no other file.
"""

from __future__ import annotations

import json
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final, Literal

import typst

from tallybook.errors import TallybookError
from tallybook.web.printing.sheet import Sheet

_AT_ONCE: Final = BoundedSemaphore(2)
_PATIENCE_S: Final = 20.0
_STANDARDS: Final[tuple[Literal["ua-1"] | None, ...]] = ("ua-1", None)
"""PDF/UA-1 (ISO 14289-1), tagged, for those who hear it; else tagged only."""


class NotSet(TallybookError):
    """The PDF could not be made."""


def set_pdf(sheet: Sheet, chart: str | None) -> bytes:
    """The PDF. chart: SVG, None where there is nothing to draw. NotSet where it cannot be made."""
    told = {"data": json.dumps(sheet, ensure_ascii=False), "chart": chart or ""}
    if not _AT_ONCE.acquire(timeout=_PATIENCE_S):
        raise NotSet("other reports are being set; ask again in a moment")
    try:
        with tempfile.TemporaryDirectory(prefix="tallybook-") as root:
            return _set(told, root)
    finally:
        _AT_ONCE.release()


def _set(told: dict[str, str], root: str) -> bytes:
    """As PDF/UA where the words allow it: a letter that no font here has does not."""
    template, fault = str(Path(root, "report.typ")), ""
    Path(template).write_bytes(_template())
    for standard in _STANDARDS:
        try:
            made = typst.compile(
                template,
                root=root,
                package_path=root,
                package_cache_path=root,
                format="pdf",
                sys_inputs=told,
                pdf_standards=standard,
            )
        except typst.TypstError as error:
            fault = str(error)
            continue
        return made
    raise NotSet(f"the report cannot be set as PDF: {fault}; print the page of the report instead")


@cache
def _template() -> bytes:
    return (files("tallybook.web.printing") / "report.typ").read_bytes()
