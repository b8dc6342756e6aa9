"""The reader of plain text: any encoding that names itself, Windows-1252 as a last resort."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.model import Page, Problem, Report, Run, Snapshot, Stage
from tallybook.read.decoding import MARKS, Decoded, decode
from tallybook.read.door import HEAD, Raw, ReadOptions

LIMIT: Final = 64 * 1024 * 1024
"""The largest text that is read, in bytes."""

_MEGABYTE: Final = 1024 * 1024
_FORMATS: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"WARC/", "a WARC archive"),
)
_MARKUP: Final = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<rss", b"<feed")
_AS_TEXT: Final = "save it as plain text and read that"


class TextReader:
    """Plain text and page dumps, one report a file. Line ends stay as they are."""

    name = "text"
    suffixes = frozenset({".txt", ".text"})
    rank = 100

    def accepts(self, raw: Raw) -> bool:
        """It is the last resort: it takes everything and says what it cannot read."""
        return True

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        """One report, with a Problem beside it where bytes had to be guessed at."""
        refusal = _refusal(raw)
        if refusal is not None:
            yield refusal
            return
        with raw.open() as stream:
            data = stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            yield _too_large(raw)
            return
        decoded = decode(data)
        if "\x00" in decoded.text:
            yield _problem(raw, "is not text: it holds NUL characters", _AS_TEXT)
        elif not decoded.text.strip():
            yield _problem(raw, "holds no text", "give a file with a report in it")
        else:
            page = _page(decoded, data, raw, options)
            yield page
            if decoded.doubt is not None:
                yield Problem(Stage.READ, raw.where, *decoded.doubt, report=page.report.id)


TEXT: Final = TextReader()


def _refusal(raw: Raw) -> Problem | None:
    """What the first bytes already rule out."""
    if raw.size is not None and raw.size > LIMIT:
        return _too_large(raw)
    head = raw.head[:HEAD]
    if not head:
        return _problem(raw, "is empty", "give a file with a report in it")
    for start, name in _FORMATS:
        if head.startswith(start):
            return _problem(raw, f"is {name}, for which no reader is installed", _AS_TEXT)
    if any(head.startswith(mark) for mark, _ in MARKS):
        return None
    if b"\x00" in head:
        reason = "is not text: it holds NUL bytes (binary, or UTF-16 without a byte order mark)"
        return _problem(raw, reason, "save it as UTF-8 text")
    if head.lstrip()[:64].lower().startswith(_MARKUP):
        return _problem(raw, "is HTML or XML, for which no reader is installed", _AS_TEXT)
    return None


def _too_large(raw: Raw) -> Problem:
    size = "" if raw.size is None else f" ({raw.size / _MEGABYTE:.0f} MB)"
    limit = LIMIT // _MEGABYTE
    return _problem(raw, f"is larger{size} than the limit of {limit} MB a report", "split it")


def _problem(raw: Raw, reason: str, remedy: str) -> Problem:
    return Problem(Stage.READ, raw.where, reason, remedy)


def _page(decoded: Decoded, data: bytes, raw: Raw, options: ReadOptions) -> Page:
    report = Report(
        decoded.text,
        url=options.url or raw.url,
        publisher=options.publisher,
        language=options.language,
        published=options.published,
        retrieved=raw.retrieved,
        path=None if raw.path is None else str(raw.path),
    )
    snapshot = Snapshot(data, "text/plain", decoded.encoding)
    return Page(report, (), snapshot, (Run(0, 0, len(decoded.text)),))
