"""The reader of PDFs: their text in paragraphs, the rows of their tables as lines."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, Final

from tallybook.language.lexicon import is_word
from tallybook.model import Page, Problem, Report, Snapshot
from tallybook.read.door import Raw, ReadOptions
from tallybook.read.pdf_layout import lay_out
from tallybook.read.pdf_lines import PdfLine, clean, read_page
from tallybook.read.refusals import MEGABYTE, megabytes, problem

LIMIT: Final = 64 * MEGABYTE
"""The largest PDF that is read."""

PAGES: Final = 2_000
"""The most pages that are read."""

LETTERS: Final = 20_000_000
"""The most letters that are read."""

FAILED: Final = 20
"""So many broken pages in a row, and the rest is left."""

# Memory and time against bombs; pypdf counts them itself from 7.1 on.
_LIMITS: Final = {
    "zlib_maximum_output_length": 32 * MEGABYTE,
    "lzw_maximum_output_length": 32 * MEGABYTE,
    "run_length_maximum_output_length": 32 * MEGABYTE,
    "array_based_stream_maximum_output_length": 32 * MEGABYTE,
    "stream_parsing_work_maximum_count": 500_000,
}
_CATALOG: Final = re.compile(rb"(\d+)\s+\d+\s+obj\s*<<[^<>]*/Type\s*/Catalog")
_MARK: Final = b"%PDF-"
_FRONT: Final = 1024  # bytes that may stand before the mark
_LEAST: Final = 8  # letters; fewer are no text
_AGAIN: Final = "fetch or save it again"
_OCR: Final = "run OCR over it first, such as ocrmypdf"


class PdfReader:
    """One report a PDF. Its own dates say when the file was made, and so they are not taken."""

    name = "pdf"
    suffixes = frozenset({".pdf"})
    rank = 10

    def accepts(self, raw: Raw) -> bool:
        """By its mark; behind some other bytes only where it is said to be one."""
        named = raw.media_type == "application/pdf" or (
            raw.path is not None and raw.path.suffix.lower() in self.suffixes
        )
        near = _MARK in raw.head[: _FRONT + len(_MARK)]
        return raw.head.lstrip().startswith(_MARK) or (named and near)

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        """The report, and Problems for pages that could not be read or are pictures."""
        with raw.open() as stream:
            data = stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            reason = f"is a PDF larger than the limit of {megabytes(LIMIT)}"
            yield problem(raw.where, reason, "split it")
            return
        found = _read(data)
        if isinstance(found, tuple):
            yield problem(raw.where, *found)
            return
        laid_out = lay_out(found.pages, is_word)
        if sum(letter.isalnum() for letter in laid_out.text[:1000]) < _LEAST:
            yield _without_text(found, raw)
            return
        report = Report(
            laid_out.text,
            url=options.url or raw.url,
            publisher=options.publisher,
            title=_title(found, laid_out.text),
            language=options.language,
            published=options.published,
            retrieved=raw.retrieved,
            path=None if raw.path is None else str(raw.path),
        )
        yield Page(report, laid_out.pieces, Snapshot(data, "application/pdf", None))
        for reason, remedy in _doubts(found):
            yield problem(raw.where, reason, remedy, report.id)


PDF: Final = PdfReader()


@dataclass
class _Found:
    """The lines of the pages, and the numbers of those that gave none, from 1."""

    pages: list[list[PdfLine]] = field(default_factory=list)
    title: str = ""
    failed: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    left: int = 0  # pages beyond a limit
    broken: str = ""  # what was wrong with the file as a whole


def _read(data: bytes) -> _Found | tuple[str, str]:
    """The pages; or why there are none, and what helps."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends it would tell at length
    locked = "is a PDF that is encrypted", "save it without its password"
    limits = getattr(pypdf, "apply_configuration", None)
    with limits(**_LIMITS) if limits else nullcontext():
        try:
            return _open(data)
        except (DependencyError, FileNotDecryptedError):
            return locked
        except Exception as error:  # noqa: BLE001 - a broken PDF raises whatever it likes
            reason = f"is a PDF that is broken or cut off ({_said(error)})"
        try:
            found = _open(_mended(data))
        except Exception:  # noqa: BLE001 - so it is not to be mended
            return reason, _AGAIN
        found.broken = reason
        return found


def _open(data: bytes) -> _Found:
    """The pages; raises whatever pypdf raises."""
    import pypdf
    from pypdf.errors import FileNotDecryptedError, PdfReadError

    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    count = len(reader.pages)
    if not count:
        raise PdfReadError("it has no pages")
    found = _Found(left=max(0, count - PAGES))
    try:
        about = reader.metadata
        found.title = "" if about is None else str(about.get("/Title") or "")
    except Exception:  # noqa: BLE001 - its title is not needed
        found.title = ""
    _read_pages(reader, min(count, PAGES), found)
    return found


def _mended(data: bytes) -> bytes:
    """The whole objects of a PDF that was cut off, with the end that names its catalog."""
    root = _CATALOG.search(data)
    number = root[1] if root else b"1"
    whole = data[: data.rfind(b"endobj") + len(b"endobj")]
    return whole + b"\ntrailer\n<< /Root " + number + b" 0 R >>\nstartxref\n0\n%%EOF\n"


def _read_pages(reader: Any, count: int, found: _Found) -> None:
    letters = 0
    for i in range(count):
        try:
            page = reader.pages[i]
            lines = read_page(page)
        except Exception:  # noqa: BLE001 - a broken page must not cost the others
            found.failed.append(i + 1)
            lines = []
        else:
            if not lines and _has_picture(page):
                found.pictures.append(i + 1)
        found.pages.append(lines)
        letters += sum(len(line.text) for line in lines)
        if letters > LETTERS or found.failed[-FAILED:] == list(range(i + 2 - FAILED, i + 2)):
            found.left += count - i - 1
            return


def _has_picture(page: Any) -> bool:
    try:
        drawn = page["/Resources"]["/XObject"]
        return any(each.get_object().get("/Subtype") == "/Image" for each in drawn.values())
    except Exception:  # noqa: BLE001 - it has none, or what it has is broken
        return False


def _without_text(found: _Found, raw: Raw) -> Problem:
    if found.broken:
        return problem(raw.where, found.broken, _AGAIN)
    if found.failed and not found.pictures:
        reason = "is a PDF none of whose pages can be read"
        return problem(raw.where, reason, _AGAIN)
    if found.pictures:
        return problem(raw.where, "is a PDF of pictures: it has no text", _OCR)
    return problem(raw.where, "is a PDF without text", _OCR)


def _doubts(found: _Found) -> Iterator[tuple[str, str]]:
    if found.broken:
        yield f"{found.broken}; what could be read was read", _AGAIN
    if found.failed:
        yield f"has pages that cannot be read: {_numbers(found.failed)}", _AGAIN
    if found.pictures:
        yield f"has pages that are pictures without text: {_numbers(found.pictures)}", _OCR
    if found.left:
        yield f"is longer than the limit, so its last {found.left} pages were left", "split it"


def _title(found: _Found, text: str) -> str | None:
    """The title that the file says of itself, if its text says so too; many are left-overs."""
    title = clean(found.title)
    plain = " ".join(text[:5000].split()).casefold()
    return title if len(title) > _LEAST and title.casefold() in plain else None


def _numbers(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:20]))
    return shown if len(pages) <= 20 else f"{shown} and {len(pages) - 20} more"


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120].rstrip(".").lower() or type(error).__name__
