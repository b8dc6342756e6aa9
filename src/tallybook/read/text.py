"""The reader of plain text: any encoding that names itself, Windows-1252 as a last resort."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Final

from tallybook.model import Problem, Report, Stage
from tallybook.read.door import HEAD, Raw, ReadOptions

LIMIT: Final = 64 * 1024 * 1024
"""The largest text that is read, in bytes."""

_MEGABYTE: Final = 1024 * 1024
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
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

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Report | Problem]:
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
        text, doubt = decode(data)
        if "\x00" in text:
            yield _problem(raw, "is not text: it holds NUL characters", _AS_TEXT)
        elif not text.strip():
            yield _problem(raw, "holds no text", "give a file with a report in it")
        else:
            report = _report(text, raw, options)
            yield report
            if doubt is not None:
                yield Problem(Stage.READ, raw.where, *doubt, report=report.id)


TEXT: Final = TextReader()


def decode(data: bytes) -> tuple[str, tuple[str, str] | None]:
    """The text, and where bytes were guessed at the reason and the remedy.

    A byte order mark decides, then UTF-8. A few broken bytes in UTF-8 become U+FFFD; text
    that is plainly not UTF-8 is read as Windows-1252.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return text, _broken(text, encoding.removesuffix("-sig"))
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond = sum(letter > "\x7f" for letter in text) - broken
    if beyond > broken:
        return text, _broken(text, "utf-8")
    return data.decode("cp1252", errors="replace"), (
        "is not UTF-8; it was read as Windows-1252, so letters with accents may be wrong",
        "save it as UTF-8",
    )


def _broken(text: str, encoding: str) -> tuple[str, str] | None:
    count = text.count("\ufffd")
    if not count:
        return None
    return (
        f"is {encoding.upper()} with {count} broken places, each read as U+FFFD",
        "fetch or save it again",
    )


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
    if any(head.startswith(mark) for mark, _ in _MARKS):
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


def _report(text: str, raw: Raw, options: ReadOptions) -> Report:
    return Report(
        text,
        url=options.url,
        publisher=options.publisher,
        language=options.language,
        published=options.published,
        path=None if raw.path is None else str(raw.path),
    )
