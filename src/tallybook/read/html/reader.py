"""The reader of HTML: a page into its text, its pieces, its metadata and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from tallybook.model import Page, Problem
from tallybook.read.bounds import too_much_markup
from tallybook.read.decoding import decode_html
from tallybook.read.door import Raw, ReadOptions
from tallybook.read.html.paging import Given, make_page
from tallybook.read.refusals import format_of, megabytes, problem
from tallybook.read.text import LIMIT

_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
_SKIPPED: Final = re.compile(
    r"(?:\ufeff|\s++|<!--(?:[^-]++|-(?!->))*+-->|<\?[^>]*+>|<!doctype[^>]*+>)*+", re.IGNORECASE
)
_DOCTYPE: Final = re.compile(r"<!doctype\s+html", re.IGNORECASE)
_PAGE: Final = re.compile(
    r"<(?:html|head|body|title|meta|link|script|style|base|center|noscript|main|article)[\s>/]",
    re.IGNORECASE,
)
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:rdf|urlset|sitemapindex|opml)[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_NUL_SHARE: Final = 100  # a page with more NULs than one in so many letters is no page


class HTMLReader:
    """Web pages: one report a page, or a live blog with its posts."""

    name = "html"
    suffixes = frozenset({".html", ".htm", ".xhtml"})
    rank = 20

    def accepts(self, raw: Raw) -> bool:
        """By its first tags; what a server or its name says counts where it has any tags."""
        if format_of(raw.head) is not None:
            return False
        head = _head(raw.head)
        at = _SKIPPED.match(head)
        rest = head[at.end() :] if at is not None else head
        if _FEED.match(rest):
            return False
        if _DOCTYPE.search(head[: len(head) - len(rest)]) or _PAGE.match(rest):
            return True
        media = (raw.media_type or "").partition(";")[0].strip().lower()
        suffix = "" if raw.path is None else raw.path.suffix.lower()
        told = media in _TYPES or (not media and suffix in self.suffixes)
        return told and (_TAG.search(head) is not None or not head.strip())

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        """One report; Problems for what had to be guessed at, or why there is none."""
        if raw.size is not None and raw.size > LIMIT:
            yield _too_large(raw.where, raw.size)
            return
        with raw.open() as stream:
            data = stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            yield _too_large(raw.where, None)
            return
        yield from read_html(
            data,
            where=raw.where,
            options=options,
            url=raw.url,
            retrieved=raw.retrieved,
            path=raw.path,
            charset=raw.charset,
        )


HTML: Final = HTMLReader()


def read_html(
    content: bytes | str,
    *,
    where: str,
    options: ReadOptions | None = None,
    url: str | None = None,
    retrieved: datetime | None = None,
    path: Path | None = None,
    charset: str | None = None,
) -> Iterator[Page | Problem]:
    """The report of a page given as bytes, or as text where it was decoded already.

    where: as messages name it. charset: as a server declared it. url: where it was fetched from.
    """
    options = options if options is not None else ReadOptions()
    if isinstance(content, str):
        content, charset = content.encode("utf-8", "replace"), "utf-8"
    if len(content) > LIMIT:
        yield _too_large(where, len(content))
        return
    decoded = decode_html(content, charset)
    text = decoded.text
    nuls = text.count("\x00")
    if nuls * _NUL_SHARE > len(text):
        reason = "is not text: it holds NUL bytes"
        yield problem(where, reason, "fetch or save it again")
        return
    beyond = too_much_markup(text)
    if beyond is not None:
        yield problem(where, *beyond)
        return
    given = Given(content, decoded, where, options, url, retrieved, path)
    yield from make_page(given)


def _head(data: bytes) -> str:
    decoded = decode_html(data)
    return decoded.text


def _too_large(where: str, size: int | None) -> Problem:
    told = "" if size is None else f" ({megabytes(size)})"
    reason = f"is larger{told} than the limit of {megabytes(LIMIT)} a report"
    return problem(where, reason, "split it")
