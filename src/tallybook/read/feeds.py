"""The reader of feeds: RSS and Atom of every version, a report an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from tallybook.language.page import load_page_words
from tallybook.model import Page, Problem, Snapshot
from tallybook.read.composing import compose_page, has_markup
from tallybook.read.dates import parse_day
from tallybook.read.decoding import decode
from tallybook.read.door import Raw, ReadOptions
from tallybook.read.feed_slices import cut_entries, first_entries, pick_slice
from tallybook.read.fields import Told
from tallybook.read.fragments import read_fragment
from tallybook.read.refusals import MEGABYTE, megabytes, problem, root_of

LIMIT: Final = 32 * MEGABYTE
"""The largest feed that is read."""

MOST: Final = 50_000
"""How many entries of a feed are read."""

_ROOTS: Final = frozenset({"rss", "feed", "channel"})
_TYPES: Final = ("application/rss", "application/atom", "application/rdf")
_RSS_1: Final = ("purl.org/rss", "my.netscape.com/rdf")
_OPEN: Final = b"<![CDATA["
_CLOSE: Final = b"]]>"
_TAG: Final = re.compile(rb"<([a-zA-Z][\w:.-]*)(?:\s[^<>]*)?>[^<>]*")
_DECLARED: Final = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,300}\?>")
_SPACES: Final = re.compile(r"\s+")


class FeedReader:
    """Whatever feedparser reads. Nothing is fetched: it is given bytes, and loads nothing else."""

    name = "feed"
    suffixes = frozenset({".rss", ".atom", ".rdf", ".xml"})
    rank = 15

    def accepts(self, raw: Raw) -> bool:
        """By its first element; by its type or name where that lies further on."""
        head = decode(raw.head, raw.charset).text
        root = root_of(head)
        if root is None:
            typed = (raw.media_type or "").startswith(_TYPES)
            suffix = "" if raw.path is None else raw.path.suffix.lower()
            named = typed or suffix in self.suffixes - {".xml"}
            return named and head.lstrip("\ufeff \t\r\n").startswith("<")
        local = root.rpartition(":")[2].lower()
        return local in _ROOTS or (local == "rdf" and any(name in head for name in _RSS_1))

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        """A report for each entry, once; of a broken feed what can be read, and a Problem."""
        with raw.open() as stream:
            data = stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            reason = f"is larger than the limit of {megabytes(LIMIT)} a feed"
            yield problem(raw.where, reason, "split it")
            return
        data, is_cut = first_entries(data, MOST)
        try:
            feed = _parse(data, raw)
        except Exception as error:  # noqa: BLE001 - feedparser raises what it did not expect
            yield _broken(error, False, raw)
            return
        entries: Sequence[Mapping[str, Any]] = feed["entries"]
        slices = cut_entries(data)
        seen: set[str] = set()
        for i, entry in enumerate(entries):
            key = _word(entry, "id") or _word(entry, "link")
            if key is None or key not in seen:
                seen.update([] if key is None else [key])
                source = pick_slice(slices, i, len(entries), key)
                yield from _read_entry(entry, feed, source, raw, options)
        if is_cut:
            yield problem(
                raw.where, f"holds more than {MOST:,} entries; the rest was left", "split it"
            )
        elif feed.get("bozo"):
            yield _broken(feed["bozo_exception"], bool(entries), raw)
        elif not entries:
            yield problem(raw.where, "is a feed without entries", "give a feed with reports in it")


FEED: Final = FeedReader()


def _parse(data: bytes, raw: Raw) -> Mapping[str, Any]:
    """What feedparser makes of the bytes, or of their text where its own decoding fails."""
    try:
        return _parse_bytes(data, raw)
    except (UnicodeError, LookupError):
        text = _DECLARED.sub("", decode(data, raw.charset).text)
        return _parse_bytes(text.encode("utf-8", "replace"), replace(raw, charset="utf-8"))


def _parse_bytes(data: bytes, raw: Raw) -> Mapping[str, Any]:
    """What feedparser makes of the bytes; the element in which they are cut off is kept."""
    import feedparser

    data += _ending(data)
    # With a type of text it would go by rules of old and take the bytes for ASCII.
    charset = f"; charset={raw.charset}" if raw.charset else ""
    headers = {"content-type": f"application/xml{charset}"}
    if raw.url:
        headers["content-location"] = raw.url
    # A stream is read as it is; bytes it would take for the name of a file.
    parsed: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    return parsed


def _ending(data: bytes) -> bytes:
    """What closes the element in whose text the feed is cut off, so that the text is kept."""
    opened = data.rfind(_OPEN)
    if opened > data.rfind(_CLOSE):
        start, end = opened, _CLOSE
    else:
        start, end = len(data), b""
    last = data.rfind(b"<", 0, start)
    tag = _TAG.fullmatch(data, last, start) if last >= 0 else None
    return end if tag is None else end + b"</" + tag[1] + b">"


def _broken(error: Exception, partly: bool, raw: Raw) -> Problem:
    """What was wrong with the feed, in its own words without the parser's address."""
    said = _SPACES.sub(" ", str(error)).removeprefix("<unknown>:")[:200]
    reason = f"is a broken feed ({said})"
    if partly:
        return problem(raw.where, reason, "fetch it again; what could be read was read")
    return problem(raw.where, reason, "fetch it again, or save it as RSS or Atom")


def _read_entry(
    entry: Mapping[str, Any],
    feed: Mapping[str, Any],
    source: bytes | None,
    raw: Raw,
    options: ReadOptions,
) -> Iterator[Page | Problem]:
    text, is_html = _text(entry)
    title = _plain_title(entry)
    if text is None and title is None:
        where = _word(entry, "link") or _word(entry, "id") or "an entry"
        yield problem(raw.where, f"has an entry without a word ({where})", "read its page instead")
        return
    told = _told(entry, feed, raw)
    told = replace(told, title=title, text=text, markup=is_html)
    if source is None:
        media, source = ("text/html" if is_html else "text/plain"), (text or title or "").encode()
        snapshot = Snapshot(source, media, "utf-8")
    else:
        encoding = str(feed.get("encoding") or "utf-8")
        snapshot = Snapshot(source, "application/xml", encoding)
    yield from compose_page(told, snapshot, raw, options)


def _told(entry: Mapping[str, Any], feed: Mapping[str, Any], raw: Raw) -> Told:
    about: Mapping[str, Any] = feed["feed"]
    updated = _word(entry, "updated")
    published = _word(entry, "published")
    if published is None and str(feed.get("version", "")).startswith("rss"):
        published, updated = updated, None  # RSS has dc:date, and means the day of the item
    source = entry.get("source")
    origin = _plain_title(source) if isinstance(source, Mapping) else None
    language = _word(about, "language")
    return Told(
        url=_address(_word(entry, "link"), _word(about, "link") or raw.url, raw.url),
        published=parse_day(published),
        modified=parse_day(updated),
        publisher=origin or _plain_title(about),
        agency=_agency(_word(entry, "author")),
        language=language,
        doubts=_doubts(published, updated),
    )


def _doubts(published: str | None, updated: str | None) -> tuple[str, ...]:
    return tuple(
        f'has an entry with a date that cannot be told for "{name}": {words[:60]!r}'
        for name, words in (("published", published), ("modified", updated))
        if words is not None and parse_day(words) is None
    )


def _text(entry: Mapping[str, Any]) -> tuple[str | None, bool]:
    """The longest content, or else the summary; and whether it is HTML."""
    contents = [each for each in entry.get("content") or [] if str(each.get("value", "")).strip()]
    if contents:
        longest = max(contents, key=lambda each: len(each["value"]))
        text, kind = str(longest["value"]), str(longest.get("type", ""))
    else:
        text = str(entry.get("summary") or "")
        kind = str((entry.get("summary_detail") or {}).get("type", ""))
    if not text.strip():
        return None, False
    return text, "html" in kind or has_markup(text)


def _plain_title(about: Mapping[str, Any]) -> str | None:
    """A title as one line, without markup."""
    title = str(about.get("title") or "")
    if "html" in str((about.get("title_detail") or {}).get("type", "")):
        title = read_fragment(title).text
    return " ".join(title.split()) or None


def _agency(author: str | None) -> str | None:
    """The agency, if the author is one."""
    return None if author is None else load_page_words("en").agencies.get(author.lower())


def _word(about: Mapping[str, Any], name: str) -> str | None:
    # Not by `about[name]`: feedparser would give another field in its place, with a warning.
    value = about.get(name) if name in dict.keys(about) else None  # type: ignore[arg-type]
    return value.strip() or None if isinstance(value, str) else None


def _address(link: str | None, *bases: str | None) -> str | None:
    """The link as an absolute address on the web; None where it is none."""
    for base in (None, *bases):
        try:
            address = urljoin(base, link) if base and link else link
            if address and urlsplit(address).scheme in {"http", "https"}:
                return address
        except ValueError:
            return None
    return None
