"""Make a Page of what a record or a feed's entry tells: its title, its text, its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tallybook.model import Kind, Page, Piece, Problem, Report, Run, Snapshot
from tallybook.read.bounds import too_long, too_much_markup
from tallybook.read.door import Raw, ReadOptions
from tallybook.read.fields import Told
from tallybook.read.fragments import read_fragment
from tallybook.read.mapping import align, find_value
from tallybook.read.mojibake import mend
from tallybook.read.refusals import problem

_MARKED: Final = re.compile(r"^\s*<(?:!|[a-zA-Z][\w-]*[\s>/])|</?(?:p|br|div|h[1-6]|li)\b[^<>]*>")
_LINE: Final = re.compile(r"\S[^\r\n]*")
_HALF: Final = re.compile("[\ud800-\udfff]")
_TOP: Final = 1_000  # letters that may be a title wrapped over lines
_STATE: Final = "state it: --published YYYY-MM-DD, or correct the record"


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of a report and its pieces; body: where what stands behind the title begins."""

    text: str
    pieces: tuple[Piece, ...] = ()
    body: int = 0


def compose_page(
    told: Told, snapshot: Snapshot, raw: Raw, options: ReadOptions, pieces: tuple[Piece, ...] = ()
) -> Iterator[Page | Problem]:
    """The page, and Problems for what of it could not be used.

    pieces: those of `told.text`, where the record has them; then the text stays as it is.
    """
    if "\x00" in (told.text or ""):
        reason = "is not text: it holds NUL characters"
        yield problem(raw.where, reason, "save it as plain text")
        return
    beyond = too_long(len(told.text or "")) or too_much_markup(told.text or "")
    if beyond is not None:
        yield problem(raw.where, *beyond)
        return
    told, mended = _mended(_clean(told))
    told, doubts = _dated(told, raw)
    composed = Composed(told.text or "", pieces) if pieces else _composed(told)
    report = Report(
        composed.text,
        url=options.url or told.url,
        publisher=options.publisher or told.publisher,
        agency=told.agency,
        title=told.title,
        language=options.language or _language(told.language),
        published=options.published or told.published,
        modified=told.modified,
        retrieved=told.retrieved or raw.retrieved,
        path=None if raw.path is None else str(raw.path),
    )
    yield Page(report, composed.pieces, snapshot, _runs(composed, told, snapshot))
    if mended is not None:
        yield problem(raw.where, *mended, report.id)
    if options.published is None:
        for doubt in doubts:
            yield problem(raw.where, doubt, _STATE, report.id)


def has_markup(text: str) -> bool:
    """Is the text HTML rather than plain?"""
    return _MARKED.search(text) is not None


def _composed(told: Told) -> Composed:
    title, text = told.title, told.text or ""
    if told.markup or (told.markup is None and has_markup(text)):
        fragment = read_fragment(text)
        return _titled(title, fragment.text, fragment.pieces)
    if told.markup is not None:
        lines = [Piece(found.start(), found.end()) for found in _LINE.finditer(text)]
        return _titled(title, text, tuple(lines))
    if title is None or _has_line(text, title):
        return Composed(text)
    if not text:
        return Composed(title, (Piece(0, len(title), Kind.TITLE),), len(title))
    return Composed(f"{title}\n\n{text}", (), len(title) + 2)


def _has_line(text: str, title: str) -> bool:
    """Does the text hold its title already, as a line or wrapped at its beginning?"""
    within = f"\n{title}\n" in f"\n{text}\n".replace("\r", "")
    return within or " ".join(text[:_TOP].split()).startswith(title)


def _titled(title: str | None, text: str, pieces: tuple[Piece, ...]) -> Composed:
    """The title as a piece before the others, unless they begin with it."""
    if title is None:
        return Composed(text, pieces)
    for i, piece in enumerate(pieces[:3]):
        if text[piece.start : piece.end] == title:
            first = replace(piece, kind=Kind.TITLE, main=True)
            return Composed(text, (*pieces[:i], first, *pieces[i + 1 :]))
    shift = len(title) + 1
    moved = [replace(each, start=each.start + shift, end=each.end + shift) for each in pieces]
    whole = f"{title}\n{text}" if text else title
    return Composed(whole, (Piece(0, len(title), Kind.TITLE), *moved), shift)


def _language(code: str | None) -> str | None:
    """The language without its region: "en-GB" is "en"."""
    return None if code is None else code.replace("_", "-").split("-", 1)[0].strip().lower() or None


def _clean(told: Told) -> Told:
    """Without halves of letters, which no encoding can write."""
    texts = {"text": told.text, "title": told.title, "url": told.url, "publisher": told.publisher}
    broken = {name: text for name, text in texts.items() if text and _HALF.search(text)}
    if not broken:
        return told
    mended = {name: _HALF.sub("\ufffd", text) for name, text in broken.items()}
    return replace(told, **mended)  # type: ignore[arg-type]


def _runs(composed: Composed, told: Told, snapshot: Snapshot) -> tuple[Run, ...]:
    """Where title and body stand in the source, each by itself: their order there is free."""
    source = snapshot.content.decode(snapshot.encoding or "utf-8", errors="replace")
    title, body = composed.text[: composed.body], composed.text[composed.body :]
    runs = align(title, source, 0, find_value(told.title or "", source))
    runs += align(body, source, composed.body, find_value(told.text or "", source))
    return tuple(runs)


def _mended(told: Told) -> tuple[Told, tuple[str, str] | None]:
    """With the letters that were encoded twice made whole, and what to say of it."""
    mended = mend(f"{told.title or ''}\n{told.text or ''}")
    if mended is None:
        return told, None
    title, _, text = mended.text.partition("\n")  # a title is one line
    return replace(told, title=title or None, text=text or None), mended.doubt


def _dated(told: Told, raw: Raw) -> tuple[Told, tuple[str, ...]]:
    """Without dates after the day of retrieval, or else today: nobody has read the future."""
    retrieved = told.retrieved or raw.retrieved
    latest = (retrieved or datetime.now(UTC)).date() + timedelta(days=1)
    behind = "after it was retrieved" if retrieved is not None else "a day that has not come"
    doubts = told.doubts
    if told.published is not None and told.published > latest:
        doubts = (*doubts, f"says that it was published on {told.published}, {behind}")
        told = replace(told, published=None)
    if told.modified is not None and told.modified > latest:
        doubts = (*doubts, f"says that it was modified on {told.modified}, {behind}")
        told = replace(told, modified=None)
    return told, doubts
