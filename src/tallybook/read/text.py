"""The reader of plain text: any encoding that names itself, Windows-1252 as a last resort."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.model import Page, Problem, Report, Run, Snapshot
from tallybook.read.bounds import too_long
from tallybook.read.decoding import MARKS, Decoded, decode
from tallybook.read.door import HEAD, Raw, ReadOptions
from tallybook.read.mojibake import Mended, mend
from tallybook.read.refusals import MEGABYTE, format_of, markup_of, megabytes, problem

LIMIT: Final = 64 * MEGABYTE
"""The largest text that is read, in bytes."""

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
        decoded = decode(data, raw.charset)
        beyond = too_long(len(decoded.text))
        if beyond is not None:
            yield problem(raw.where, *beyond)
        elif "\x00" in decoded.text:
            yield problem(raw.where, "is not text: it holds NUL characters", _AS_TEXT)
        elif not decoded.text.strip():
            yield problem(raw.where, "holds no text", "give a file with a report in it")
        else:
            mended = mend(decoded.text)
            page = _page(decoded, mended, data, raw, options)
            yield page
            for doubt in (decoded.doubt, None if mended is None else mended.doubt):
                if doubt is not None:
                    yield problem(raw.where, *doubt, page.report.id)


TEXT: Final = TextReader()


def _refusal(raw: Raw) -> Problem | None:
    """What the first bytes already rule out."""
    if raw.size is not None and raw.size > LIMIT:
        return _too_large(raw)
    head = raw.head[:HEAD]
    if not head:
        return problem(raw.where, "is empty", "give a file with a report in it")
    if any(head.startswith(mark) for mark, _ in MARKS):
        return None
    told = format_of(head) or markup_of(head)
    if told is not None:
        reason = f"is {told}, which no reader here reads"
        return problem(raw.where, reason, _AS_TEXT)
    if b"\x00" in head:
        reason = "is not text: it holds NUL bytes (binary, or UTF-16 without a byte order mark)"
        return problem(raw.where, reason, "save it as UTF-8 text")
    return None


def _too_large(raw: Raw) -> Problem:
    size = "" if raw.size is None else f" ({megabytes(raw.size)})"
    reason = f"is larger{size} than the limit of {megabytes(LIMIT)} a report"
    return problem(raw.where, reason, "split it")


def _page(
    decoded: Decoded, mended: Mended | None, data: bytes, raw: Raw, options: ReadOptions
) -> Page:
    whole = (Run(0, 0, len(decoded.text)),)
    text, runs = (decoded.text, whole) if mended is None else (mended.text, mended.runs)
    report = Report(
        text,
        url=options.url or raw.url,
        publisher=options.publisher,
        language=options.language,
        published=options.published,
        retrieved=raw.retrieved,
        path=None if raw.path is None else str(raw.path),
    )
    snapshot = Snapshot(data, "text/plain", decoded.encoding)
    return Page(report, (), snapshot, runs)
