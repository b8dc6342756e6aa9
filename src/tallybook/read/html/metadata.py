"""What a page's markup states of the report: title, dates, masthead, agency, address, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urldefrag, urljoin, urlsplit

from tallybook.language.detect import ENGLISH, detect_language, primary_code
from tallybook.language.page import PageWords, load_page_words
from tallybook.read.html import heads
from tallybook.read.html.articles import Article, find_article
from tallybook.read.html.days import Dates, find_dates
from tallybook.read.html.heads import Head, read_head
from tallybook.read.html.json_ld import Note, find_linked, text_of
from tallybook.read.html.makers import find_agency
from tallybook.read.html.mastheads import (
    headline_of,
    host_of,
    is_same_site,
    masthead,
    site_in_title,
    site_name,
)
from tallybook.read.html.updates import Update
from tallybook.read.html.zones import text_in, title_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
_WORDS: Final = 40  # of a text that contradicts what its markup says


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the markup states; None is "not stated", and no date is guessed.

    published_at: the moment where a clock is stated, aware where its zone is. url: the canonical
    address, only where it is believed. live: the page says that it is a live blog; `updates` are
    its posts as JSON-LD has them. notes: reasons and remedies of what was not believed.
    """

    title: str | None = None
    summary: str | None = None
    published: date | None = None
    modified: date | None = None
    published_at: datetime | None = None
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    language: str | None = None
    live: bool = False
    updates: tuple[Update, ...] = ()
    notes: tuple[Note, ...] = ()


def find_metadata(tree: HtmlElement, url: str | None = None, now: date | None = None) -> Metadata:
    """The page's metadata: JSON-LD first, then Open Graph, meta names, microdata and `<time>`.

    url: where the page was fetched from. now: the day it was fetched, or today: no date more than
    a day later is believed. The tree must still have its scripts.
    """
    words = load_page_words(ENGLISH)
    linked, head = find_linked(tree), read_head(tree)
    titles = [each for each in (*head.all(heads.TITLES), head.title) if each]
    article = find_article(linked, [*titles, *_lines(tree)], url)
    stated = [article.headline] if article.headline else []
    line = title_line(tree, [*stated, *titles])
    shown = None if line is None else text_in(line)
    publisher, sites = _publisher(article, head, shown, url, words)
    title = next(iter([*stated, *titles[:1], *head.props.get("headline", ())]), shown or head.title)
    dates = find_dates(article, head, line, now)
    canonical, original = _canonical(article, head, url)
    return Metadata(
        title=None if title is None else headline_of(title, shown, sites) or None,
        summary=_summary(article, head),
        published=dates.published,
        modified=_later(dates),
        published_at=dates.published_at,
        publisher=publisher,
        agency=find_agency(article, head, line, original, words),
        url=canonical,
        language=_language(article, head),
        live=article.live or head.live,
        updates=article.updates,
        notes=(*linked.notes, *dates.notes),
    )


def believed_language(stated: str | None, text: str) -> str | None:
    """The markup's language, unless the text is plainly another: many sites state "en" for all.

    text: the page's main text.
    """
    if stated is not None and len(text.split()) < _WORDS:
        return stated
    told = detect_language(text)
    if stated is None or told is None or primary_code(stated) == told:
        return stated or told
    return told if ENGLISH in {told, primary_code(stated)} else stated


def _lines(tree: Any) -> list[str]:
    return [text for line in tree.iter("h1") if (text := text_in(line))][:5]


def _later(dates: Dates) -> date | None:
    """A page is not changed before it is published."""
    if dates.published and dates.modified and dates.modified < dates.published:
        return None
    return dates.modified


def _summary(article: Article, head: Head) -> str | None:
    stated = text_of(article.node.get("description")) if article.node else None
    return (
        stated or head.first(heads.SUMMARIES) or next(iter(head.props.get("description", ())), None)
    )


def _publisher(
    article: Article, head: Head, shown: str | None, url: str | None, words: PageWords
) -> tuple[str | None, Sequence[str]]:
    """The masthead, and all names that the site goes by."""
    site = [*_names(head.all(heads.SITES))]
    stated = [*_names(article.publishers)]
    carried = bool(site and stated) and stated[0].lower() in words.agencies
    others = [
        *_names([*article.sites, *head.props.get("publisher", ()), *head.all(heads.OTHER_SITES)])
    ]
    found = [*site, *stated] if carried else [*stated, *site]
    host = host_of(
        url or head.first(("og:url",)) or next(iter(head.links.get("canonical", ())), None)
    )
    if head.title is not None and (half := site_in_title(head.title, shown, host, words)):
        others.append(half)
    known = masthead([*found, *others], words)
    return known, [*found, *others, *([host] if host else [])]


def _names(texts: Iterable[str]) -> list[str]:
    return [name for name in map(site_name, texts) if name is not None]


def _canonical(article: Article, head: Head, url: str | None) -> tuple[str | None, str | None]:
    """The page's own address, and the address elsewhere that it names as its original."""
    elsewhere = None
    for stated in (*head.links.get("canonical", ()), *head.metas.get("og:url", ()), *article.urls):
        address = _absolute(stated, url)
        if address is None:
            continue
        host, own = host_of(address), host_of(url)
        if own is not None and host is not None and not is_same_site(host, own):
            elsewhere = elsewhere or address
        elif not _is_home(address) or (url is not None and _is_home(url)):
            return address, elsewhere
    return None, elsewhere


def _absolute(stated: str, url: str | None) -> str | None:
    try:
        address = urldefrag(urljoin(url or "", stated.strip())).url
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    path = parts.path.strip("/").lower()
    return not parts.query and (
        not path or re.fullmatch(r"(?:index|home|default)\.\w+|[a-z]{2}", path) is not None
    )


def _language(article: Article, head: Head) -> str | None:
    stated = text_of(article.node.get("inLanguage")) if article.node else None
    for code in (
        head.language,
        stated,
        *head.all(("content-language", "og:locale", "dc.language")),
    ):
        if code and _LANGUAGE.fullmatch(code.strip()):
            return primary_code(code)
    return None
