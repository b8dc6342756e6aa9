"""What first bytes say of content that no reader reads, and Problems of reading."""

from __future__ import annotations

import re
from typing import Final

from tallybook.model import Problem, Stage

MEGABYTE: Final = 1024 * 1024

_FORMATS: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or film"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"WARC/", "a WARC archive"),
)
_MARKUP: Final = ("<!doctype html", "<html", "<head", "<body", "<?xml", "<rss", "<feed")
_XML: Final = ("<?xml", "<rss", "<feed")
_ROOT: Final = re.compile(
    r"\ufeff?(?>\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^<>\[]*(?:\[[^\]]*\]\s*)?>)*+<([\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)


def problem(where: str, reason: str, remedy: str, report: str | None = None) -> Problem:
    """A Problem of the read stage."""
    return Problem(Stage.READ, where, reason, remedy, report)


def format_of(head: bytes) -> str | None:
    """The binary format that first bytes show, with its article: "a PNG picture"."""
    return next((name for start, name in _FORMATS if head.startswith(start)), None)


def markup_of(head: bytes) -> str | None:
    """The kind of markup that first bytes show: "HTML", "XML (<opml>)"."""
    text = head.decode("latin-1").removeprefix("\u00ef\u00bb\u00bf").lstrip()
    start = text[:64].lower()
    if not start.startswith(_MARKUP):
        return None
    if not start.startswith(_XML):
        return "HTML"
    root = root_of(text)
    return "HTML or XML" if root is None else f"XML (<{root}>)"


def root_of(head: str) -> str | None:
    """The name of a document's first element; None where there is none in its beginning."""
    root = _ROOT.match(head)
    return None if root is None else root[1]


def said(error: OSError) -> str:
    """An error of the system as the reason of a Problem."""
    return f"cannot be read ({(error.strerror or str(error)).lower()})"


def megabytes(count: int) -> str:
    """A limit as messages write it: "64 MB", "2 GB"."""
    gigabytes, rest = divmod(count, 1024 * MEGABYTE)
    if gigabytes and not rest:
        return f"{gigabytes} GB"
    return f"{max(1, count // MEGABYTE)} MB"


def shown(name: str) -> str:
    """A name from within a file, fit for a terminal: what cannot be printed is U+FFFD."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name[:500])
